"""Vectors are checked against NumPy: the product of every row with the query, sorted by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from findings.encoding.types import Floats, unit
from findings.errors import IndexDamaged
from findings.index import vectors
from findings.index.vectors import Vectors


def random_rows(count: int, dimensions: int = 16, seed: int = 0) -> Floats:
    return np.random.default_rng(seed).normal(size=(count, dimensions)).astype(np.float32)


def best_by_numpy(matrix: Floats, query: Floats, k: int, rows: list[int] | None = None) -> list[int]:
    chosen = list(range(len(matrix))) if rows is None else rows
    scores = {row: float(matrix[row] @ query) for row in chosen}
    return sorted(chosen, key=lambda row: (-scores[row], row))[:k]


def reopened(index: Vectors, folder: Path) -> Vectors:
    index.save(folder / "vectors.faiss")
    return Vectors.load(folder / "vectors.faiss")


@pytest.fixture(params=["built", "reopened", "shared among cores"])
def index_of(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    if request.param == "shared among cores":
        monkeypatch.setattr(vectors, "SHARED_ROWS", 3)
        monkeypatch.setattr(vectors, "cores", lambda: 3)

    def make(matrix: Floats) -> Vectors:
        built = Vectors.build(matrix)
        return built if request.param == "built" else reopened(built, tmp_path)

    return make


@pytest.mark.parametrize("scaled", [True, False], ids=["unit", "unnormalised"])
def test_the_best_rows_are_those_numpy_finds(index_of, scaled: bool) -> None:
    matrix, query = random_rows(200), random_rows(1, seed=1)[0]
    if scaled:
        matrix = unit(matrix)
    rows, scores = index_of(matrix).search(query, 10)
    assert rows.tolist() == best_by_numpy(matrix, query, 10)
    np.testing.assert_allclose(scores, matrix[rows] @ query, rtol=1e-5)
    assert rows.dtype == np.int64
    assert scores.dtype == np.float32


def test_asking_for_more_than_there_is_gives_all_and_no_padding(index_of) -> None:
    rows, scores = index_of(np.eye(3, dtype=np.float32)).search(np.array([3, 2, 1], dtype=np.float32), 10)
    assert rows.tolist() == [0, 1, 2]
    assert scores.tolist() == [3, 2, 1]


def test_zero_rows_score_nothing(index_of) -> None:
    matrix = np.array([[0, 0], [-1, 0], [1, 0]], dtype=np.float32)
    rows, scores = index_of(matrix).search(np.array([1, 0], dtype=np.float32), 3)
    assert rows.tolist() == [2, 0, 1]
    assert scores.tolist() == [1, 0, -1]


def test_ties_go_to_the_lower_row_also_at_the_edge_of_k(index_of) -> None:
    matrix = np.tile(np.array([[1, 0]], dtype=np.float32), (50, 1))
    matrix[7] = [2, 0]
    rows, _ = index_of(matrix).search(np.array([1, 0], dtype=np.float32), 4)
    assert rows.tolist() == [7, 0, 1, 2]


@pytest.mark.parametrize("share", [0.02, 0.1, 0.5, 1.0])
def test_a_filter_finds_the_best_of_the_rows_it_keeps(index_of, share: float) -> None:
    matrix, query = random_rows(300), random_rows(1, seed=1)[0]
    kept = sorted(np.random.default_rng(2).choice(300, int(300 * share), replace=False).tolist())
    rows, _ = index_of(matrix).search(query, 5, np.array(kept))
    assert rows.tolist() == best_by_numpy(matrix, query, 5, kept)


def test_a_row_given_twice_is_found_once(index_of) -> None:
    rows, _ = index_of(np.eye(5, dtype=np.float32)).search(
        np.ones(5, dtype=np.float32), 5, np.array([3, 1, 3, 1])
    )
    assert rows.tolist() == [1, 3]


def test_a_filter_that_keeps_nothing_finds_nothing(index_of) -> None:
    rows, scores = index_of(random_rows(5)).search(random_rows(1)[0], 3, np.array([], dtype=np.int64))
    assert len(rows) == len(scores) == 0


def test_an_index_without_rows_finds_nothing(index_of) -> None:
    rows, _ = index_of(np.zeros((0, 4), dtype=np.float32)).search(np.zeros(4, dtype=np.float32), 3)
    assert len(rows) == 0


def test_a_query_of_another_length_is_refused_with_both_numbers() -> None:
    with pytest.raises(ValueError, match=r"shape \(3,\).* of 16 numbers"):
        Vectors.build(random_rows(2)).search(np.zeros(3, dtype=np.float32), 1)


def test_rows_come_back_as_they_went_in(index_of) -> None:
    matrix = random_rows(6)
    assert np.array_equal(index_of(matrix).vectors(np.array([4, 0])), matrix[[4, 0]])


def test_rows_that_do_not_exist_are_refused() -> None:
    with pytest.raises(ValueError, match="rows 0 to 1 exist, not 0 to 2"):
        Vectors.build(random_rows(2)).vectors(np.array([0, 2]))


@pytest.mark.parametrize(("flat", "half"), [(0, 10**6), (0, 0)], ids=["half precision", "inverted lists"])
def test_the_larger_kinds_of_index_agree_with_numpy(
    index_of, monkeypatch: pytest.MonkeyPatch, flat: int, half: int
) -> None:
    monkeypatch.setattr(vectors, "FLAT_ROWS", flat)
    monkeypatch.setattr(vectors, "HALF_ROWS", half)
    monkeypatch.setattr(vectors, "PROBES", 1000)  # every list: what is left is the quantiser's own error
    matrix = unit(random_rows(3000))
    query = unit(random_rows(1, seed=1))[0]
    index = index_of(matrix)
    expected = best_by_numpy(matrix, query, 10)
    assert len(set(index.search(query, 10)[0].tolist()) & set(expected)) >= 9
    np.testing.assert_allclose(index.vectors(np.array([5])), matrix[[5]], atol=0.02)
    half_of_them = np.arange(0, 3000, 2)
    kept = best_by_numpy(matrix, query, 10, half_of_them.tolist())
    assert len(set(index.search(query, 10, half_of_them)[0].tolist()) & set(kept)) >= 9
    few = np.arange(0, 3000, 50)
    assert index.search(query, 3, few)[0].tolist() == best_by_numpy(matrix, query, 3, few.tolist())


def test_a_file_that_is_no_index_is_named(tmp_path: Path) -> None:
    path = tmp_path / "passages.faiss"
    path.write_bytes(b"not an index")
    with pytest.raises(
        IndexDamaged, match=r"passages\.faiss is not a usable vector index: run 'python embed\.py'"
    ):
        Vectors.load(path)


def test_rows_that_are_never_searched_whole_need_no_lists(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many there are: half precision, and some of them compared one by one."""
    monkeypatch.setattr(vectors, "FLAT_ROWS", 0)
    monkeypatch.setattr(vectors, "HALF_ROWS", 100)
    matrix, query = random_rows(200), random_rows(1, seed=1)[0]
    found = reopened(Vectors.build(matrix, searched_whole=False), tmp_path)
    half = matrix.astype(np.float16).astype(np.float32)
    assert found.vectors(np.arange(200)).tolist() == half.tolist()
    few = [150, 3, 77, 8, 199]
    rows, scores = found.search(query, 3, np.array(few))
    assert rows.tolist() == best_by_numpy(half, query, 3, few)
    np.testing.assert_allclose(scores, half[rows] @ query, rtol=1e-5)
    assert found.search(query, 10)[0].tolist() == best_by_numpy(half, query, 10)


def test_lists_are_found_by_a_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    """4 * sqrt(5,000) = 282 lists; of each 4 rows instead of all 17."""
    monkeypatch.setattr(vectors, "FLAT_ROWS", 0)
    monkeypatch.setattr(vectors, "HALF_ROWS", 0)
    matrix = unit(random_rows(5000))
    index = vectors._empty_index(5000, 16, searched_whole=True)
    assert len(vectors._sample(matrix, index)) == 5000
    monkeypatch.setattr(vectors, "TRAINED_ON", 4)
    assert vectors._sample(matrix, index).shape == (4 * 282, 16)
    whole = Vectors.build(matrix)
    best = [best_by_numpy(matrix, query, 10) for query in unit(random_rows(20, seed=3))]
    found = [whole.search(query, 10)[0].tolist() for query in unit(random_rows(20, seed=3))]
    held = sum(len(set(one) & set(other)) for one, other in zip(best, found, strict=True))
    assert held >= 190  # of 200
