"""The corpus as it stands beside the index: what was added, changed or removed and is waiting to be indexed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from findings.errors import FactsError
from findings.reading import sidefile
from findings.records import Document


def with_pending(
    documents: Sequence[Document], changed: Collection[str], corpus: Path
) -> tuple[Document, ...]:
    """`documents` of the index, with the status "waiting" or "removed" where their files changed or are gone.

    Files that are not in the index yet follow, with the facts of their side files; they have no id.
    """
    known = {document.file for document in documents}
    held = [_as_it_stands(document, changed, corpus) for document in documents]
    return (*held, *(_new(file, corpus) for file in sorted(set(changed) - known)))


def _as_it_stands(document: Document, changed: Collection[str], corpus: Path) -> Document:
    if document.file not in changed:
        return document
    return replace(document, status="waiting" if (corpus / document.file).is_file() else "removed")


def _new(file: str, corpus: Path) -> Document:
    try:
        facts = sidefile.facts_for(file, corpus)
        size = (corpus / file).stat().st_size
    except (FactsError, OSError):  # the build will say so
        facts, size = {}, 0
    return Document(id="", file=file, checksum="", format="", size=size, status="waiting", **facts)
