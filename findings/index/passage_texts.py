"""What the index makes of a passage's words: what is embedded and word-indexed, what is standard text, the listing.

What is embedded is never shown: a person sees `Passage.text` alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from findings.reading.marks import without_raised
from findings.records import Document, Passage
from findings.text.plain_letters import plain_letters

# Word-pieces of headings and lead-in before the text: more would drown a short bullet's own words.
PREFIX_PIECES = 40
# In the reports of so many authorities a sentence is a form's, not a finding.
AUTHORITIES = 5
# A shorter passage may well be a finding that several inspectors put in the same words.
WORDS = 10

_DIGITS = re.compile(r"\d[\d,.]*")

_HEAD = ("file", "page", "paragraph", "kind", "section", "text")


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
    return " | ".join([*([" ".join(words)] if words else []), _read_as(passage.text)])


def sentence_texts(passage: Passage) -> list[str]:
    """The sentences of a passage as they are embedded, in order."""
    return [
        _read_as(passage.text[start - passage.start : end - passage.start])
        for start, end in passage.sentences
    ]


def sentence_spans(passage: Passage, embedded: str) -> list[tuple[int, int]]:
    """Where each of its sentences stands in the embedded text of a passage, from character to character."""
    first = len(embedded) - len(_read_as(passage.text))

    def place(offset: int) -> int:
        return first + len(_read_as(passage.text[: offset - passage.start]))

    return [(place(start), place(end)) for start, end in passage.sentences]


def _read_as(text: str) -> str:
    """A text as an encoder reads it: without the figures of notes, in plain letters."""
    return plain_letters(without_raised(text))


def mark_standard(passages: Sequence[Passage], documents: Iterable[Document]) -> tuple[Passage, ...]:
    """The passages; findings whose every sentence stands in the reports of many authorities, whatever its figures, have
    the kind "standard"."""
    authority = {document.id: document.about for document in documents}
    places: dict[str, set[str]] = defaultdict(set)
    for passage in passages:
        name = authority[passage.doc]
        for sentence in sentence_texts(passage) if name else ():
            places[_masked(sentence)].add(name or "")

    def repeated(passage: Passage) -> bool:
        sentences = sentence_texts(passage)
        return bool(sentences) and all(
            len(places[_masked(sentence)]) >= AUTHORITIES for sentence in sentences
        )

    return tuple(
        replace(passage, kind="standard")
        if passage.kind == "finding" and len(passage.text.split()) >= WORDS and repeated(passage)
        else passage
        for passage in passages
    )


def _masked(sentence: str) -> str:
    return " ".join(_DIGITS.sub("0", sentence.lower()).split())


def write_listing(path: Path, passages: Iterable[Passage], documents: Iterable[Document]) -> None:
    """Write every passage in a line, for whoever wants to see what was cut where: tab-separated, in the order of
    passage rows; `page` is "line 12" or "slide 3" where a format has no pages."""
    files = {document.id: document.file for document in documents}
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
        out.write("\t".join(_HEAD) + "\n")
        for passage in passages:
            cells = (
                files[passage.doc],
                _page(passage),
                passage.paragraph or "",
                "list" if passage.is_list else passage.kind,
                " > ".join(passage.section),
                passage.text,
            )
            out.write("\t".join(" ".join(cell.split()) for cell in cells) + "\n")


def _page(passage: Passage) -> str:
    if passage.page is None:
        return passage.located or (f"line {passage.line}" if passage.line else "")
    if passage.page_end and passage.page_end != passage.page:
        return f"{passage.page}-{passage.page_end}"
    return str(passage.page)
