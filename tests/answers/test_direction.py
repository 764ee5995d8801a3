"""Which way something went: what a question takes for granted against what the sentences tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from findings.answers.direction import told_opposite
from findings.answers.evidence import Sentence
from tests.fakes import make_document
from tests.make_passage import make_passage

WEIGHTS = {"turnov": 4.0, "staff": 2.0, "assess": 2.0, "famili": 1.0, "look": 2.0, "children": 1.0}


def sentence(text: str, year: int = 2018, kind: str = "finding") -> Sentence:
    document = replace(make_document(), inspection_end=date(year, 5, 1))
    passage = make_passage(text, kind=kind)
    return Sentence(document, passage, 0, len(text), text, np.zeros(2), 0.5, 1.0, 1.0, True, (), (), (), 1.0)


def told(question: str, *texts: str | Sentence) -> str:
    near = [sentence(text) if isinstance(text, str) else text for text in texts]
    found = told_opposite(question, near, WEIGHTS)
    return found.text if found else ""


FELL = "Staff turnover has reduced considerably."


@pytest.mark.parametrize(
    "question",
    [
        "Why did staff turnover rise?",
        "Why has staff turnover gone up since the new director came?",
        "What caused the increase in staff turnover?",
        "How come staff turnover is rising?",
        "Why is there more staff turnover?",
    ],
)
def test_it_rose_against_it_fell(question: str) -> None:
    assert told(question, FELL) == FELL
    assert told(question, "Staff turnover has increased.") == ""
    # Both are told: no contradiction.
    assert told(question, FELL, "There has been a rise in staff turnover.") == ""


@pytest.mark.parametrize(
    "question",
    ["Why did staff turnover fall?", "How has staff turnover been reduced?", "Why is staff turnover lower?"],
)
def test_the_same_in_other_words(question: str) -> None:
    assert told(question, FELL) == ""
    assert told(question, "Staff turnover is increasing.") == "Staff turnover is increasing."


def test_better_against_worse() -> None:
    improved = "The quality of assessments has improved, but visits are late."
    assert told("Why have assessments got worse?", improved) == improved
    assert told("Why have assessments deteriorated?", improved, "Assessments are getting worse.") == ""
    # An improvement may be a rise or a fall.
    assert told("Why did staff turnover rise?", "Staff turnover has improved.") == ""


@pytest.mark.parametrize(
    "question",
    [
        "What is being done to increase staff turnover?",  # wanted, not done
        "Should staff turnover rise?",
        "Why has staff turnover not risen?",
        "Why did staff turnover rise and then fall?",
        "Why is staff turnover higher than elsewhere?",  # a comparison with others
        "What is said about staff turnover?",
    ],
)
def test_a_question_that_takes_no_way_for_granted(question: str) -> None:
    assert told(question, FELL) == ""


@pytest.mark.parametrize(
    "near",
    [
        "Leaders have plans to reduce staff turnover.",
        "Staff turnover should be reduced.",
        "Reduce staff turnover.",
        "Staff turnover has not reduced.",
        "Staff turnover is lower than in similar authorities.",
        "Staff turnover is known, and caseloads have been reduced after a long and careful review of every team.",
        "An increase in staff turnover led to fewer visits.",  # of visits
    ],
)
def test_a_sentence_that_does_not_tell_that_it_fell(near: str) -> None:
    assert told("Why did staff turnover rise?", near) == ""


def test_what_is_asked_for_tells_nothing() -> None:
    assert told("Why did staff turnover rise?", sentence(FELL, kind="recommendation")) == ""


def test_the_newest_that_tells_it_is_shown_and_a_later_level_may_mean_that_it_turned() -> None:
    newer = "Turnover of staff has decreased."
    assert told("Why did staff turnover rise?", sentence(FELL, 2015), sentence(newer, 2018)) == newer
    high = "Staff turnover is too high."
    assert told("Why did staff turnover rise?", sentence(FELL, 2018), sentence(high, 2020)) == ""
    assert told("Why did staff turnover rise?", sentence(FELL, 2018), sentence(high, 2015)) == FELL


def test_looked_after_is_no_clause_of_its_own() -> None:
    more = "The number of children looked after has increased from 280 to 336."
    assert told("Why has the number of looked after children fallen?", more) == more
