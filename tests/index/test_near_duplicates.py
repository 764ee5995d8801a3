"""Near-duplicates are found inside one document only, and kept with the index."""

from pathlib import Path

import numpy as np
import pytest

from findings.errors import IndexDamaged
from findings.index import generation as layout
from findings.index.build import build
from findings.index.generation import Generation, open_folder
from findings.index.near_duplicates import (
    near_duplicates,
    read_near_duplicates,
    shingles,
    write_near_duplicates,
)
from tests.fakes import FAKE_RULES, FakeEncoder
from tests.make_passage import make_passage

ONE = "Children wait too long for a strategy meeting."
TWO = "Supervision is regular and it is recorded well."


def test_shingles_are_runs_of_four_words() -> None:
    assert shingles("A b, c d E.") == {("a", "b", "c", "d"), ("b", "c", "d", "e")}
    assert shingles("Two words") == {("two", "words")}


def test_the_same_words_and_a_bullet_of_a_list() -> None:
    passages = [
        make_passage(ONE),
        make_passage(TWO, 60),
        make_passage(ONE.upper(), 500),
        make_passage(f"{ONE}\n{TWO}", 700),
    ]
    assert near_duplicates(passages) == {0: [2, 3], 1: [3], 2: [0, 3], 3: [0, 1, 2]}


def test_nine_runs_of_ten_are_enough_and_eight_are_not() -> None:
    # Thirteen words are ten runs of four: a last word that differs changes one run, the last two words two.
    text = "one two three four five six seven eight nine ten eleven twelve thirteen"
    assert near_duplicates([make_passage(text), make_passage(text.replace("thirteen", "end"), 100)]) == {
        0: [1],
        1: [0],
    }
    assert (
        near_duplicates([make_passage(text), make_passage(text.replace("twelve thirteen", "the end"), 100)])
        == {}
    )


def test_the_same_sentence_in_two_documents_is_two_passages() -> None:
    assert near_duplicates([make_passage(ONE), make_passage(ONE, doc="b")]) == {}
    assert near_duplicates([]) == {}


def test_what_is_written_is_read(tmp_path: Path) -> None:
    write_near_duplicates(
        tmp_path / "alike.npy", [make_passage(ONE), make_passage(TWO, 60), make_passage(ONE, 500)]
    )
    assert read_near_duplicates(tmp_path / "alike.npy") == {0: [2], 2: [0]}
    write_near_duplicates(tmp_path / "none.npy", [make_passage(ONE)])
    assert read_near_duplicates(tmp_path / "none.npy") == {}


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged, match=r"missing\.npy cannot be read: run 'python embed\.py'"):
        read_near_duplicates(tmp_path / "missing.npy")


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "alike.npy").write_bytes(b"nothing")
    with pytest.raises(IndexDamaged, match=r"alike\.npy cannot be read: run 'python embed\.py'"):
        read_near_duplicates(tmp_path / "alike.npy")


def test_an_index_holds_those_of_all_its_passages(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    said = "The LADO is effective and well regarded by all."
    (corpus / "letter.txt").write_text(
        f"@ Halton 2023-01-13\n# Summary\n{said}\n# Body\nA plan.\n{said}\n", encoding="utf-8"
    )
    report = build(corpus, tmp_path / "index", FakeEncoder(), rules=FAKE_RULES)
    folder = tmp_path / "index" / "generations" / report.generation
    assert np.load(folder / layout.NEAR_DUPLICATES).tolist() == [[0, 2], [2, 0]]
    assert opened(folder).near_duplicates == {0: [2], 2: [0]}


def opened(folder: Path) -> Generation:
    return open_folder(folder, FakeEncoder())
