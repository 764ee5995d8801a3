"""Tables with lines across and none down: their rows lie between the lines, their columns where cells begin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from findings.reading.pdf.glyphs import Page
from findings.reading.pdf.lines import PrintedLine, same_height
from findings.reading.pdf.pdfium import Rule
from findings.reading.pdf.tables import Grid

_NEAR = 4.0  # points within which lines drawn have the same height or end
_TALLEST = 150.0  # of a row, in points
_NARROWEST = 150.0  # of the lines
_FEWEST = 3  # lines across

Bands = Sequence[Sequence[PrintedLine]]  # the lines of text between each two lines drawn


def ladders(page: Page, lines: Sequence[PrintedLine], framed: Sequence[Grid]) -> list[Grid]:
    """The tables on a page that are ruled across alone, from top to bottom, outside of `framed`."""
    across = [
        rule
        for rule in _whole(rule for rule in page.rules if rule.top == rule.bottom)
        if rule.x1 - rule.x0 >= _NARROWEST
        and not any(grid.top - _NEAR <= rule.top <= grid.bottom + _NEAR for grid in framed)
    ]
    down = [rule for rule in page.rules if rule.x0 == rule.x1]
    found = (grid for run in _runs(across) for grid in _grids(page.number, run, lines))
    return [grid for grid in found if not any(_divides(rule, grid) for rule in down)]


def _divides(down: Rule, grid: Grid) -> bool:
    beside = grid.x0 - _NEAR <= down.x0 <= grid.x1 + _NEAR
    return beside and down.top < grid.bottom and down.bottom > grid.top


def _whole(rules: Iterable[Rule]) -> list[Rule]:
    """Lines across, those put together that were drawn cell by cell."""
    done: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.top), rule.x0)):
        last = done[-1] if done else None
        if last and abs(last.top - rule.top) < 1.5 and rule.x0 - last.x1 < _NEAR:
            done[-1] = Rule(last.x0, last.top, max(last.x1, rule.x1), last.top)
        else:
            done.append(rule)
    return done


def _runs(across: Sequence[Rule]) -> list[list[Rule]]:
    """Runs of lines one below the other, equally long, no further apart than a row is tall."""
    runs: list[list[Rule]] = []
    for rule in sorted(across, key=lambda rule: rule.top):
        last = runs[-1][-1] if runs else None
        if last is not None and abs(last.x0 - rule.x0) < _NEAR and abs(last.x1 - rule.x1) < _NEAR:
            if rule.top - last.top < _NEAR:
                continue
            if rule.top - last.top <= _TALLEST:
                runs[-1].append(rule)
                continue
        runs.append([rule])
    return [run for run in runs if len(run) >= _FEWEST]


def _grids(number: int, run: Sequence[Rule], lines: Sequence[PrintedLine]) -> Iterator[Grid]:
    """The tables of one run of lines: rows of equally many cells; what stands between two tables has no cells."""
    heights = [rule.top for rule in run]
    bands = _bands(Grid(number, run[0].x0, run[0].x1, heights[0], heights[-1], tuple(heights), ()), lines)
    place = 0
    for cells, group in groupby(_most_cells(band) for band in bands):
        count = len(list(group))
        if cells > 1 and count + 1 >= _FEWEST:
            grid = _grid(number, run[place : place + count + 1], bands[place : place + count])
            if grid.uprights:
                yield grid
        place += count


def _bands(whole: Grid, lines: Sequence[PrintedLine]) -> list[list[PrintedLine]]:
    bands: list[list[PrintedLine]] = [[] for _ in whole.rows[1:]]
    for line in sorted(lines, key=lambda line: (round(line.base), line.x0)):
        if whole.holds(line):
            bands[whole.band(line)].append(line)
    return bands


def _most_cells(band: Sequence[PrintedLine]) -> int:
    """How many cells stand beside one another in a row, at most."""
    return max((len(same_height(band, place)) for place in range(len(band))), default=0)


def _grid(number: int, run: Sequence[Rule], bands: Bands) -> Grid:
    heights = tuple(rule.top for rule in run)
    uprights = tuple(
        Rule(start - 2, top, start - 2, bottom)
        for start in _starts(bands)
        for (top, bottom), band in zip(pairwise(heights), bands, strict=True)
        if not _crosses(band, start)
    )
    return Grid(number, run[0].x0, run[0].x1, heights[0], heights[-1], heights, uprights)


def _starts(bands: Bands) -> list[float]:
    """Where columns but the first begin: a cell begins there in most of the rows."""
    met: list[tuple[float, int]] = []
    for number, band in enumerate(bands):
        for place in range(len(band)):
            met += [(line.x0, number) for line in same_height(band, place)[1:]]
    found: list[float] = []
    for start, _ in sorted(met):
        rows = {number for other, number in met if abs(other - start) < _NEAR}
        if 2 * len(rows) > len(bands) and (not found or start - found[-1] > 3 * _NEAR):
            found.append(start)
    return found


def _crosses(band: Sequence[PrintedLine], start: float) -> bool:
    return any(line.x0 < start - _NEAR and line.x1 > start - 1 for line in band)
