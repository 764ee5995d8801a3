"""Feeds: what came, in order, with its words and its place; the same state gives the same bytes."""

import xml.etree.ElementTree as xml
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from findings.app.state.address import read_documents
from findings.errors import SavedError
from findings.saved.feed import documents_feed, reader_link, saved_feed
from findings.saved.feed_files import feed, write_feeds
from findings.saved.news import Match
from findings.saved.saved_question import Question
from tests.fakes import make_document
from tests.make_passage import make_passage
from tests.saved.collection import LADO, TEXTS, holding
from tests.saved.conftest import DAY

ATOM = {"a": "http://www.w3.org/2005/Atom"}
ADDRESS = "https://findings.example.org"
LETTER = make_document(
    "letter",
    checksum="a" * 64,
    authority="Halton",
    kind="focused-visit",
    inspection_end=date(2022, 11, 24),
    pages=5,
)
REPORT = make_document(
    "report", checksum="b" * 64, authority="Leeds", kind="ilacs", published=date(2024, 3, 1)
)
CAME = {"a" * 64: DAY, "b" * 64: DAY + timedelta(hours=2)}


def texts(data: bytes, path: str) -> list[str]:
    return [found.text or "" for found in xml.fromstring(data).findall(path, ATOM)]


def test_new_documents_the_latest_come_first():
    data = documents_feed([LETTER, REPORT, replace(LETTER, id="c", checksum="c" * 64)], CAME, "")
    assert texts(data, "a:entry/a:title") == [
        "Children's services inspection of Leeds, published 1 March 2024",
        "Focused visit letter to Halton, 24 November 2022",
    ]
    assert texts(data, "a:entry/a:updated") == ["2026-11-23T11:30:00Z", "2026-11-23T09:30:00Z"]
    assert texts(data, "a:updated") == ["2026-11-23T11:30:00Z"]
    assert texts(data, "a:entry/a:content")[1].endswith(" 5 pages. letter.txt")
    assert xml.fromstring(data).findall(".//a:link", ATOM) == []  # where the app is, is not known
    assert documents_feed([REPORT, LETTER], CAME, "") == documents_feed([LETTER, REPORT], CAME, "")


def test_a_feed_without_entries_is_a_feed():
    data = documents_feed([], {}, ADDRESS)
    assert data.startswith(b"<?xml version='1.0' encoding='utf-8'?>\n<feed ")
    assert texts(data, "a:updated") == ["1970-01-01T00:00:00Z"]


def test_the_link_is_one_that_the_app_reads():
    passage = make_passage("The LADO is effective.", doc="letter", page=4)
    link = urlsplit(reader_link(ADDRESS, LETTER, passage))
    assert (link.scheme, link.netloc, link.path) == ("https", "findings.example.org", "/documents")
    asked, unknown = read_documents(parse_qs(link.query), (), ())
    assert (asked.doc, asked.page, asked.passage, unknown) == ("letter", 4, "letter:0-22", ())
    assert reader_link(ADDRESS, LETTER) == f"{ADDRESS}/documents?doc=letter"
    assert reader_link("", LETTER, passage) == ""


def test_what_is_saved_for_all_with_its_best_sentence_and_nothing_xml_cannot_hold(store):
    saved = store.save(Question("over_time", "LADO & others"), "<LADO>", "ann", for_all=True)
    passage = make_passage("It is \x0ceffective & <good>.", doc="letter", page=4)
    data = saved_feed(saved, [Match(LETTER, passage, passage.text)], CAME, ADDRESS)
    assert texts(data, "a:title") == ["<LADO>"]
    assert texts(data, "a:subtitle") == ["Over time: ‘LADO & others’"]
    [content] = texts(data, "a:entry/a:content")
    assert content == "‘It is  effective & <good>.’ Focused visit letter to Halton, 24 November 2022, page 4."


def test_files_are_written_once_and_taken_away_when_nothing_is_saved_for_all_any_more(
    tmp_path, store, came, clock
):
    data = tmp_path / "data"
    library = holding(tmp_path, TEXTS)
    came.note(library.documents(), "2026-11-20T08:00:00+00:00")
    saved = store.save(Question("search", "LADO"), "LADO", "ann", for_all=True)
    store.save(Question("search", "health"), "mine", "ann")
    written, wrong = write_feeds(library.documents(), library, data, ADDRESS)
    assert ([path.name for path in written], wrong) == (["documents.xml", f"{saved.id}.xml"], ())
    assert written[1].read_bytes() == feed(library, data, ADDRESS, saved.id)
    assert texts(written[1].read_bytes(), "a:entry/a:title") == [
        "Document ‘old.txt’ of Northshire, published 13 January 2023"
    ]
    before = written[1].stat().st_mtime_ns
    write_feeds(library.documents(), library, data, ADDRESS)
    assert written[1].stat().st_mtime_ns == before
    clock.pass_hours(1)
    later = holding(tmp_path, LADO)
    came.note(later.documents(), "")
    write_feeds(later.documents(), later, data, ADDRESS)
    assert texts(written[1].read_bytes(), "a:entry/a:updated") == [
        "2026-11-23T10:30:00Z",
        "2026-11-20T08:00:00Z",
    ]
    store.change(saved.id, "ann", "LADO", for_all=False)
    write_feeds(later.documents(), later, data, ADDRESS)
    assert [path.name for path in (data / "feeds").iterdir()] == ["documents.xml"]
    with pytest.raises(SavedError, match=r"There is no feed .*: nothing of this name is saved for everyone"):
        feed(later, data, ADDRESS, saved.id)


def test_a_feed_that_cannot_be_written_is_said(tmp_path, store, came):
    library = holding(tmp_path, TEXTS)
    (tmp_path / "data").mkdir(exist_ok=True)
    (tmp_path / "data" / "feeds").write_text("a file where the folder should be")
    written, [said] = write_feeds(library.documents(), library, tmp_path / "data", "")
    assert written == ()
    assert said.startswith("The feeds could not be written: ")
    store.save(Question("search", "LADO"), "", "ann", for_all=True)  # and what is saved is as it was


def test_a_question_that_can_no_longer_be_answered_stops_no_other_feed(tmp_path, store, came):
    library = holding(tmp_path, TEXTS)
    bad = store.save(Question("search", "x" * 501), "too long", "ann", for_all=True)
    good = store.save(Question("search", "LADO"), "LADO", "ann", for_all=True)
    written, [said] = write_feeds(library.documents(), library, tmp_path / "data", "")
    assert [path.stem for path in written] == ["documents", good.id]
    assert said.startswith("The feed of ‘too long’ was not written: ") and bad.id not in said
