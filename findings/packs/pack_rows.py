"""The rows of the packs' tables as records, and the small steps that every change of a pack is made of."""

from __future__ import annotations

from datetime import date, datetime

from findings.errors import PackChanged, PackMissing, PackStoreError
from findings.packs.database import Connection, Row
from findings.packs.pack import Item, Pack, PackLine, Response, Searched
from findings.packs.pack_codec import read_kept, read_searched

CHANGED = "This pack was changed in another window. We have loaded the latest version."
MISSING = "We cannot find this evidence pack. The link may be wrong or the pack was deleted."


def pack_row(db: Connection, pack_id: str) -> Row:
    row: Row | None = db.execute("select * from packs where id = ?", (pack_id,)).fetchone()
    if row is None:
        raise PackMissing(MISSING)
    return row


def touch(db: Connection, pack_id: str, now: str) -> None:
    pack_row(db, pack_id)
    db.execute("update packs set changed = ? where id = ?", (now, pack_id))


def change(db: Connection, pack_id: str, now: str, assignments: str, *values: object) -> None:
    db.execute(
        f"update packs set {assignments}, version = version + 1, changed = ? where id = ?",
        (*values, now, pack_id),
    )


def expect(held: int, seen: int) -> None:
    if held != seen:
        raise PackChanged(CHANGED)


def held(db: Connection, pack_id: str) -> int:
    sql = "select count(*) from items where pack = ? and removed is null"
    number: int = db.execute(sql, (pack_id,)).fetchone()[0]
    return number


def read_pack(db: Connection, pack_id: str) -> Pack:
    row = pack_row(db, pack_id)
    sql = "select * from items where pack = ? and removed is null order by position, added, id"
    items = [_item(found) for found in db.execute(sql, (pack_id,))]
    sql = "select record from searches where pack = ? order by added, digest"
    searches = tuple(_searched(found["record"]) for found in db.execute(sql, (pack_id,)))
    return Pack(
        id=row["id"],
        name=row["name"],
        purpose=row["purpose"],
        prepared_by=row["prepared_by"],
        owner=row["owner"],
        created=datetime.fromisoformat(row["created"]),
        changed=datetime.fromisoformat(row["changed"]),
        version=row["version"],
        arranged=bool(row["arranged"]),
        items=tuple(items),
        searches=searches,
        grouped=row["grouped"],
    )


def _item(row: Row) -> Item:
    try:
        kept = read_kept(row["record"], row["topic"])
    except (ValueError, KeyError, TypeError) as error:
        raise PackStoreError(f"A passage of the pack {row['pack']} cannot be read ({error}).") from error
    return Item(
        id=row["id"],
        kept=kept,
        added=datetime.fromisoformat(row["added"]),
        label=row["label"],
        label_changed=bool(row["label_changed"]),
        note=row["note"],
        version=row["version"],
        position=row["position"],
        response=Response(
            response=row["response"],
            evidence=row["evidence"],
            owner=row["owner"],
            due=date.fromisoformat(row["due"]) if row["due"] else None,
            progress=row["progress"],
        ),
        response_version=row["response_version"],
    )


def _searched(record: str) -> Searched:
    try:
        return read_searched(record)
    except (ValueError, KeyError, TypeError) as error:
        raise PackStoreError(f"A search of a pack cannot be read ({error}).") from error


def read_line(row: Row) -> PackLine:
    return PackLine(
        id=row["id"],
        name=row["name"],
        purpose=row["purpose"],
        passages=row["held"],
        created=datetime.fromisoformat(row["created"]),
        changed=datetime.fromisoformat(row["changed"]),
    )
