"""The sentences before and after a quotation, so that none is read without the "however" that follows it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from findings.records import Block, Content, Document, Passage
from findings.text.sentences import sentences

# With these a sentence takes back, or narrows, what was said before it.
_TURNS = (
    "however", "but", "nevertheless", "nonetheless", "yet", "although", "despite", "in contrast", "by contrast",
    "conversely", "that said", "even so", "on the other hand", "in spite", "notwithstanding", "unfortunately",
)  # fmt: skip
_TURN = re.compile(rf"\W*({'|'.join(_TURNS)})\b", re.IGNORECASE)
_SPOKEN = ("paragraph", "bullet", "row")


@dataclass(frozen=True, slots=True)
class Around:
    """The sentence before and the one after, word for word; "" where a heading or the document begins or ends."""

    before: str
    after: str

    @property
    def turn(self) -> str:
        """The word with which the sentence after turns against the quotation, as printed, or ""."""
        found = _TURN.match(self.after)
        return found[1] if found else ""


def around(content: Content, start: int, end: int) -> Around:
    """What stands on both sides of `start`:`end` under the same heading."""
    blocks = [block for block in content.blocks if block.kind in (*_SPOKEN, "title", "heading")]
    before = [block for block in blocks if block.start < start]
    after = [block for block in blocks if block.end > end]
    return Around(_before(content.text, before, start), _after(content.text, after, end))


def _before(text: str, blocks: list[Block], start: int) -> str:
    for block in reversed(blocks):
        if block.kind not in _SPOKEN:
            return ""
        if spans := sentences(text, block.body, min(block.end, start)):
            return text[spans[-1][0] : spans[-1][1]]
    return ""


def _after(text: str, blocks: list[Block], end: int) -> str:
    for block in blocks:
        if block.kind not in _SPOKEN:
            return ""
        if spans := sentences(text, max(block.body, end), block.end):
            return text[spans[0][0] : spans[0][1]]
    return ""


def passage_at(content: Content, document: Document, start: int, end: int) -> Passage:
    """A stretch of a document that is no passage of the index, with the place of the block it begins in."""
    block = next((block for block in content.blocks if block.start <= start < block.end), None)
    lines = [line for line in content.lines if line.start < end and start < line.end]
    sure = [line.confidence for line in lines if line.confidence is not None]
    pages = [line.page for line in lines]
    own = block.page if block else None
    return Passage(
        id=f"{document.id}:{start}-{end}",
        doc=document.id,
        start=start,
        end=end,
        text=content.text[start:end],
        page=min(pages, default=own),
        page_end=max(pages, default=own),
        line=block.line if block else None,
        paragraph=block.number if block else None,
        section=block.section if block else (),
        lead_in=block.lead_in if block else "",
        kind="finding",
        sentences=((start, end),),
        located=block.located if block else "",
        confidence=min(sure, default=None),
    )
