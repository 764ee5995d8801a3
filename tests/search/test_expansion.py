"""Other names of what was asked for, both ways."""

import pytest

from findings.records import Term
from findings.search.expansion import MAX_NAMES, Vocabulary

LADO = Term("LADO", "local authority designated officer", "curated")
VOCABULARY = Vocabulary(
    [
        LADO,
        Term("LADO", "designated officer", "curated"),
        Term("PA", "personal adviser", "curated"),
        Term("SEND", "special educational needs and disabilities", "curated"),
        Term("DO", "designated officer", "corpus", 1),
        Term("CARE", "care and resources executive panel", "corpus", 1),
        Term("MADE", "making a difference everywhere", "corpus", 2),
        Term("PA", "performance assessment", "corpus", 3),
        Term("children looked after", "children in care", "curated"),
    ]
)


def names(topic: str) -> list[str]:
    return [term.long for term in VOCABULARY.find(topic)]


@pytest.mark.parametrize("topic", ["LADO arrangements", "lado arrangements", "the LADOs"])
def test_a_short_form_is_written_out(topic: str) -> None:
    assert names(topic) == ["local authority designated officer", "designated officer"]


def test_a_long_form_is_shortened_and_its_other_long_form_added() -> None:
    assert names("the local authority designated officer's tracker") == ["LADO", "designated officer"]
    assert names("designated officer cover") == ["LADO", "local authority designated officer"]


def test_the_longest_name_is_taken_and_hyphens_and_plurals_do_not_matter() -> None:
    assert names("local-authority designated officers") == ["LADO", "designated officer"]


def test_curated_names_come_before_those_of_the_corpus() -> None:
    assert names("PA caseloads") == ["personal adviser", "performance assessment"]


@pytest.mark.parametrize(
    "topic",
    [
        "Do inspectors say",
        "what do they do",
        "Care planning",
        "care plans",
        "made in time",
        "pa",
        "Send us the report",
    ],
)
def test_a_short_form_that_is_an_everyday_word_is_not_meant_in_small_letters(topic: str) -> None:
    assert names(topic) == []


def test_a_short_form_that_is_an_everyday_word_is_meant_in_capitals() -> None:
    assert names("how the DO is told") == ["designated officer"]
    assert names("SEND provision") == ["special educational needs and disabilities"]
    assert names("PAs") == ["personal adviser", "performance assessment"]


def test_a_short_form_that_would_find_everyday_words_is_not_added() -> None:
    assert names("making a difference everywhere") == []
    assert names("special educational needs and disabilities") == ["SEND"]


def test_capitals_say_nothing_where_everything_is_in_capitals() -> None:
    assert names("DO INSPECTORS SAY THAT LADO COVER IS GOOD") == [
        "local authority designated officer",
        "designated officer",
    ]
    assert names("SEND") == ["special educational needs and disabilities"]


def test_names_that_are_no_acronyms_work_the_same() -> None:
    assert names("Children in care council") == ["children looked after"]


def test_at_most_four_names_are_added() -> None:
    many = Vocabulary([Term("ABC", f"a b c {n}", "corpus", n) for n in range(9)])
    assert len(many.find("ABC")) == MAX_NAMES


def test_nothing_is_added_for_other_words() -> None:
    assert VOCABULARY.find("supervision") == ()
    assert Vocabulary([]).find("LADO") == ()
