"""The file of the evidence packs: a connection for each call, its schema brought up to date, its errors made ours."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from findings.errors import PackStoreError
from findings.packing.schema import MIGRATIONS, VERSION

NAME = "packs.db"
# Seconds a writer waits for another one; a write takes some milliseconds.
PATIENCE = 15.0
# A disk with less room than this is called full.
FULL = 1024 * 1024  # bytes

Connection = sqlite3.Connection
Row = sqlite3.Row


class Database:
    """Opens `packs.db` below the data folder. Any number of threads and processes may read and write at once."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one moment of the file. Raises PackStoreError."""
        with self._open() as db:
            db.execute("begin")
            yield db
            db.execute("commit")

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection that nobody else writes beside; all of it is kept, or nothing. Raises PackStoreError."""
        with self._open() as db:
            db.execute("begin immediate")
            try:
                yield db
            except BaseException:
                if db.in_transaction:  # a full disk has ended it already
                    db.execute("rollback")
                raise
            db.execute("commit")

    def check(self) -> None:
        """Look at every page of the file. Raises PackStoreError when something is wrong with it."""
        with self.reading() as db:
            problems = [row[0] for row in db.execute("pragma integrity_check") if row[0] != "ok"]
            problems += [f"{row[0]} without its {row[2]}" for row in db.execute("pragma foreign_key_check")]
        if problems:
            raise PackStoreError(
                f"{self.path} is damaged ({' '.join(problems[0].split())}): put a copy of it back, or move it away to "
                "begin anew."
            )

    def copy_to(self, path: Path) -> None:
        """Write a whole copy, also while others write; `path` must not exist. Raises PackStoreError."""
        with self._open() as db, closing(sqlite3.connect(path)) as copy:
            db.backup(copy)

    @contextmanager
    def _open(self) -> Iterator[Connection]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None)) as db:
                db.row_factory = sqlite3.Row
                db.execute("pragma foreign_keys = on")
                _read_without_writing(db)
                if _version(db) != VERSION:
                    self._migrate(db)
                yield db
        except OSError as error:
            raise PackStoreError(
                f"The folder {self.path.parent} of the evidence packs cannot be used ({error.strerror})."
            ) from error
        except sqlite3.OperationalError as error:
            why = "the disk is full: make room" if self._full() else str(error)
            raise PackStoreError(
                f"The evidence packs in {self.path} cannot be read or saved now ({why}). What was saved is untouched."
            ) from error
        except sqlite3.DatabaseError as error:
            raise PackStoreError(
                f"{self.path} is damaged ({error}): put a copy of it back, or move it away to begin anew."
            ) from error

    def _full(self) -> bool:
        with suppress(OSError):
            return shutil.disk_usage(self.path.parent).free < FULL
        return False

    def _migrate(self, db: Connection) -> None:
        db.execute("begin immediate")
        try:
            version = _version(db)  # another process may have been first
            if version > VERSION:
                raise PackStoreError(
                    f"{self.path} was written by a newer version of Findings (schema {version}, "
                    f"this one knows {VERSION}): use that version."
                )
            for step in MIGRATIONS[version:]:
                for statement in step:
                    db.execute(statement)
            db.execute(f"pragma user_version = {VERSION}")
        except BaseException:
            db.execute("rollback")
            raise
        db.execute("commit")


def _read_without_writing(db: Connection) -> None:
    """Use a rollback journal, so that reading needs no room: packs can be taken away from a full disk.

    Files were once made with a write-ahead log, whose readers write too. One that somebody else has open stays so.
    """
    with suppress(sqlite3.OperationalError):
        db.execute("pragma journal_mode = delete")


def _version(db: Connection) -> int:
    number: int = db.execute("pragma user_version").fetchone()[0]
    return number
