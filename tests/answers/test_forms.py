"""The form of an answer: a row for each form, and what is certain of the plan."""

from __future__ import annotations

import pytest

from findings.answers.forms import against_all, form_of, praised, span_of
from findings.records import FORMS, Filters, Plan


def plan(question: str, *authorities: str) -> Plan:
    return Plan(question, question, filters=Filters(authorities))


EXAMPLES = (
    ("sentences", "How often do social workers have supervision?"),
    ("sentences", "Why did caseloads rise in Torbay?"),
    ("grades", "Which councils were rated inadequate?"),
    ("grades", "is Sheffield good?"),
    ("which", "which councils have a backlog of assessments"),
    ("which", "how many reports mention modern slavery"),
    ("asked_for", "which authorities were told to improve return home interviews?"),
    ("asked_for", "who has been praised for their virtual school"),
    ("compare", "Compare Halton and Warrington on supervision"),
    ("then_and_now", "Is Halton's front door better than in 2020?"),
    ("then_and_now", "LADO arrangements over time"),
    ("figure", "How many children were on a child protection plan?"),
)


@pytest.mark.parametrize(("form", "question"), EXAMPLES)
def test_the_form_that_a_question_asks_for(form: str, question: str) -> None:
    assert form_of(plan(question)) == form


def test_every_form_has_an_example() -> None:
    assert {form for form, _ in EXAMPLES} == set(FORMS)


def test_several_authorities_are_compared_when_no_other_form_is_sure() -> None:
    asked = "How often do social workers have supervision?"
    assert form_of(plan(asked, "Halton", "Brent")) == "compare"
    assert form_of(plan(asked, "Halton")) == "sentences"


def test_a_comparison_is_with_all_where_only_one_is_named() -> None:
    assert against_all(plan("Compare Halton with everyone else on supervision", "Halton"))
    assert not against_all(plan("Compare Halton and Warrington on supervision", "Halton", "Warrington"))


def test_praise_is_told_from_requests() -> None:
    assert praised(plan("who has been praised for pre-birth work"))
    assert not praised(plan("who was told to improve pre-birth work"))


@pytest.mark.parametrize(
    ("question", "span"),
    [
        ("who is outstanding for care leavers at the moment?", "latest"),
        ("Which councils were rated inadequate in 2016?", "ever"),
        ("Which authorities went up a grade?", "up"),
        ("how has Darlington's grade changed over the years", "history"),
    ],
)
def test_the_span_of_grades(question: str, span: str) -> None:
    assert span_of(plan(question)) == span
