"""Passages copied from one pack into another, with what people added to them; where both hold one, nothing is lost."""

from __future__ import annotations

import secrets
from collections.abc import Collection

from findings.citation import day
from findings.errors import PackError
from findings.packs.database import Connection, Row
from findings.packs.pack import PROGRESS, Item, Pack
from findings.records import STANCES

# Columns that are taken over as they are when a passage is new in the other pack.
_SAME = (
    *("key", "record", "added", "topic", "label", "label_changed", "note"),
    *("response", "evidence", "owner", "due", "progress"),
)


def copy_items(
    db: Connection, source: Pack, target_id: str, now: str, longest: int, only: Collection[str] | None
) -> None:
    """Copy the items of `source` whose ids are in `only` (None: all). Raises PackError for a text over `longest`."""
    for item in source.items:
        if only is not None and item.id not in only:
            continue
        sql = "select * from items where pack = ? and key = ?"
        there = db.execute(sql, (target_id, item.kept.key)).fetchone()
        if there is None:
            _insert(db, item, target_id)
        else:
            _join(db, item, there, source.name, now, longest)


def copy_searches(db: Connection, source_id: str, target_id: str) -> None:
    """What was searched for the one pack was searched for the other too."""
    db.execute(
        """insert or ignore into searches (pack, digest, record, added)
        select ?, digest, record, added from searches where pack = ?""",
        (target_id, source_id),
    )


def _insert(db: Connection, item: Item, target_id: str) -> None:
    columns = ", ".join(_SAME)
    db.execute(
        f"""insert into items (id, pack, position, {columns})
        select ?, ?, (select coalesce(max(position), 0) + 1 from items where pack = ?), {columns}
        from items where id = ?""",
        (secrets.token_urlsafe(9), target_id, target_id, item.id),
    )


def _join(db: Connection, item: Item, there: Row, name: str, now: str, longest: int) -> None:
    """Both hold it: empty fields are filled, texts that differ follow under the name of the pack they come from."""
    ours, response = there, item.response
    note, others = _both(ours["note"], item.note, name), []
    label, changed = ours["label"], bool(ours["label_changed"])
    if item.label_changed and not changed:
        label, changed = item.label, True
    elif item.label_changed and item.label != label:
        others.append(f"label {STANCES.get(item.label, 'none')}")
    kept = {}
    for column, value, words in (
        ("owner", response.owner, f"owner {response.owner}"),
        ("due", response.iso_due, f"due {day(response.due) if response.due else ''}"),
        ("progress", response.progress, f"status {PROGRESS[response.progress]}"),
    ):
        kept[column] = ours[column] or value
        if value and ours[column] and value != ours[column]:
            others.append(words)
    if others:
        note = _both(note, "; ".join(others), name)
    kept |= {
        "note": note,
        "label": label,
        "label_changed": changed,
        "response": _both(ours["response"], response.response, name),
        "evidence": _both(ours["evidence"], response.evidence, name),
    }
    for column in ("note", "response", "evidence"):
        if len(kept[column]) > longest:
            raise PackError(
                f"The {column} of a passage that both packs hold would have {len(kept[column]):,} characters. "
                f"It must be {longest:,} or fewer. Shorten one of the two first."
            )
    names = ", ".join(f"{column} = ?" for column in kept)
    db.execute(
        f"""update items set {names}, removed = null, added = case when removed is null then added else ? end,
        version = version + 1, response_version = response_version + 1 where id = ?""",
        (*kept.values(), now, ours["id"]),
    )


def _both(ours: str, theirs: str, name: str) -> str:
    """Both texts, the second under the name of its pack, once however often the two packs are joined."""
    told = f"From ‘{name}’: {theirs}"
    if not theirs or theirs == ours or told in ours:
        return ours
    return f"{ours}\n\n{told}" if ours else theirs
