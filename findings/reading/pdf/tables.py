"""Ruled tables and boxes: from the lines drawn on a page to grids of cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from findings.reading.pdf.glyphs import Page
from findings.reading.pdf.lines import PrintedLine
from findings.reading.pdf.pdfium import Rule

_NEAR = 4.0  # points within which drawn lines meet


@dataclass(frozen=True, slots=True)
class Grid:
    """A frame of drawn lines. `rows` are the heights that divide it, `uprights` what divides its columns."""

    page: int
    x0: float
    x1: float
    top: float
    bottom: float
    rows: tuple[float, ...]
    uprights: tuple[Rule, ...]

    def holds(self, line: PrintedLine) -> bool:
        middle = (line.x0 + line.x1) / 2
        height = line.base - 0.3 * line.size
        return self.x0 - 3 <= middle <= self.x1 + 3 and self.top - 1 <= height <= self.bottom + 1

    def band(self, line: PrintedLine) -> int:
        """Which row a line stands in, from 0."""
        height = line.base - 0.3 * line.size
        return sum(1 for row in self.rows[1:-1] if row < height)

    def columns(self, band: int) -> tuple[float, ...]:
        """Where the cells of a row are divided, from left to right, the outer edges left out."""
        top, bottom = self.rows[band], self.rows[band + 1]
        return _apart(
            rule.x0
            for rule in self.uprights
            if self.x0 + _NEAR < rule.x0 < self.x1 - _NEAR
            and min(rule.bottom, bottom) - max(rule.top, top) > 0.5 * (bottom - top)
        )


def grids(page: Page) -> list[Grid]:
    """The closed frames on a page, from top to bottom; a page border is not one."""
    across = [rule for rule in page.rules if rule.top == rule.bottom and rule.x1 - rule.x0 > 8]
    down = [rule for rule in page.rules if rule.x0 == rule.x1 and rule.bottom - rule.top > 4]
    found: list[Grid] = []
    for group in _touching(across + down):
        grid = _grid(page.number, group)
        if grid is not None and grid.bottom - grid.top < 0.93 * page.height:
            found.append(grid)
    outermost = [
        grid for grid in found if not any(_within(grid, other) for other in found if other is not grid)
    ]
    return sorted(outermost, key=lambda grid: grid.top)


def cells(grid: Grid, lines: Sequence[PrintedLine]) -> list[list[list[PrintedLine]]]:
    """The grid's lines by row and cell, each cell's from top to bottom; rows without text are left out."""
    rows: list[list[list[PrintedLine]]] = []
    for band in range(len(grid.rows) - 1):
        edges = grid.columns(band)
        row: list[list[PrintedLine]] = [[] for _ in range(len(edges) + 1)]
        for line in sorted((line for line in lines if grid.band(line) == band), key=lambda line: line.base):
            row[sum(1 for edge in edges if edge < line.x0 + 2)].append(line)
        if any(row):
            rows.append(row)
    return rows


def _grid(page: int, rules: Sequence[Rule]) -> Grid | None:
    across = [rule for rule in rules if rule.top == rule.bottom]
    down = [rule for rule in rules if rule.x0 == rule.x1]
    if not across or len(down) < 2:
        return None
    x0, x1 = min(rule.x0 for rule in across), max(rule.x1 for rule in across)
    heights = _apart(rule.top for rule in across)
    # A line under a word or beside one cell does not divide the rows.
    rows = tuple(
        height
        for height in heights
        if _covered(rule for rule in across if abs(rule.top - height) < _NEAR) > 0.5 * (x1 - x0)
    )
    rows = _with_open_ends(rows, down)
    if len(rows) < 2 or x1 - x0 < 60 or rows[-1] - rows[0] < 10:
        return None
    return Grid(page, x0, x1, rows[0], rows[-1], rows, tuple(down))


def _with_open_ends(rows: tuple[float, ...], down: Sequence[Rule]) -> tuple[float, ...]:
    """The heights with the ends of uprights that reach beyond: a row cut by a page's end has no line drawn there."""
    if not rows:
        return rows
    above = [rule for rule in down if rule.top < rows[0] - 2 * _NEAR]
    below = [rule for rule in down if rule.bottom > rows[-1] + 2 * _NEAR]
    top = _shared_end(above, [rule.top for rule in above])
    bottom = _shared_end(below, [rule.bottom for rule in below])
    return (*top, *rows, *bottom)


def _shared_end(rules: Sequence[Rule], ends: Sequence[float]) -> tuple[float, ...]:
    """The height at which two uprights or more end, apart from each other; empty if they do not."""
    for end in ends:
        places = [rule.x0 for rule, its in zip(rules, ends, strict=True) if abs(its - end) < _NEAR]
        if max(places) - min(places) > 40:
            return (end,)
    return ()


def _touching(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules in groups that hang together."""
    parent = list(range(len(rules)))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    order = sorted(range(len(rules)), key=lambda place: rules[place].top)
    open_rules: list[int] = []
    for place in order:
        rule = rules[place]
        open_rules = [other for other in open_rules if rules[other].bottom >= rule.top - _NEAR]
        for other in open_rules:
            near = rules[other]
            if near.x0 - _NEAR <= rule.x1 and rule.x0 - _NEAR <= near.x1:
                parent[root(place)] = root(other)
        open_rules.append(place)
    groups: dict[int, list[Rule]] = {}
    for place in range(len(rules)):
        groups.setdefault(root(place), []).append(rules[place])
    return list(groups.values())


def _within(inner: Grid, outer: Grid) -> bool:
    return (
        outer.x0 <= inner.x0
        and inner.x1 <= outer.x1
        and outer.top <= inner.top
        and inner.bottom <= outer.bottom
        and (outer.x1 - outer.x0, outer.bottom - outer.top) != (inner.x1 - inner.x0, inner.bottom - inner.top)
    )


def _apart(values: Iterable[float]) -> tuple[float, ...]:
    """Sorted values, those closer than the width of a border taken as one."""
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _NEAR:
            kept.append(value)
    return tuple(kept)


def _covered(rules: Iterable[Rule]) -> float:
    """How many points of width the rules cover together."""
    total, edge = 0.0, float("-inf")
    for rule in sorted(rules, key=lambda rule: rule.x0):
        total += max(0.0, rule.x1 - max(edge, rule.x0))
        edge = max(edge, rule.x1)
    return total
