"""The files within a file put after it: one stored text, each part under its name, places said in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from findings.records import Block, Content

_BETWEEN = "\n\n"  # as between the blocks of one document


def with_parts(content: Content, parts: Sequence[tuple[tuple[str, ...], Content]]) -> Content:
    """`content` followed by its parts, each given with the names that lead to it, outermost first.

    The printed lines of a part are left out: they stand on pages of another file.
    """
    texts, blocks = [content.text] if content.text else [], list(content.blocks)
    at = len(content.text) + len(_BETWEEN) if content.text else 0
    for names, part in parts:
        name, where = names[-1], ", ".join(f"‘{each}’" for each in names)
        blocks.append(Block("heading", at, at + len(name), at, level=1, section=names[:-1], located=where))
        at += len(name) + len(_BETWEEN)
        blocks += [_moved(block, at, names, where) for block in part.blocks]
        at += len(part.text) + len(_BETWEEN)
        texts += [name, part.text]
    return Content(_BETWEEN.join(texts), tuple(blocks), content.lines)


def _moved(block: Block, at: int, names: tuple[str, ...], where: str) -> Block:
    place = _place(block)
    return replace(
        block,
        start=block.start + at,
        end=block.end + at,
        body=block.body + at,
        page=None,
        page_end=None,
        line=None,
        level=block.level + 1 if block.kind == "heading" else block.level,
        section=(*names, *block.section),
        located=f"{where}, {place}" if place else where,
    )


def _place(block: Block) -> str:
    if block.page is not None:
        last = block.page_end or block.page
        return f"page {block.page}" if last == block.page else f"pages {block.page} to {last}"
    return block.located or (f"line {block.line}" if block.line is not None else "")
