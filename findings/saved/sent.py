"""Which documents each recipient of the digest was told of: never twice of the same, also when two programs send."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from findings.saved.saved_file import SavedFile

# A program that took a document to tell of it and was killed holds it so long.
_HELD = timedelta(minutes=10)


class SentStore:
    """All raise SavedStoreError when the file cannot be used."""

    def __init__(self, folder: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """`folder` is the data folder; `clock` tells the time in UTC."""
        self._file = SavedFile(folder)
        self._clock = clock

    def since(self, address: str) -> datetime | None:
        """From when on this recipient is told what comes; None while they are not known."""
        with self._file.reading() as db:
            row = db.execute("select since from recipients where address = ?", (address,)).fetchone()
        return datetime.fromisoformat(row["since"]) if row else None

    def begin(self, address: str) -> datetime:
        """From now on they are told what comes; what is here already is not news. Returns since when."""
        with self._file.writing() as db:
            db.execute("insert or ignore into recipients values (?, ?)", (address, self._clock().isoformat()))
            row = db.execute("select since from recipients where address = ?", (address,)).fetchone()
        return datetime.fromisoformat(row["since"])

    def untold(self, address: str, checksums: Collection[str]) -> frozenset[str]:
        """Those of which nobody has told this recipient or is about to."""
        with self._file.reading() as db:
            sql = "select checksum from sent where address = ? and (done or at > ?)"
            told = {row["checksum"] for row in db.execute(sql, (address, self._held_since()))}
        return frozenset(checksums) - told

    @contextmanager
    def telling(self, address: str, checksums: Collection[str]) -> Iterator[frozenset[str]]:
        """Take those of which they are not told yet, to tell of them inside; nobody else does in the meantime.

        They count as told when the context ends well; after an error the next one tells of them.
        """
        taken = self._take(address, checksums)
        try:
            yield taken
        except BaseException:
            self._each("delete from sent where address = ? and checksum = ? and not done", address, taken)
            raise
        self._each("update sent set done = 1 where address = ? and checksum = ?", address, taken)

    def _take(self, address: str, checksums: Collection[str]) -> frozenset[str]:
        with self._file.writing() as db:
            sql = "delete from sent where address = ? and not done and at <= ?"
            db.execute(sql, (address, self._held_since()))
            sql, now = "insert or ignore into sent values (?, ?, ?, 0)", self._clock().isoformat()
            return frozenset(
                checksum for checksum in checksums if db.execute(sql, (address, checksum, now)).rowcount
            )

    def _each(self, sql: str, address: str, checksums: Collection[str]) -> None:
        with self._file.writing() as db:
            db.executemany(sql, [(address, checksum) for checksum in checksums])

    def _held_since(self) -> str:
        return (self._clock() - _HELD).isoformat()
