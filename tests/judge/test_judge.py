"""What the judge reads, remembers and says."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from findings.judge.judge import FOLDER, Judge, Judgement, Place, open_judge, read
from findings.judge.pair_text import segments
from tests.fakes import make_document
from tests.make_passage import make_passage

TEXT = "Plans were late. This has improved."
PASSAGE = make_passage(
    TEXT, sentences=((0, 16), (17, 35)), section=("Findings", "Plans"), lead_in="Inspectors saw:"
)
DOCUMENT = make_document(published=date(2020, 4, 15))


class Counting:
    """A cross-encoder that says 0.7 to all and counts what it was given."""

    checksum = "counting"

    def __init__(self) -> None:
        self.pairs: list[tuple[str, str]] = []

    def probabilities(self, pairs):
        self.pairs += pairs
        return np.tile([0.7, 0.1, 0.0, 0.2], (len(pairs), 1))


def test_a_sentence_is_read_in_its_place() -> None:
    place = Place(DOCUMENT, PASSAGE, 17, 35)
    assert read(place) == (2020, "Plans", "Inspectors saw:", "Plans were late. ", "This has improved.")
    assert segments("Are plans  late?", *read(place)) == (
        "Are plans late?",
        "2020. Plans. Inspectors saw: Plans were late. | This has improved.",
    )


def test_what_is_not_known_leaves_nothing_behind() -> None:
    assert segments("late", 0, "", "", "", "Plans were late.") == ("late", "| Plans were late.")


def test_long_surroundings_are_cut_at_words() -> None:
    _, second = segments("q", 0, "", "", "one " * 40, "two")
    assert second == "one " * 15 + "| two"  # 60 characters


def test_each_pair_is_judged_once() -> None:
    encoder = Counting()
    judge = Judge(encoder)  # type: ignore[arg-type]
    first = Place(DOCUMENT, PASSAGE, 0, 16)
    again = Place(DOCUMENT, PASSAGE, 17, 35)
    assert judge.judge("late", [first, again, first]) == [Judgement(0.7, 0.1, 0.0, 0.2)] * 3
    judge.judge("late", [again])
    judge.judge("soon", [again])
    assert len(encoder.pairs) == 3


@pytest.mark.model
def test_the_real_judge_tells_an_answer_from_another_matter() -> None:
    judge = open_judge(FOLDER)
    said = "Social workers have supervision every month and it is recorded."
    other = "The fostering panel meets twice a year."
    places = [Place(DOCUMENT, make_passage(text), 0, len(text)) for text in (said, other)]
    first, second = judge.judge("How often do social workers have supervision?", places)
    assert first.says > 0.5 > second.says
    assert sum(first) == pytest.approx(1)
    assert judge.judge("How often do social workers have supervision?", places) == [first, second]
