"""What questions need, and whether a sentence holds it."""

from __future__ import annotations

import pytest

from findings.answers.needs import NEEDS, need_of, unmet


@pytest.mark.parametrize(
    ("name", "question", "held", "not_held"),
    [
        ("share", "What percentage of plans are late?", "12% of plans are late.", "Many plans are late."),
        ("money", "How much was spent on staff?", "It spent £2 million on staff.", "It spent 40 days."),
        ("figure", "How many plans are late?", "There were 12 late plans.", "Many plans are late."),
        ("date", "When did the hub open?", "It opened in May 2019.", "It has opened."),
    ],
)
def test_each_row_is_asked_for_and_met(name: str, question: str, held: str, not_held: str) -> None:
    assert need_of(question) is NEEDS[name]
    assert NEEDS[name].met(held)
    assert not NEEDS[name].met(not_held)


def test_most_questions_need_nothing() -> None:
    assert need_of("Is supervision of social workers any better?") is None


def test_how_often_in_words_is_a_figure() -> None:
    assert NEEDS["figure"].met("The board meets fortnightly.")
    assert not NEEDS["figure"].met("The board meets often.")


def test_what_is_asked_for_and_given_by_no_sentence_is_told() -> None:
    asked = "How many plans are late?"
    assert unmet(asked, ["Many plans are late.", "12 plans are late."]) == ""
    assert (
        unmet(asked, ["Many plans are late."])
        == "We did not find a figure for this in the documents searched."
    )
    assert unmet("Is supervision any better?", []) == ""
