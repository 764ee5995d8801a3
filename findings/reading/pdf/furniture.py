"""Page furniture: page numbers, running headers and footers, found by height and repetition; and footnotes.

A footnote is small print at a page's foot that begins with a raised figure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from findings.reading.pdf.glyphs import Page
from findings.reading.pdf.lines import PrintedLine
from findings.reading.pdf.page_marks import Marks

_FIGURE = re.compile(r"(\d{1,3})(?:\s+(?=\S)|(?=[A-Z‘“]))|([*†‡])\s*(?=\S)")
_SMALL = 0.92  # of the body's size
_NOTES_AT = 0.4  # of the page's height: footnotes stand below it


def split_notes(
    page: Page, lines: Sequence[PrintedLine], body: float
) -> tuple[tuple[PrintedLine, ...], tuple[PrintedLine, ...]]:
    """(the page's other lines, its footnotes' lines); `mark` is set where a footnote begins, and nowhere else.

    Footnotes are the last lines of a page, all smaller than the body, from the first that begins with a figure.
    """
    begin = len(lines)
    while begin and lines[begin - 1].size < _SMALL * body and lines[begin - 1].base > _NOTES_AT * page.height:
        begin -= 1
    notes: list[PrintedLine] = []
    for line in lines[begin:]:
        figure = _FIGURE.match(line.text)
        mark = line.mark
        if not mark and figure and not (notes and _runs_on(notes[-1], figure)):
            mark = figure[0].strip()
        if mark or notes:
            notes.append(replace(line, mark=mark))
        else:
            begin += 1
    return tuple(replace(line, mark="") for line in lines[:begin]), tuple(notes)


def _runs_on(above: PrintedLine, figure: re.Match[str]) -> bool:
    """A figure that is not the next footnote's stands in the text of the one before."""
    before = re.match(r"\d+", above.mark)
    return not (before and figure[0].strip() == str(int(before[0]) + 1))


# A4 footers begin below 735 of 842 points, headers end above 80.
_FOOT, _HEAD = 735 / 842, 80 / 842
# A number that stands alone, or with no more than "page", where no sequence of pages can tell.
_NUMBER = re.compile(
    r"(?:page\s*)?[\d]{1,4}(?:\s*(?:of|/)\s*\d{1,4})?(?:\s*\|\s*p\s*a\s*g\s*e)?|[ivxl]{1,6}|[-–]\s*\d{1,4}\s*[-–]",
    re.IGNORECASE,
)
# A smaller figure alone is a footnote's mark.
_SMALLEST_NUMBER = 8.5


def without_furniture(
    pages: Sequence[Page], lines: Sequence[Sequence[PrintedLine]], marks: Marks
) -> tuple[tuple[PrintedLine, ...], ...]:
    """The lines of every page without its furniture.

    Dropped in the head and foot of a page: its mark; a bare number; text that stands at the same height on at least
    three pages (two of a short document), figures and a trailing page number aside.
    """
    seen: dict[tuple[str, int], set[int]] = defaultdict(set)
    for page, its in zip(pages, lines, strict=True):
        for line in its:
            if _in_margin(line, page):
                height = round(line.base / 4)
                for key in _keys(line.text):
                    for near in (height - 1, height, height + 1):
                        seen[key, near].add(page.number)
    enough = 2 if len(pages) <= 6 else 3
    running: dict[str, list[int]] = defaultdict(list)
    for (key, height), numbers in seen.items():
        if len(numbers) >= enough:
            running[key].append(height)

    def is_furniture(line: PrintedLine, page: Page) -> bool:
        if id(line) in marks.lines:
            return True
        if not _in_margin(line, page):
            return False
        if _NUMBER.fullmatch(line.text) and (
            line.size >= _SMALLEST_NUMBER or line.base < _HEAD * page.height
        ):
            return True
        # A first page's footer often stands a little higher than the others'.
        height = round(line.base / 4)
        return any(abs(height - other) <= 5 for key in _keys(line.text) for other in running[key])

    return tuple(
        tuple(line for line in its if not is_furniture(line, page))
        for page, its in zip(pages, lines, strict=True)
    )


def _in_margin(line: PrintedLine, page: Page) -> bool:
    return line.base > _FOOT * page.height or line.base < _HEAD * page.height


def _keys(text: str) -> tuple[str, ...]:
    masked = re.sub(r"\d+", "0", text.lower()).strip()
    bare = re.sub(r"\s*0$|^0\s*", "", masked)
    if masked == "0":
        return (masked,)
    return tuple({key for key in (masked, bare) if any(letter.isalpha() for letter in key)})
