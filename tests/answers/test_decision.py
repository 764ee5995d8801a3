"""Whether judged sentences are enough for an answer."""

from __future__ import annotations

import numpy as np
import pytest

from findings.answers import decision
from findings.answers.decision import Fitted, decide, features
from findings.answers.evidence import Sentence
from findings.answers.question import read_question
from findings.judge.judge import Judgement
from findings.records import Plan
from tests.fakes import make_document
from tests.make_passage import make_passage


def sentence(text: str, says: float, *, cosine: float = 0.0, in_year: bool = True) -> Sentence:
    judgement = Judgement(says, 0.0, 0.0, 1 - says)
    passage = make_passage(text)
    return Sentence(
        make_document(), passage, 0, len(text), text, np.zeros(2), cosine, 0.0, in_year, judgement
    )


def asked(text: str):
    return read_question(Plan(text, text), ())


@pytest.fixture(autouse=True)
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decision, "_fitted", lambda: Fitted(0.0, (1.0, 0.0, -2.0, 0.0, 0.0), 0.5))


def test_the_confidence_is_that_of_the_best_sentence_where_only_that_counts() -> None:
    # log-odds of 0.8 and back again
    found = decide(asked("Is it good?"), [sentence("It is good.", 0.8), sentence("It is.", 0.1)])
    assert (found.confidence, found.enough, found.unmet) == (0.8, True, "")


def test_what_is_needed_and_not_found_counts_against_an_answer() -> None:
    # log(0.8 / 0.2) - 2 = -0.6137; 1 / (1 + e ** 0.6137) = 0.3512
    found = decide(asked("How many are late?"), [sentence("Many are late.", 0.8)])
    assert (found.confidence, found.enough) == (0.3512, False)
    assert found.unmet == "We did not find a figure for this in the documents searched."
    assert decide(asked("How many are late?"), [sentence("12 are late.", 0.8)]).enough


def test_the_cosines_are_those_of_the_best_sentence_and_of_the_nearest() -> None:
    best, nearest = sentence("It is good.", 0.8, cosine=0.4), sentence("Is it good.", 0.1, cosine=0.6)
    found, _ = features(asked("Is it good?"), [nearest, best])
    assert (found.cosine, found.nearest) == (0.4, 0.6)


def test_sentences_of_other_years_count_for_nothing() -> None:
    found, _ = features(asked("Was it late in 2014?"), [sentence("It was late.", 0.8, in_year=False)])
    assert found.says == pytest.approx(-6.907, abs=0.001)  # the least there is: log(0.001 / 0.999)


def test_no_sentence_is_no_answer() -> None:
    assert not decide(asked("Is it good?"), []).enough
