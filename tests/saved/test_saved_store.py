"""What is saved comes back as it was, is seen by whom it is meant for, and changed by its owner alone."""

import sqlite3
from dataclasses import replace

import pytest

from findings.errors import SavedError, SavedStoreError
from findings.records import Filters
from findings.saved.saved_question import Question, question_text, read_question
from findings.saved.saved_store import GONE, MAX_SAVED, NOT_YOURS, SavedStore
from tests.saved.conftest import DAY

TOPIC = Question("over_time", "LADO arrangements", Filters(("Halton",), ("ilacs",), 2018, 2024, ("ilacs",)))
ASKED = Question("ask", "Which councils are inadequate?", form="grades")
FOUND = Question("search", "supervision", labels=("strength",))


@pytest.mark.parametrize("question", [TOPIC, ASKED, FOUND])
def test_a_question_comes_back_as_it_was(question):
    assert read_question(question_text(question)) == question


def test_a_question_of_another_page_is_no_question():
    text = question_text(replace(TOPIC, view="elsewhere"))
    with pytest.raises(ValueError, match="‘elsewhere’ is not a page whose questions are saved"):
        read_question(text)


def test_what_is_private_is_seen_by_its_owner_and_what_is_for_all_by_all(store):
    mine = store.save(TOPIC, "LADO", "ann@example.org")
    shared = store.save(FOUND, "", "ann@example.org", for_all=True)
    assert [one for one, _ in store.seen_by("ann@example.org")] == [mine, shared]
    assert [one for one, _ in store.seen_by("bob@example.org")] == [shared]
    assert [one for one, _ in store.seen_by("")] == [shared]
    assert store.for_all() == (shared,)
    assert shared.name == "supervision"  # without a name it goes by what was asked
    assert {one.id for one in store.every()} == {mine.id, shared.id}


def test_saving_the_same_again_changes_its_name_and_makes_no_second(store):
    first = store.save(TOPIC, "LADO", "ann")
    again = store.save(TOPIC, "Designated officers", "ann", for_all=True)
    assert (again.id, again.name, again.for_all) == (first.id, "Designated officers", True)
    assert [one for one, _ in store.seen_by("ann")] == [again]
    store.save(TOPIC, "LADO", "bob")  # another person's own
    assert len(store.every()) == 2


def test_when_each_person_last_looked(store, clock):
    saved = store.save(TOPIC, "LADO", "ann", for_all=True)
    clock.pass_hours(48)
    assert [at for _, at in store.seen_by("ann")] == [DAY]
    assert [at for _, at in store.seen_by("bob")] == [DAY]  # who never looked, has not since it was saved
    store.look(saved.id, "bob")
    assert [at for _, at in store.seen_by("bob")] == [clock.now]
    assert [at for _, at in store.seen_by("ann")] == [DAY]
    store.look("no-such", "bob")


def test_ones_own_is_found_before_what_is_for_all(store):
    shared = store.save(TOPIC, "theirs", "ann", for_all=True)
    assert store.find(TOPIC, "bob") == (shared, DAY)
    own = store.save(TOPIC, "mine", "bob")
    assert store.find(TOPIC, "bob") == (own, DAY)
    assert store.find(FOUND, "bob") is None
    assert store.find(replace(TOPIC, view="search"), "ann") is None


def test_only_the_owner_changes_and_deletes(store):
    saved = store.save(TOPIC, "LADO", "ann", for_all=True)
    for change in (lambda: store.change(saved.id, "bob", "x", False), lambda: store.delete(saved.id, "bob")):
        with pytest.raises(SavedError) as told:
            change()
        assert str(told.value) == NOT_YOURS
    store.change(saved.id, "ann", " Designated\tofficer ", False)
    [(found, _)] = store.seen_by("ann")
    assert (found.name, found.for_all) == ("Designated officer", False)
    store.delete(saved.id, "ann")
    assert store.every() == ()
    with pytest.raises(SavedError) as told:
        store.change(saved.id, "ann", "x", False)
    assert str(told.value) == GONE


def test_an_administrator_removes_anybodys(store):
    saved = store.save(TOPIC, "LADO", "ann")
    store.remove(saved.id)
    assert store.every() == ()
    with pytest.raises(SavedError, match="There is no saved search ‘s-gone’: `findings saved` lists them"):
        store.remove("s-gone")


def test_names_that_will_not_do(store):
    with pytest.raises(SavedError, match=r"^Enter a name for what you save\.$"):
        store.save(TOPIC, "\x07\n", "ann")
    with pytest.raises(SavedError, match=r"^The name has 121 characters\. It must be 120 or fewer\.$"):
        store.save(TOPIC, "a" * 121, "ann")


def test_a_person_saves_no_more_than_can_be_read(store):
    for number in range(MAX_SAVED):
        store.save(replace(TOPIC, query=f"topic {number}"), "", "ann")
    with pytest.raises(SavedError, match=r"You have saved 200 already. Delete one to save another"):
        store.save(TOPIC, "", "ann")
    store.save(TOPIC, "", "bob")


def test_a_file_that_cannot_be_used_is_said(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "saved.db").write_bytes(b"no database at all, but long enough to be read" * 99)
    with pytest.raises(SavedStoreError, match=r"saved.db is damaged .* start with no saved searches"):
        SavedStore(tmp_path / "data").every()


def test_a_record_that_cannot_be_read_is_named(store, tmp_path):
    saved = store.save(TOPIC, "LADO", "ann")
    with sqlite3.connect(tmp_path / "data" / "saved.db") as db:
        db.execute("update saved set question = '{}'")
    with pytest.raises(SavedStoreError, match=f"The saved search {saved.id} cannot be read"):
        store.every()


def test_a_file_of_a_newer_version_is_not_touched(store, tmp_path):
    store.save(TOPIC, "LADO", "ann")
    with sqlite3.connect(tmp_path / "data" / "saved.db") as db:
        db.execute("pragma user_version = 99")
    with pytest.raises(SavedStoreError, match=r"newer version of Findings \(schema 99, this one reads 1\)"):
        store.every()
