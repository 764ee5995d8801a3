"""Standard text by document frequency: sentences that report after report repeats, whatever their figures."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from findings.index.embedded_text import sentence_texts
from findings.records import Document, Passage

# In the reports of so many authorities a sentence is a form's, not a finding.
AUTHORITIES = 5
# A shorter passage may well be a finding that several inspectors put in the same words.
WORDS = 10

_DIGITS = re.compile(r"\d[\d,.]*")


def mark_standard(passages: Sequence[Passage], documents: Iterable[Document]) -> tuple[Passage, ...]:
    """The passages, with findings that consist only of such sentences turned to the kind "standard"."""
    authority = {document.id: document.authority for document in documents}
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
