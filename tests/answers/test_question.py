"""What is read of a question without judging its words."""

from __future__ import annotations

import pytest

from findings.answers.question import Question, read_question
from findings.records import Plan


def read(text: str, held: tuple[str, ...] = ("Halton",)) -> Question:
    return read_question(Plan(text, text), held)


def test_years_are_taken_out_of_the_subject() -> None:
    found = read("How many plans were late in 2013-14 and in 2020?")
    assert found.years == (frozenset({2013, 2014}), frozenset({2020}))
    assert found.subject == "How many plans were late in and in ?"


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("What did the 2017 inspection say?", {2017}),
        ("What has changed since the 2017 inspection?", set()),
        ("Has it improved between the 2018 visit and now?", set()),
        ("How many children were there in 2017?", set()),
    ],
)
def test_an_inspection_of_a_year_is_asked_about(text: str, years: set[int]) -> None:
    assert read(text).inspection_years == years


def test_authorities_that_are_not_held_are_named() -> None:
    assert read("How does Halton compare with Knowsley?").places == ("Knowsley",)
    assert read("How is Halton doing?").places == ()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("How is supervision?", ("How is supervision?",)),
        ("Who tracks allegations, and why are they late?", ("Who tracks allegations", "why are they late")),
        ("What is the LADO and who runs it?", ("What is the LADO", "who runs it")),
        ("do leaders know what works and why", ("do leaders know what works and why",)),
        ("Is supervision regular and well recorded?", ("Is supervision regular and well recorded?",)),
        ("Are plans late? Who says so?", ("Are plans late", "Who says so")),
    ],
)
def test_a_question_in_parts(text: str, parts: tuple[str, ...]) -> None:
    assert read(text).parts == parts
