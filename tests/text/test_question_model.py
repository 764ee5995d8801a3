"""What the wording of a question tells: features one can read, a model one can work out, and the fitted ones."""

from __future__ import annotations

from math import exp, sqrt

import pytest

from findings.text import question_model
from findings.text.question_model import Model
from training.forms.fit import marked, parted, rows_of


def test_a_question_is_its_words_their_pairs_and_their_parts() -> None:
    found = question_model.features("Is Halton good in 2020?")
    assert {
        "places=1",
        "is",
        "place",
        "good",
        "year",
        "?",
        "^ is",
        "is place",
        "? $",
        "~<is>",
        "~good",
    } <= found
    assert not {"halton", "2020"} & found


def test_two_authorities_count_as_two_and_more_as_two() -> None:
    assert "places=2" in question_model.features("Halton or Brent or Sheffield?")
    assert "places=0" in question_model.features("caseloads")


def test_each_known_feature_weighs_less_the_more_there_are() -> None:
    model = Model(("a", "b"), (0.0, 0.0), {"x": (1.0, 0.0), "y": (1.0, 0.0)})
    assert model.probabilities(frozenset({"x"}))["a"] == pytest.approx(1 / (1 + exp(-1)))
    assert model.probabilities(frozenset({"x", "y", "unknown"}))["a"] == pytest.approx(
        1 / (1 + exp(-sqrt(2)))
    )
    assert model.probabilities(frozenset()) == {"a": 0.5, "b": 0.5}


def test_the_words_around_the_first_year_tell_how_far_it_reaches() -> None:
    found = question_model.year_features("neglect from 2019 on, not 2015")
    assert {"0 year", "-1 from", "1 on"} <= found
    assert question_model.year_features("neglect") == frozenset()


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("who was told to improve return home interviews", "return home interviews"),
        ("Is Halton's front door better than in 2020?", "front door"),
        ("how many children were on a child protection plan", "children on a child protection plan"),
        ("is Sheffield good?", ""),
    ],
)
def test_the_topic_is_what_is_looked_for(question: str, topic: str) -> None:
    assert question_model.topic_of(question) == topic


@pytest.mark.parametrize(
    ("question", "reach"),
    [
        ("who had a backlog in 2019", "exact"),
        ("unregistered homes, 2022 onwards", "onward"),
        ("reports 2015 and earlier on adoption", "until"),
    ],
)
def test_how_far_a_year_reaches(question: str, reach: str) -> None:
    assert question_model.read("years", question) == reach


def test_the_words_of_a_topic_are_found_in_their_order() -> None:
    assert marked("is the front door a good door".split(), ["front", "door"]) == [
        *(False, False, True, True),
        *(False, False, False),
    ]
    with pytest.raises(ValueError, match="'back door' is not made of words of 'the front door'"):
        marked("the front door".split(), ["back", "door"])


def test_every_labelled_topic_is_made_of_words_of_its_question() -> None:
    for _, question, *topic in rows_of("topics.tsv"):
        words = " ".join(topic).split()
        assert sum(marked(question.split(), words)) == len(words)


def test_what_is_seen_where_another_question_may_begin() -> None:
    seen = question_model.start_features("Are plans late, and who says so?".split(), 3)
    assert {"ended ,", "ended , and", "ended , and f", "next and who says"} <= seen


def test_a_question_mark_ends_a_question_and_joining_words_are_left_out() -> None:
    assert question_model.questions_in("Are plans late? And who says so?") == (
        "Are plans late",
        "who says so",
    )
    assert question_model.questions_in("Late? Why?") == ("Late? Why?",)  # one word is no question
    assert question_model.questions_in("LADO arrangements") == ("LADO arrangements",)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("caseloads . . .", ("caseloads . . .",)),
        ("Are plans late ? ? ?", ("Are plans late ? ? ?",)),
        ("- - -", ("- - -",)),
        ("Is A b? ) (", ("Is A b? ) (",)),
        ("Does it say “plans are late?” And who says so?", ("Does it say “plans are late?”", "who says so")),
        ("Are plans late? — Who says so?", ("Are plans late", "Who says so")),
    ],
)
def test_marks_without_words_are_no_question(typed: str, asked: tuple[str, ...]) -> None:
    assert question_model.questions_in(typed) == asked


def test_the_bars_of_the_labelled_questions_stand_before_words() -> None:
    assert parted("Who is it, | and why? | Also when?") == (
        ["Who", "is", "it,", "and", "why?", "Also", "when?"],
        {3, 5},
    )
    for [line] in rows_of("parts.txt"):
        words, starts = parted(line)
        assert all(0 < start < len(words) for start in starts), line
