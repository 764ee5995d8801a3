"""The file of what people saved, `saved.db` in the data folder: its tables as numbered steps.

A step that has been released is never changed; a new need is a new step. `docs/keeping-in-touch.md` explains them.
"""

from __future__ import annotations

from pathlib import Path

from findings.errors import SavedStoreError
from findings.sqlite_file import SqliteFile

NAME = "saved.db"


class SavedFile(SqliteFile):
    """What goes wrong with it is a SavedStoreError."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / NAME, STEPS, "saved searches", "saved searches", SavedStoreError)


STEPS: tuple[tuple[str, ...], ...] = (
    # 1: what is saved, when each person last looked at it, when each document came, what was sent to whom.
    (
        """create table saved (
            id text primary key, owner text not null, name text not null, question text not null,
            for_all integer not null, created text not null, unique (owner, question))""",
        """create table seen (
            saved text not null references saved (id) on delete cascade,
            person text not null, at text not null, primary key (saved, person))""",
        "create table arrivals (checksum text primary key, file text not null, at text not null)",
        "create table recipients (address text primary key, since text not null)",
        """create table sent (
            address text not null references recipients (address) on delete cascade,
            checksum text not null, at text not null, done integer not null,
            primary key (address, checksum))""",
    ),
)
