"""The fits over judged sentences: features, cuts and folds, on numbers a reader can work out."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from findings.answers.decision import Features
from findings.judge.judge import log_odds
from training.judge.crossval import read_folds
from training.judge.decide import NAMES, balanced, labelled
from training.judge.likelihood import Cell, Fitted, crossed, errors, fit


def candidate(text: str, year: int = 2018) -> dict[str, object]:
    return {"file": "leeds/visit.pdf", "year": year, "text": text, "start": 0, "end": len(text)}


def test_the_features_are_those_of_the_product_in_their_order() -> None:
    assert NAMES == ("says", "second", "denies", "beside", "unmet")
    line = {
        "question": "How many carers were trained?",
        "candidates": [candidate("Carers are trained."), candidate("Some were not.")],
    }
    judged = np.array([[0.8, 0.1, 0.05, 0.05], [0.2, 0.3, 0.1, 0.4]])
    # The likely sentence holds no figure: all that is needed is not met.
    expected = Features(log_odds(0.8), log_odds(0.2), log_odds(0.1), 0.3, 1.0)
    assert Features(*labelled(line, judged)) == expected
    line["candidates"] = [candidate("In all, 14 carers were trained."), candidate("Some were not.")]
    assert Features(*labelled(line, judged)).unmet == 0.0


def test_sentences_of_other_years_than_the_one_asked_for_count_for_nothing() -> None:
    line = {
        "question": "Were carers trained in 2018?",
        "candidates": [candidate("Carers were trained.", 2021), candidate("Carers had training.")],
    }
    found = Features(*labelled(line, np.array([[0.9, 0.0, 0.0, 0.1], [0.6, 0.1, 0.0, 0.3]])))
    assert (found.says, found.second) == (log_odds(0.6), log_odds(0.0))


def test_the_cut_has_as_many_wrong_answers_as_wrong_refusals() -> None:
    answerable = np.array([True, True, True, False, False, False])
    chances = np.array([0.9, 0.6, 0.3, 0.7, 0.2, 0.1])
    # At 0.6 one (0.7) is wrongly answered and one (0.3) wrongly refused; at 0.3 one and none.
    assert balanced(answerable, chances) == 0.6


def test_folds_are_cut_at_the_questions(tmp_path: Path) -> None:
    for number, lengths in enumerate(({"A1": 2, "A2": 1}, {"B1": 1})):
        folder = tmp_path / f"fold{number}"
        folder.mkdir()
        (folder / "held.json").write_text(json.dumps(lengths), encoding="utf-8")
        rows = np.arange(4 * sum(lengths.values())).reshape(-1, 4) + 100 * number
        np.save(folder / "held.npy", rows)
    found = read_folds(tmp_path)
    assert {name: rows[:, 0].tolist() for name, rows in found.items()} == {
        "A1": [0, 4],
        "A2": [8],
        "B1": [100],
    }


def cell(topic: str, says: str, *rows: tuple[float, float, float]) -> Cell:
    return Cell(topic, says, np.array(rows, dtype=np.float64).reshape(len(rows), 3))


def test_a_document_is_as_likely_to_speak_as_its_likeliest_sentence() -> None:
    fitted = Fitted(-1.0, (1.0, 0.0, 2.0))
    assert fitted.of(cell("a", "speaks", (1.0, 9.0, 0.0), (-1.0, 0.0, 0.5))) == 0.5
    assert fitted.of(cell("a", "silent")) == 0.0


def test_speaking_and_silent_documents_are_told_apart_by_topics_not_seen() -> None:
    known = [
        one
        for topic in "abc"
        for one in (
            cell(topic, "speaks", (4.0, 0.9, 0.8), (-7.0, 0.1, 0.2)),
            cell(topic, "silent", (-6.0, 0.2, 0.2)),
            cell(topic, "named", (-1.0, 0.5, 0.5)),
            cell(topic, "silent"),
        )
    ]
    likely = crossed(known)
    found = errors(known, likely, 0.5)
    assert (found["speaks"], found["silent"]) == (0.0, 0.0)
    assert errors(known, likely, 1.0) == {"speaks": 1.0, "named": 0.0, "silent": 0.0}
    assert fit(known).weights[0] > 0


@pytest.mark.parametrize(
    ("cut", "expected"), [(0.5, {"speaks": 0.5, "silent": 0.0}), (0.1, {"speaks": 0.0, "silent": 1.0})]
)
def test_errors_are_shares_of_each_kind_that_is_there(cut: float, expected: dict[str, float]) -> None:
    known = [cell("a", says) for says in ("speaks", "speaks", "silent")]
    assert errors(known, np.array([0.9, 0.3, 0.2]), cut) == expected
