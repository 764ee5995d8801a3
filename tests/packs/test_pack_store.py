"""What the store promises: nothing lost, nothing overwritten unseen, old files brought up to date."""

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from findings.errors import PackChanged, PackError, PackMissing, PackStoreError
from findings.packs.database import MIGRATIONS, VERSION
from findings.packs.pack import sections
from findings.packs.pack_codec import kept_json
from findings.packs.pack_store import PackStore
from tests.packs.make_pack import ASKED, COUNTED, DAY, LETTER, SEARCHED, STRENGTH, in_order

ROOT = Path(__file__).resolve().parents[2]


def many(number):
    """A passage that differs from the others by its place alone."""
    return replace(STRENGTH, start=1000 * number, end=1000 * number + 10)


def test_what_is_kept_comes_back_as_it_was(store):
    pack_id = store.create("  LADO\tarrangements ")
    assert store.add(pack_id, [STRENGTH, ASKED, COUNTED], SEARCHED).total == 3
    pack = store.pack(pack_id)
    assert (pack.name, pack.version, pack.arranged, pack.created) == ("LADO arrangements", 1, False, DAY)
    assert [item.kept for item in pack.items] == [STRENGTH, ASKED, COUNTED]
    assert [item.label for item in pack.items] == ["strength", "needs_improvement", ""]
    assert pack.searches == (SEARCHED,)
    assert store.keys(pack_id) == {STRENGTH.key, ASKED.key, COUNTED.key}
    assert store.keys("no-such-pack") == frozenset()


def test_an_id_cannot_be_guessed_and_is_no_option(store):
    ids = {store.create("a") for _ in range(20)}
    assert len(ids) == 20
    assert all(len(pack_id) == 23 and pack_id.startswith("p") for pack_id in ids)


def test_adding_again_changes_nothing(store):
    pack_id = store.create("a")
    store.add(pack_id, [STRENGTH], SEARCHED)
    [item] = store.pack(pack_id).items
    store.annotate(pack_id, item.id, "mine", "mixed", 1)
    added = store.add(pack_id, [STRENGTH, ASKED], SEARCHED)
    assert (added.added, added.total) == (1, 2)
    pack = store.pack(pack_id)
    assert (pack.items[0].note, pack.items[0].label, len(pack.searches)) == ("mine", "mixed", 1)


def test_what_was_removed_comes_back_with_its_note_at_its_place(store):
    pack_id = store.create("a")
    store.add(pack_id, [STRENGTH, ASKED])
    first = store.pack(pack_id).items[0]
    store.annotate(pack_id, first.id, "mine", "strength", 1)
    assert store.remove(pack_id, [STRENGTH.key]) == 1
    assert store.keys(pack_id) == {ASKED.key}
    assert store.restore(pack_id, [STRENGTH.key]) == 2
    assert [(item.kept.key, item.note) for item in store.pack(pack_id).items] == [
        (STRENGTH.key, "mine"),
        (ASKED.key, ""),
    ]
    store.remove(pack_id, [STRENGTH.key])
    store.add(pack_id, [STRENGTH])  # at the end this time
    assert [item.note for item in store.pack(pack_id).items] == ["", "mine"]


def test_undo_lasts_a_day(store, clock):
    pack_id = store.create("a")
    store.add(pack_id, [STRENGTH, ASKED])
    store.remove(pack_id, [STRENGTH.key])
    clock.pass_hours(25)
    store.remove(pack_id, [ASKED.key])
    assert store.restore(pack_id, [STRENGTH.key, ASKED.key]) == 1
    assert store.keys(pack_id) == {ASKED.key}


def test_the_newest_comes_first_until_something_is_moved(store):
    pack_id = store.create("a")
    old = replace(
        ASKED, document=replace(LETTER, id="old", inspection_end=LETTER.inspection_end.replace(year=2012))
    )
    store.add(pack_id, [old, ASKED, STRENGTH, COUNTED])
    pack = store.pack(pack_id)
    assert [heading for heading, _ in sections(pack)] == ["LADO arrangements", ""]
    assert [item.kept.key for item in in_order(pack)] == [STRENGTH.key, ASKED.key, old.key, COUNTED.key]
    store.move(pack_id, in_order(pack)[2].id, -1, pack.version)
    pack = store.pack(pack_id)
    assert (pack.arranged, pack.version) == (True, 2)
    assert [item.kept.key for item in in_order(pack)] == [STRENGTH.key, old.key, ASKED.key, COUNTED.key]
    store.move(pack_id, in_order(pack)[0].id, -1, 2)  # at the top already
    store.add(pack_id, [many(7)])
    keys = [item.kept.key for item in in_order(store.pack(pack_id))]
    assert keys == [STRENGTH.key, old.key, ASKED.key, many(7).key, COUNTED.key]


def test_a_change_that_was_not_seen_is_not_overwritten(store):
    pack_id = store.create("a")
    store.add(pack_id, [STRENGTH, ASKED])
    seen = store.pack(pack_id)
    store.describe(pack_id, "b", "why", "Ann", seen.version)
    message = "This pack was changed in another window. We have loaded the latest version."
    with pytest.raises(PackChanged, match=message):
        store.describe(pack_id, "c", "", "", seen.version)
    with pytest.raises(PackChanged, match=message):
        store.move(pack_id, seen.items[0].id, 1, seen.version)
    store.annotate(pack_id, seen.items[0].id, "first", "strength", 1)
    with pytest.raises(PackChanged, match=message):
        store.annotate(pack_id, seen.items[0].id, "second", "strength", 1)
    store.annotate(pack_id, seen.items[1].id, "other", "needs_improvement", 1)  # another item: no conflict
    store.remove(pack_id, [ASKED.key])
    with pytest.raises(PackChanged, match=message):
        store.annotate(pack_id, seen.items[1].id, "gone", "mixed", 2)
    pack = store.pack(pack_id)
    assert (pack.name, pack.purpose, pack.prepared_by, pack.items[0].note) == ("b", "why", "Ann", "first")


def test_a_label_changed_by_hand_is_marked_until_it_is_changed_back(store):
    pack_id = store.create("a")
    store.add(pack_id, [STRENGTH])
    [item] = store.pack(pack_id).items
    store.annotate(pack_id, item.id, "", "mixed", 1)
    [item] = store.pack(pack_id).items
    assert (item.label, item.label_changed, item.version) == ("mixed", True, 2)
    store.annotate(pack_id, item.id, "", "strength", 2)
    assert store.pack(pack_id).items[0].label_changed is False
    with pytest.raises(PackError, match=r"‘good’ is not a label\. Choose from: strength, mixed"):
        store.annotate(pack_id, item.id, "", "good", 3)


def test_what_will_not_do_is_said_in_one_line(store):
    with pytest.raises(PackError, match=r"^Enter a name for the pack\.$"):
        store.create(" \n\x00")
    with pytest.raises(PackError, match=r"^The name has 121 characters\. It must be 120 or fewer\.$"):
        store.create("a" * 121)
    pack_id = store.create("a")
    with pytest.raises(PackError, match=r"A pack can hold 500 passages\. Make a new pack for more\."):
        store.add(pack_id, [many(n) for n in range(501)])
    assert store.keys(pack_id) == frozenset()
    for call in (store.pack, store.delete, lambda id: store.add(id, []), lambda id: store.remove(id, [])):
        with pytest.raises(PackMissing, match="We cannot find this evidence pack"):
            call("p" + "x" * 22)


def test_words_keep_their_line_ends_and_lose_what_no_file_can_hold(store):
    pack_id = store.create("a")
    store.describe(pack_id, "a", "one\r\ntwo\x07\x00", "", 1)
    assert store.pack(pack_id).purpose == "one\ntwo"


def test_lists_of_packs(store, clock):
    first = store.create("first", owner="ann")
    clock.pass_hours(1)
    second = store.create("second")
    store.add(second, [STRENGTH])
    assert [(line.name, line.passages) for line in store.every_line()] == [("second", 1), ("first", 0)]
    assert [line.name for line in store.lines([second, "nonsense", "../x", second])] == ["second"]
    assert [line.name for line in store.lines([second], owner="ann")] == ["second", "first"]
    store.delete(first)
    assert [line.name for line in store.lines([first, second], owner="ann")] == ["second"]
    assert store.line(first) is None


def test_many_threads_adding_lose_nothing(store):
    pack_id = store.create("a")
    with ThreadPoolExecutor(8) as threads:
        totals = list(threads.map(lambda n: store.add(pack_id, [many(n)]).total, range(40)))
    assert sorted(totals) == list(range(1, 41))
    assert len(store.pack(pack_id).items) == 40
    assert len({item.position for item in store.pack(pack_id).items}) == 40


ADD_TEN = """
import sys
from pathlib import Path
from tests.packs.test_pack_store import PackStore, many
for number in range(int(sys.argv[3]), int(sys.argv[3]) + 10):
    PackStore(Path(sys.argv[1])).add(sys.argv[2], [many(number)])
"""


def test_two_processes_adding_lose_nothing(store, tmp_path):
    pack_id = store.create("a")
    command = [sys.executable, "-c", ADD_TEN, str(tmp_path / "data"), pack_id]
    workers = [subprocess.Popen([*command, first], cwd=ROOT) for first in ("0", "100")]
    assert [worker.wait(60) for worker in workers] == [0, 0]
    assert len(store.pack(pack_id).items) == 20


def old_file(folder):
    """A file as version 1 wrote it."""
    folder.mkdir()
    with sqlite3.connect(folder / "packs.db") as db:
        for statement in MIGRATIONS[0]:
            db.execute(statement)
        db.execute("pragma user_version = 1")
        db.execute("insert into packs values ('pold0000000', 'Old pack', '2026-01-02T03:04:05+00:00')")
        for number, kept in enumerate((ASKED, STRENGTH)):
            values = (f"i{number}", "pold0000000", kept.key, kept_json(kept), "2026-01-02T03:04:05+00:00")
            db.execute("insert into items values (?, ?, ?, ?, ?)", values)
    db.close()


def test_an_older_file_is_brought_up_to_date(tmp_path):
    old_file(tmp_path / "data")
    store = PackStore(tmp_path / "data")
    pack = store.pack("pold0000000")
    assert (pack.name, pack.purpose, pack.version, pack.changed) == ("Old pack", "", 1, pack.created)
    assert [(item.kept.quote, item.label, item.position) for item in pack.items] == [
        (ASKED.quote, "needs_improvement", 1),
        (STRENGTH.quote, "strength", 2),
    ]
    assert store.add("pold0000000", [ASKED, COUNTED]).added == 1
    with sqlite3.connect(tmp_path / "data" / "packs.db") as db:
        assert db.execute("pragma user_version").fetchone() == (VERSION,)
    db.close()


def test_a_file_made_with_a_write_ahead_log_is_read_without_writing(tmp_path, store):
    pack_id = store.create("Old")
    with sqlite3.connect(tmp_path / "data" / "packs.db") as db:
        assert db.execute("pragma journal_mode = wal").fetchone() == ("wal",)
        db.execute("update packs set name = 'Older'")
        db.commit()
        assert store.pack(pack_id).name == "Older"  # somebody has it open: it stays as it is, and is read
        assert db.execute("pragma journal_mode").fetchone() == ("wal",)
    db.close()
    assert store.pack(pack_id).name == "Older"
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["packs.db"]
    with sqlite3.connect(tmp_path / "data" / "packs.db") as db:
        assert db.execute("pragma journal_mode").fetchone() == ("delete",)
    db.close()


def test_many_at_once_bring_an_older_file_up_to_date_once(tmp_path):
    old_file(tmp_path / "data")
    with ThreadPoolExecutor(8) as threads:
        packs = list(threads.map(lambda _: PackStore(tmp_path / "data").pack("pold0000000"), range(8)))
    assert len({pack.name for pack in packs}) == 1


def test_a_step_that_fails_leaves_the_older_file_as_it_was(tmp_path, monkeypatch):
    from findings.packs import database

    old_file(tmp_path / "data")
    monkeypatch.setattr(database, "MIGRATIONS", (*MIGRATIONS[:1], ("create table fresh (a)", "nonsense")))
    with pytest.raises(PackStoreError, match="cannot be read or saved now"):
        PackStore(tmp_path / "data").every_line()
    monkeypatch.undo()
    assert [line.passages for line in PackStore(tmp_path / "data").every_line()] == [2]


def test_a_file_that_cannot_be_used_is_named(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "packs.db").write_bytes(b"this is no database, and long enough to be told from one" * 20)
    with pytest.raises(PackStoreError, match=r"packs\.db is damaged .*\. Put a copy of it back"):
        PackStore(folder).every_line()
    (folder / "packs.db").unlink()
    PackStore(folder).create("a")
    with sqlite3.connect(folder / "packs.db") as db:
        db.execute("pragma user_version = 99")
    db.close()
    with pytest.raises(PackStoreError, match=r"newer version of Findings \(schema 99, this one reads 3\)"):
        PackStore(folder).every_line()
    (tmp_path / "file").write_text("")
    with pytest.raises(PackStoreError, match="of the evidence packs cannot be used"):
        PackStore(tmp_path / "file" / "data").every_line()


def test_a_record_that_cannot_be_read_is_named(store, tmp_path):
    pack_id = store.create("a")
    store.add(pack_id, [STRENGTH])
    with sqlite3.connect(tmp_path / "data" / "packs.db") as db:
        db.execute("update items set record = '{}'")
    db.close()
    with pytest.raises(PackStoreError, match=f"A passage of the pack {pack_id} cannot be read"):
        store.pack(pack_id)
