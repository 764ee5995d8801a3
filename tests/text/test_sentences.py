"""Sentences by position: every trap is written as the sentences it should give."""

from __future__ import annotations

import pytest

from findings.text.sentences import ends_sentence, sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "wanted",
    [
        ["Children are safe.", "Staff listen."],
        ["Some staff, e.g. Mrs. Brown and Dr. J. Smith, left.", "Others stayed."],
        ["Partners (i.e. the police, schools, etc.) meet weekly.", "They act."],
        ["A strategy discussion under s. 47 was held.", "It was late."],
        ["Enquiries were made under section 47.", "The threshold was met."],
        ["The average is 3.5 visits (12.4%).", "It was 2.1 in 2014."],
        ["She said, ‘I feel safe.’", "Her brother agreed."],
        ["Does it work?", "Yes!", "It does."],
        ["The case of Smith v. Jones is known.", "It helps."],
        ["This is shown in para. 34 and No. 5 of the plan.", "It is clear."],
        ["Thresholds are agreed.³", "They are used."],
        ["The U.K. Government funds it.", "It works."],
        ["Meetings start at 9 a.m. and end at noon.", "They are short."],
        ["It starts at 9 a.m.", "Everyone comes."],
        ["The answer is no.", "The plan stands."],
        ["They include health, housing, etc.", "They are listed below."],
        ["Waiting is common…", "Many wait a year.", "It harms them."],
        ["17. Children are safe.", "Staff listen."],
    ],
)
def test_sentences(wanted: list[str]) -> None:
    assert cut(" ".join(wanted)) == wanted


def test_offsets_count_from_the_whole_text() -> None:
    text = "Heading\n\n17. Children are safe. Staff listen.\n\nNext"
    start, end = text.index("Children"), text.index("\n\nNext")
    assert [text[a:b] for a, b in sentences(text, start, end)] == ["Children are safe.", "Staff listen."]


def test_lines_of_a_list_within_a_bullet_are_sentences() -> None:
    assert cut("In the last 12 months:\n– 12 were adopted\n– nine went home.") == [
        "In the last 12 months:",
        "– 12 were adopted",
        "– nine went home.",
    ]


def test_nothing_but_white_space_is_lost() -> None:
    text = "  One.  Two…Three. Four? five "
    kept = "".join(text[start:end] for start, end in sentences(text))
    assert kept.replace(" ", "") == text.replace(" ", "")


def test_an_empty_text_has_no_sentences() -> None:
    assert sentences("") == ()
    assert sentences("  \n ") == ()


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        ("It works.", True),
        ("They are:", True),
        ("‘Yes.’", True),
        ("agreed.³", True),
        ("and so", False),
        ("a-", False),
    ],
)
def test_ends_sentence(text: str, ended: bool) -> None:
    assert ends_sentence(text) is ended
