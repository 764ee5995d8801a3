"""Packs put in order: grouped, many moved at once, copied, merged; and files of the schema before are still read."""

import sqlite3
from dataclasses import replace
from datetime import date

import pytest

from findings.errors import PackChanged, PackError
from findings.packs import pack_store
from findings.packs.database import MIGRATIONS
from findings.packs.pack import NO_RESPONSE, Response, sections
from findings.packs.pack_codec import kept_json, read_kept
from findings.packs.pack_store import PackStore
from tests.packs.make_pack import ASKED, COUNTED, DAY, REPORT, SEARCHED, STRENGTH, in_order

ELSEWHERE = replace(
    COUNTED, document=replace(REPORT, id="east", authority="Eastshire"), topic="LADO arrangements"
)


@pytest.fixture
def pack_id(store):
    made = store.create("a")
    store.add(made, [STRENGTH, COUNTED, ELSEWHERE, ASKED], SEARCHED)
    return made


def quotes(store, pack_id):
    return [(heading, [item.kept.key for item in items]) for heading, items in sections(store.pack(pack_id))]


def test_a_pack_is_grouped_by_topic_authority_or_date(store, pack_id):
    letter = [STRENGTH.key, ASKED.key]
    assert quotes(store, pack_id) == [("LADO arrangements", [*letter, ELSEWHERE.key]), ("", [COUNTED.key])]
    store.group(pack_id, "authority", 1)
    assert quotes(store, pack_id) == [("Eastshire", [ELSEWHERE.key]), ("Northshire", [*letter, COUNTED.key])]
    store.group(pack_id, "date", 2)
    assert quotes(store, pack_id) == [
        ("24 November 2022", letter),
        ("4 July 2018", [ELSEWHERE.key, COUNTED.key]),
    ]
    with pytest.raises(PackChanged):
        store.group(pack_id, "topic", 2)
    with pytest.raises(
        PackError, match=r"‘size’ is not a way to group\. Choose from: topic, authority, date"
    ):
        store.group(pack_id, "size", 3)


def test_many_are_moved_at_once_in_the_order_they_had(store, pack_id):
    store.group(pack_id, "authority", 1)
    ids = {item.kept.key: item.id for item in store.pack(pack_id).items}
    store.move_together(pack_id, [ids[COUNTED.key], ids[ASKED.key]], True, 2)
    assert quotes(store, pack_id)[1] == ("Northshire", [ASKED.key, COUNTED.key, STRENGTH.key])
    store.move_together(pack_id, [ids[ASKED.key]], False, 3)
    assert quotes(store, pack_id)[1] == ("Northshire", [COUNTED.key, STRENGTH.key, ASKED.key])
    with pytest.raises(PackChanged):
        store.move_together(pack_id, [ids[ASKED.key]], False, 3)


def answered(store, pack_id, key, note, response, label="strength"):
    item = next(item for item in store.pack(pack_id).items if item.kept.key == key)
    store.annotate(pack_id, item.id, note, label, item.version)
    item = next(item for item in store.pack(pack_id).items if item.kept.key == key)
    store.respond(pack_id, item.id, response, item.response_version)


def test_a_duplicate_holds_all_that_the_pack_holds(store, pack_id):
    answered(
        store, pack_id, STRENGTH.key, "Ask Bo", Response("Agreed", "Audit", "Bo", date(2027, 1, 2), "done")
    )
    store.describe(pack_id, "a", "why", "Ann", 1)
    store.group(pack_id, "authority", 2)
    copied = store.pack(store.duplicate(pack_id, "me"))
    old = store.pack(pack_id)
    assert (copied.name, copied.purpose, copied.prepared_by, copied.grouped) == (
        "Copy of a",
        "why",
        "Ann",
        "authority",
    )
    assert copied.searches == old.searches
    assert [(i.kept, i.note, i.label, i.response) for i in in_order(copied)] == [
        (i.kept, i.note, i.label, i.response) for i in in_order(old)
    ]
    assert {i.id for i in copied.items}.isdisjoint(i.id for i in old.items)


def test_merging_keeps_what_both_packs_say(store, pack_id):
    other = store.create("b")
    store.add(other, [STRENGTH, COUNTED])
    answered(store, pack_id, STRENGTH.key, "Ours", Response("We agree", "", "Bo", None, "begun"))
    answered(
        store,
        other,
        STRENGTH.key,
        "Theirs",
        Response("Agreed", "Audit", "Cy", date(2027, 1, 2), "done"),
        "mixed",
    )
    assert store.copy(other, pack_id) == pack_store.Added(0, 4)
    item = next(item for item in store.pack(pack_id).items if item.kept.key == STRENGTH.key)
    assert item.note == "Ours\n\nFrom ‘b’: Theirs\n\nFrom ‘b’: owner Cy; status Done"
    assert item.response == Response("We agree\n\nFrom ‘b’: Agreed", "Audit", "Bo", date(2027, 1, 2), "begun")
    assert (item.label, item.label_changed) == ("mixed", True)
    assert len(store.pack(other).items) == 2
    again = store.pack(pack_id)
    store.copy(other, pack_id)
    assert store.pack(pack_id).items[0].note == again.items[0].note


def test_chosen_passages_go_into_another_pack_with_their_notes(store, pack_id):
    other = store.create("b")
    answered(store, pack_id, STRENGTH.key, "Ours", NO_RESPONSE)
    chosen = [item.id for item in store.pack(pack_id).items if item.kept.key in (STRENGTH.key, ASKED.key)]
    assert store.copy(pack_id, other, chosen) == pack_store.Added(2, 2)
    assert [(item.kept.key, item.note) for item in store.pack(other).items] == [
        (STRENGTH.key, "Ours"),
        (ASKED.key, ""),
    ]


def test_a_passage_removed_from_the_other_pack_comes_back_with_both_notes(store, pack_id):
    other = store.create("b")
    store.add(other, [STRENGTH])
    answered(store, other, STRENGTH.key, "Old", NO_RESPONSE)
    store.remove(other, [STRENGTH.key])
    answered(store, pack_id, STRENGTH.key, "New", NO_RESPONSE)
    store.copy(pack_id, other)
    item = next(item for item in store.pack(other).items if item.kept.key == STRENGTH.key)
    assert item.note == "Old\n\nFrom ‘a’: New"


def test_a_merge_that_grows_too_long_changes_nothing(store, pack_id, monkeypatch):
    other = store.create("b")
    store.add(other, [STRENGTH])
    answered(store, other, STRENGTH.key, "y" * 3000, NO_RESPONSE)
    answered(store, pack_id, STRENGTH.key, "x" * 3000, NO_RESPONSE)
    before = store.pack(pack_id).items
    with pytest.raises(
        PackError, match=r"The note of a passage that both packs hold would have 6,01. characters"
    ):
        store.copy(other, pack_id)
    assert store.pack(pack_id).items == before
    monkeypatch.setattr(pack_store, "MAX_ITEMS", 3)
    small = store.create("c")
    with pytest.raises(PackError, match="A pack can hold 500 passages"):
        store.copy(pack_id, small)
    assert store.pack(small).items == ()


def test_a_response_is_checked_and_versioned(store, pack_id):
    item = store.pack(pack_id).items[0]
    with pytest.raises(PackError, match=r"‘never’ is not a status\. Choose from: open, begun, done"):
        store.respond(pack_id, item.id, Response(progress="never"), 1)
    with pytest.raises(PackError, match=r"The owner has 121 characters\. It must be 120 or fewer\."):
        store.respond(pack_id, item.id, Response(owner="x" * 121), 1)
    store.respond(pack_id, item.id, Response("a"), 1)
    with pytest.raises(PackChanged):
        store.respond(pack_id, item.id, Response("b"), 1)
    with pytest.raises(PackChanged):
        store.respond(pack_id, "nothing", Response("b"), 1)
    kept = store.pack(pack_id).items[0]
    assert (kept.response, kept.response_version, kept.version) == (Response("a"), 2, 1)


def test_a_file_of_schema_2_is_read_with_everything_in_it(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    with sqlite3.connect(folder / "packs.db") as db:
        for step in MIGRATIONS[:2]:
            for statement in step:
                db.execute(statement)
        db.execute("pragma user_version = 2")
        db.execute(
            """insert into packs (id, name, created, changed, purpose, version, arranged)
            values ('pold0000000', 'Old', '2026-01-02T03:04:05+00:00', '2026-01-02T03:04:05+00:00', 'why', 4, 1)"""
        )
        db.execute(
            """insert into items (id, pack, key, record, added, topic, label, note, version, position)
            values ('i1', 'pold0000000', ?, ?, ?, 'LADO arrangements', 'mixed', 'Ask', 3, 1)""",
            (STRENGTH.key, kept_json(STRENGTH), DAY.isoformat()),
        )
    db.close()
    pack = PackStore(folder).pack("pold0000000")
    (item,) = pack.items
    assert (pack.purpose, pack.version, pack.arranged, pack.grouped) == ("why", 4, True, "topic")
    assert (item.note, item.label, item.version, item.response, item.response_version) == (
        "Ask",
        "mixed",
        3,
        NO_RESPONSE,
        1,
    )


def test_the_sentence_a_passage_was_found_for_is_kept_and_may_be_missing():
    found = replace(STRENGTH, sentence=(STRENGTH.start, STRENGTH.start + 10))
    assert read_kept(kept_json(found), found.topic) == found
    older = kept_json(found).replace(f',"sentence":[{found.start},{found.start + 10}]', "")
    assert read_kept(older, found.topic) == STRENGTH
