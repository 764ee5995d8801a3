"""Removing documents from the corpus: moved aside with their side files, so that it can be undone."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from findings.errors import AddingError
from findings.reading import sidefile
from findings.uploads.files import move_new, write_over

TRASH = "trash"
_RECORD = "removed.json"


@dataclass(frozen=True, slots=True)
class Removed:
    """A document that was moved out of the corpus."""

    id: str
    file: str  # where it stood below the corpus
    side: str | None  # where its side file stood


def remove(file: str, corpus: Path, data: Path) -> Removed:
    """Move a document, given by its path below the corpus, and its side file to the trash below `data`.

    Raises:
        AddingError: it is not there, or cannot be moved; then it stays where it is.
    """
    place = PurePosixPath(file)
    if place.is_absolute() or ".." in place.parts or not (corpus / place).is_file():
        raise AddingError(f"‘{place.name}’ has already been removed.")
    side = (corpus / place).with_suffix(sidefile.ENDING)
    alone = not [
        path for path in side.parent.glob(f"{place.stem}.*") if path.name not in (place.name, side.name)
    ]
    moves_side = alone and side.is_file() and side != corpus / sidefile.DOCUMENTS
    removed = Removed(
        id=f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{uuid.uuid4().hex[:6]}",
        file=file,
        side=side.relative_to(corpus).as_posix() if moves_side else None,
    )
    folder = data / TRASH / removed.id
    write_over(folder / _RECORD, json.dumps({"file": removed.file, "side": removed.side}))
    move_new(corpus / place, folder / place.name)
    if removed.side:
        move_new(side, folder / side.name)
    return removed


def undo(removed: Removed, corpus: Path, data: Path) -> None:
    """Put a removed document and its side file back. Raises AddingError where that cannot be done."""
    folder = data / TRASH / removed.id
    for file in (removed.side, removed.file):
        if file and (folder / PurePosixPath(file).name).is_file():
            move_new(folder / PurePosixPath(file).name, corpus / file)
    (folder / _RECORD).unlink(missing_ok=True)
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


def removed_documents(data: Path) -> tuple[Removed, ...]:
    """What is in the trash, the latest removed first."""
    found = []
    for record in sorted((data / TRASH).glob(f"*/{_RECORD}"), reverse=True):
        try:
            said = json.loads(record.read_text(encoding="utf-8"))
            found.append(Removed(record.parent.name, said["file"], said["side"]))
        except (
            OSError,
            ValueError,
            KeyError,
            TypeError,
        ):  # half a record: its files can still be found by hand
            continue
    return tuple(found)
