"""What words stand under, where that decides their sense."""

from __future__ import annotations

import pytest

from findings.reading.under import introduction, under
from tests.make_passage import make_passage

ASKING = ("What needs to improve in this area?",)
BARE = "The quality of supervision."


def test_a_bullet_stands_under_the_sentence_it_hangs_on() -> None:
    lead_in = "Leaders should ensure that:"
    bullet = make_passage("social workers are well supported", section=("Next steps",), lead_in=lead_in)
    assert under(bullet) == introduction(bullet) == lead_in


@pytest.mark.parametrize("kind", ["recommendation", "finding"])  # without bullets it is read as a finding
@pytest.mark.parametrize("heading", [*ASKING, "Areas for improvement", "Recommendations"])
def test_half_a_sentence_is_asked_for_or_praised_by_its_heading(kind: str, heading: str) -> None:
    section = ("The local authority", heading)
    assert under(make_passage(BARE, kind=kind, section=section)) == heading
    # The verb belongs to another clause; nobody is said to do it; one sentence that may be half of one.
    for text in (
        "The response to children who are in custody.",
        "Ensure that records are kept.",
        "The time children are waiting for help.",
    ):
        assert under(make_passage(text, kind="recommendation", section=section)) == heading


def test_the_same_words_are_praise_elsewhere() -> None:
    assert under(make_passage(BARE, section=("Strengths", "Front door"))) == "Strengths"
    assert under(make_passage(BARE, section=("What is working well",))) == "What is working well"
    assert under(make_passage("Supervision is regular.", section=("Strengths",))) == ""  # says so itself


def test_a_whole_sentence_needs_no_heading() -> None:
    delay = "There are delays in the police response. This leaves children at risk."
    assert under(make_passage(delay, kind="recommendation", section=("Areas for improvement",))) == ""
    asks = "The partnership should reduce waiting times."
    assert under(make_passage(asks, kind="recommendation", section=ASKING)) == ""
    assert under(make_passage("Supervision is regular.", section=("Main findings",))) == ""
    assert under(make_passage("Managers supervise well.", section=("Main findings",))) == ""  # neutral


def test_each_item_of_a_list_and_each_sentence_of_a_numbered_one_needs_it() -> None:
    listed = make_passage(
        "Plans are late. The quality of visits.", kind="recommendation", section=ASKING, is_list=True
    )
    assert [under(listed, start, end) for start, end in listed.sentences] == [*ASKING, *ASKING]
    numbered = make_passage(
        "Ensure that plans are kept. Visits are to be regular.",
        40,
        kind="recommendation",
        section=ASKING,
        paragraph="3",
    )
    assert [under(numbered, start, end) for start, end in numbered.sentences] == [*ASKING, *ASKING]


def test_the_innermost_heading_that_decides() -> None:
    section = ("What does the local authority need to improve?", "Areas for improvement", "Leadership")
    asked = make_passage("Strengthen reporting.", kind="recommendation", section=section)
    assert under(asked) == introduction(asked) == "Areas for improvement"
    # A part that finds begins below it.
    assert under(make_passage("Staff work hard.", section=(*ASKING, "Inspection findings"))) == ""
    assert (
        under(make_passage("Staff work hard.", section=(*ASKING, "The authority’s strengths")))
        == "The authority’s strengths"
    )


def test_a_case_is_said_to_be_one() -> None:
    told = make_passage(
        "Anna was seen. She is safe.", kind="case_study", section=("Main findings", "Practice study: good")
    )
    assert [under(told, start, end) for start, end in told.sentences] == ["Practice study: good"] * 2


@pytest.mark.parametrize("text", ["40 live with foster families", "no children live in hostels."])
def test_a_fragment_stands_under_the_nearest_heading(text: str) -> None:
    section = ("Information", "Children looked after")
    assert under(make_passage(text, section=section)) == "Children looked after"
    assert under(make_passage(text)) == ""  # there is none
    assert introduction(make_passage(text, section=section)) == ""  # which is named beside the passage
    assert under(make_passage(text, kind="footnote", section=section)) == ""
