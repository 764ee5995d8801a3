"""The store of evidence packs: what people keep, in `data/packs.db`, never inside the index.

Adding and removing commute: two people at once lose nothing. What does not commute (name, purpose, order, note, label)
takes the version the person saw, and a change they did not see stops it: PackChanged, nothing overwritten.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from findings.errors import PackChanged, PackError
from findings.packs.database import Database
from findings.packs.pack import (
    GROUPINGS,
    PROGRESS,
    Kept,
    Pack,
    PackLine,
    Response,
    Searched,
    moved,
    moved_together,
)
from findings.packs.pack_codec import read_kept, searched_json
from findings.packs.pack_copies import copy_items, copy_searches
from findings.packs.pack_rows import (
    CHANGED,
    add_item,
    change,
    expect,
    held,
    pack_row,
    read_line,
    read_pack,
    touch,
)
from findings.records import STANCES

MAX_NAME = 120  # characters
MAX_PURPOSE = 2000
MAX_NOTE = 5000  # also of a response and of evidence
MAX_ITEMS = 500  # passages of one pack; more is no list a person reads
TOO_MANY = f"A pack can hold {MAX_ITEMS} passages. Make a new pack for more."
UNDO = timedelta(days=1)  # a passage that was removed can be put back this long

_ID = re.compile(r"[A-Za-z0-9_-]{10,80}")
_LINE = "select p.*, (select count(*) from items i where i.pack = p.id and i.removed is null) as held from packs p"


@dataclass(frozen=True, slots=True)
class Added:
    """What adding did: passages that are new in the pack, and how many it holds now."""

    added: int
    total: int


class PackStore:
    """Every call opens the file, does its work and closes it; safe between threads, sessions and processes.

    All raise PackStoreError when the file cannot be used, and PackMissing for an id that is not there.
    """

    def __init__(self, folder: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """`folder` is the data folder; `clock` tells the time in UTC."""
        self._database = Database(folder)
        self._clock = clock

    def create(self, name: str, owner: str = "") -> str:
        """A new, empty pack; returns its id, which cannot be guessed. Raises PackError for a name that will not do."""
        name, now = _name(name), self._now()
        pack_id = "p" + secrets.token_urlsafe(16)  # a letter first: an option of a command begins with a dash
        with self._database.writing() as db:
            db.execute(
                "insert into packs (id, name, owner, created, changed) values (?, ?, ?, ?, ?)",
                (pack_id, name, owner, now, now),
            )
        return pack_id

    def pack(self, pack_id: str) -> Pack:
        """The pack with its items and searches, in the order in which they were added or arranged."""
        with self._database.reading() as db:
            return read_pack(db, pack_id)

    def line(self, pack_id: str) -> PackLine | None:
        """The pack's line in a list, or None."""
        found = self.lines([pack_id])
        return found[0] if found else None

    def lines(self, ids: Sequence[str], owner: str = "") -> tuple[PackLine, ...]:
        """The packs with these ids, in their order, then those of a signed-in owner; unknown ids are left out."""
        wanted = [pack_id for pack_id in dict.fromkeys(ids) if _ID.fullmatch(pack_id)]
        marks = ", ".join("?" * len(wanted))
        with self._database.reading() as db:
            rows = db.execute(f"{_LINE} where p.id in ({marks})", wanted).fetchall()
            if owner:
                rows += db.execute(f"{_LINE} where p.owner = ? order by p.changed desc", (owner,)).fetchall()
        found = {row["id"]: read_line(row) for row in rows}
        return tuple(found[pack_id] for pack_id in dict.fromkeys((*wanted, *found)) if pack_id in found)

    def every_line(self) -> tuple[PackLine, ...]:
        """All packs, the one changed last first: for an administrator, who can read the file anyway."""
        with self._database.reading() as db:
            return tuple(read_line(row) for row in db.execute(f"{_LINE} order by p.changed desc, p.id"))

    def keys(self, pack_id: str) -> frozenset[str]:
        """The keys of the passages it holds; none when there is no such pack."""
        with self._database.reading() as db:
            rows = db.execute("select key from items where pack = ? and removed is null", (pack_id,))
            return frozenset(row["key"] for row in rows)

    def add(self, pack_id: str, kept: Sequence[Kept], searched: Searched | None = None) -> Added:
        """Put passages at the end; those already there stay as they are, one removed before comes back with its note.

        Raises PackError when the pack would hold more than MAX_ITEMS.
        """
        now = self._now()
        with self._database.writing() as db:
            touch(db, pack_id, now)
            before = held(db, pack_id)
            for one in kept:
                add_item(db, pack_id, one, now)
            total = held(db, pack_id)
            if total > MAX_ITEMS:
                raise PackError(TOO_MANY)
            if searched is not None and kept:
                record = searched_json(searched)
                digest = hashlib.sha256(record.encode()).hexdigest()
                db.execute(
                    "insert or ignore into searches values (?, ?, ?, ?)", (pack_id, digest, record, now)
                )
        return Added(total - before, total)

    def remove(self, pack_id: str, keys: Sequence[str]) -> int:
        """Take passages out by their keys; returns how many the pack holds now. `restore` undoes it for a day."""
        now = self._now()
        with self._database.writing() as db:
            touch(db, pack_id, now)
            db.execute("delete from items where removed < ?", ((self._clock() - UNDO).isoformat(),))
            db.executemany(
                "update items set removed = ? where pack = ? and key = ? and removed is null",
                [(now, pack_id, key) for key in keys],
            )
            return held(db, pack_id)

    def restore(self, pack_id: str, keys: Sequence[str]) -> int:
        """Put back what was removed, at its old place with its note; returns how many the pack holds now."""
        with self._database.writing() as db:
            touch(db, pack_id, self._now())
            db.executemany(
                "update items set removed = null where pack = ? and key = ?",
                [(pack_id, key) for key in keys],
            )
            return held(db, pack_id)

    def move(self, pack_id: str, item_id: str, step: int, version: int) -> None:
        """Move a passage `step` places (-1 up, 1 down) among those of its topic.

        Raises PackChanged when the pack is no longer at `version`.
        """
        with self._database.writing() as db:
            pack = read_pack(db, pack_id)
            expect(pack.version, version)
            places = [(number, item.id) for number, item in enumerate(moved(pack, item_id, step), 1)]
            db.executemany("update items set position = ? where id = ?", places)
            change(db, pack_id, self._now(), "arranged = 1")

    def describe(self, pack_id: str, name: str, purpose: str, prepared_by: str, version: int) -> None:
        """Give the pack another name, purpose and author. Raises PackChanged as `move` does."""
        values = (
            _name(name),
            _within(purpose, MAX_PURPOSE, "purpose"),
            _within(prepared_by, MAX_NAME, "name"),
        )
        with self._database.writing() as db:
            expect(pack_row(db, pack_id)["version"], version)
            change(db, pack_id, self._now(), "name = ?, purpose = ?, prepared_by = ?", *values)

    def annotate(self, pack_id: str, item_id: str, note: str, label: str, version: int) -> None:
        """Write the note and the label of one passage. Raises PackChanged when the item is not at `version`."""
        note = _within(note, MAX_NOTE, "note")
        if label and label not in STANCES:
            raise PackError(f"‘{label}’ is not a label. Choose from: {', '.join(STANCES)}.")
        with self._database.writing() as db:
            touch(db, pack_id, self._now())
            found = db.execute(
                "select * from items where pack = ? and id = ? and removed is null", (pack_id, item_id)
            ).fetchone()
            if found is None:
                raise PackChanged(CHANGED)
            expect(found["version"], version)
            changed = label != read_kept(found["record"], found["topic"]).label
            db.execute(
                "update items set note = ?, label = ?, label_changed = ?, version = version + 1 where id = ?",
                (note, label, changed, item_id),
            )

    def respond(self, pack_id: str, item_id: str, response: Response, version: int) -> None:
        """Write the response to one passage, whole. Raises PackChanged when it is not at `version`, or not there."""
        self.respond_all(pack_id, [(item_id, response, version)])

    def respond_all(self, pack_id: str, given: Sequence[tuple[str, Response, int]]) -> None:
        """Write (item id, response, version seen) of several passages, all or none; raises as `respond` does."""
        with self._database.writing() as db:
            touch(db, pack_id, self._now())
            for item_id, response, version in given:
                sql = "select response_version from items where pack = ? and id = ? and removed is null"
                found = db.execute(sql, (pack_id, item_id)).fetchone()
                if found is None:
                    raise PackChanged(CHANGED)
                expect(found["response_version"], version)
                db.execute(
                    """update items set response = ?, evidence = ?, owner = ?, due = ?, progress = ?,
                    response_version = response_version + 1 where id = ?""",
                    (*_response(response), item_id),
                )

    def group(self, pack_id: str, grouped: str, version: int) -> None:
        """Let the passages stand under a key of GROUPINGS. Raises PackChanged as `move` does."""
        if grouped not in GROUPINGS:
            raise PackError(f"‘{grouped}’ is not a way to group. Choose from: {', '.join(GROUPINGS)}.")
        with self._database.writing() as db:
            expect(pack_row(db, pack_id)["version"], version)
            change(db, pack_id, self._now(), "grouped = ?", grouped)

    def move_together(self, pack_id: str, item_ids: Sequence[str], to_start: bool, version: int) -> None:
        """Move passages to the start, or the end, of their groups. Raises PackChanged as `move` does."""
        with self._database.writing() as db:
            pack = read_pack(db, pack_id)
            expect(pack.version, version)
            ordered = moved_together(pack, set(item_ids), to_start)
            places = [(number, item.id) for number, item in enumerate(ordered, 1)]
            db.executemany("update items set position = ? where id = ?", places)
            change(db, pack_id, self._now(), "arranged = 1")

    def copy(self, source_id: str, target_id: str, item_ids: Sequence[str] | None = None) -> Added:
        """Put passages of one pack (all: a merge) into another, with what people added; the first stays as it is.

        Where both hold a passage, texts that differ are both kept: those of `source_id` follow under its name.
        Raises PackError when the other pack, or a text, would grow too long; then nothing is copied.
        """
        now = self._now()
        with self._database.writing() as db:
            source = read_pack(db, source_id)
            touch(db, target_id, now)
            before = held(db, target_id)
            copy_items(db, source, target_id, now, MAX_NOTE, None if item_ids is None else set(item_ids))
            copy_searches(db, source_id, target_id)
            total = held(db, target_id)
            if total > MAX_ITEMS:
                raise PackError(TOO_MANY)
        return Added(total - before, total)

    def duplicate(self, pack_id: str, owner: str = "") -> str:
        """A new pack with all that this one holds; returns its id."""
        old = self.pack(pack_id)
        copied = self.create(f"Copy of {old.name}"[:MAX_NAME], owner)
        self.copy(pack_id, copied)
        with self._database.writing() as db:
            values = (old.purpose, old.prepared_by, old.arranged, old.grouped)
            change(
                db,
                copied,
                self._now(),
                "purpose = ?, prepared_by = ?, arranged = ?, grouped = ?",
                *values,
            )
        return copied

    def delete(self, pack_id: str) -> None:
        """Delete the pack with all that is in it, for good."""
        with self._database.writing() as db:
            pack_row(db, pack_id)
            db.execute("delete from packs where id = ?", (pack_id,))

    def _now(self) -> str:
        return self._clock().isoformat()


def _name(text: str) -> str:
    name = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    if not name:
        raise PackError("Enter a name for the pack.")
    return _within(name, MAX_NAME, "name")


def _within(text: str, most: int, what: str) -> str:
    """Text without control characters but line ends, which Word and Excel could not hold."""
    text = "".join(c for c in text.replace("\r\n", "\n") if c.isprintable() or c in "\n\t").strip()
    if len(text) > most:
        raise PackError(f"The {what} has {len(text):,} characters. It must be {most:,} or fewer.")
    return text


def _response(given: Response) -> tuple[str, ...]:
    """The columns of a response. Raises PackError for what is too long or no step of progress."""
    if given.progress not in PROGRESS:
        raise PackError(
            f"‘{given.progress}’ is not a status. Choose from: {', '.join(filter(None, PROGRESS))}."
        )
    return (
        _within(given.response, MAX_NOTE, "response"),
        _within(given.evidence, MAX_NOTE, "evidence"),
        _within(given.owner, MAX_NAME, "owner"),
        given.iso_due,
        given.progress,
    )
