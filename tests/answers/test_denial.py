"""Which sentence shows that a question takes something for granted that is not so."""

from __future__ import annotations

import numpy as np
import pytest

from findings.answers.denial import likeliest
from findings.answers.evidence import Sentence
from findings.judge.judge import Judgement
from findings.judge.stance import lean_of
from tests.fakes import make_document
from tests.make_passage import make_passage


def sentence(text: str, says: float, denies: float) -> Sentence:
    judgement = Judgement(says, 0.0, denies, 1 - says - denies)
    return Sentence(
        make_document(), make_passage(text), 0, len(text), text, np.zeros(2), 0.0, 0.0, True, judgement
    )


LATE, PROMPT = sentence("Plans are late.", 0.6, 0.1), sentence("Plans are prompt.", 0.1, 0.7)


def test_the_likeliest_denial_where_it_opposes_the_question() -> None:
    assert likeliest([LATE, PROMPT], lambda one: True) is PROMPT
    assert likeliest([LATE, PROMPT], lambda one: one is not PROMPT) is None  # no other takes its place


def test_none_where_a_sentence_is_likelier_to_answer_or_hardly_any_denies() -> None:
    assert likeliest([sentence("Plans are late.", 0.8, 0.0), PROMPT], lambda one: True) is None
    assert likeliest([sentence("Plans are prompt.", 0.0, 0.29)], lambda one: True) is None
    assert likeliest([], lambda one: True) is None


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Why is supervision of social workers so poor?", -1),
        ("Supervision is inconsistent and lacks challenge.", -1),
        ("Why is supervision so strong and effective?", 1),
        ("Supervision is regular, reflective and highly effective.", 1),
    ],
)
def test_a_question_leans_as_a_sentence_does(text: str, side: int) -> None:
    # Read from words alone: without weights for vectors the vector counts for nothing.
    assert lean_of(text, np.zeros(2, dtype=np.float32), None) * side > 0.2
