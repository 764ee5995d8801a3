"""Documents that a person has chosen stay theirs when the page is loaded afresh, and nobody else's."""

import time

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from findings.app.state import chosen_documents, person
from findings.app.state.chosen_documents import COOKIE, NUMBER, Everybodys
from findings.app.text import uploads_text
from findings.uploads.staging import FORGOTTEN
from tests.app.conftest import ROOT
from tests.app.test_adding_page import adding, site, upload
from tests.uploads import make_files

__all__ = ["site"]

LETTER = ("letter.pdf", make_files.letter("Of the first person."))
NOTES = ("notes.txt", b"words")


@pytest.fixture
def afresh(site, monkeypatch):
    """The page loaded again with the cookies of a browser: a session of its own, in the same process."""

    def load(**cookies):
        monkeypatch.setattr(type(st.context), "cookies", cookies)
        site.app, site.known = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30), False
        return adding(site)

    return load


def number(site):
    return site.app.session_state[NUMBER]


def test_they_are_found_again_by_the_number_of_the_browser(site, afresh):
    upload(adding(site), LETTER, NOTES)
    told = number(site)
    assert len(told) == 43
    again = afresh(**{COOKIE: told})
    assert "1 document can be added and 1 cannot" in again.status
    assert "<h3>letter.pdf</h3>" in again.html
    again.follow("Add 1 document")
    assert [path.name for path in (site.corpus / "uploads").iterdir()] == ["letter.pdf"]
    assert chosen_documents.everybodys().of(("", told)).candidates == []


@pytest.mark.parametrize("cookie", ["", "A" * 43, "../../etc/passwd"])
def test_another_browser_finds_none(site, afresh, cookie):
    upload(adding(site), LETTER)
    assert "letter.pdf" not in afresh(**{COOKIE: cookie}).html
    assert uploads_text.WERE_READ not in site.open(page="documents").html


def test_the_next_person_who_signs_in_at_the_same_browser_finds_none(site, afresh, monkeypatch):
    monkeypatch.setattr(person, "owner", lambda: "ann@council.example")
    upload(adding(site), LETTER)
    told = number(site)
    monkeypatch.setattr(person, "owner", lambda: "ben@council.example")
    assert "letter.pdf" not in afresh(**{COOKIE: told}).html
    monkeypatch.setattr(person, "owner", lambda: "ann@council.example")
    assert "letter.pdf" in afresh(**{COOKIE: told}).html


def test_what_was_refused_is_told_until_the_list_is_cleared(site, afresh):
    upload(adding(site), NOTES)
    told = number(site)
    again = afresh(**{COOKIE: told})
    assert "1 document cannot be added" in again.status
    again.follow(uploads_text.CLEAR)
    assert "notes.txt" not in afresh(**{COOKIE: told}).html


def test_a_file_that_another_tab_added_is_not_offered_again(site, afresh):
    upload(adding(site), LETTER)
    told = number(site)
    [candidate] = chosen_documents.everybodys().of(("", told)).candidates
    candidate.path.rename(site.corpus / "letter.pdf")
    assert "letter.pdf" not in afresh(**{COOKIE: told}).html


def test_after_a_day_they_are_forgotten():
    everybodys = Everybodys()
    everybodys.begin(("", "old")).begun = time.time() - FORGOTTEN - 1
    new = everybodys.begin(("", "new"))
    assert everybodys.of(("", "old")) is None
    assert everybodys.of(("", "new")) is new
    assert everybodys.begin(("", "new")) is new
