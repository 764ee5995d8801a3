"""Grades that stand in a table or heading of a report."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

from findings.answers.printed import printed_grades
from findings.answers.question import read_question
from findings.records import Block, Content
from findings.search.expansion import Vocabulary
from findings.search.query import understand
from tests.fakes import make_content, make_document

GRADES = (("Overall effectiveness", "Inadequate"), ("The experiences of care leavers", "Good"))
NEW = make_document(
    "halton-2024",
    authority="Halton",
    inspection_end=date(2024, 5, 24),
    published=date(2024, 7, 12),
    grades=GRADES,
)
OLD = make_document(
    "halton-2014",
    authority="Halton",
    inspection_end=date(2014, 12, 10),
    grades=(("Overall judgement", "requires improvement"),),
)
TEXTS = {
    NEW.id: make_content("Overall effectiveness\tInadequate", "The experiences of care leavers\tGood"),
    OLD.id: Content(
        "Services in Halton require improvement",
        (Block("heading", 0, 38, 0, grade="requires improvement", page=1),),
    ),
}
STORE: Any = SimpleNamespace(content=TEXTS.__getitem__)


def quotes(query: str) -> list[str]:
    question = read_question(understand(query, (NEW, OLD), Vocabulary(())), {"Halton"})
    return [citation.quote for citation in printed_grades(STORE, question, (OLD, NEW))]


def test_the_overall_grade_of_each_document_the_newest_first() -> None:
    assert (
        quotes("What were the grades of the last inspections?")
        == quotes("What overall grade did it get?")
        != []
    )
    assert quotes("What overall grade did Halton get in 2014 and 2024?") == [
        "Overall effectiveness\tInadequate",
        "Services in Halton require improvement",
    ]
    assert quotes("How was Halton judged in 2024?") == ["Overall effectiveness\tInadequate"]


def test_the_row_whose_words_are_asked_about() -> None:
    assert quotes("What grade did the experiences of care leavers get?") == [
        "The experiences of care leavers\tGood"
    ]


def test_no_row_for_another_thing_or_another_grade_or_no_grade_at_all() -> None:
    assert quotes("How were the council's own homes rated in 2024?") == []
    assert quotes("Which children's centres were judged outstanding?") == []
    assert quotes("How good is supervision?") == []


def test_a_paragraph_that_holds_the_same_words_prints_no_grade() -> None:
    long = "Overall the board requires improvement " + " ".join(["word"] * 30)
    texts = {OLD.id: make_content(long, "The overall judgement is requires improvement")}
    question = read_question(understand("How was Halton judged?", (OLD,), Vocabulary(())), {"Halton"})
    store: Any = SimpleNamespace(content=texts.__getitem__)
    assert [c.quote for c in printed_grades(store, question, (OLD,))] == [
        "The overall judgement is requires improvement"
    ]
