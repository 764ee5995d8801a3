"""The feeds of an index: one by its name for whoever serves it, all of them as files below the data folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from findings.errors import FindingsError, QueryError, SavedError
from findings.records import Document
from findings.saved.arrivals import Arrivals, ArrivalStore
from findings.saved.feed import documents_feed, saved_feed
from findings.saved.news import matches
from findings.saved.saved_question import Saved
from findings.saved.saved_store import SavedStore
from findings.uploads.files import write_over

if TYPE_CHECKING:
    from findings.library import Library

FOLDER = "feeds"
DOCUMENTS = "documents"  # the name of the feed of new documents; others go by the id of what is saved


def feed(library: Library, data: Path, address: str, name: str = DOCUMENTS) -> bytes:
    """The Atom feed of this name as it is now, for a service over HTTP.

    Raises:
        SavedError: nothing of this id is saved for all.
        QueryError: what is saved can no longer be answered.
    """
    arrivals = ArrivalStore(data).read()
    if name == DOCUMENTS:
        return documents_feed(library.documents(), arrivals, address)
    for saved in SavedStore(data).for_all():
        if saved.id == name:
            return saved_feed(saved, matches(library, saved.question), arrivals, address)
    raise SavedError(f"There is no feed ‘{name[:80]}’: nothing of this name is saved for everyone.")


def write_feeds(
    documents: Sequence[Document], library: Library | None, data: Path, address: str
) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Write every feed; those of what is no longer saved for all are taken away.

    `library` may be None where nothing is saved for all. Returns (the files, what went wrong, a line each): one feed
    that cannot be written stops no other.
    """
    arrivals, folder = ArrivalStore(data).read(), data / FOLDER
    saved = SavedStore(data).for_all()
    written: list[Path] = []
    wrong: list[str] = []
    try:
        written.append(_write(folder, DOCUMENTS, documents_feed(documents, arrivals, address)))
        for one in saved if library is not None else ():
            if (found := _saved(library, one, arrivals, address, wrong)) is not None:
                written.append(_write(folder, one.id, found))
        for path in folder.glob("s*.xml"):
            if path.stem not in {one.id for one in saved}:
                path.unlink(missing_ok=True)
    except (FindingsError, OSError) as error:
        wrong.append(f"The feeds could not be written: {error}")
    return tuple(written), tuple(wrong)


def _saved(
    library: Library | None, saved: Saved, arrivals: Arrivals, address: str, wrong: list[str]
) -> bytes | None:
    if library is None:
        return None
    try:
        return saved_feed(saved, matches(library, saved.question), arrivals, address)
    except QueryError as error:
        wrong.append(f"The feed of ‘{saved.name}’ was not written: {error}")
        return None


def _write(folder: Path, name: str, data: bytes) -> Path:
    """A feed that has not changed keeps its file: what asks for it sees by the time that nothing is new."""
    path = folder / f"{name}.xml"
    if not path.is_file() or path.read_bytes() != data:
        write_over(path, data.decode())
    return path
