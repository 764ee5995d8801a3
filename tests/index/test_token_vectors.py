from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from findings.errors import IndexDamaged
from findings.index.build import build
from findings.index.generation import open_generation
from findings.index.token_vectors import TokenVectors, quantised, write_tokens
from tests.fakes import FAKE_RULES, KNOWN, FakeEncoder


def test_one_is_127_and_the_rest_is_rounded() -> None:
    np.testing.assert_array_equal(quantised(np.array([1, -1, 0, 0.5], dtype=np.float32)), [127, -127, 0, 64])


def test_what_is_written_is_read_by_passage(tmp_path: Path) -> None:
    passages = [np.array([[1, 2], [3, 4]], np.int8), np.zeros((0, 2), np.int8), np.array([[5, 6]], np.int8)]
    write_tokens(tmp_path, passages, 2)
    tokens = TokenVectors.load(tmp_path)
    assert (tokens.count, tokens.width) == (3, 2)
    assert [own.tolist() for own in tokens.of([2, 1, 0])] == [[[5, 6]], [], [[1, 2], [3, 4]]]


def test_no_passages(tmp_path: Path) -> None:
    write_tokens(tmp_path, [], 4)
    assert TokenVectors.load(tmp_path).count == 0


def test_damaged_files_are_refused(tmp_path: Path) -> None:
    write_tokens(tmp_path, [np.array([[1, 2]], np.int8)], 2)
    other = tmp_path / "other"
    other.mkdir()
    write_tokens(other, [np.array([[1, 2]] * 3, np.int8)], 2)
    (other / "tokens.npy").replace(tmp_path / "tokens.npy")
    with pytest.raises(
        IndexDamaged, match=r"token vectors in .* do not fit together: run 'python embed\.py'"
    ):
        TokenVectors.load(tmp_path)
    (tmp_path / "tokens.npy").write_bytes(b"nothing")
    with pytest.raises(IndexDamaged, match=r"token vectors in .* cannot be read: run 'python embed\.py'"):
        TokenVectors.load(tmp_path)


def test_a_build_keeps_those_of_every_passage_and_takes_them_over(corpus: Path, index: Path) -> None:
    build(corpus, index, FakeEncoder(tokens=True), rules=FAKE_RULES)
    first = open_generation(index, FakeEncoder(tokens=True), reader=1)
    assert first.token_vectors is not None
    # "# Allegations | The LADO is effective. Each allegation is met at once.": allegation, lado, allegation.
    [own] = first.token_vectors.of([0])
    assert [KNOWN[row.argmax()] for row in own] == ["allegation", "lado", "allegation"]
    assert own.max(axis=1).tolist() == [127, 127, 127]

    (corpus / "new.txt").write_text("Missing children have a plan.\n", encoding="utf-8")
    encoder = FakeEncoder(tokens=True)
    build(corpus, index, encoder, rules=FAKE_RULES)
    assert encoder.calls == [["Missing children have a plan."]]  # a passage, and its only sentence
    second = open_generation(index, encoder, reader=1)
    assert second.token_vectors is not None
    kept = [own.tolist() for own in second.token_vectors.of(range(5))]
    assert kept[:3] == [own.tolist() for own in first.token_vectors.of(range(3))]
    assert [KNOWN[row.index(127)] for row in kept[3]] == ["missing", "plan"]


def test_a_sentence_that_becomes_a_passage_is_encoded_for_its_tokens(corpus: Path, index: Path) -> None:
    (corpus / "report.txt").write_text("Supervision is regular. School plans are clear.\n", encoding="utf-8")
    build(corpus, index, FakeEncoder(tokens=True), rules=FAKE_RULES)
    (corpus / "report.txt").write_text("Supervision is regular.\n", encoding="utf-8")
    encoder = FakeEncoder(tokens=True)
    build(corpus, index, encoder, rules=FAKE_RULES)
    assert encoder.calls == [["Supervision is regular."]]
    generation = open_generation(index, encoder, reader=1)
    assert generation.token_vectors is not None
    assert len(generation.token_vectors.of([3])[0]) == 1


def test_an_encoder_without_token_vectors_leaves_no_file(corpus: Path, index: Path) -> None:
    build(corpus, index, FakeEncoder(), rules=FAKE_RULES)
    generation = open_generation(index, FakeEncoder(), reader=1)
    assert generation.token_vectors is None
    assert not (generation.folder / "tokens.npy").exists()
