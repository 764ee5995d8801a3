"""Late interaction, with vectors one can multiply in one's head."""

from __future__ import annotations

import numpy as np
import pytest

from findings.search.fusion import best, late_interaction, mix

X, Y = [127, 0], [0, 127]


def tokens(*rows: list[int]) -> np.ndarray:
    return np.array(rows, dtype=np.int8).reshape(len(rows), 2)


def test_each_token_of_the_query_takes_its_best_and_the_mean_is_the_score() -> None:
    query = np.array([[1, 0], [0, 1]], dtype=np.float32)
    scores = late_interaction(query, [tokens(X, Y), tokens(X), tokens(), tokens([-127, 0], [0, 64])])
    # (1 + 1) / 2; (1 + 0) / 2; none; (0 + 64/127) / 2
    np.testing.assert_allclose(scores, [1, 0.5, 0, 32 / 127], rtol=1e-6)


def test_passages_without_tokens_score_nothing() -> None:
    query = np.array([[1, 0]], dtype=np.float32)
    assert late_interaction(query, [tokens(), tokens()]).tolist() == [0, 0]
    assert late_interaction(query, []).tolist() == []


def test_the_best_rows_come_first_and_ties_by_row() -> None:
    assert best({4: 0.5, 2: 0.9, 3: 0.5, 9: 0.1}, 3) == [2, 3, 4]


def test_scores_compared_are_added_to_those_of_the_first_rows() -> None:
    mixed = mix({1: 1.0, 2: 0.8, 3: 0.2}, {1: 0.4, 2: 0.6}, {1: 1.0, 2: 1.0, 3: 1.0}, 0.5)
    # (1 + 0.5 * 0) / 1.5; (0.8 + 0.5 * 1) / 1.5; 0.2 / 1.5
    assert mixed == pytest.approx({1: 2 / 3, 2: 1.3 / 1.5, 3: 0.2 / 1.5})


def test_a_row_held_back_gains_less() -> None:
    mixed = mix({1: 0.6, 2: 0.5}, {1: 0.9, 2: 0.1}, {1: 0.5, 2: 1.0}, 1.0)
    assert mixed == pytest.approx({1: (0.6 + 0.5) / 2, 2: 0.25})


def test_the_score_is_that_of_the_matrix_product() -> None:
    random = np.random.default_rng(1)
    query = random.standard_normal((9, 64)).astype(np.float32)
    query /= np.linalg.norm(query, axis=1, keepdims=True)
    passages = [random.integers(-127, 128, (count, 64), dtype=np.int8) for count in (3, 1, 40)]
    expected = [float((query @ (own / np.float32(127)).T).max(axis=1).mean()) for own in passages]
    np.testing.assert_allclose(late_interaction(query, passages), expected, atol=1e-6)
