"""A small SQLite file that people's work is kept in: a connection for each call, its errors made ours, tables by steps.

A file of any older version is brought up to date, step by step. A step that has been released is never changed; a new
need is a new step.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from findings.errors import FindingsError

# Seconds a writer waits for another one; a write takes some milliseconds.
PATIENCE = 15.0
# A disk with less room than this is called full.
FULL = 1024 * 1024  # bytes

Connection = sqlite3.Connection
Row = sqlite3.Row


class SqliteFile:
    """Any number of threads and processes may read and write at once."""

    def __init__(
        self, path: Path, steps: Sequence[Sequence[str]], holds: str, short: str, error: type[FindingsError]
    ) -> None:
        """`steps` are the statements of each version of the tables; `holds` names what is in the file in its messages
        ("evidence packs"), `short` the same in a word ("packs"), and `error` is the type of all of them.
        """
        self.path = path
        self._steps = steps
        self._holds = holds
        self._short = short
        self._error = error

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one moment of the file, or of empty tables where there is none yet: to look makes no
        file. Raises the file's error."""
        with self._open(self.path if self.path.exists() else None) as db:
            db.execute("begin")
            yield db
            db.execute("commit")

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection that nobody else writes beside; all of it is kept, or nothing. Raises the file's error."""
        with self._open(self.path) as db:
            db.execute("begin immediate")
            try:
                yield db
            except BaseException:
                if db.in_transaction:  # a full disk has ended it already
                    db.execute("rollback")
                raise
            db.execute("commit")

    def check(self) -> None:
        """Look at every page of the file. Raises the file's error when something is wrong with it."""
        with self.reading() as db:
            problems = [row[0] for row in db.execute("pragma integrity_check") if row[0] != "ok"]
            problems += [f"{row[0]} without its {row[2]}" for row in db.execute("pragma foreign_key_check")]
        if problems:
            raise self._damaged(" ".join(problems[0].split()))

    def copy_to(self, path: Path) -> None:
        """Write a whole copy, also while others write; `path` must not exist. Raises the file's error."""
        with self._open(self.path) as db, closing(sqlite3.connect(path)) as copy:
            db.backup(copy)

    @contextmanager
    def _open(self, path: Path | None) -> Iterator[Connection]:
        """`path`, or a file in memory that is gone afterwards."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(path or ":memory:", timeout=PATIENCE, isolation_level=None)) as db:
                db.row_factory = sqlite3.Row
                db.execute("pragma foreign_keys = on")
                _read_without_writing(db)
                if _version(db) != len(self._steps):
                    self._migrate(db)
                yield db
        except OSError as error:
            raise self._error(
                f"The folder {self.path.parent} of the {self._holds} cannot be used ({error.strerror})."
            ) from error
        except sqlite3.OperationalError as error:
            why = "the disk is full: make room" if self._full() else str(error)
            raise self._error(
                f"The {self._holds} in {self.path} cannot be read or saved now ({why}). What was saved before is safe."
            ) from error
        except sqlite3.DatabaseError as error:
            raise self._damaged(str(error)) from error

    def _damaged(self, why: str) -> FindingsError:
        return self._error(
            f"{self.path} is damaged ({why}). Put a copy of it back, or move it away to start with no {self._short}."
        )

    def _full(self) -> bool:
        with suppress(OSError):
            return shutil.disk_usage(self.path.parent).free < FULL
        return False

    def _migrate(self, db: Connection) -> None:
        db.execute("begin immediate")
        try:
            version = _version(db)  # another process may have been first
            if version > len(self._steps):
                raise self._error(
                    f"{self.path} was written by a newer version of Findings (schema {version}, "
                    f"this one reads {len(self._steps)}). Use that version."
                )
            for step in self._steps[version:]:
                for statement in step:
                    db.execute(statement)
            db.execute(f"pragma user_version = {len(self._steps)}")
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
