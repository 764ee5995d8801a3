"""A document cut into what is shown at once: its pages, or parts of about a page where it has none. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from findings.records import Block, Content, Document, Passage

# Characters of a part, about a printed page: after FULL a heading begins a new part, after MOST any block.
FULL = 2500
MOST = 4000


@dataclass(frozen=True, slots=True)
class Piece:
    """A block, or the part of it on the page shown."""

    block: Block
    start: int
    end: int


def paged(content: Content) -> bool:
    """Whether the document has pages of its own."""
    return any(block.page is not None for block in content.blocks)


def number_of_pages(document: Document, content: Content) -> int:
    """The pages of its own; a PDF's last pages may hold no text and count as well. 0 where it has none."""
    if not paged(content):
        return 0
    return max(document.pages or 1, *(block.page_end or block.page or 1 for block in content.blocks))


def number_of_parts(document: Document, content: Content) -> int:
    """How many pages or parts there are; what is attached to a paged document follows its pages in parts."""
    pages = number_of_pages(document, content)
    return max(1, pages + len(_cut(content)))


def part(content: Content, number: int, pages: int = 0) -> tuple[Piece, ...]:
    """What is on page (or in part) `number`, counted from 1, in reading order; `pages` come before all parts."""
    if not paged(content) or number > pages > 0:
        parts = _cut(content)
        place = number - pages
        blocks = parts[place - 1] if 0 < place <= len(parts) else ()
        return tuple(Piece(block, block.start, block.end) for block in blocks)
    pieces = []
    for block in content.blocks:
        if block.page is None or not block.page <= number <= (block.page_end or block.page):
            continue
        if (block.page_end or block.page) == block.page:
            pieces.append(Piece(block, block.start, block.end))
            continue
        lines = [x for x in content.lines if x.page == number and block.start <= x.start < block.end]
        if lines:
            pieces.append(Piece(block, min(x.start for x in lines), max(x.end for x in lines)))
    return tuple(pieces)


def part_of(content: Content, passage: Passage, pages: int = 0) -> int:
    """The page or part in which a passage begins; `pages` come before all parts."""
    if passage.page is not None:
        return passage.page
    for number, blocks in enumerate(_cut(content), start=pages + 1):
        if any(block.start <= passage.start < block.end for block in blocks):
            return number
    return 1


def _cut(content: Content) -> list[list[Block]]:
    """The blocks that stand on no page, in parts."""
    parts: list[list[Block]] = [[]]
    length = 0
    for block in (block for block in content.blocks if block.page is None):
        size = block.end - block.start
        begins = block.kind in ("title", "heading") and length > FULL
        if parts[-1] and (begins or length + size > MOST):
            # A heading must not be the last thing of a part.
            carried: list[Block] = []
            while len(parts[-1]) > 1 and parts[-1][-1].kind in ("title", "heading"):
                carried.insert(0, parts[-1].pop())
            parts.append(carried)
            length = sum(heading.end - heading.start for heading in carried)
        parts[-1].append(block)
        length += size
    return [blocks for blocks in parts if blocks]
