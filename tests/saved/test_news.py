"""When documents came, what is new since, and what of it a saved question's result holds."""

from dataclasses import replace
from datetime import timedelta

import pytest

from findings.records import Answer, Citation, Document, Filters, Plan, Table, TableRow
from findings.saved.arrivals import ArrivalStore, arrived_since, visit
from findings.saved.news import Match, News, came, matches, news, of_answer
from findings.saved.saved_question import Question
from tests.make_passage import make_passage
from tests.saved.collection import LADO, TEXTS, WEATHER, holding
from tests.saved.conftest import DAY

BUILT = "2026-11-20T08:00:00+00:00"


def document(name: str, checksum: str, **facts: object) -> Document:
    return Document(id=name, file=f"{name}.txt", checksum=checksum, format="text", size=1, **facts)


OLD, NEW, SAME = document("old", "a" * 64), document("new", "b" * 64), document("renamed", "a" * 64)


def test_the_first_documents_came_when_the_index_was_built_and_later_ones_when_they_are_met(
    came_store, clock
):
    assert came_store.note([OLD], BUILT) == 1
    clock.pass_hours(5)
    assert came_store.note([OLD, NEW], "2026-11-23T09:00:00+00:00") == 1
    assert came_store.note([SAME, NEW], BUILT) == 0  # another name, the same bytes
    found = came_store.read()
    assert {checksum[0]: at.isoformat() for checksum, at in found.items()} == {
        "a": BUILT,
        "b": "2026-11-23T14:30:00+00:00",
    }


def test_a_file_that_cannot_be_opened_has_not_come(came_store):
    assert came_store.note([replace(OLD, checksum="", status="unreadable")], BUILT) == 0


@pytest.fixture
def came_store(came) -> ArrivalStore:
    return came


def test_new_is_what_can_be_searched_and_came_since_the_latest_first():
    at = {"a" * 64: DAY, "b" * 64: DAY + timedelta(hours=2), "c" * 64: DAY + timedelta(hours=1)}
    third = document("third", "c" * 64)
    copy = replace(document("copy", "b" * 64), status="duplicate")
    unknown = document("unknown", "d" * 64)
    held = [OLD, third, NEW, copy, unknown]
    assert arrived_since(held, at, DAY) == (NEW, third)
    assert arrived_since(held, at, DAY - timedelta(seconds=1)) == (NEW, third, OLD)
    assert arrived_since(held, at, DAY + timedelta(hours=2)) == ()


def seconds(hours: float) -> int:
    return int((DAY + timedelta(hours=hours)).timestamp())


def test_a_first_visit_has_nothing_new():
    assert visit("", DAY) == visit("what is this", DAY) == visit("1.2.3", DAY)
    assert (visit("", DAY).since, visit("", DAY).kept) == (None, f"0.{seconds(0)}")


def test_a_visit_goes_on_for_four_hours_and_the_next_begins_where_it_ended():
    first = visit("", DAY)
    same = visit(first.kept, DAY + timedelta(hours=3))
    assert same.since is None
    assert same.kept == f"0.{seconds(3)}"
    second = visit(same.kept, DAY + timedelta(hours=7))
    assert second.since == DAY + timedelta(hours=3)
    still = visit(second.kept, DAY + timedelta(hours=10))
    assert still.since == DAY + timedelta(hours=3)


@pytest.fixture
def library(tmp_path):
    return holding(tmp_path, TEXTS)


@pytest.mark.parametrize("view", ["search", "over_time", "ask"])
def test_what_came_since_and_what_of_it_matches(library, came_store, clock, tmp_path, view):
    came_store.note(library.documents(), BUILT)
    question = Question(view, "LADO")
    assert news(library, question, came_store.read(), DAY) == News(DAY)
    clock.pass_hours(1)
    later = holding(tmp_path, {**LADO, **WEATHER})
    came_store.note(later.documents(), BUILT)
    found = news(later, question, came_store.read(), DAY)
    assert [d.file for d in found.documents] == ["lado.txt", "weather.txt"]
    [match] = found.matches
    assert (match.document.file, match.quote) == ("lado.txt", "The LADO knew of each allegation.")
    assert found.passages == 1
    assert {m.document.file for m in matches(later, question)} == {"old.txt", "lado.txt"}


def test_documents_outside_the_filters_are_no_news(library, came_store, clock, tmp_path):
    came_store.note(library.documents(), BUILT)
    clock.pass_hours(1)
    later = holding(tmp_path, {**LADO, **WEATHER})
    came_store.note(later.documents(), BUILT)
    question = Question("search", "LADO", Filters(("Southshire",)))
    assert [d.file for d in came(later, question, came_store.read(), DAY)] == ["weather.txt"]


def test_a_table_matches_by_its_rows_that_say_something():
    passage = make_passage("Good.", doc="old")
    cited = Citation(OLD, passage, passage.start, passage.end, passage.text)
    rows = (TableRow(OLD, "Good", citations=(cited,)), TableRow(NEW, "", silence="not_mentioned"))
    table = Table(("Grade",), rows, "1 of 2", 2, 1, 1, 0)
    answer = Answer(Plan("q", "q"), False, 1.0, "", form="grades", table=table)
    assert of_answer(answer) == (Match(OLD, passage, passage.text, 1),)
    assert of_answer(replace(answer, table=None)) == ()
