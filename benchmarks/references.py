"""References to passages that survive a new cut: file, page, printed paragraph and first words, never a passage id."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from findings.index.near_duplicates import shingles
from findings.library import Library
from findings.records import Passage

# The share of the judged passage's four-word runs that a passage of ours must hold, or the other way round.
SAME = 0.6


class References:
    """Finds the passages of an index that references name. Reads each document once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._documents = {
            _short(file): document.id
            for document in library.documents()
            for file in (document.file, *document.duplicates)
            if document.duplicate_of is None
        }
        self._passages: dict[str, list[tuple[str, Passage]]] = {}

    def find(self, reference: Mapping[str, Any]) -> list[Passage]:
        """Where `start_words` begin on that page, in that paragraph; else wherever that file has them; else none.

        A list begins as its first bullet does: the bullet is meant.
        """
        document = self._documents.get(_short(reference["file"]))
        if document is None:
            return []
        words = reference["start_words"] + " "
        here = [
            passage
            for text, passage in self._texts(document)
            if text.startswith(words)
            and passage.page == reference["page"]
            and passage.paragraph == reference["paragraph"]
        ]
        found = here or [passage for text, passage in self._texts(document) if words in text]
        return [passage for passage in found if not passage.is_list] or found

    def _texts(self, document: str) -> list[tuple[str, Passage]]:
        if document not in self._passages:
            self._passages[document] = [
                (" ".join(passage.text.split()) + " ", passage)
                for passage in self._library.generation.document_passages(document)
            ]
        return self._passages[document]


def _short(file: str) -> str:
    """The folder and the name: an index may be built from the reports' folder or from one above."""
    return "/".join(file.split("/")[-2:])


def wanted_passages(
    passages: Mapping[str, Mapping[str, str]], library: Library
) -> dict[str, tuple[str, tuple[str, ...]]]:
    """The authority and the ids of the library's passages that hold each judged one, the most alike first."""
    documents = {document.file: document for document in library.documents()}
    found = {}
    for pid, judged in passages.items():
        document = next((d for f, d in documents.items() if f.endswith(judged["file"])), None)
        if document is None or document.authority is None:
            continue
        theirs = shingles(judged["text"])
        shared = []
        for passage in library.generation.document_passages(document.id):
            ours = shingles(passage.text)
            if ours and len(ours & theirs) >= SAME * min(len(ours), len(theirs)):
                shared.append((-len(ours & theirs), passage.id))
        if shared:
            found[pid] = document.authority, tuple(passage_id for _, passage_id in sorted(shared))
    return found
