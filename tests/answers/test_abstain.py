"""What a figure counts, compared with what the question counts."""

from __future__ import annotations

import numpy as np
import pytest

from findings.answers.abstain import counting
from findings.answers.evidence import Evidence, Sentence
from findings.answers.question import Question
from findings.judge.calibration import calibration
from findings.text.figures import figures
from tests.fakes import FakeEncoder, make_document
from tests.make_passage import make_passage

# How rare the stems of the question are: providers three times as rare as education.
WEIGHTS = {"educ": 1.0, "provid": 3.0, "independ": 2.0, "career": 3.0, "advis": 3.0, "work": 1.0, "onli": 1.0}


def counts(counted: str, text: str) -> bool:
    encoder = FakeEncoder(known=("toddler", "child"))
    passage = make_passage(text)
    given = figures(text)
    found = Sentence(
        make_document(), passage, 0, len(text), text, np.zeros(2), 0.5, 1.0, 1.0, True, given, (), (), 1.0
    )
    question = Question(counted, counted, (counted,), figure=frozenset({"count"}), counted=counted)
    evidence = Evidence((found,), np.zeros(2), WEIGHTS, calibration(encoder))
    return counting(encoder, question, evidence, [found]) == [found]


@pytest.mark.parametrize(
    ("counted", "text", "expected"),
    [
        ("independent education providers", "There are 23 providers.", True),
        # education is 1 of 6
        ("independent education providers", "Of them 12 are not in education.", False),
        # careers is 3 of 8 and advisers 3 of 8: more than half, though the last word is no noun
        ("careers advisers work only", "The area has two careers advisers for this.", True),
        ("careers advisers work only", "There are two careers events.", False),
        ("", "There are 23 providers.", True),  # what is counted is not known
    ],
)
def test_a_figure_counts_what_stands_beside_it(counted: str, text: str, expected: bool) -> None:
    assert counts(counted, text) is expected


def test_a_sum_of_something_else_is_no_answer_where_nothing_is_counted() -> None:
    text = "Each has an allowance of £2,500."
    given = figures(text)
    passage = make_passage(text)
    asked = Question("x", "x", ("x",), figure=frozenset({"money"}))
    encoder = FakeEncoder()
    near, far = (
        Sentence(make_document(), passage, 0, 1, text, np.zeros(2), 0.5, share, 0.0, True, given, (), (), 1.0)
        for share in (0.25, 0.2)
    )
    evidence = Evidence((near, far), np.zeros(2), {}, calibration(encoder))
    assert counting(encoder, asked, evidence, [near, far]) == [near]
