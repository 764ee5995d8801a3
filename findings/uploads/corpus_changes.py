"""The corpus as people change it: adding a document under a safe name, and what is waiting to be indexed."""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from findings.errors import AddingError, FactsError
from findings.reading import sidefile
from findings.records import Document
from findings.uploads.files import free, move_new, write_new
from findings.uploads.staging import Candidate

# The sub-folder of the corpus that holds what was added in the app.
FOLDER = "uploads"
_ONE_AT_A_TIME = threading.Lock()  # between finding a free name and taking it


def add_document(candidate: Candidate, facts: Mapping[str, str | date | None], corpus: Path) -> str:
    """Move a document into the corpus and write its side file, if it needs one; returns its path below the corpus.

    Raises:
        AddingError: it could not be written; the document stays where it was kept aside.
    """
    if not corpus.is_dir():
        raise AddingError(f"The folder {corpus} does not exist. Ask an administrator to create it.")
    folder = corpus / FOLDER
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise AddingError(
            f"The folder {folder} cannot be created ({error.strerror}). Ask an administrator for help."
        ) from error
    with _ONE_AT_A_TIME:
        path = folder / free(folder, candidate.path.name)
        side = path.with_suffix(sidefile.ENDING)
        if facts:
            write_new(side, sidefile.text_of(facts).encode())
        try:
            move_new(candidate.path, path)
        except AddingError:
            if facts:
                side.unlink(missing_ok=True)
            raise
    return path.relative_to(corpus).as_posix()


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
