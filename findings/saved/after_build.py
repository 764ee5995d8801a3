"""What follows a build: what came is noted, feeds are written, the digest is sent. No fault of it fails a build."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from findings.errors import FindingsError
from findings.records import Document
from findings.saved.arrivals import ArrivalStore
from findings.saved.feed_files import write_feeds
from findings.saved.saved_store import SavedStore
from findings.saved.sending import send_digest
from findings.settings import Mail

if TYPE_CHECKING:
    from findings.library import Library


def after_build(
    documents: tuple[Document, ...],
    open_library: Callable[[], Library],
    data: Path,
    address: str,
    mail: Mail | None,
) -> tuple[str, ...]:
    """Returns what went wrong, a line each. `open_library` opens the index that was built, where it is needed."""
    try:
        ArrivalStore(data).note(documents, datetime.now(UTC).isoformat())
        library = open_library() if SavedStore(data).for_all() else None
        _, wrong = write_feeds(documents, library, data, address)
        if mail is None:
            return wrong
        sent = send_digest(documents, lambda: library or open_library(), data, mail, address)
        return (*wrong, *(outcome.said for outcome in sent if outcome.became == "failed"))
    except FindingsError as error:
        return (str(error),)
