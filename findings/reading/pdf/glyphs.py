"""A PDF's letters as spans: runs of one style and height, with their places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from findings.reading.marks import TURNS
from findings.reading.pdf.pdfium import PdfPage, Rule, Style, check_length, document

_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
_SMALL = "abcdefghijklmnopqrstuvwxyz"
_SPACES = {0x09, 0x20, 0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000}
_NOTHING = {0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFFFF, *map(ord, TURNS)}
# pdfium writes one of these for a hyphen at a line's end and leaves the line end out.
_LINE_HYPHEN = {0x02, 0xFFFE, 0xAD}


@dataclass(frozen=True, slots=True)
class Span:
    """Letters drawn one after another in one style. `base` is the baseline's distance from the page top."""

    text: str
    x0: float
    x1: float
    base: float
    size: float  # in points
    bold: bool
    italic: bool
    glued: bool  # no space stood before it
    confidence: int | None = None  # of its least certain word, 0 to 100, where it was read by OCR


@dataclass(frozen=True, slots=True)
class Page:
    """A page's spans in drawing order and its drawn lines; points from the top left."""

    number: int  # 1-based
    width: float
    height: float
    spans: tuple[Span, ...]
    rules: tuple[Rule, ...]


def pages(path: Path) -> list[Page]:
    """Every page of the file; raises ReadingError."""
    found: list[Page] = []
    with document(path) as pdf:
        check_length(path.name, pdf.pages)
        for number in range(1, pdf.pages + 1):
            with pdf.page(number) as page:
                rules = page.rules()
                spans = _Pen(page, [rule for rule in rules if rule.x0 == rule.x1]).spans()
                found.append(Page(number, page.width, page.height, tuple(spans), rules))
    return found


class _Pen:
    """Walks over a page's characters and cuts them into spans."""

    def __init__(self, page: PdfPage, walls: Sequence[Rule]) -> None:
        self.page, self.walls = page, walls
        self.letters: list[str] = []
        self.found: list[Span] = []
        self.style = Style(0.0, False, False, True)
        self.piece = -1  # what the last letter was drawn with
        self.start = self.base = 0.0
        self.last_index = self.placed_index = -1
        self.placed = 0.0  # where the letter of placed_index begins
        self.glued = False
        self.space = False  # a space was read and not yet written

    def spans(self) -> list[Span]:
        letters = self.letters
        inside = False  # the letter before was a small one, and not the first of its word
        for index, code in enumerate(self.page.codes()):
            small = 97 <= code <= 122
            if small and inside:
                # Within a word nothing changes: three letters of four need no second look.
                letters.append(_SMALL[code - 97])
                self.last_index = index
                continue
            if code in (0x0D, 0x0A):
                self._close()
                inside = False
                continue
            if code in _SPACES:
                self.space = True
                inside = False
                continue
            hyphen = code in _LINE_HYPHEN
            if (code < 32 and not hyphen) or code in _NOTHING or 0x7F <= code < 0x83:
                continue
            self._restyle(index)
            if not self.style.level:
                continue
            inside = small and bool(letters) and not self.space
            self._write("-" if hyphen else _LIGATURES.get(code) or chr(code), index)
            if hyphen and code != 0xAD:
                self._close()
                inside = False
        self._close()
        return self.found

    def _restyle(self, index: int) -> None:
        piece = self.page.drawn_with(index)
        if piece == self.piece:
            return
        self.piece = piece
        style = self.page.style(index)
        if style != self.style:
            space = self.space
            self._close()
            self.space = space
            self.style = style

    def _write(self, letter: str, index: int) -> None:
        at, base = self.page.origin(index)
        size = self.style.size
        if self.letters:
            last = self._last()
            step = at - last
            moved = abs(base - self.base) > 0.12 * size
            if moved or step < -0.3 * size or (self.space and self._behind_wall(last, at, base)):
                self._close()
            elif step > (1.3 if self.space else 0.7) * size:
                gap = at - self._right_edge()
                if gap > 1.0 * size:
                    self._close()
                elif gap > 0.25 * size:
                    self.space = True
        if not self.letters:
            self.start, self.base, self.glued = at, base, not self.space
        elif self.space:
            self.letters.append(" ")
        self.space = False
        self.letters.append(letter)
        self.last_index = self.placed_index = index
        self.placed = at

    def _close(self) -> None:
        """Ends the span; what comes next stands apart from it."""
        if self.letters:
            text = "".join(self.letters)
            if any("\ud800" <= letter <= "\udfff" for letter in text):
                text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
            right = max(self._right_edge(), self.start)
            style = self.style
            self.found.append(
                Span(text, self.start, right, self.base, style.size, style.bold, style.italic, self.glued)
            )
            self.letters.clear()
        else:
            self.space = True

    def _behind_wall(self, last: float, at: float, base: float) -> bool:
        """Whether a cell's border stands between the last letter and the next."""
        middle = base - 0.3 * self.style.size
        return any(last < wall.x0 < at + 1 and wall.top < middle < wall.bottom for wall in self.walls)

    def _last(self) -> float:
        """Where the last letter written begins."""
        return self.placed if self.placed_index == self.last_index else self.page.origin(self.last_index)[0]

    def _right_edge(self) -> float:
        sides = self.page.sides(self.last_index)
        if sides is None:
            return self._last() + 0.5 * self.style.size
        # A box can be far too wide in a file with a broken font.
        return min(sides[1], self._last() + 1.5 * self.style.size)
