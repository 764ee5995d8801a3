"""Time words: what is an instruction, what a range, and what is neither."""

import pytest

from findings.search.query_words import read_time_words, single_years


def rest(query: str) -> str:
    """The query without its time words."""
    kept = list(query)
    for start, end in read_time_words(query).spans:
        kept[start:end] = " " * (end - start)
    return " ".join("".join(kept).split())


@pytest.mark.parametrize(
    ("query", "year_from", "year_to"),
    [
        ("missing children since 2018", 2018, None),
        ("missing children since May 2018", 2018, None),
        ("thresholds from 2016 to 2020", 2016, 2020),
        ("thresholds between 2016 and 2020", 2016, 2020),
        ("thresholds 2016-2020", 2016, 2020),
        ("thresholds 2020 to 2016", 2016, 2020),
        ("thresholds before 2019", None, 2019),
        ("thresholds after 2019", 2019, None),
        ("thresholds from 2019 onwards", 2019, None),
    ],
)
def test_ranges(query: str, year_from: int | None, year_to: int | None) -> None:
    found = read_time_words(query)
    assert (found.year_from, found.year_to) == (year_from, year_to)
    assert rest(query) in ("missing children", "thresholds")


@pytest.mark.parametrize(
    "query",
    [
        "exclusions in 2013-14",
        "the 2020 inspection",
        "adoptions in 2014",
        "the year before the 2024 inspection",
    ],
)
def test_a_bare_or_financial_year_is_no_range(query: str) -> None:
    found = read_time_words(query)
    assert (found.year_from, found.year_to) == (None, None)
    assert rest(query) == query


@pytest.mark.parametrize(
    ("query", "topic"),
    [
        ("LADO arrangements over time", "LADO arrangements"),
        ("private fostering - is it getting better or worse?", "private fostering ?"),
        ("pathway plans over the years", "pathway plans"),
        ("agency staff, year by year", "agency staff,"),
        ("emergency duty team across the inspections", "emergency duty team"),
        ("how has supervision changed", "supervision"),
        ("What did inspectors say about neglect", "neglect"),
    ],
)
def test_instructions_are_no_topic_words(query: str, topic: str) -> None:
    assert rest(query) == topic
    assert read_time_words(query).instructions


def test_ordinary_words_about_time_stay() -> None:
    assert read_time_words("out of hours team over the summer").spans == ()
    assert read_time_words("children waiting a long time").spans == ()


def test_single_years_are_four_digits_outside_financial_years() -> None:
    assert single_years("in 2020 and May 2024, not 2013-14 nor 12345") == (2020, 2024)
