"""The store of what people saved, in `data/saved.db`, never inside the index; and when they last looked at it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from findings.errors import SavedError, SavedStoreError
from findings.saved.saved_file import SavedFile
from findings.saved.saved_question import Question, Saved, question_text, read_question
from findings.sqlite_file import Connection, Row

MAX_NAME = 120  # characters
MAX_SAVED = 200  # of one person; more is no list a person reads
GONE = "This saved search is no longer there. It may have been deleted in another window."
NOT_YOURS = "Only the person who saved this can change it. Ask an administrator to remove it."


class SavedStore:
    """Every call opens the file, does its work and closes it; safe between threads, sessions and processes.

    All raise SavedStoreError when the file cannot be used.
    """

    def __init__(self, folder: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """`folder` is the data folder; `clock` tells the time in UTC."""
        self._file = SavedFile(folder)
        self._clock = clock

    def save(self, question: Question, name: str, owner: str, for_all: bool = False) -> Saved:
        """Save a question; one that this person saved before gets the new name and is shown to whom is said now.

        Raises SavedError for a name that will not do, and when the person has MAX_SAVED already.
        """
        name, now, text = _name(name or question.query), self._clock(), question_text(question)
        made = Saved("s" + secrets.token_urlsafe(12), owner, name, question, for_all, now)
        with self._file.writing() as db:
            before = _row(db, "owner = ? and question = ?", owner, text)
            if before is not None:
                db.execute(
                    "update saved set name = ?, for_all = ? where id = ?", (name, for_all, before["id"])
                )
                return replace(_saved(before), name=name, for_all=for_all)
            held = db.execute("select count(*) from saved where owner = ?", (owner,)).fetchone()[0]
            if held >= MAX_SAVED:
                raise SavedError(f"You have saved {MAX_SAVED} already. Delete one to save another.")
            values = (made.id, owner, name, text, for_all, now.isoformat())
            db.execute("insert into saved values (?, ?, ?, ?, ?, ?)", values)
            _note_seen(db, made.id, owner, now)
        return made

    def seen_by(self, owner: str) -> tuple[tuple[Saved, datetime], ...]:
        """What this person saved and what is for all, by name, each with when they last looked at it.

        One they never looked at was last looked at when it was saved.
        """
        sql = """select saved.*, coalesce(seen.at, saved.created) as looked from saved
            left join seen on seen.saved = saved.id and seen.person = ?
            where saved.owner = ? or saved.for_all order by lower(saved.name), saved.id"""
        with self._file.reading() as db:
            rows = db.execute(sql, (owner, owner)).fetchall()
        return tuple((_saved(row), datetime.fromisoformat(row["looked"])) for row in rows)

    def for_all(self) -> tuple[Saved, ...]:
        """What was saved for all, by name."""
        with self._file.reading() as db:
            rows = db.execute("select * from saved where for_all order by lower(name), id").fetchall()
        return tuple(map(_saved, rows))

    def every(self) -> tuple[Saved, ...]:
        """All that was saved, the newest first: for an administrator, who can read the file anyway."""
        with self._file.reading() as db:
            rows = db.execute("select * from saved order by created desc, id").fetchall()
        return tuple(map(_saved, rows))

    def find(self, question: Question, owner: str) -> tuple[Saved, datetime] | None:
        """This question as the person saved it, else as it was saved for all; and when they last looked at it."""
        text = question_text(question)
        same = [(one, at) for one, at in self.seen_by(owner) if question_text(one.question) == text]
        return min(same, key=lambda found: found[0].owner != owner, default=None)

    def look(self, saved_id: str, owner: str) -> None:
        """Note that the person looks at it now. One that is gone is passed over."""
        with self._file.writing() as db:
            if _row(db, "id = ?", saved_id) is not None:
                _note_seen(db, saved_id, owner, self._clock())

    def change(self, saved_id: str, owner: str, name: str, for_all: bool) -> None:
        """Give it another name, show it to all or to its owner alone. Raises SavedError when it is not theirs."""
        name = _name(name)
        with self._file.writing() as db:
            _own(db, saved_id, owner)
            db.execute("update saved set name = ?, for_all = ? where id = ?", (name, for_all, saved_id))

    def delete(self, saved_id: str, owner: str) -> None:
        """Delete it for good. Raises SavedError when it is not theirs."""
        with self._file.writing() as db:
            _own(db, saved_id, owner)
            db.execute("delete from saved where id = ?", (saved_id,))

    def remove(self, saved_id: str) -> None:
        """Delete anybody's: for an administrator. Raises SavedError when there is none of this id."""
        with self._file.writing() as db:
            if not db.execute("delete from saved where id = ?", (saved_id,)).rowcount:
                raise SavedError(f"There is no saved search ‘{saved_id[:80]}’: `findings saved` lists them.")


def _note_seen(db: Connection, saved_id: str, person: str, at: datetime) -> None:
    db.execute(
        "insert into seen values (?, ?, ?) on conflict (saved, person) do update set at = excluded.at",
        (saved_id, person, at.isoformat()),
    )


def _own(db: Connection, saved_id: str, owner: str) -> None:
    row = _row(db, "id = ?", saved_id)
    if row is None:
        raise SavedError(GONE)
    if row["owner"] != owner:
        raise SavedError(NOT_YOURS)


def _row(db: Connection, where: str, *values: str) -> Row | None:
    row: Row | None = db.execute(f"select * from saved where {where}", values).fetchone()
    return row


def _saved(row: Row) -> Saved:
    try:
        question = read_question(row["question"])
    except (ValueError, KeyError, TypeError) as error:
        raise SavedStoreError(f"The saved search {row['id']} cannot be read ({error}).") from error
    created = datetime.fromisoformat(row["created"])
    return Saved(row["id"], row["owner"], row["name"], question, bool(row["for_all"]), created)


def _name(text: str) -> str:
    name = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    if not name:
        raise SavedError("Enter a name for what you save.")
    if len(name) > MAX_NAME:
        raise SavedError(f"The name has {len(name):,} characters. It must be {MAX_NAME} or fewer.")
    return name
