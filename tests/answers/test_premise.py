"""What a question takes for granted, compared with the sentences nearest to it."""

from __future__ import annotations

import numpy as np
import pytest

from findings.answers.evidence import Sentence
from findings.answers.premise import NOT_SAID, ONLY_PLANNED, OTHERWISE, contradicted
from findings.answers.question import Question
from tests.fakes import make_document
from tests.make_passage import make_passage


def sentence(text: str) -> Sentence:
    passage = make_passage(text)
    return Sentence(
        make_document(), passage, 0, len(text), text, np.zeros(2), 0.5, 1.0, 1.0, True, (), (), (), 1.0
    )


def judged(question: str, *near: str, rare: str = "zzz") -> str:
    """`rare` is the one stem of the question that tells."""
    asked = Question(text=question, subject=question, parts=(question,))
    return contradicted(asked, [sentence(text) for text in near], {rare: 1.0})


@pytest.mark.parametrize(
    ("question", "near", "expected"),
    [
        ("Why did the council close its night team?", "The night team is well led.", NOT_SAID),
        (
            "Why did the council shut its night team?",
            "The night team was closed in May.",
            "",
        ),  # the same event
        ("Who was charged after the raids?", "Raids disrupt gangs.", NOT_SAID),
        ("Who is in charge of the night team?", "The manager leads the night team.", ""),  # no event
        ("How close are the links with schools?", "Links with schools are strong.", ""),
        ("What are the close links with schools?", "Links with schools are strong.", ""),
        # Told in other words of the same kind.
        ("Why are there fewer carers?", "The number of carers has fallen.", ""),
        ("Why did the council pull out of the scheme?", "The council left the scheme.", ""),
        ("Why did the council pull out of the scheme?", "The scheme is shared by four councils.", NOT_SAID),
        ("Why were interviews so late?", "Interviews are timely.", NOT_SAID),
        ("Why were interviews in late 2022 short?", "Interviews are timely.", ""),  # a time of year
        ("Why do children struggle to join clubs?", "Clubs lack training.", ""),  # nothing was merged
        # Neither says that it happened.
        ("Do reviews stop drift?", "Reviews bring rigour.", ""),
        ("How do meetings stop duplication?", "Meetings are held weekly.", ""),
        ("What gaps stop managers from buying support?", "There are gaps in the data.", ""),
    ],
)
def test_an_event_must_be_spoken_of(question: str, near: str, expected: str) -> None:
    assert judged(question, near) == expected


def test_the_best_sentence_may_say_that_there_is_none() -> None:
    near = "There have been no serious case reviews this year."
    assert judged("What came out of the case review?", near, rare="review") == OTHERWISE
    # Whether there is one, and how many, is answered by none.
    assert judged("Has there been a case review?", near, rare="review") == ""
    assert judged("How many case reviews were there?", near, rare="review") == ""
    # A better sentence speaks of one.
    best = "The case review found that records are kept."
    assert judged("What came out of the case review?", best, near, rare="review") == ""


def test_what_is_only_planned_has_not_been_done() -> None:
    planned = "Plans are in place to develop a sub-group; however, this is not yet in place."
    done = "The sub-group meets monthly."
    assert judged("Who chairs the sub-group?", planned) == ONLY_PLANNED
    assert judged("Who chairs the sub-group?", done, planned) == ""  # the best sentence decides
    assert judged("Which model has been chosen?", "Leaders are currently considering models.") == ONLY_PLANNED
    assert judged("Which model is being considered?", "Leaders are currently considering models.") == ""
    assert judged("What is said of the sub-group?", planned) == ""
    assert judged("Who is not yet in the sub-group?", planned) == ""


@pytest.mark.parametrize(
    ("question", "near"),
    [
        ("What is done to reduce unsuitable placements?", "Managers act quickly and effectively."),
        ("What needs to improve in assessments?", "Assessments are too slow."),
        ("How should records be strengthened?", "Records are poor."),
    ],
)
def test_a_remedy_asked_for_takes_no_judgement_for_granted(question: str, near: str) -> None:
    assert judged(question, near) == ""


def test_how_quickly_is_answered_by_slowly() -> None:
    assert judged("How quickly are notifications passed on?", "There is a delay in notifications.") == ""


def test_fault_is_asked_about_and_only_praise_is_found() -> None:
    asked = "What made private fostering so weak?"
    assert judged(asked, "Private fostering is a strength.", "Carers are assessed.") == OTHERWISE
    assert judged(asked, "Private fostering is a strength.", "Visits are inconsistent.") == ""
    assert judged("What made private fostering so strong?", "Private fostering is weak.") == OTHERWISE
    assert judged("What is said of private fostering?", "Private fostering is weak.") == ""


def test_no_sentence_no_contradiction() -> None:
    assert judged("Why did the council close its night team?") == ""
