"""One page read by OCR, kept by the hash of its file so that it is read once, and laid out as printed text is."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any

from findings.reading.pdf.glyphs import Page, Span
from findings.reading.pdf.ocr import tesseract
from findings.reading.pdf.ocr.tesseract import OcrLine, OcrWord

# A page read with less may lie upside down; one with less than the other may be speckled.
_SURE_ENOUGH = 70.0
_CLEAN_BELOW = 85.0
_LONG_WORD = 4  # letters of a word that is wider than high
# Noise of a picture, a stamp or a fold: every word of the line is as uncertain.
_NOISE = 30
# How tesseract reads the dot of a bullet; none of them is a word that a line begins with.
_DOTS = frozenset("e¢«©®»°·")
# Size of a font over the height of its letters with all they reach above and below (measured on printed pages).
_FONT = 1.07
# Sizes that differ by less from the body's are the body's: a line's measured height wobbles with its letters.
_WOBBLE = 0.17


@dataclass(frozen=True, slots=True)
class PageReading:
    """What was read of a page. `turn`: degrees clockwise by which its picture was turned to be upright."""

    lines: tuple[OcrLine, ...]  # pixels of the upright picture
    width: int
    height: int
    scale: float  # pixels a point
    turn: int = 0

    @property
    def letters(self) -> int:
        return sum(letter.isalnum() for line in self.lines for word in line.words for letter in word.text)

    @property
    def words(self) -> list[str]:
        return [word.text for line in self.lines for word in line.words]


def read_page(picture: Any, scale: float, seconds: float) -> PageReading:
    """Read a page's picture (Pillow, grey, `scale` pixels a point); turned pages are set upright, speckles cleaned.

    Raises:
        ReadingError: tesseract fails, or takes longer than `seconds` for one look.
    """
    reading = _read(picture, scale, 0, seconds)
    if not _on_its_side(reading):
        if certainty(reading) < _CLEAN_BELOW:
            reading = max(reading, _read(_cleaned(picture), scale, 0, seconds), key=certainty)
        if certainty(reading) >= _SURE_ENOUGH:
            return reading
    turn = tesseract.turn_of(picture, seconds)
    if not turn:
        return reading
    turned = _read(picture.rotate(-turn, expand=True), scale, turn, seconds)
    if certainty(turned) < _CLEAN_BELOW:
        turned = max(
            turned, _read(_cleaned(picture).rotate(-turn, expand=True), scale, turn, seconds), key=certainty
        )
    return turned if _on_its_side(reading) or certainty(turned) > certainty(reading) else reading


def _cleaned(picture: Any) -> Any:
    """Without specks smaller than a full stop: photocopies are full of them."""
    from PIL import ImageFilter

    return picture.filter(ImageFilter.MedianFilter(5))


def _on_its_side(reading: PageReading) -> bool:
    """Whether most words run up or down the page: tesseract reads them so, but their lines are none."""
    long = [word for line in reading.lines for word in line.words if len(word.text) >= _LONG_WORD]
    return 2 * sum(word.bottom - word.top > word.x1 - word.x0 for word in long) > len(long)


def _read(picture: Any, scale: float, turn: int, seconds: float) -> PageReading:
    lines = tesseract.lines_of(picture, seconds)
    kept = tuple(line for line in lines if max(word.confidence for word in line.words) >= _NOISE)
    return PageReading(kept, picture.width, picture.height, scale, turn)


def certainty(reading: PageReading) -> float:
    """Mean confidence of the words, by their length; 0 without any."""
    words = [word for line in reading.lines for word in line.words]
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0


@dataclass(frozen=True, slots=True)
class Upright:
    """How a point of a page as it lies is found on the straightened page, and back. Points from the top left."""

    width: float  # of the straightened page
    height: float
    angle: float  # by which its lines fall to the right, in radians
    turn: int  # degrees clockwise from the page as it lies

    def straight(self, x: float, y: float) -> tuple[float, float]:
        return self._turned(x, y, -self.angle)

    def box_as_it_lies(
        self, x0: float, top: float, x1: float, bottom: float
    ) -> tuple[float, float, float, float]:
        """The box around a straightened box, on the page as it lies."""
        corners = [self._as_it_lies(*self._turned(x, y, self.angle)) for x in (x0, x1) for y in (top, bottom)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return min(xs), min(ys), max(xs), max(ys)

    def _turned(self, x: float, y: float, angle: float) -> tuple[float, float]:
        across, down = x - self.width / 2, y - self.height / 2
        sine, cosine = math.sin(angle), math.cos(angle)
        return (
            across * cosine - down * sine + self.width / 2,
            across * sine + down * cosine + self.height / 2,
        )

    def _as_it_lies(self, x: float, y: float) -> tuple[float, float]:
        if self.turn == 90:
            return y, self.width - x
        if self.turn == 180:
            return self.width - x, self.height - y
        if self.turn == 270:
            return self.height - y, x
        return x, y


def upright_of(reading: PageReading) -> Upright:
    long = [line.slope for line in reading.lines if len(line.words) > 4] or [0.0]
    return Upright(
        reading.width / reading.scale, reading.height / reading.scale, math.atan(median(long)), reading.turn
    )


def page_of(reading: PageReading, number: int, body: float | None = None) -> Page:
    """The page as the PDF reader has it: runs of words at their places, straightened, in sizes of fonts.

    `body`: the size of most of the document's lines; sizes near it become it.
    """
    upright = upright_of(reading)
    spans = [span for line in reading.lines for span in _spans(line, reading.scale, upright, body)]
    return Page(number, upright.width, upright.height, tuple(spans), ())


def sizes_of(reading: PageReading) -> list[float]:
    """The font size of each line of a page, in points, once for each of its letters."""
    return [
        _FONT * line.size / reading.scale for line in reading.lines for word in line.words for _ in word.text
    ]


def _spans(line: OcrLine, scale: float, upright: Upright, body: float | None) -> Iterator[Span]:
    size = _FONT * line.size / scale
    if body is not None and abs(size - body) <= _WOBBLE * body:
        size = body
    words = _mended(line.words)
    for run in _runs(words, line.size):
        first, last = run[0], run[-1]
        base = line.base + line.slope * (first.x0 - line.words[0].x0)
        x0, y0 = upright.straight(first.x0 / scale, base / scale)
        x1, _ = upright.straight(last.x1 / scale, (base + line.slope * (last.x1 - first.x0)) / scale)
        yield Span(
            text=" ".join(word.text for word in run),
            x0=x0,
            x1=x1,
            base=y0,
            size=round(size * 2) / 2,
            bold=False,
            italic=False,
            glued=False,
            confidence=min(word.confidence for word in run),
        )


def _mended(words: Sequence[OcrWord]) -> tuple[OcrWord, ...]:
    """The words with two signs as they were printed: the dot of a bullet, and I, which tesseract takes for a bar."""
    found = list(words)
    if len(words) > 2 and len(words[0].text) < 3 and _DOTS.issuperset(words[0].text):
        found[0] = replace(words[0], text="•")
    for place, (word, after) in enumerate(pairwise(words)):
        if word.text == "|" and after.text[0].islower():
            found[place] = replace(word, text="I")
    return tuple(found)


def _runs(words: Sequence[OcrWord], size: float) -> Iterator[list[OcrWord]]:
    """Words that stand together: a gap as wide as a letter is high parts cells and columns. A bullet hangs alone."""
    run = [words[0]]
    for above, word in pairwise(words):
        if word.x0 - above.x1 > size or (above is words[0] and above.text == "•"):
            yield run
            run = []
        run.append(word)
    yield run
