"""A PDF's letters with their places, through pypdfium2: the only file that reads text with it.

Coordinates are points from the top left corner of the page as it is seen, after the page's own rotation.
pdfium is not thread-safe: whoever calls it holds `PDFIUM`.
"""

from __future__ import annotations

import ctypes
import math
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from findings.errors import ReadingError

PDFIUM = threading.RLock()

# A page with more drawing than this is a map or a chart; its lines are not a table's.
MAX_RULES = 4_000
# No page of prose comes near it; a page that does was made to exhaust the reader.
MAX_GLYPHS = 60_000

Place = Callable[[float, float], tuple[float, float]]

_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
_SPACES = {0x09, 0x20, 0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000}
_NOTHING = {0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFFFF}
# pdfium writes one of these for a hyphen at a line's end and leaves the line end out.
_LINE_HYPHEN = {0x02, 0xFFFE, 0xAD}


@dataclass(frozen=True, slots=True)
class Span:
    """Letters drawn one after another in one style. `base` is the baseline's distance from the page top."""

    text: str
    x0: float
    x1: float
    base: float
    size: float  # font size times its matrix, in points
    bold: bool
    italic: bool
    glued: bool  # no space stood before it


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line drawn across or down the page: `x0 == x1` (down) or `top == bottom` (across)."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    number: int  # 1-based
    width: float
    height: float
    spans: tuple[Span, ...]  # in the order they are drawn
    rules: tuple[Rule, ...]


@contextmanager
def document(path: Path) -> Iterator[Any]:
    """The open pdfium document; raises ReadingError in one line if pdfium cannot open it."""
    import pypdfium2

    with PDFIUM:
        try:
            pdf = pypdfium2.PdfDocument(path)
        except (pypdfium2.PdfiumError, OSError, ValueError) as error:
            raise ReadingError(f"{path.name}: the PDF cannot be opened ({error})") from error
        try:
            yield pdf
        finally:
            pdf.close()


def pages(path: Path) -> list[Page]:
    """Every page of the file; raises ReadingError."""
    import pypdfium2

    with document(path) as pdf:
        try:
            return [_page(pdf, number) for number in range(1, len(pdf) + 1)]
        except (pypdfium2.PdfiumError, ctypes.ArgumentError, OSError) as error:
            raise ReadingError(f"{path.name}: a page of the PDF cannot be read ({error})") from error


def place_on(page: Any) -> tuple[Place, float, float]:
    """The function from PDF coordinates to points from the top left as seen, and the page's width and height."""
    left, bottom, right, top = page.get_bbox()
    turn = page.get_rotation()
    width, height = abs(right - left), abs(top - bottom)
    places: dict[int, Place] = {
        0: lambda x, y: (x - left, top - y),
        90: lambda x, y: (y - bottom, x - left),
        180: lambda x, y: (right - x, y - bottom),
        270: lambda x, y: (top - y, right - x),
    }
    return places[turn], *((width, height) if turn in (0, 180) else (height, width))


def _page(pdf: Any, number: int) -> Page:
    page = pdf[number - 1]
    try:
        place, width, height = place_on(page)
        text = page.get_textpage()
        try:
            rules = _rules(page, place)
            walls = [rule for rule in rules if rule.x0 == rule.x1]
            spans = tuple(_Pen(text.raw, place, page.get_rotation(), walls).spans(text.count_chars()))
        finally:
            text.close()
        return Page(number, width, height, spans, rules)
    finally:
        page.close()


class _Pen:
    """Walks over a page's characters and cuts them into spans."""

    def __init__(self, raw: Any, place: Place, rotation: int, walls: Sequence[Rule]) -> None:
        import pypdfium2.raw as c

        self.walls = walls
        self.c, self.raw, self.place, self.rotation = c, raw, place, rotation
        self.letters: list[str] = []
        self.found: list[Span] = []
        self.size, self.bold, self.italic, self.level = 0.0, False, False, True
        self.start = self.base = self.last = 0.0
        self.last_index = -1
        self.glued = False
        self.space = False  # a space was read and not yet written

    def spans(self, count: int) -> list[Span]:
        c, raw = self.c, self.raw
        x, y = ctypes.c_double(), ctypes.c_double()
        x_ref, y_ref = ctypes.byref(x), ctypes.byref(y)
        unicode_of, origin_of, object_of = (
            c.FPDFText_GetUnicode,
            c.FPDFText_GetCharOrigin,
            c.FPDFText_GetTextObject,
        )
        drawn: int | None = None
        for index in range(min(count, MAX_GLYPHS)):
            code = unicode_of(raw, index)
            if code in (0x0D, 0x0A):
                self._close()
                continue
            if code in _SPACES:
                self.space = True
                continue
            hyphen = code in _LINE_HYPHEN
            if (code < 32 and not hyphen) or code in _NOTHING or 0x7F <= code < 0x83:
                continue
            handle = object_of(raw, index)
            now = ctypes.addressof(handle.contents) if handle else 0
            if now != drawn:
                drawn = now
                self._style(index)
            if not self.level:
                continue
            origin_of(raw, index, x_ref, y_ref)
            self._write(
                "-" if hyphen else _LIGATURES.get(code) or chr(code), *self.place(x.value, y.value), index
            )
            if hyphen and code != 0xAD:
                self._close()
        self._close()
        return self.found

    def _write(self, letter: str, at: float, base: float, index: int) -> None:
        if self.letters:
            step = at - self.last
            moved = abs(base - self.base) > 0.12 * self.size
            if moved or step < -0.3 * self.size:
                self._close()
            elif self.walls and self.space and self._behind_wall(at, base):
                self._close()
            elif step > 0.7 * self.size:
                gap = at - self._right_edge()
                if gap > 1.0 * self.size:
                    self._close()
                elif gap > 0.25 * self.size:
                    self.space = True
        if not self.letters:
            self.start, self.base, self.glued = at, base, not self.space
        elif self.space:
            self.letters.append(" ")
        self.space = False
        self.letters.append(letter)
        self.last, self.last_index = at, index

    def _close(self) -> None:
        if self.letters:
            text = "".join(self.letters)
            if any("\ud800" <= letter <= "\udfff" for letter in text):
                text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
            right = max(self._right_edge(), self.start)
            self.found.append(
                Span(text, self.start, right, self.base, self.size, self.bold, self.italic, self.glued)
            )
            self.letters = []
        else:
            self.space = True

    def _behind_wall(self, at: float, base: float) -> bool:
        """Whether a cell's border stands between the last letter and the next."""
        middle = base - 0.3 * self.size
        return any(self.last < wall.x0 < at + 1 and wall.top < middle < wall.bottom for wall in self.walls)

    def _right_edge(self) -> float:
        box = self.c.FS_RECTF()
        if not self.c.FPDFText_GetLooseCharBox(self.raw, self.last_index, ctypes.byref(box)):
            return self.last + 0.5 * self.size
        corners = (self.place(box.left, box.top)[0], self.place(box.right, box.bottom)[0])
        # A loose box can be far too wide in a file with a broken font.
        return min(max(corners), self.last + 1.5 * self.size)

    def _style(self, index: int) -> None:
        matrix = self.c.FS_MATRIX()
        scale, slant = 1.0, 0.0
        if self.c.FPDFText_GetMatrix(self.raw, index, ctypes.byref(matrix)):
            along = math.hypot(matrix.a, matrix.b) or 1.0
            scale = abs(matrix.a * matrix.d - matrix.b * matrix.c) / along or 1.0
            # A font without an italic is drawn leaning: its matrix is not square.
            slant = abs(matrix.a * matrix.c + matrix.b * matrix.d) / along / scale
        size = round(self.c.FPDFText_GetFontSize(self.raw, index) * scale, 1) or 1.0
        name = self._font_name(index)
        bold = self.c.FPDFText_GetFontWeight(self.raw, index) >= 600 or any(
            word in name for word in ("bold", "black", "heavy", "semibold")
        )
        italic = "italic" in name or "oblique" in name or 0.1 < slant < 0.6
        angle = math.degrees(self.c.FPDFText_GetCharAngle(self.raw, index))
        tilt = (angle + self.rotation + 180) % 360 - 180
        upside = (angle - self.rotation + 180) % 360 - 180
        level = min(abs(tilt), abs(upside)) < 20
        if (size, bold, italic, level) != (self.size, self.bold, self.italic, self.level):
            space = self.space
            self._close()
            self.space = space
            self.size, self.bold, self.italic, self.level = size, bold, italic, level

    def _font_name(self, index: int) -> str:
        flags = ctypes.c_int()
        length = self.c.FPDFText_GetFontInfo(self.raw, index, None, 0, ctypes.byref(flags))
        if not 0 < length < 1_000:
            return ""
        buffer = ctypes.create_string_buffer(length)
        self.c.FPDFText_GetFontInfo(self.raw, index, buffer, length, ctypes.byref(flags))
        return buffer.value.decode("latin-1").lower()


def _rules(page: Any, place: Place) -> tuple[Rule, ...]:
    import pypdfium2.raw as c

    found: list[Rule] = []
    for count, item in enumerate(page.get_objects(filter=(c.FPDF_PAGEOBJ_PATH,), max_depth=2)):
        if count >= MAX_RULES:
            return ()
        found.extend(_edges(item, place))
    return tuple(found)


def _edges(item: Any, place: Place) -> list[Rule]:
    """The straight edges of a drawn path: a thin one is a line, a stroked rectangle has four."""
    import pypdfium2.raw as c

    left, bottom, right, top = item.get_bounds()
    (ax, ay), (bx, by) = place(left, top), place(right, bottom)
    x0, x1, y0, y1 = min(ax, bx), max(ax, bx), min(ay, by), max(ay, by)
    if y1 - y0 < 3 and x1 - x0 > 3:
        middle = (y0 + y1) / 2
        return [Rule(x0, middle, x1, middle)]
    if x1 - x0 < 3 and y1 - y0 > 3:
        middle = (x0 + x1) / 2
        return [Rule(middle, y0, middle, y1)]
    fill, stroke = ctypes.c_int(), c.FPDF_BOOL()
    c.FPDFPath_GetDrawMode(item.raw, ctypes.byref(fill), ctypes.byref(stroke))
    if stroke.value and x1 - x0 > 20 and y1 - y0 > 8 and c.FPDFPath_CountSegments(item.raw) <= 6:
        return [Rule(x0, y0, x1, y0), Rule(x0, y1, x1, y1), Rule(x0, y0, x0, y1), Rule(x1, y0, x1, y1)]
    return []
