"""What is saved on the pages: the button, the list, what is new, who may change it."""

import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from findings.app.state import saved_questions, visits
from findings.app.state.session import plain
from findings.app.text import saved_text
from findings.citation import day
from findings.records import Filters
from findings.saved.arrivals import ArrivalStore
from findings.saved.news import Match, News
from findings.saved.saved_question import Question
from findings.saved.saved_store import MAX_SAVED, SavedStore
from tests.app.fake_library import LETTER
from tests.make_passage import make_passage

LADO = Question("over_time", "LADO")


@pytest.fixture
def saved(screen, tmp_path):
    return SavedStore(tmp_path / "data")


@pytest.fixture
def came(tmp_path):
    return ArrivalStore(tmp_path / "data")


def as_person(monkeypatch, name):
    monkeypatch.setattr("findings.app.state.person.owner", lambda: name)


@pytest.mark.parametrize(
    ("page", "query", "label", "question"),
    [
        (
            "",
            "q=LADO&la=Northshire",
            "Save this search",
            Question("search", "LADO", Filters(("Northshire",))),
        ),
        ("ask", "q=LADO", "Save this question", Question("ask", "LADO")),
        ("over_time", "topic=LADO&order=oldest", "Save this topic", LADO),
    ],
)
def test_what_a_page_answers_is_saved_at_one_press(screen, saved, page, query, label, question):
    screen.open(query, page).follow(label)
    [one] = saved.every()
    assert (one.name, one.question, one.for_all) == ("LADO", question, False)
    assert len(one.owner) == 32  # the number of this browser
    assert saved_text.SAVED in "".join(found.value for found in screen.app.markdown)
    assert screen.links(saved_text.SEE) == [""]
    assert saved_questions.COOKIE in screen.html  # which it is given to remember
    [box] = [box for box in screen.app.checkbox if box.label == saved_text.ALL_SEE_IT]
    box.check().run()
    assert saved.every()[0].for_all


def test_the_list_leads_to_each_result(screen, saved, monkeypatch):
    as_person(monkeypatch, "ann")
    saved.save(LADO, "Designated officers", "ann")
    saved.save(Question("search", "missing children", Filters(year_from=2022)), "", "bob", for_all=True)
    saved.save(Question("ask", "Who?"), "", "bob")
    screen.open(page="saved")
    assert screen.links(plain("Designated officers (over time)")) == ["topic=LADO"]
    assert screen.links(plain("missing children (search)")) == ["q=missing+children&from=2022"]
    assert screen.links(plain("Who? (ask)")) == []
    assert "Over time: ‘LADO’. Only you can see it." in screen.html
    assert "Search: ‘missing children’. from 2022. Saved by someone else for everyone." in screen.html
    assert [one.label for one in screen.app.expander] == [plain("Change ‘Designated officers (over time)’")]


def test_nothing_saved_says_how(screen):
    html = screen.open(page="saved").html
    assert saved_text.NONE in html and saved_text.HOW in html
    assert screen.links(saved_text.BEGIN) == [""]


def test_its_owner_renames_shows_and_deletes_it(screen, saved, monkeypatch):
    as_person(monkeypatch, "ann")
    one = saved.save(LADO, "LADO", "ann")
    screen.open(page="saved")
    screen.app.text_input(key=f"saved-name-{one.id}").set_value("Officers")
    screen.app.checkbox(key=f"saved-all-{one.id}").check()
    screen.button("Keep changes").click().run()
    assert [(found.name, found.for_all) for found in saved.every()] == [("Officers", True)]
    assert "Your changes are kept" in screen.status
    screen.button("Delete ‘Officers (over time)’").click().run()
    assert saved.every() == ()
    assert saved_text.NONE in screen.html


def new_letter(came):
    """All but the letter were here the day before; the letter has come since."""
    day_before = datetime.now(UTC) - timedelta(hours=24)
    came.note([replace(LETTER, checksum="9" * 64)], day_before.isoformat())
    came.note([LETTER], "")


def test_what_is_new_since_one_looked_and_that_looking_is_noted(screen, saved, came, monkeypatch, tmp_path):
    as_person(monkeypatch, "ann")
    old = SavedStore(tmp_path / "data", lambda: datetime.now(UTC) - timedelta(minutes=1))
    one = old.save(LADO, "LADO", "ann")
    new_letter(came)
    screen.open(page="saved")
    work = saved_questions.matches(screen.library, LADO)
    work.future.result()
    screen.app.run()
    looked_on = day(one.created.astimezone().date())
    assert f"1 new document since you last looked on {looked_on}, with 1 passage on this." in screen.html
    screen.open("topic=LADO", "over_time")
    assert "1 new document since you last looked on" in screen.html
    [(_, looked)] = saved.seen_by("ann")
    assert looked > one.created
    screen.app.run()
    assert "1 new document since you last looked on" in screen.html  # for as long as this visit lasts
    assert "Nothing new since you last looked on" in screen.open(page="saved").html


def test_a_first_visit_has_nothing_new(screen, saved, came):
    saved.save(LADO, "LADO", "ann", for_all=True)
    new_letter(came)
    assert visits.COOKIE in screen.open().html
    assert "Nothing new since you last looked on" in screen.open(page="saved").html


def test_a_file_that_cannot_be_used_stops_no_page(screen, tmp_path, caplog):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "saved.db").write_bytes(b"this is no database, and long enough to be read" * 99)
    with caplog.at_level(logging.ERROR):
        assert saved_text.NOT_USABLE in screen.open("q=LADO").html
        assert "24 November 2022" in screen.html
        assert saved_text.NOT_USABLE in screen.open(page="saved").html
    assert "saved.db is damaged" in caplog.text


def test_too_many_saved_is_told_at_the_button(screen, saved, monkeypatch):
    as_person(monkeypatch, "ann")
    for number in range(MAX_SAVED):
        saved.save(replace(LADO, query=f"topic {number}"), "", "ann")
    screen.open("q=LADO").follow("Save this search")
    assert "You have saved 200 already. Delete one to save another." in screen.html


SINCE = datetime(2026, 11, 12, 9, tzinfo=UTC)
MATCH = Match(LETTER, make_passage("Words."), "Words.", 3)


@pytest.mark.parametrize(
    ("documents", "matches", "said"),
    [
        (0, 0, "Nothing new since you last looked on 12 November 2026."),
        (1, 0, "1 new document since you last looked on 12 November 2026. It says nothing on this."),
        (2, 0, "2 new documents since you last looked on 12 November 2026. They say nothing on this."),
        (1, 1, "1 new document since you last looked on 12 November 2026, with 3 passages on this."),
        (
            3,
            1,
            "3 new documents since you last looked on 12 November 2026. 1 of them has 3 passages on this.",
        ),
        (
            3,
            2,
            "3 new documents since you last looked on 12 November 2026. 2 of them have 6 passages on this.",
        ),
    ],
)
def test_what_is_said_of_news(documents, matches, said):
    assert saved_text.new_since(News(SINCE, (LETTER,) * documents, (MATCH,) * matches)) == said
