"""Pictures of PDF pages with a passage marked on them: drawn here, so that a reader sees the printed words.

Boxes are points from the page's top left corner, as everywhere.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from findings.reading.pdf.crosscheck import bare
from findings.reading.pdf.pdfium import PdfPage, document
from findings.records import Line

Box = tuple[float, float, float, float]  # x0, top, x1, bottom

_MARK = (255, 221, 0, 90)  # translucent yellow, and a line under it for those who do not see yellow
_UNDERLINE = (138, 90, 0, 255)
# A page drawn larger than this is refused its scale: nobody looks at it and it fills the memory.
_MAX_PIXELS = 12_000_000


def page_image(pdf_path: Path, page: int, boxes: Sequence[Box] = (), scale: float = 2.0) -> bytes:
    """A page (from 1) as PNG, `scale` pixels a point, with the boxes marked; raises ReadingError."""
    with document(pdf_path) as pdf, pdf.page(page) as drawn:
        scale = min(scale, (_MAX_PIXELS / max(1.0, drawn.width * drawn.height)) ** 0.5)
        picture = drawn.picture(scale)
    if boxes:
        picture = _marked(picture, boxes, scale)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def word_boxes(
    pdf_path: Path, page: int, lines: Sequence[Line], text: str, start: int, end: int
) -> list[Box]:
    """Boxes over the words of `text[start:end]` that stand on a page, one for each printed line.

    `text` and `lines` are a Content's. A line that the words fill has its own box; of a line they share, the letters'
    places are looked up in the file. Raises ReadingError.
    """
    boxes: list[Box] = []
    shared: list[tuple[Line, int, int]] = []
    for line in lines:
        left, right = max(line.start, start), min(line.end, end)
        if line.page != page or not text[left:right].strip():
            continue
        if (left, right) == (line.start, line.end):
            boxes.append((line.x0, line.top, line.x1, line.bottom))
        else:
            shared.append((line, left, right))
    if shared:
        with document(pdf_path) as pdf, pdf.page(page) as drawn:
            letters = _letters(drawn)
        boxes.extend(_part(letters, text, *item) for item in shared)
    return sorted(boxes, key=lambda box: (box[1], box[0]))


def _letters(page: PdfPage) -> list[tuple[str, float, float, float]]:
    """(letter, left, right, baseline) of every visible letter of a page."""
    found: list[tuple[str, float, float, float]] = []
    for index, code in enumerate(page.codes()):
        letter = bare(chr(code))
        sides = page.sides(index) if letter else None
        if sides:
            found.append((letter, *sides, page.origin(index)[1]))
    return found


def _part(
    letters: Sequence[tuple[str, float, float, float]], text: str, line: Line, left: int, right: int
) -> Box:
    """The box over a part of a line: its letters are counted among the letters that stand within the line's box."""
    inside = sorted(
        (
            item
            for item in letters
            if line.top < item[3] < line.bottom and line.x0 - 1 <= item[1] <= line.x1 + 1
        ),
        key=lambda item: item[1],
    )
    before = len(bare(text[line.start : left]))
    wanted = inside[before : before + len(bare(text[left:right]))]
    if not wanted:
        return (line.x0, line.top, line.x1, line.bottom)
    return (wanted[0][1], line.top, wanted[-1][2], line.bottom)


def _marked(picture: Any, boxes: Sequence[Box], scale: float) -> Any:
    from PIL import Image, ImageDraw

    layer = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    for x0, top, x1, bottom in boxes:
        corners = (x0 * scale - 1, top * scale, x1 * scale + 1, bottom * scale)
        pen.rectangle(corners, fill=_MARK)
        pen.rectangle((corners[0], corners[3] - max(1, scale * 0.7), corners[2], corners[3]), fill=_UNDERLINE)
    return Image.alpha_composite(picture.convert("RGBA"), layer).convert("RGB")
