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
    monkeypatch.setattr(decision, "_fitted", lambda: Fitted(0.0, (1.0, 0.0, 2.0), 0.5))


def test_the_confidence_is_that_of_the_best_sentence_where_only_that_counts() -> None:
    # log-odds of 0.8 and back again
    found = decide(asked("Is it good?"), [sentence("It is good.", 0.8), sentence("It is.", 0.1)])
    assert (found.confidence, found.enough) == (0.8, True)


def test_a_sentence_that_is_near_counts_for_an_answer() -> None:
    # log(0.2 / 0.8) + 2 * 0.5 = -0.3863; 1 / (1 + e ** 0.3863) = 0.4046
    found = decide(asked("Is it good?"), [sentence("It is.", 0.2), sentence("Is it?", 0.0, cosine=0.5)])
    assert (found.confidence, found.enough) == (0.4046, False)


def test_sentences_of_other_years_count_for_nothing() -> None:
    found = features(asked("Was it late in 2014?"), [sentence("It was late.", 0.8, in_year=False)])
    assert found.says == pytest.approx(-6.907, abs=0.001)  # the least there is: log(0.001 / 0.999)


def test_no_sentence_is_no_answer() -> None:
    assert not decide(asked("Is it good?"), []).enough
