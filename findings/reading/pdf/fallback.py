"""Text without places: the blocks of a PDF that only pypdf could read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from findings.reading.marks import bullet_at, joint, number_at, without_hidden
from findings.reading.raw import RawBlock
from findings.text.sentences import ends_sentence

# A line shorter than this part of the longest is a paragraph's last, if it ends with a stop.
_SHORT = 0.8


def blocks_of_text(texts: Sequence[str]) -> tuple[RawBlock, ...]:
    """Paragraphs and bullets by what the lines say: a blank line, a number, a bullet, a short line with a stop."""
    return tuple(block for page, text in enumerate(texts, 1) for block in _page_blocks(text, page))


def _page_blocks(text: str, page: int) -> Iterator[RawBlock]:
    lines = [" ".join(line.split()) for line in without_hidden(text).splitlines()]
    longest = max((len(line) for line in lines), default=0)
    begun, above = "", ""
    for line in lines:
        ended = ends_sentence(above) and len(above) < _SHORT * longest and line[:1].isupper()
        if begun and (not line or bullet_at(line) or number_at(line) or ended):
            yield _block(begun, page)
            begun = ""
        if line:
            kept, between = joint(begun, line, ()) if begun else ("", "")
            begun = kept + between + line
        above = line
    if begun:
        yield _block(begun, page)


def _block(text: str, page: int) -> RawBlock:
    bullet = bullet_at(text)
    if bullet:
        return RawBlock("bullet", text, bullet[1], level=bullet[0], page=page, page_end=page)
    return RawBlock("paragraph", text, page=page, page_end=page)
