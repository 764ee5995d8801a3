"""What the command line prints for people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from findings.cli.as_text import write_answer, write_built, write_documents, write_search, write_timeline
from findings.contract.as_json import answer as answer_json
from findings.contract.as_json import hit as hit_json
from findings.records import Hit, InspectionView, Plan, SearchResult, Timeline
from tests.app import fake_views
from tests.app.fake_library import BULLET, hit
from tests.fakes import make_document
from tests.make_passage import make_passage

LEAD_IN = "The local authority should improve:"


def test_an_answer_names_what_decides_the_sense_of_a_bullet(capsys: pytest.CaptureFixture[str]) -> None:
    asked = replace(fake_views.sentence(fake_views.cited(BULLET)), when="In May 2023", under=LEAD_IN)
    answer = replace(fake_views.answer(Plan("q", "q")), sentences=(asked,))
    write_answer(answer)
    out = " ".join(capsys.readouterr().out.split())
    assert f"In May 2023, under ‘The local authority should improve’: ‘{BULLET.text}’ [1]" in out
    [printed] = answer_json(answer)["sentences"]
    assert (printed["under"], printed["text"]) == (LEAD_IN, BULLET.text)


class WindowsDate(date):
    """A day that is not formatted by the system, which on Windows refuses `%-d` and elsewhere follows its language."""

    def __format__(self, form: str) -> str:
        raise ValueError("Invalid format string")


def test_days_are_written_without_the_systems_help(capsys: pytest.CaptureFixture[str]) -> None:
    day = WindowsDate(2022, 11, 4)
    document = make_document(kind="focused-visit", authority="Halton", inspection_end=day)
    view = InspectionView(document, silence="not_mentioned")
    found = replace(hit(1, BULLET), document=document)
    write_search(SearchResult(Plan("q", "q"), (found,), 1, 0, 1))
    write_timeline(Timeline(Plan("q", "q"), (view,)))
    out = capsys.readouterr().out
    assert "\n1. Focused visit letter to Halton, 4 November 2022, page " in out
    assert "\nFocused visit letter to Halton, 4 November 2022: Not mentioned\n" in out


def test_a_place_never_has_two_paragraphs(capsys: pytest.CaptureFixture[str]) -> None:
    """Of a web page the paragraphs are counted; where one has a printed number, that is its name."""
    printed = make_passage("Supervision is regular.", line=12, paragraph="37")
    counted = make_passage("Supervision is regular.", line=12)
    document = make_document(format="html", authority="Halton", kind="ilacs")
    hits = tuple(Hit(rank, 1.0, one, document, (0, 1)) for rank, one in enumerate((printed, counted), 1))
    write_search(SearchResult(Plan("q", "q"), hits, 1, 0, 2))
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line[:2] in ("1.", "2.")] == [
        "1. Children's services inspection of Halton, date not known, paragraph 37",
        "2. Children's services inspection of Halton, date not known, paragraph 12",
    ]


def test_a_passage_is_printed_below_what_introduces_it(capsys: pytest.CaptureFixture[str]) -> None:
    write_search(SearchResult(Plan("q", "q"), (hit(1, BULLET),), 1, 0, 1))
    out = capsys.readouterr().out
    assert f"   {LEAD_IN}\n   {BULLET.text[:20]}" in out
    assert hit_json(hit(1, BULLET))["under"] == LEAD_IN


def test_how_a_document_was_read_stands_beside_its_file(capsys: pytest.CaptureFixture[str]) -> None:
    scan = make_document("scan", passages=3, notes=("Read by OCR: compare what you quote with the page.",))
    cover = make_document("cover", message="‘cover.txt’ was read, but holds no sentence we can search.")
    write_documents([scan, cover])
    write_built([scan, cover])
    listed, also, built, empty = (
        line for line in capsys.readouterr().out.splitlines() if line[:1] != "d" and "passages" not in line
    )
    assert listed.endswith("scan.txt: Read by OCR: compare what you quote with the page.")
    assert also.endswith("cover.txt: ‘cover.txt’ was read, but holds no sentence we can search.")
    assert built.endswith("3  Read by OCR: compare what you quote with the page.")
    assert empty.endswith("0  ‘cover.txt’ was read, but holds no sentence we can search.")
