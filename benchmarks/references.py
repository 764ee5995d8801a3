"""References to passages that survive a new cut: file, page, printed paragraph and first words, never a passage id."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from findings.library import Library
from findings.records import Passage


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
                for passage in self._library.generation.store.document_passages(document)
            ]
        return self._passages[document]


def _short(file: str) -> str:
    """The folder and the name: an index may be built from the reports' folder or from one above."""
    return "/".join(file.split("/")[-2:])
