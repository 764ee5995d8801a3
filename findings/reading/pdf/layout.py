"""A page's lines in reading order: tables and boxes by their frames, columns by the order they were drawn in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from findings.reading.headings import only_grade
from findings.reading.pdf.blocks import Draft, Look, drafts
from findings.reading.pdf.glyphs import Page
from findings.reading.pdf.lines import PrintedLine
from findings.reading.pdf.tables import Grid, cells, grids

_FEWEST_LINES = 6  # of a column


def in_reading_order(lines: Sequence[PrintedLine]) -> list[list[PrintedLine]]:
    """The lines in parts to be read one after the other; one part, from top to bottom, where there are no columns."""
    gutter = _gutter(lines)
    if gutter is None:
        return [list(lines)] if lines else []
    parts: list[list[PrintedLine]] = []
    left: list[PrintedLine] = []
    right: list[PrintedLine] = []
    for line in lines:
        if line.x0 < gutter < line.x1:
            parts.extend(part for part in (left, right) if part)
            left, right = [], []
            if parts and parts[-1][0].x0 < gutter < parts[-1][-1].x1:
                parts[-1].append(line)
            else:
                parts.append([line])
        else:
            (left if line.x1 <= gutter else right).append(line)
    parts.extend(part for part in (left, right) if part)
    return parts


def _gutter(lines: Sequence[PrintedLine]) -> float | None:
    """The middle of the white space between two columns of prose, or None."""
    if len(lines) < 2 * _FEWEST_LINES:
        return None
    start, end = min(line.x0 for line in lines), max(line.x1 for line in lines)
    width = end - start
    for begin in sorted({round(line.x0) for line in lines if 0.3 * width < line.x0 - start < 0.75 * width}):
        gutter = begin - 4.0
        left = [line for line in lines if line.x1 <= gutter]
        right = [line for line in lines if line.x0 >= gutter]
        if min(len(left), len(right)) < _FEWEST_LINES:
            continue
        crossing = len(lines) - len(left) - len(right)
        if crossing > 0.34 * len(lines):
            continue
        # Filled lines on both sides, and the left column drawn wholly before the right one.
        filled = sum(line.x1 - line.x0 > 0.6 * (gutter - start) for line in left) > 0.5 * len(left)
        filled = filled and sum(line.x1 - line.x0 > 0.6 * (end - gutter) for line in right) > 0.5 * len(right)
        overlap = min(left[-1].base, right[-1].base) - max(left[0].base, right[0].base)
        if filled and overlap > 4 * left[0].size and _drawn_apart(left, right):
            return gutter
    return None


def _drawn_apart(left: Sequence[PrintedLine], right: Sequence[PrintedLine]) -> bool:
    """Whether nearly every line of the left column was drawn before every line of the right one."""
    late = sum(1 for line in left if line.drawn > min(other.drawn for other in right))
    return late <= 0.1 * len(left)


# A cell with more words than this is a page set in a table, not a table.
_LONGEST_CELL = 220


@dataclass(frozen=True, slots=True)
class Frame:
    """The last frame met: its number, its sides, and whether it reached the end of its page's text."""

    number: int = 0
    x0: float = 0.0
    x1: float = 0.0
    last: bool = False


def page_drafts(
    page: Page, lines: Sequence[PrintedLine], look: Look, before: Frame
) -> tuple[list[Draft], Frame]:
    """The page's blocks in reading order and the last frame met; `before` is that of the page before."""
    found: list[Draft] = []
    rest = list(lines)
    frame = before
    for grid in grids(page):
        inside = [line for line in rest if grid.holds(line)]
        if not inside:
            continue
        ids = {id(line) for line in inside}
        above = [line for line in rest if line.base < grid.top + 2 and id(line) not in ids]
        ids.update(id(line) for line in above)
        rest = [line for line in rest if id(line) not in ids]
        found.extend(_flow(above, look))
        goes_on = frame.last and not found and abs(frame.x0 - grid.x0) < 6 and abs(frame.x1 - grid.x1) < 6
        frame = Frame(frame.number if goes_on else frame.number + 1, grid.x0, grid.x1, not rest)
        found.extend(_framed(grid, inside, look, frame.number))
    found.extend(_flow(rest, look))
    return found, Frame(frame.number, frame.x0, frame.x1, frame.last and not rest)


def _flow(lines: Sequence[PrintedLine], look: Look, box: int = 0) -> list[Draft]:
    return [draft for column in in_reading_order(lines) for draft in drafts(column, look, box)]


def _framed(grid: Grid, lines: Sequence[PrintedLine], look: Look, box: int) -> list[Draft]:
    rows = cells(grid, lines)
    if all(len(row) == 1 for row in rows):
        parts = [drafts(row[0], look, box) for row in rows]
        if len(parts) == 1 and all(draft.kind == "heading" for draft in parts[0]):
            return drafts(rows[0][0], look)
        if len(parts) > 1 and all(
            len(part) == 1 and part[0].kind in {"paragraph", "heading"} for part in parts
        ):
            return [
                part[0] if part[0].kind == "heading" else _table_row([part[0].lines], box) for part in parts
            ]
        return [draft for part in parts for draft in part]
    found: list[Draft] = []
    titled = any("judgement" in line.text.lower() for cell in rows[0] for line in cell)
    for row in rows:
        filled = [cell for cell in row if cell]
        heading = _graded_heading(row, titled)
        if heading is not None:
            found.append(heading)
        elif len(filled) == 1 and len(rows) == 1:
            found.extend(drafts(filled[0], look, box))
        elif _is_prose(row, look):
            found.extend(draft for cell in filled for draft in drafts(cell, look, box))
        else:
            found.append(_table_row(row, box))
    return found


def _graded_heading(row: list[list[PrintedLine]], titled: bool) -> Draft | None:
    """A section's heading and its grade in two cells of one frame: they are a heading, not a table.

    `titled`: the frame's first row says "Key judgement"; else the heading must be bold.
    """
    filled = [cell for cell in row if cell]
    if len(filled) != 2 or filled[0][0].page == 1 or not (titled or all(line.bold for line in filled[0])):
        return None
    if only_grade(" ".join(line.text for line in filled[1])) is None:
        return None
    return Draft("heading", filled, own=filled[0][0].x0, x0=filled[0][0].x0)


def _is_prose(row: list[list[PrintedLine]], look: Look) -> bool:
    """Cells that hold lists or pages of text are read one after the other."""
    for cell in row:
        if sum(len(line.text.split()) for line in cell) > _LONGEST_CELL:
            return True
        if sum(draft.kind == "bullet" for draft in drafts(cell, look)) > 1:
            return True
    return False


def _table_row(row: list[list[PrintedLine]], box: int) -> Draft:
    filled = next(cell for cell in row if cell)
    return Draft("row", row, box, own=filled[0].x0, x0=filled[0].x0)
