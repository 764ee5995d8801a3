"""The file of the evidence packs: its tables as numbered steps. `docs/packs.md` explains them.

A step that has been released is never changed; a new need is a new step.
"""

from __future__ import annotations

from pathlib import Path

from findings.errors import PackStoreError
from findings.sqlite_file import Connection, Row, SqliteFile

__all__ = ["Connection", "Database", "Row"]

NAME = "packs.db"


class Database(SqliteFile):
    """`packs.db` below the data folder; what goes wrong with it is a PackStoreError."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / NAME, MIGRATIONS, "evidence packs", "packs", PackStoreError)


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
