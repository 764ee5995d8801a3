"""Text without places: the blocks of a PDF that only pypdf could read."""

from __future__ import annotations

from collections.abc import Sequence

from findings.reading.hyphens import joint
from findings.reading.marks import bullet_at, number_at
from findings.reading.raw import RawBlock
from findings.reading.sentences import ends_sentence

# A line shorter than this part of the longest is a paragraph's last, if it ends with a stop.
_SHORT = 0.8


def blocks_of_text(texts: Sequence[str]) -> tuple[RawBlock, ...]:
    """Paragraphs and bullets by what the lines say: a blank line, a number, a bullet, a short line with a stop."""
    found: list[RawBlock] = []
    for page, text in enumerate(texts, 1):
        lines = [" ".join(line.split()) for line in text.splitlines()]
        longest = max((len(line) for line in lines), default=0)
        open_block = ""
        for line in lines:
            short_end = ends_sentence(open_block) and last_length < _SHORT * longest if open_block else False
            starts = not line or bullet_at(line) or number_at(line) or (short_end and line[:1].isupper())
            if starts and open_block:
                found.append(_block(open_block, page))
                open_block = ""
            if line:
                kept, between = joint(open_block, line, ()) if open_block else ("", "")
                open_block = kept + between + line
                last_length = len(line)
        if open_block:
            found.append(_block(open_block, page))
    return tuple(found)


def _block(text: str, page: int) -> RawBlock:
    bullet = bullet_at(text)
    if bullet:
        return RawBlock("bullet", text, bullet[1], level=bullet[0], page=page, page_end=page)
    return RawBlock("paragraph", text, page=page, page_end=page)
