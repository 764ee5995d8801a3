"""The number printed on each page, in whatever shape: "| 2", "2 | 4", "› 2 ‹", "- ii -", "Page 3 of 20".

No list of shapes: a mark is a short line at the head or foot of a page whose number counts the pages while the rest of
it stays the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from findings.reading.pdf.glyphs import Page
from findings.reading.pdf.lines import PrintedLine, same_height

_ZONE = 0.14  # of the page's height, at its head and at its foot
_OUTERMOST = 3  # rows from the edge of the text
_WORDS = 5  # a longer line is a running title; only a number at one of its ends can be the page's
_COUNTER = re.compile(
    r"(?<![\w.,£$€])(?:[A-Za-z]{1,2}[-–.])?(?:(\d{1,4})|([ivxlc]{1,7})|([IVXLC]{1,7}))(?![\w%])(?![.,]\d)"
)
_PAGE = re.compile(r"\b(?:page|pages|pg|p|of)\b", re.IGNORECASE)
_FIGURES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class Marks:
    """`lines`: ids of the lines that are page marks. `labels`: page, from 1 -> its number as printed, "iv"."""

    lines: frozenset[int]
    labels: dict[int, str]


@dataclass(frozen=True, slots=True)
class _Mark:
    page: int
    row: tuple[PrintedLine, ...]
    label: str
    bare: bool  # nothing but figures, signs and "page"


@dataclass(slots=True)
class _Sequence:
    """Marks of one shape that are all the same number of pages ahead or behind."""

    marks: list[_Mark] = field(default_factory=list)

    @property
    def pages(self) -> int:
        return len({mark.page for mark in self.marks})

    def counts(self, pages: int) -> bool:
        return self.pages >= (2 if self.marks[0].bare else 3) or (pages == 1 and self.marks[0].bare)


def page_marks(pages: Sequence[Page], lines: Sequence[Sequence[PrintedLine]]) -> Marks:
    """The marks of a document's pages, found by their place and sequence."""
    sequences: dict[tuple[str, bool, str, int], _Sequence] = defaultdict(_Sequence)
    for page, its in zip(pages, lines, strict=True):
        for row, at_head in _outer_rows(page, its):
            for shape, style, value, mark in _readings(page.number, row):
                sequences[shape, at_head, style, value - page.number].marks.append(mark)
    if len(pages) == 1:
        sequences = {key: its for key, its in sequences.items() if key[3] == 0}
    found = sorted(
        (its for its in sequences.values() if its.counts(len(pages))), key=lambda its: its.pages, reverse=True
    )
    labels: dict[int, str] = {}
    ids: set[int] = set()
    for sequence in found:
        for mark in sequence.marks:
            labels.setdefault(mark.page, mark.label)
            ids.update(id(line) for line in mark.row)
    return Marks(frozenset(ids), labels)


def page_labels(pages: Sequence[Page], marks: Marks) -> tuple[str, ...]:
    """What is printed on each page, or else what the file calls it, where that is not its count; () where all are."""
    both = [
        (marks.labels[page.number], page.label)
        for page in pages
        if page.number in marks.labels and page.label
    ]
    trusted = 2 * sum(printed == named for printed, named in both) >= len(both)
    labels = [marks.labels.get(page.number, page.label if trusted else "") for page in pages]
    told = tuple("" if label == str(number) else label for number, label in enumerate(labels, 1))
    return told if any(told) else ()


def _outer_rows(page: Page, lines: Sequence[PrintedLine]) -> Iterator[tuple[tuple[PrintedLine, ...], bool]]:
    """(row, whether it stands at the head) of a page's outermost rows, and each part of such a row alone."""
    rows: list[list[PrintedLine]] = []
    place = 0
    while place < len(lines):
        rows.append(same_height(lines, place))
        place += len(rows[-1])
    for number, row in enumerate(rows):
        at_head = row[0].base < _ZONE * page.height and number < _OUTERMOST
        at_foot = row[0].base > (1 - _ZONE) * page.height and number >= len(rows) - _OUTERMOST
        if at_head or at_foot:
            yield tuple(row), at_head


def _readings(page: int, row: tuple[PrintedLine, ...]) -> Iterator[tuple[str, str, int, _Mark]]:
    """(shape, style of figures, value, mark) for each number of a row that may be the page's."""
    text = " ".join(line.text for line in row)
    words = len(text.split())
    for found in _COUNTER.finditer(text):
        rest = f"{text[: found.start()]}#{text[found.end() :]}"
        bare = not re.search(r"[^\W\d_]", _PAGE.sub("", rest))
        roman = found[2] or found[3]
        at_end = not text[: found.start()].strip() or not text[found.end() :].strip()
        if (roman and not bare) or (words > _WORDS and not at_end):
            continue
        value = _of_roman(roman.lower()) if roman else int(found[1])
        style = "figures" if not roman else "small" if found[2] else "large"
        # Signs alone may stand on the other side of an even page: "| 3", "4 |".
        shape = re.sub(r"[^\w]+", " ", rest.replace("#", "")).strip() if bare else " ".join(rest.split())
        if value:
            yield shape, style, value, _Mark(page, row, found[0], bare)


def _of_roman(figures: str) -> int:
    """The value of Roman figures; 0 where they are none ("iix")."""
    total = 0
    for place, figure in enumerate(figures):
        value = _FIGURES[figure]
        after = _FIGURES[figures[place + 1]] if place + 1 < len(figures) else 0
        total += -value if value < after else value
    return total if to_roman(total) == figures else 0


def to_roman(number: int) -> str:
    """4 -> "iv"; "" of what is below one."""
    steps = (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    )
    written = ""
    for value, figure in steps:
        count, number = divmod(max(number, 0), value)
        written += figure * count
    return written
