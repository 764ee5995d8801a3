"""When each document was first there to be searched, by its bytes: kept in `data/saved.db`, for an index is rebuilt."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from findings.records import Document
from findings.saved.saved_file import SavedFile

Arrivals = Mapping[str, datetime]  # checksum of a file -> when it came, UTC


class ArrivalStore:
    """All raise SavedStoreError when the file cannot be used."""

    def __init__(self, folder: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """`folder` is the data folder; `clock` tells the time in UTC."""
        self._file = SavedFile(folder)
        self._clock = clock

    def note(self, documents: Sequence[Document], built: str) -> int:
        """Note the documents of an index that is in use now; returns how many were not known.

        The documents of the first index that is noted came when it was built (`built`, ISO time, UTC), later ones when
        they are noted: whoever looked before then has not seen them. A file that is moved or renamed has not come
        anew; one whose bytes have changed has.
        """
        with self._file.writing() as db:
            known = {row["checksum"] for row in db.execute("select checksum from arrivals")}
            at = self._clock().isoformat() if known else built
            new = {d.checksum: d.file for d in documents if d.checksum and d.checksum not in known}
            rows = [(checksum, file, at) for checksum, file in new.items()]
            db.executemany("insert into arrivals values (?, ?, ?)", rows)
        return len(new)

    def read(self) -> Arrivals:
        """When each document came."""
        with self._file.reading() as db:
            rows = db.execute("select checksum, at from arrivals").fetchall()
        return {row["checksum"]: datetime.fromisoformat(row["at"]) for row in rows}


def arrived_since(
    documents: Collection[Document], arrivals: Arrivals, since: datetime
) -> tuple[Document, ...]:
    """The documents that can be searched and came after `since`, the latest come first, then by file."""
    new = [d for d in documents if d.status == "ready" and d.checksum in arrivals]
    new = [d for d in new if arrivals[d.checksum] > since]
    return tuple(sorted(new, key=lambda d: (-arrivals[d.checksum].timestamp(), d.file)))


@dataclass(frozen=True, slots=True)
class Visit:
    """A person's visit: what came after `since` is new to them. `kept` is what their browser remembers of it."""

    since: datetime | None  # of the visit before; None at the first
    kept: str


# After so long without a page a person's next page is another visit: what was new this morning is new all day.
_APART = 4 * 60 * 60  # seconds


def visit(remembered: str, now: datetime) -> Visit:
    """The visit that goes on or begins, by what the browser remembers ("" at first): two times in seconds, UTC.

    The first is that of the visit before, 0 for none, the second of the latest page of this one.
    """
    before, _, latest = remembered.partition(".")
    seconds = int(now.timestamp())
    if not (before.isdecimal() and latest.isdecimal() and len(before) < 12 and len(latest) < 12):
        return Visit(None, f"0.{seconds}")
    since = int(before) if seconds - int(latest) < _APART else int(latest)
    return Visit(datetime.fromtimestamp(since, UTC) if since else None, f"{since}.{seconds}")
