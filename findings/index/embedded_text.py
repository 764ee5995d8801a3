"""What is embedded and word-indexed of a passage. It is never shown: a person sees `Passage.text` alone."""

from __future__ import annotations

from collections.abc import Callable

from findings.reading.marks import without_raised
from findings.records import Document, Passage

# Word-pieces of headings and lead-in before the text: more would drown a short bullet's own words.
PREFIX_PIECES = 40


def heading_text(passage: Passage) -> str:
    """The words a passage stands under: its headings, outermost first, and its lead-in."""
    return " | ".join([*passage.section, *([passage.lead_in] if passage.lead_in else [])])


def embedded_text(
    passage: Passage, document: Document, pieces: Callable[[str], int], prefix_pieces: int = PREFIX_PIECES
) -> str:
    """Headings (grades are already off), lead-in and text.

    The outermost headings are left out first when all of them have more than `prefix_pieces`, then the start of the
    lead-in: what stands nearest says most.
    """
    parts = [*passage.section, *([passage.lead_in] if passage.lead_in else [])]
    while len(parts) > 1 and pieces(" | ".join(parts)) > prefix_pieces:
        del parts[0]
    words = " | ".join(parts).split()
    while words and pieces(" ".join(words)) > prefix_pieces:
        del words[0]
    return " | ".join([*([" ".join(words)] if words else []), without_raised(passage.text)])


def sentence_texts(passage: Passage) -> list[str]:
    """The sentences of a passage as they are embedded, in order."""
    return [
        without_raised(passage.text[start - passage.start : end - passage.start])
        for start, end in passage.sentences
    ]


def sentence_spans(passage: Passage, embedded: str) -> list[tuple[int, int]]:
    """Where each of its sentences stands in the embedded text of a passage, from character to character."""
    first = len(embedded) - len(without_raised(passage.text))

    def place(offset: int) -> int:
        return first + len(without_raised(passage.text[: offset - passage.start]))

    return [(place(start), place(end)) for start, end in passage.sentences]
