"""Putting documents into the corpus: under safe names, with what a person said of them in a side file."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from findings.errors import AddingError
from findings.reading import sidefile
from findings.uploads.files import free, move_new, write_new
from findings.uploads.staging import Candidate

# The sub-folder of the corpus that holds what was added in the app.
FOLDER = "uploads"
_ONE_AT_A_TIME = threading.Lock()  # between finding a free name and taking it


def keep(candidate: Candidate, facts: Mapping[str, str | date | None], corpus: Path) -> str:
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
