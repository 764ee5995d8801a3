"""A page's lines in reading order: tables and boxes by their frames, columns by how they read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from findings.reading.headings import only_grade
from findings.reading.pdf.blocks import Draft, Look, drafts
from findings.reading.pdf.columns import Column, in_reading_order
from findings.reading.pdf.glyphs import Page
from findings.reading.pdf.joins import append, goes_on
from findings.reading.pdf.ladders import ladders
from findings.reading.pdf.lines import PrintedLine
from findings.reading.pdf.tables import Grid, cells, grids

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
    framed = grids(page)
    for grid in sorted([*framed, *ladders(page, lines, framed)], key=lambda grid: grid.top):
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
    columns = in_reading_order(lines)
    if len(columns) < 2:
        return drafts(lines, look, box)
    found: list[Draft] = []
    for column in columns:
        its = drafts(column.lines, _look_of_column(column, look), box)
        if column.goes_on and found and its and goes_on(found[-1], its[0]):
            append(found[-1], its.pop(0))
        found.extend(its)
    return found


def _look_of_column(column: Column, look: Look) -> Look:
    """The same look with the lines ending where the column does."""
    page = column.lines[0].page
    return replace(look, right={page: max(line.x1 for line in column.lines)})


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
