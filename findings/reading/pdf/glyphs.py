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
# Where a font has no map to letters, its codes are those of Windows: pdfium hands them on as control codes.
_WINDOWS = {0x85: "…", 0x91: "‘", 0x92: "’", 0x93: "“", 0x94: "”", 0x95: "•", 0x96: "–", 0x97: "—"}
_SMALL = "abcdefghijklmnopqrstuvwxyz"
_LETTERS = _LIGATURES | _WINDOWS
_SPACE, _GUESSED = -1, -2  # in place of the index of a character
# Words stand apart from a tenth of the size on; pdfium sees a space from 0.14 to 0.18 on.
_NARROWEST_SPACE = 0.105
_LONGEST_WORD = 15  # letters; a longer one may be several
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
    label: str = ""  # what the file calls the page, "iv"


def pages(path: Path) -> list[Page]:
    """Every page of the file; raises ReadingError."""
    found: list[Page] = []
    with document(path) as pdf:
        check_length(path.name, pdf.pages)
        for number in range(1, pdf.pages + 1):
            with pdf.page(number) as page:
                rules = page.rules()
                walls = [rule for rule in rules if rule.x0 == rule.x1]
                pen = _Pen(page, walls)
                spans = pen.spans()
                if pen.set_tight:
                    spans = _Pen(page, walls, measures=True).spans()
                found.append(Page(number, page.width, page.height, tuple(spans), rules, pdf.label(number)))
    return found


class _Pen:
    """Walks over a page's characters and cuts them into spans."""

    def __init__(self, page: PdfPage, walls: Sequence[Rule], *, measures: bool = False) -> None:
        """`measures`: the space between any two letters, not only where pdfium or a new piece gives cause to."""
        self.page, self.walls, self.measures = page, walls, measures
        self.piece_of = page.pieces()
        self.set_tight = False  # a word was met that has spaces within
        self.letters: list[str] = []
        self.indices: list[int] = []  # of the characters of `letters`
        self.found: list[Span] = []
        self.style = Style(0.0, False, False, True)
        self.piece: int | None = -1  # what the last letter was drawn with
        self.new_piece = False
        self.start = self.base = 0.0
        self.last_index = self.placed_index = -1
        self.placed = 0.0  # where the letter of placed_index begins
        self.glued = False
        self.space = False  # a space was read and not yet written

    def spans(self) -> list[Span]:
        letters, indices, piece_of = self.letters, self.indices, self.piece_of
        inside = False  # the letter before was a small one, and not the first of its word
        for index, code in enumerate(self.page.codes()):
            small = 97 <= code <= 122
            if small and inside and piece_of(index) == self.piece:
                # Within a word nothing changes: three letters of four need no second look.
                letters.append(_SMALL[code - 97])
                indices.append(index)
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
            if (code < 32 and not hyphen) or code in _NOTHING or code == 0x7F:
                continue
            self._restyle(index)
            if not self.style.level:
                continue
            inside = small and bool(letters) and not self.space
            self._write("-" if hyphen else _LETTERS.get(code) or chr(code), index)
            if hyphen and code != 0xAD:
                self._close()
                inside = False
        self._close()
        return self.found

    def _restyle(self, index: int) -> None:
        piece = self.piece_of(index)
        self.new_piece = piece != self.piece
        if not self.new_piece:
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
        guessed = False
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
            elif self.new_piece and not self.space and not self._is_number():
                self.space = guessed = at - self._right_edge() > _NARROWEST_SPACE * size
        if not self.letters:
            self.start, self.base, self.glued = at, base, not self.space
        elif self.space:
            self.letters.append(" ")
            self.indices.append(_GUESSED if guessed else _SPACE)
        self.space = False
        self.letters.append(letter)
        self.indices.append(index)
        self.last_index = self.placed_index = index
        self.placed = at

    def _close(self) -> None:
        """Ends the span; what comes next stands apart from it."""
        if self.letters:
            if _GUESSED in self.indices:
                self._drop_guesses()
            text = "".join(self.letters)
            if self.measures or len(max(text.split(" "), key=len)) > _LONGEST_WORD:
                text = self._spaced_out(text)
            if any("\ud800" <= letter <= "\udfff" for letter in text):
                text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
            right = max(self._right_edge(), self.start)
            style = self.style
            self.found.append(
                Span(text, self.start, right, self.base, style.size, style.bold, style.italic, self.glued)
            )
            self.letters.clear()
            self.indices.clear()
        else:
            self.space = True

    def _spaced_out(self, text: str) -> str:
        """The text with spaces where letters stand apart, though less than pdfium takes for a space."""
        size = self.style.size
        parted: list[str] = []
        edge: float | None = None
        for place, (letter, index) in enumerate(zip(self.letters, self.indices, strict=True)):
            sides = self.page.sides(index) if index >= 0 else None
            wide = sides and edge is not None and sides[0] - edge > _NARROWEST_SPACE * size
            if wide and not self._is_last_letter(place):
                parted.append(" ")
            parted.append(letter)
            edge = sides[1] if sides else None
        spaced = "".join(parted)
        if spaced.count(" ") > 0.4 * len(spaced):
            return text  # letters set apart from each other, as some headings are
        self.set_tight = self.set_tight or spaced != text
        return spaced

    def _drop_guesses(self) -> None:
        for place in range(len(self.letters) - 1, 0, -1):
            if self.indices[place] == _GUESSED and self._is_last_letter(place + 1):
                del self.letters[place], self.indices[place]

    def _is_last_letter(self, place: int) -> bool:
        """Whether a space before this letter would part one small letter from its word, as careless print seems to."""
        after = self.letters[place + 1] if place + 1 < len(self.letters) else " "
        return not after.isalnum() and self.letters[place].islower() and self.letters[place] != "a"

    def _is_number(self) -> bool:
        """Whether what was written is a paragraph's number, "17.", which is known as one without a space too."""
        return self.letters[-1] == "." and "".join(self.letters[:-1]).isdigit()

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
