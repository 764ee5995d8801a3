"""Grades that head columns: the areas below "Good" are good. Told by where the words stand on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from findings.reading.marks import without_raised
from findings.reading.templates import phrases
from findings.reading.templates.template import Scale
from findings.records import Block, Content

_FEWEST_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of one cell and its middle, in points from the page's left."""

    words: str
    middle: float


def by_columns(scale: Scale, content: Content, blocks: Sequence[Block]) -> dict[str, str]:
    """What was graded -> its grade, of the first table whose head is a row of the scale's grades."""
    grade = re.compile(phrases.either(scale.grades), re.I)
    found: dict[str, str] = {}
    heads: list[Cell] = []
    page: int | None = None
    for block in blocks:
        cells = list(_cells(content, block))
        if len(cells) >= _FEWEST_COLUMNS and all(grade.fullmatch(cell.words) for cell in cells):
            heads, page = ([], None) if found else (cells, block.page)
            continue
        if not heads or block.page != page:
            continue
        known = [cell for cell in cells if scale.areas.fullmatch(cell.words)]
        if cells and len(known) == len(cells):
            found |= {cell.words: head for cell in known if (head := _head(heads, cell))}
        else:
            heads = []
    return found


def _cells(content: Content, block: Block) -> Iterator[Cell]:
    start = block.start
    for words in content.text[block.start : block.end].split("\t"):
        end = start + len(words)
        lines = [line for line in content.lines if line.start < end and line.end > start]
        plain = " ".join(without_raised(words).replace("’", "'").split())
        if lines and plain:
            left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
            yield Cell(plain, (left + right) / 2)
        start = end + 1


def _head(heads: Sequence[Cell], cell: Cell) -> str:
    """The grade whose column a cell stands in; "" where it stands between two."""
    apart = min(other.middle - one.middle for one, other in pairwise(heads))
    nearest = min(heads, key=lambda head: abs(head.middle - cell.middle))
    return nearest.words if abs(nearest.middle - cell.middle) < apart / 2 else ""
