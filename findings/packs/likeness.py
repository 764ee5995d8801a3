"""The paragraph that is most like a quotation which is no longer there."""

from __future__ import annotations

from findings.records import Block, Content

# Share of the quotation's characters, 0 to 100, that must stand in it in the same order; unrelated prose reaches 50.
LIKE = 70.0
_SPOKEN = ("paragraph", "bullet", "row", "footnote")


def likest(quote: str, content: Content) -> Block | None:
    """The block with most of the quotation's words in their order, the first of equals; None when none has enough."""
    from rapidfuzz import fuzz

    wanted = " ".join(quote.split())
    best, found = LIKE, None
    for block in content.blocks:
        if block.kind not in _SPOKEN:
            continue
        words = " ".join(content.text[block.body : block.end].split())
        alike = fuzz.ratio(wanted, words, score_cutoff=best)
        if alike > best:
            best, found = alike, block
    return found
