"""Columns of prose on a page: told from the cells of a table by how their lines read, not by the gap between them.

A gap alone says nothing: a table has one too. Two texts side by side are columns if each reads on from line to line and
is set to a width of its own, and if they do not begin their paragraphs together as the cells of a row do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from findings.reading.pdf.lines import PrintedLine, same_height
from findings.text.sentences import ends_sentence

_FEWEST_ROWS = 3  # of a column
_SURE_ROWS = 8  # of both; fewer must read on all the more
_DRAWN_ROWS = 6  # of a column told by the order of drawing alone
_HANG = 26  # points: lines of a column may begin that much further right, below a bullet
_NARROWEST = 0.15  # of the width of the text
_READS_ON = 0.3  # share of a column's lines that go on in the middle of a sentence
_FULL = 0.75  # of its column: a line that long is full


@dataclass(frozen=True, slots=True)
class Column:
    """Lines to be read one after the other. `goes_on`: the column before it is of the same text."""

    lines: tuple[PrintedLine, ...]
    goes_on: bool = False


def in_reading_order(lines: Sequence[PrintedLine]) -> list[Column]:
    """The lines, which are sorted down the page, in columns; one where there are none."""
    if not lines:
        return []
    found = _widest_run(lines)
    if found is None:
        return [Column(tuple(lines))]
    start, end, gutter = found
    inside = lines[start:end]
    left = in_reading_order([line for line in inside if line.x1 <= gutter])
    right = in_reading_order([line for line in inside if line.x0 >= gutter])
    columns = [*left, Column(right[0].lines, goes_on=True), *right[1:]]
    return [*in_reading_order(lines[:start]), *columns, *in_reading_order(lines[end:])]


def _widest_run(lines: Sequence[PrintedLine]) -> tuple[int, int, float] | None:
    """(first, end, gutter) of the longest run of lines that stand in two columns or more."""
    best: tuple[int, int, float] | None = None
    for gutter in _gutters(lines):
        for start, end in _runs(lines, gutter):
            longer = best is None or end - start > best[1] - best[0]
            if longer and _are_columns(lines[start:end], gutter):
                best = (start, end, gutter)
    return best


def _gutters(lines: Sequence[PrintedLine]) -> list[float]:
    """Where a right column may begin: just left of places where several lines begin."""
    if len(lines) < 2 * _FEWEST_ROWS:
        return []
    start, end = min(line.x0 for line in lines), max(line.x1 for line in lines)
    least, most = start + _NARROWEST * (end - start), end - _NARROWEST * (end - start)
    begins: dict[int, int] = {}
    for line in lines:
        if least < line.x0 < most:
            begins[round(line.x0)] = begins.get(round(line.x0), 0) + 1
    return [
        place - 3.0
        for place in sorted(begins)
        if sum(count for its, count in begins.items() if place - 1 <= its <= place + _HANG) >= _FEWEST_ROWS
    ]


def _runs(lines: Sequence[PrintedLine], gutter: float) -> list[tuple[int, int]]:
    """Runs of lines none of which crosses the gutter, without what stands above or below both columns."""
    runs: list[tuple[int, int]] = []
    start = 0
    for place in range(len(lines) + 1):
        if place < len(lines) and not (lines[place].x0 < gutter < lines[place].x1):
            continue
        if place - start >= 2 * _FEWEST_ROWS:
            runs.extend(_parted(lines, start, place, gutter))
        start = place + 1
    return runs


def _parted(lines: Sequence[PrintedLine], start: int, end: int, gutter: float) -> list[tuple[int, int]]:
    """A run cut where white space goes across both columns, and to where the two stand side by side."""
    cuts = [start]
    lowest = lines[start].base
    for place in range(start + 1, end):
        line = lines[place]
        if line.base - lowest > 3.2 * line.size:
            cuts.append(place)
        lowest = max(lowest, line.base)
    cuts.append(end)
    runs: list[tuple[int, int]] = []
    for first, last in pairwise(cuts):
        right = [place for place in range(first, last) if lines[place].x0 >= gutter]
        left = [place for place in range(first, last) if lines[place].x0 < gutter]
        if not right or not left:
            continue
        # Lines of one side above the other's first are headings of both, but for a line or two.
        top = max(lines[left[0]].base, lines[right[0]].base)
        first = next(p for p in range(first, last) if lines[p].base > top - 2.4 * lines[p].size)
        runs.append((first, last))
    return runs


def _are_columns(lines: Sequence[PrintedLine], gutter: float) -> bool:
    left = _rows([line for line in lines if line.x1 <= gutter])
    right = _first_column([line for line in lines if line.x0 >= gutter])
    if min(len(left), len(right)) < _FEWEST_ROWS:
        return False
    side_by_side = min(left[-1].base, right[-1].base) - max(left[0].base, right[0].base)
    if side_by_side < 2 * left[0].size or not (_is_prose(left) and _is_prose(right)):
        return False
    if min(len(left), len(right)) >= _DRAWN_ROWS and _drawn_apart(left, right):
        return True
    if not (_is_filled(left) and _is_filled(right)):
        return False
    reading = (_reads_on(left), _reads_on(right))
    if len(left) + len(right) < _SURE_ROWS and min(reading) < 0.5:
        return False
    if not _stand_together(left, right):
        return max(reading) >= _READS_ON
    if left[0].bold and right[0].bold:
        left, right = left[1:], right[1:]  # each column has its heading
    return min(reading) >= _READS_ON and not _begin_together(left, right)


def _rows(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """One line for all that stands at one height."""
    rows: list[PrintedLine] = []
    place = 0
    while place < len(lines):
        row = same_height(lines, place)
        rows.append(row[0].followed_by(row[1:]))
        place += len(row)
    return rows


def _first_column(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The rows of the leftmost of what may be several columns."""
    for gutter in _gutters(lines):
        if not any(line.x0 < gutter < line.x1 for line in lines):
            return _rows([line for line in lines if line.x1 <= gutter])
    return _rows(lines)


def _edges(rows: Sequence[PrintedLine]) -> tuple[float, float]:
    return min(row.x0 for row in rows), max(row.x1 for row in rows)


def _is_prose(rows: Sequence[PrintedLine]) -> bool:
    """Words rather than figures, and several of them in most lines."""
    words = [word for row in rows for word in row.text.split()]
    lettered = sum(word[:1].isalpha() or word[-1:].isalpha() for word in words)
    return len(words) >= 2.5 * len(rows) and lettered > 0.7 * len(words)


def _is_filled(rows: Sequence[PrintedLine]) -> bool:
    """Whether half of the lines or more reach across the column."""
    start, end = _edges(rows)
    return sum(row.x1 - start > _FULL * (end - start) for row in rows) >= 0.5 * len(rows)


def _reads_on(rows: Sequence[PrintedLine]) -> float:
    """The share of lines that break off in a sentence which the next line takes up."""
    pairs = list(pairwise(rows))
    on = sum(
        above.text.endswith("-") or (not ends_sentence(above.text) and row.text[:1].islower())
        for above, row in pairs
    )
    return on / max(1, len(pairs))


def _drawn_apart(left: Sequence[PrintedLine], right: Sequence[PrintedLine]) -> bool:
    """Whether nearly every line of the left column was drawn before every line of the right one."""
    first = min(row.drawn for row in right)
    return sum(row.drawn > first for row in left) <= 0.1 * len(left)


def _stand_together(left: Sequence[PrintedLine], right: Sequence[PrintedLine]) -> bool:
    """Whether most lines of the shorter side have a line at their height on the other."""
    fewer, more = sorted((left, right), key=len)
    heights = [row.base for row in more]
    level = sum(any(abs(row.base - height) < 0.2 * row.size for height in heights) for row in fewer)
    return level > 0.6 * len(fewer)


def _begin_together(left: Sequence[PrintedLine], right: Sequence[PrintedLine]) -> bool:
    """Whether both sides leave space at the same heights and nowhere else, as the rows of a table do."""
    parts = [_parts_begin(rows) for rows in (left, right)]
    if not all(parts):
        return False
    alone = [
        height
        for mine, other in (parts, parts[::-1])
        for height in mine
        if not any(abs(height - its) < 3 for its in other)
    ]
    return not alone


def _parts_begin(rows: Sequence[PrintedLine]) -> list[float]:
    """The heights below a wider space."""
    pairs = list(pairwise(rows))
    pitches = sorted(row.base - above.base for above, row in pairs)
    usual = pitches[len(pitches) // 2] if len(pitches) < 4 else pitches[len(pitches) // 3]
    return [row.base for above, row in pairs if row.base - above.base > 1.25 * usual]
