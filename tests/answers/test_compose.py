"""A sentence that leans on the one before it is quoted with it."""

from __future__ import annotations

import numpy as np
import pytest

from findings.answers.compose import with_before
from findings.answers.evidence import Sentence
from findings.records import Document
from tests.make_passage import make_passage

DOCUMENT = Document(id="doc", file="doc.txt", checksum="", format="text", size=0)


def sentences(text: str) -> list[Sentence]:
    passage = make_passage(text, start=100)
    return [
        Sentence(
            DOCUMENT, passage, start, end, text[start - 100 : end - 100], np.zeros(2), 0, 0, 0, False, (), (), (), 0
        )
        for start, end in passage.sentences
    ]  # fmt: skip


@pytest.mark.parametrize(
    "second",
    [
        "This has improved.",
        "However, records are late.",
        "‘Their’ plans are late.",
        "Of these, two are late.",
        "For example, one is late.",
    ],
)
def test_it_begins_where_what_it_leans_on_begins(second: str) -> None:
    first, leaning = sentences(f"Allegations are well managed. {second}")
    whole = with_before(leaning, [leaning])
    assert whole.text == f"Allegations are well managed. {second}"
    assert (whole.start, whole.end) == (first.start, leaning.end)


def test_one_that_stands_by_itself_is_quoted_alone() -> None:
    _, alone = sentences("Allegations are well managed. Itineraries and plans are late.")
    assert with_before(alone, [alone]).text == "Itineraries and plans are late."


def test_what_is_quoted_already_is_not_said_again() -> None:
    first, leaning = sentences("Allegations are well managed. This has improved.")
    assert with_before(leaning, [first, leaning]).text == "This has improved."


def test_it_reaches_back_two_sentences_and_no_further() -> None:
    made = sentences("Plans exist. They are new. They are short. They are late.")
    assert with_before(made[3], [made[3]]).text == "They are new. They are short. They are late."


def test_the_first_of_a_passage_has_none_before_it() -> None:
    [only] = sentences("This has improved.")
    assert with_before(only, [only]).text == "This has improved."
