"""Which judged sentences make an answer, and in which order."""

from __future__ import annotations

from datetime import date

import numpy as np

from findings.answers.compose import MOST, compose, with_antecedent
from findings.answers.evidence import Sentence
from findings.judge.judge import Judgement
from tests.fakes import make_document
from tests.make_passage import make_passage


def sentence(text: str, says: float, beside: float = 0.0, year: int = 2020, axis: int = 0) -> Sentence:
    document = make_document(f"halton-{year}", published=date(year, 1, 1))
    judgement = Judgement(says, beside, 0.0, 1 - says - beside)
    vector = np.eye(9)[axis]
    passage = make_passage(text, doc=document.id)
    return Sentence(document, passage, 0, len(text), text, vector, 0.0, 0.0, True, judgement)


def test_the_one_that_says_most_comes_first_then_the_newest() -> None:
    old = sentence("Plans are good and clear to all who read them.", 0.9, year=2014, axis=1)
    new = sentence("Planning has improved in most teams this year.", 0.6, year=2023, axis=2)
    middle = sentence("Most plans were found to be on time in 2019.", 0.7, year=2019, axis=3)
    answering, beside = compose([new, middle, old])
    assert (answering, beside) == ([old, new, middle], [])


def test_what_says_it_far_less_surely_than_the_best_is_left_out() -> None:
    best = sentence("Plans are good and clear to all who read them.", 0.9, axis=1)
    less = sentence("Planning has improved in most teams this year.", 0.34, axis=2)
    assert compose([best, less])[0] == [best]


def test_two_at_most_belong_beside() -> None:
    best = sentence("Plans are good and clear to all who read them.", 0.9, axis=1)
    others = [sentence(f"Another matter, number {n}, is told here.", 0.1, 0.6, axis=n + 2) for n in range(3)]
    answering, beside = compose([best, *others])
    assert (answering, len(beside)) == ([best], 2)


def test_six_at_most_and_none_twice() -> None:
    many = [sentence(f"Team {n} has plans that are its own.", 0.9, axis=n) for n in range(8)]
    again = sentence("Team 1 has plans that are its own.", 0.8, year=2014, axis=8)
    answering, _ = compose([*many, again])
    assert len(answering) == MOST
    assert again not in answering


def test_a_sentence_is_quoted_with_the_one_it_leans_on() -> None:
    text = "Plans were late. This has improved."
    passage = make_passage(text, sentences=((0, 16), (17, 35)))
    last = Sentence(make_document(), passage, 17, 35, text[17:], np.zeros(2), 0.0, 0.0, True)
    assert with_antecedent(last, [last]).text == text
    first = Sentence(make_document(), passage, 0, 16, text[:16], np.zeros(2), 0.0, 0.0, True)
    assert with_antecedent(last, [first, last]).text == "This has improved."
