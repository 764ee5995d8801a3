"""The file of the evidence packs: a connection for each call, its errors made ours, its tables as numbered steps.

A file of any older version is brought up to date, step by step. A step that has been released is never changed; a new
need is a new step. `docs/packs.md` explains the tables.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from findings.errors import PackStoreError

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
                f"{self.path} is damaged ({' '.join(problems[0].split())}). Put a copy of it back, or move it away to "
                "start with no packs."
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
                f"The evidence packs in {self.path} cannot be read or saved now ({why}). What was saved before is safe."
            ) from error
        except sqlite3.DatabaseError as error:
            raise PackStoreError(
                f"{self.path} is damaged ({error}). Put a copy of it back, or move it away to start with no packs."
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
                    f"this one reads {VERSION}). Use that version."
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


MIGRATIONS: tuple[tuple[str, ...], ...] = (
    # 1: packs and their passages.
    (
        "create table packs (id text primary key, name text not null, created text not null)",
        """create table items (
            id text primary key, pack text not null references packs (id) on delete cascade,
            key text not null, record text not null, added text not null)""",
    ),
    # 2: several packs a person can order and annotate, versions against lost updates, undo, and what was searched.
    (
        "alter table packs add column purpose text not null default ''",
        "alter table packs add column prepared_by text not null default ''",
        "alter table packs add column owner text not null default ''",
        "alter table packs add column changed text not null default ''",
        "alter table packs add column version integer not null default 1",
        "alter table packs add column arranged integer not null default 0",
        "update packs set changed = created",
        "alter table items add column topic text not null default ''",
        "alter table items add column label text not null default ''",
        "alter table items add column label_changed integer not null default 0",
        "alter table items add column note text not null default ''",
        "alter table items add column version integer not null default 1",
        "alter table items add column position integer not null default 0",
        "alter table items add column removed text",
        "update items set position = rowid, label = json_extract(record, '$.label')",
        "create unique index items_of_pack on items (pack, key)",
        "create index packs_of_owner on packs (owner)",
        """create table searches (
            pack text not null references packs (id) on delete cascade,
            digest text not null, record text not null, added text not null, primary key (pack, digest))""",
    ),
    # 3: what the council answers to each passage, as an action plan; how the passages are grouped.
    (
        "alter table packs add column grouped text not null default 'topic'",
        "alter table items add column response text not null default ''",
        "alter table items add column evidence text not null default ''",
        "alter table items add column owner text not null default ''",
        "alter table items add column due text not null default ''",
        "alter table items add column progress text not null default ''",
        "alter table items add column response_version integer not null default 1",
    ),
)
VERSION = len(MIGRATIONS)
