"""The fits over judged sentences: features, cuts and folds, on numbers a reader can work out."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from findings.answers.decision import Features
from training.judge.crossval import read_folds
from training.judge.decide import NAMES, Asked, chances, cut_of
from training.judge.likelihood import Cell, Fitted, crossed, errors, fit


def question(authority: str, answerable: bool, says: float) -> Asked:
    return Asked("file", authority, answerable, False, Features(says, 0.0, 0.5), False)


def test_the_features_are_those_of_the_product_in_their_order() -> None:
    assert NAMES == ("says", "second", "nearest")


def test_a_chance_is_by_a_model_that_saw_none_of_the_authority() -> None:
    # In each authority what is said is answerable; a model of the other two finds that in the third.
    known = [question(name, says > 0, says) for name in "abc" for says in (-5.0, -4.0, 4.0, 5.0)]
    found = chances(known)
    assert [chance > 0.5 for chance in found] == [one.answerable for one in known]


def test_the_cut_refuses_at_most_an_eighth_of_the_answerable() -> None:
    # Of ten answerable one may be refused (12 %): that at 0.2, not also that at 0.45.
    scores = np.array([0.2, 0.45, *[0.9] * 8, 0.99])
    answerable = np.array([*[True] * 10, False])
    assert cut_of(answerable, scores) == 0.45


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
