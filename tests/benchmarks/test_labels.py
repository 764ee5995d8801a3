"""Texts are compared with labels by their words, whatever their punctuation, layout and folder."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from benchmarks.labels import auroc, holds, read_labels, same_file, share, words


def test_words_leave_out_punctuation_and_layout() -> None:
    assert (
        words("• The council’s LADO,\n re\xadcently appointed – 30%")
        == "the council s lado recently appointed 30%"
    )


def test_a_text_holds_a_quotation_or_four_fifths_of_it_in_one_run() -> None:
    quote = "one two three four five six seven eight nine ten"
    assert holds(f"before {quote} after", quote)
    assert holds("three four five six seven eight nine ten and more", quote)
    assert not holds("four five six seven eight nine ten and more", quote)
    assert not holds("two three four", "one two three four")  # too short to be known by a part


def test_a_file_is_the_same_below_another_folder() -> None:
    assert same_file("reports/brent/a.pdf", "brent/a.pdf")
    assert same_file("letter.txt", "letter.txt")
    assert not same_file("brent/a.pdf", "bromley/a.pdf")


def test_the_area_counts_a_tie_half() -> None:
    # Of four pairs 0.9 is above both, 0.4 ties with one and is below the other: 2.5 of 4.
    assert auroc([0.9, 0.4], [0.4, 0.5]) == 0.625
    assert math.isnan(auroc([], [0.4]))


def test_a_share_says_of_how_many() -> None:
    assert share(3, 60) == "3 of 60, 5.0%"
    assert share(0, 0) == "none"


def test_a_file_that_is_not_there_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"There is no file .*none\.jsonl"):
        read_labels(tmp_path / "none.jsonl")
