"""How well scanned pages are read: `python -m benchmarks.ocr [--pages 20]`; needs tesseract.

Pages of the shipped documents are printed (as PDF), then drawn, turned, blurred, speckled and packed as a scanner does,
and read again as any scan is. Told for each treatment: the share of words that are right, in their order; how much the
box of a line read overlaps that of the line printed (intersection over union); seconds of processor a page.
"""

from __future__ import annotations

import argparse
import difflib
import math
import os
import random
import re
import resource
import tempfile
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from statistics import mean

from PIL import Image, ImageFilter

from findings.reading.pdf import read_pdf
from findings.reading.pdf.image import page_image
from findings.reading.pdf.ocr import tesseract
from findings.reading.raw import RawDocument
from findings.settings import ROOT
from tests.reading.make_pdf import HEIGHT, WIDTH, PdfPage, pdf_bytes

Box = tuple[float, float, float, float]
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_LINE = 80  # characters of 12 points between the margins
_LINES = 44


@dataclass(frozen=True, slots=True)
class Treatment:
    """What happens to a page between printer and file; angles in degrees, clockwise."""

    name: str
    resolution: int
    skew: float = 0.0
    turn: int = 0
    blur: float = 0.0  # radius, pixels
    noise: float = 0.0  # spread of grey, 0 to 255
    black_and_white: bool = False
    quality: int = 75  # of JPEG


TREATMENTS = (
    Treatment("clean, 200 dpi", 200),
    Treatment("askew 1.2°, noisy, 150 dpi", 150, skew=1.2, noise=18),
    Treatment("blurred, hard JPEG, 150 dpi", 150, blur=0.9, quality=35),
    Treatment("on its side, askew 0.6°, 150 dpi", 150, skew=0.6, turn=90, noise=10),
    Treatment(
        "photocopy: black and white, askew -2°, 200 dpi", 200, skew=-2.0, noise=30, black_and_white=True
    ),
)


def printed(count: int) -> list[PdfPage]:
    """Pages of prose from the shipped documents: numbered paragraphs under headings."""
    words = " ".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "corpus").glob("*.txt")))
    sentences = re.findall(r"[A-Z][^.\n•#*|]{60,300}\.", words.encode("latin-1", "ignore").decode("latin-1"))
    paragraphs = [" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)]
    pages: list[PdfPage] = []
    for number in range(count):
        page, line = PdfPage(), 2
        page.text(72, 60, f"Section {number + 1}", size=16, style="bold")
        while paragraphs:
            lines = textwrap.wrap(f"{number + 1}.{len(paragraphs) % 9 + 1} {paragraphs[0]}", _LINE)
            if line + len(lines) > _LINES:
                break
            paragraphs.pop(0)
            page.lines(72, 72 + 15 * line, *lines)
            line += len(lines) + 1
        pages.append(page)
    return pages


def scanned(pdf: Path, page: int, how: Treatment, seed: int) -> Image.Image:
    """A page as a scanner gives it."""
    drawn = Image.open(BytesIO(page_image(pdf, page, scale=how.resolution / 72))).convert("L")
    drawn = drawn.rotate(-how.skew, resample=Image.Resampling.BICUBIC, fillcolor=255)
    if how.blur:
        drawn = drawn.filter(ImageFilter.GaussianBlur(how.blur))
    if how.noise:
        random.seed(seed)
        grain = Image.effect_noise(drawn.size, how.noise)
        drawn = Image.blend(drawn, Image.composite(drawn, grain, drawn.point(lambda v: 255 - v // 2)), 0.5)
        drawn = Image.frombytes("L", drawn.size, bytes(_add(drawn.tobytes(), grain.tobytes())))
    if how.black_and_white:
        drawn = drawn.point(lambda value: 255 if value > 150 else 0)
    return drawn.rotate(-how.turn, expand=True)


def _add(picture: bytes, grain: bytes) -> Sequence[int]:
    return [max(0, min(255, value + noise - 128)) for value, noise in zip(picture, grain, strict=True)]


def lies(box: Box, how: Treatment) -> Box:
    """The box around a printed box on the scanned page; points."""
    angle = math.radians(how.skew)
    corners = []
    for x in (box[0], box[2]):
        for y in (box[1], box[3]):
            across, down = x - WIDTH / 2, y - HEIGHT / 2
            x1 = across * math.cos(angle) - down * math.sin(angle) + WIDTH / 2
            y1 = across * math.sin(angle) + down * math.cos(angle) + HEIGHT / 2
            corners.append((HEIGHT - y1, x1) if how.turn == 90 else (x1, y1))
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def overlap(one: Box, other: Box) -> float:
    """Intersection over union."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    if across <= 0 or down <= 0:
        return 0.0
    area = sum((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return across * down / (area - across * down)


def lines_on(raw: RawDocument, page: int) -> list[tuple[str, Box]]:
    return [
        (block.text[line.start : line.end], (line.x0, line.top, line.x1, line.bottom))
        for block in raw.blocks
        for line in block.lines
        if line.page == page
    ]


def words_on(raw: RawDocument, page: int) -> list[str]:
    return [word for block in raw.blocks if block.page == page for word in _WORD.findall(block.text)]


def matched(wanted: Sequence[str], found: Sequence[str]) -> float:
    """The share of the words wanted that were found, in their order."""
    blocks = difflib.SequenceMatcher(a=wanted, b=found, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(wanted)


def boxes(wanted: Sequence[tuple[str, Box]], found: Sequence[tuple[str, Box]], how: Treatment) -> list[float]:
    """For each printed line its overlap with the line that was read there."""
    return [max((overlap(lies(box, how), other) for _, other in found), default=0.0) for _, box in wanted]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--pages", type=int, default=20, help="pages to print, the same number for each treatment"
    )
    count: int = parser.parse_args().pages
    if not tesseract.installed():
        raise SystemExit(f"tesseract is not installed: {tesseract.INSTALL}")
    each = max(1, count // len(TREATMENTS))
    print(f"{tesseract.version()}, {each * len(TREATMENTS)} pages")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["FINDINGS_DATA"] = str(folder / "data")  # nothing was read before
        pdf = folder / "printed.pdf"
        pdf.write_bytes(pdf_bytes(printed(each * len(TREATMENTS))))
        truth = read_pdf(pdf)
        told = [
            _measured(pdf, truth, how, range(at * each + 1, (at + 1) * each + 1), folder)
            for at, how in enumerate(TREATMENTS)
        ]
    print(f"{'all':<50} " + _figures(*(mean(column) for column in zip(*told, strict=True))))


def _measured(
    pdf: Path, truth: RawDocument, how: Treatment, pages: range, folder: Path
) -> tuple[float, float, float]:
    """(words right, box overlap, seconds a page) of one treatment; printed as well."""
    scan = folder / f"scan-{pages.start}.pdf"
    pictures = [scanned(pdf, page, how, page) for page in pages]
    pictures[0].save(
        scan, save_all=True, append_images=pictures[1:], resolution=how.resolution, quality=how.quality
    )
    before = _processor()
    read = read_pdf(scan)
    seconds = (_processor() - before) / len(pages)
    right, overlaps = [], []
    for number, page in enumerate(pages, 1):
        right.append(matched(words_on(truth, page), words_on(read, number)))
        overlaps += boxes(lines_on(truth, page), lines_on(read, number), how)
    print(f"{how.name:<50} " + _figures(mean(right), mean(overlaps), seconds), flush=True)
    return mean(right), mean(overlaps), seconds


def _figures(right: float, overlap: float, seconds: float) -> str:
    return f"{right:6.1%} {overlap:6.2f} {seconds:6.1f}"


def _processor() -> float:
    """Seconds of processor of this process and of those it started and that ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


if __name__ == "__main__":
    main()
