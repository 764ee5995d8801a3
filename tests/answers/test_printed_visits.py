"""The days of a visit, cut from the line that prints them."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from findings.answers.printed import printed_visits
from findings.answers.question import read_question
from findings.search.expansion import Vocabulary
from findings.search.query import understand
from tests.fakes import make_content, make_document

NEW = make_document(
    "halton-2024",
    authority="Halton",
    inspection_start=date(2024, 5, 13),
    inspection_end=date(2024, 5, 24),
    lead_inspector="Ann Other",
)
OLD = make_document("halton-2014", authority="Halton", inspection_end=date(2014, 12, 10))
UNDATED = make_document("halton", authority="Halton")
LONG = " ".join(["word"] * 40)
TEXTS = {
    NEW.id: make_content(
        f"On 24 May 2024 {LONG}", "Inspection dates: 13 to 24 May 2024", "Lead inspector: Ann Other"
    ),
    OLD.id: make_content("Published: 3 February 2015", "Inspection date: 18 November to 10 December 2014"),
    UNDATED.id: make_content("Inspection dates: 1 to 2 May 2019"),
}
STORE: Any = SimpleNamespace(content=TEXTS.__getitem__)
DOCUMENTS = (OLD, UNDATED, NEW)


def quotes(query: str) -> list[str]:
    question = read_question(understand(query, DOCUMENTS, Vocabulary(())), {"Halton"})
    return [citation.quote for citation in printed_visits(STORE, question, DOCUMENTS)]


def test_the_last_visit_is_the_newest_alone() -> None:
    assert quotes("When was Halton last inspected?") == ["Inspection dates: 13 to 24 May 2024"]
    assert quotes("when did ofsted last visit Halton") == ["Inspection dates: 13 to 24 May 2024"]


def test_every_visit_the_newest_first_or_those_of_a_year() -> None:
    newest, oldest = "Inspection dates: 13 to 24 May 2024", "Inspection date: 18 November to 10 December 2014"
    assert quotes("When was Halton inspected?") == [newest, oldest]
    assert quotes("On what dates was the 2014 inspection of Halton?") == [oldest]


def test_who_led_it() -> None:
    assert quotes("Who was the lead inspector for Halton in 2024?") == ["Lead inspector: Ann Other"]
    assert quotes("who led the last inspection of Halton") == ["Lead inspector: Ann Other"]
    assert quotes("Who inspected Halton in 2014?") == []  # not printed
    assert quotes("Who told inspectors about the night team in Halton?") == []


@pytest.mark.parametrize(
    "query",
    [
        "When will Halton be inspected next?",
        "When did inspectors visit the night team in Halton?",
        "How was Halton inspected?",
    ],
)
def test_of_anything_else_it_says_nothing(query: str) -> None:
    assert quotes(query) == []
