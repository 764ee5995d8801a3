"""How many pages a brief will have, near enough to choose the size of its type; only what lays it out knows exactly."""

from __future__ import annotations

import math
from collections.abc import Iterable
from textwrap import wrap
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

# Of Arial in English text, as shares of the type size: the width of a character, the height of a line.
CHARACTER, LINE = 0.5, 1.15
# What stands between the words of a cell and its lines, in points: at its sides, above and below.
SIDES, ENDS = 7.0, 3.5
LOST = 24.0  # points at the foot of a page, where a row or a paragraph does not fit any more


def pages(document: Document) -> int:
    """The pages of a document of paragraphs and tables in one section."""
    section: Any = document.sections[0]
    width = section.page_width.pt - section.left_margin.pt - section.right_margin.pt
    room: float = section.page_height.pt - section.top_margin.pt - section.bottom_margin.pt - LOST
    return math.ceil(sum(_heights(document, width)) / room)


def _heights(document: Document, width: float) -> Iterable[float]:
    from docx.table import Table

    for block in document.iter_inner_content():
        yield from _rows(block) if isinstance(block, Table) else (_height(block, width),)


def _rows(table: Table) -> Iterable[float]:
    widths = [column.width.pt - SIDES for column in table.columns if column.width is not None]
    for row in table.rows:
        yield ENDS + max(
            sum(_height(paragraph, width) for paragraph in cell.paragraphs)
            for cell, width in zip(row.cells, widths, strict=True)
        )


def _height(paragraph: Paragraph, width: float) -> float:
    style: Any = paragraph.style
    size: float = style.font.size.pt
    between: float = style.paragraph_format.space_before.pt + style.paragraph_format.space_after.pt
    lines = max(1, len(wrap(paragraph.text, max(1, int(width / (size * CHARACTER))))))
    return lines * size * LINE + between
