"""The only file that imports pypdfium2: an open PDF's pages, their characters, drawn lines and pictures.

Coordinates are points from the top left corner of a page turned so that most of its text reads from left to right.
pdfium is not thread-safe: a lock is held while a document is open.
"""

from __future__ import annotations

import ctypes
import math
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from findings.errors import ReadingError
from findings.settings import MAX_PAGES

_LOCK = threading.RLock()

# No page of prose comes near it; a page that does would use up the memory.
MAX_GLYPHS = 60_000
# A page with more drawing than this is a map or a chart; its lines are not a table's.
MAX_PATHS = 4_000

_Place = Callable[[float, float], tuple[float, float]]
_BOLD_NAMES = ("bold", "black", "heavy")
_TURNS = {(1, 0): 0, (0, 1): 90, (-1, 0): 180, (0, -1): 270}


@dataclass(frozen=True, slots=True)
class Style:
    """How a character is set. `level`: it reads from left to right as most of the page does."""

    size: float  # font size times its matrix, in points
    bold: bool
    italic: bool
    level: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line drawn across or down the page: `x0 == x1` (down) or `top == bottom` (across)."""

    x0: float
    top: float
    x1: float
    bottom: float


class PdfPage:
    """One open page; characters are addressed by their index in drawing order."""

    def __init__(self, page: Any) -> None:
        import pypdfium2.raw

        self._c = pypdfium2.raw
        self._page = page
        self._text = page.get_textpage()
        self._raw = self._text.raw
        self.count = min(self._text.count_chars(), MAX_GLYPHS)
        # Made once: every character is asked for its place, every piece for its font.
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._at = (ctypes.byref(self._x), ctypes.byref(self._y))
        self._form, self._name, self._flags = (
            self._c.FS_MATRIX(),
            ctypes.create_string_buffer(256),
            ctypes.c_int(),
        )
        self._turn = self._upright()
        self._place, self.width, self.height = self._placing()

    def close(self) -> None:
        self._text.close()
        self._page.close()

    def codes(self) -> list[int]:
        """The Unicode value of every character, those that pdfium adds for spaces and line ends among them."""
        raw, unicode_of = self._raw, self._c.FPDFText_GetUnicode
        return [unicode_of(raw, index) for index in range(self.count)]

    def origin(self, index: int) -> tuple[float, float]:
        """Where a character begins: (x, baseline)."""
        self._c.FPDFText_GetCharOrigin(self._raw, index, *self._at)
        return self._place(self._x.value, self._y.value)

    def sides(self, index: int) -> tuple[float, float] | None:
        """(left, right) of the space a character takes up, None where the font does not tell."""
        box = self._c.FS_RECTF()
        if not self._c.FPDFText_GetLooseCharBox(self._raw, index, ctypes.byref(box)):
            return None
        ends = (self._place(box.left, box.top)[0], self._place(box.right, box.bottom)[0])
        return min(ends), max(ends)

    def pieces(self) -> Callable[[int], int | None]:
        """A function from a character's index to a number, the same for those drawn in one piece and so in one style.

        Every letter is asked for it: an address comes from C ten times faster as a number than as an object.
        """
        address = ctypes.cast(self._c.FPDFText_GetTextObject, ctypes.c_void_p).value or 0
        ask = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(address)
        text = ctypes.cast(self._raw, ctypes.c_void_p).value
        return partial(ask, text)

    def style(self, index: int) -> Style:
        a, b, c, d = self._matrix(index)
        along = math.hypot(a, b) or 1.0
        height = abs(a * d - b * c) / along or 1.0
        # A font without an italic is drawn leaning: its matrix is not square.
        slant = abs(a * c + b * d) / along / height
        size = round(self._c.FPDFText_GetFontSize(self._raw, index) * height, 1) or 1.0
        name = self._font_name(index)
        heavy = self._c.FPDFText_GetFontWeight(self._raw, index) >= 600
        tilt = (math.degrees(math.atan2(b, a)) - self._turn + 180) % 360 - 180
        return Style(
            size=size,
            bold=heavy or any(word in name for word in _BOLD_NAMES),
            italic="italic" in name or "oblique" in name or 0.1 < slant < 0.6,
            level=abs(tilt) < 20,
        )

    def rules(self) -> tuple[Rule, ...]:
        """The straight lines drawn on the page; none where there are too many to be a table's."""
        found: list[Rule] = []
        paths = self._page.get_objects(filter=(self._c.FPDF_PAGEOBJ_PATH,), max_depth=2)
        for count, item in enumerate(paths):
            if count >= MAX_PATHS:
                return ()
            found.extend(self._edges(item))
        return tuple(found)

    def pictured(self) -> float:
        """The share of the page that its largest picture covers, 0 to 1; above 0 also where anything else is drawn."""
        left, bottom, right, top = self._page.get_bbox()
        whole = abs(right - left) * abs(top - bottom) or 1.0
        largest = 0.0
        for count, item in enumerate(self._page.get_objects(max_depth=2)):
            if count >= MAX_PATHS:
                break
            largest = max(largest, 1e-6)
            if item.type == self._c.FPDF_PAGEOBJ_IMAGE:
                x0, y0, x1, y1 = item.get_bounds()
                width = min(x1, right) - max(x0, left)
                height = min(y1, top) - max(y0, bottom)
                largest = max(largest, max(0.0, width) * max(0.0, height) / whole)
        return min(1.0, largest)

    def picture(self, scale: float) -> Any:
        """The page as a Pillow image, `scale` pixels a point, turned as its text reads."""
        turn = (self._turn - self._page.get_rotation()) % 360
        drawn = self._page.render(scale=scale, rotation=turn, may_draw_forms=False)
        return drawn.to_pil().convert("RGB")

    def _matrix(self, index: int) -> tuple[float, float, float, float]:
        matrix = self._form
        if not self._c.FPDFText_GetMatrix(self._raw, index, ctypes.byref(matrix)):
            return (1.0, 0.0, 0.0, 1.0)
        return (matrix.a, matrix.b, matrix.c, matrix.d)

    def _upright(self) -> int:
        """How far the page is to be turned clockwise so that its text reads: seldom other than it says itself."""
        turns: Counter[int] = Counter()
        for index in range(0, self.count, max(1, self.count // 60)):
            a, b, _, _ = self._matrix(index)
            along = math.hypot(a, b)
            if along:
                turns[_TURNS.get((round(a / along), round(b / along)), 0)] += 1
        own: int = self._page.get_rotation()
        return turns.most_common(1)[0][0] if turns else own

    def _placing(self) -> tuple[_Place, float, float]:
        left, bottom, right, top = self._page.get_bbox()
        width, height = abs(right - left), abs(top - bottom)
        places: dict[int, _Place] = {
            0: lambda x, y: (x - left, top - y),
            90: lambda x, y: (y - bottom, x - left),
            180: lambda x, y: (right - x, y - bottom),
            270: lambda x, y: (top - y, right - x),
        }
        sides = (width, height) if self._turn in (0, 180) else (height, width)
        return places[self._turn], *sides

    def _font_name(self, index: int) -> str:
        length = self._c.FPDFText_GetFontInfo(self._raw, index, self._name, len(self._name), self._flags)
        return self._name.value.decode("latin-1").lower() if 0 < length <= len(self._name) else ""

    def _edges(self, item: Any) -> list[Rule]:
        """The straight edges of a drawn path: a thin one is a line, a stroked rectangle has four."""
        left, bottom, right, top = item.get_bounds()
        (ax, ay), (bx, by) = self._place(left, top), self._place(right, bottom)
        x0, x1, y0, y1 = min(ax, bx), max(ax, bx), min(ay, by), max(ay, by)
        if y1 - y0 < 3 < x1 - x0:
            middle = (y0 + y1) / 2
            return [Rule(x0, middle, x1, middle)]
        if x1 - x0 < 3 < y1 - y0:
            middle = (x0 + x1) / 2
            return [Rule(middle, y0, middle, y1)]
        fill, stroke = ctypes.c_int(), self._c.FPDF_BOOL()
        self._c.FPDFPath_GetDrawMode(item.raw, ctypes.byref(fill), ctypes.byref(stroke))
        box = x1 - x0 > 20 and y1 - y0 > 8 and self._c.FPDFPath_CountSegments(item.raw) <= 6
        if not (stroke.value and box):
            return []
        return [Rule(x0, y0, x1, y0), Rule(x0, y1, x1, y1), Rule(x0, y0, x0, y1), Rule(x1, y0, x1, y1)]


class Pdf:
    """An open document; pages count from 1."""

    def __init__(self, pdf: Any, name: str) -> None:
        self._pdf, self._name = pdf, name
        self.pages: int = len(pdf)

    @contextmanager
    def page(self, number: int) -> Iterator[PdfPage]:
        """One page, closed afterwards; raises ReadingError."""
        import pypdfium2

        if not 1 <= number <= self.pages:
            raise ReadingError(f"‘{self._name}’ has no page {number}. It has {self.pages}.")
        try:
            page = PdfPage(self._pdf[number - 1])
            try:
                yield page
            finally:
                page.close()
        except (pypdfium2.PdfiumError, ctypes.ArgumentError) as error:
            raise ReadingError(f"Page {number} of ‘{self._name}’ cannot be read ({error}).") from error

    def label(self, number: int) -> str:
        """What the file calls a page, "iv"; "" where it does not say."""
        import pypdfium2

        try:
            return str(self._pdf.get_page_label(number - 1)).strip()
        except (pypdfium2.PdfiumError, UnicodeError):
            return ""


@contextmanager
def document(path: Path) -> Iterator[Pdf]:
    """The open document; raises ReadingError in one line if pdfium cannot open it."""
    import pypdfium2

    with _LOCK:
        try:
            pdf = pypdfium2.PdfDocument(path)
        except FileNotFoundError as error:
            raise ReadingError(
                f"‘{path.name}’ is not there any more. Put it back, or build again without it."
            ) from error
        except (pypdfium2.PdfiumError, OSError, ValueError) as error:
            if "password" in str(error).lower():
                raise ReadingError(locked(path.name)) from error
            raise ReadingError(damaged(path.name)) from error
        try:
            yield Pdf(pdf, path.name)
        finally:
            pdf.close()


def check_length(name: str, pages: int) -> None:
    """Raises ReadingError for a document with more pages than are read."""
    if pages > MAX_PAGES:
        raise ReadingError(f"‘{name}’ has {pages:,} pages. The limit is {MAX_PAGES}.")


def locked(name: str) -> str:
    """What to say of a PDF with a password."""
    return f"‘{name}’ is protected by a password. Remove the password and try again."


def damaged(name: str) -> str:
    """What to say of a PDF that breaks off or cannot be understood."""
    return f"‘{name}’ is damaged and could not be opened. Download it again from the publisher."
