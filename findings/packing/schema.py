"""The tables of the pack store, as numbered steps: a file of any older version is brought up to date, step by step.

A step that has been released is never changed; a new need is a new step. `docs/packs.md` explains the tables.
"""

from __future__ import annotations

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
)
VERSION = len(MIGRATIONS)
