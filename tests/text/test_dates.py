from __future__ import annotations

from datetime import date

import pytest

from findings.text import dates


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("18 November 2014 – 10 December 2014", date(2014, 11, 18), date(2014, 12, 10)),
        ("29 April – 21 May 2014", date(2014, 4, 29), date(2014, 5, 21)),
        ("13 to 24 May 2024", date(2024, 5, 13), date(2024, 5, 24)),
        ("24 and 25 July 2018", date(2018, 7, 24), date(2018, 7, 25)),
        ("23-24 November 2022", date(2022, 11, 23), date(2022, 11, 24)),
        ("28 July 2016", date(2016, 7, 28), date(2016, 7, 28)),
        ("24 November to 15 January 2016", date(2015, 11, 24), date(2016, 1, 15)),
        ("Monday 3rd to Friday 7th March 2025", date(2025, 3, 3), date(2025, 3, 7)),
        ("03/02/2015", date(2015, 2, 3), date(2015, 2, 3)),
        ("21, 22 and 24 November 2018", date(2018, 11, 21), date(2018, 11, 24)),
        ("Date: 2 0 0 1 2 0 1 0 then", date(2010, 1, 20), date(2010, 1, 20)),
        ("1 Sept 2021", date(2021, 9, 1), date(2021, 9, 1)),
    ],
)
def test_a_range_of_days(text, start, end):
    assert dates.ranges(dates.normalised(text)) == [(start, end)]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("February 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("January and February 2023", date(2023, 1, 1), date(2023, 2, 28)),
        ("December to January 2023", date(2022, 12, 1), date(2023, 1, 31)),
        ("October 2012 - March 2013", date(2012, 10, 1), date(2013, 3, 31)),
    ],
)
def test_a_month_without_a_day_is_told_by_its_first_and_last(text, start, end):
    assert dates.ranges(text) == []
    assert (
        dates.months(text) == dates.only_months(text) == dates.months_in(f"Report of {text}") == (start, end)
    )


def test_what_is_no_month_alone():
    assert dates.months("in May 2020") is None
    assert dates.months("May 0000") is None
    assert dates.only_months("May 2020 and later") is None
    assert dates.months_in("on 3 May 2020, on the 4th of June 2020") is None
    assert dates.normalised("1 2 3 4 5 6 7 8 9") == "1 2 3 4 5 6 7 8 9"


def test_a_month_or_a_financial_year_beside_a_day_is_no_range():
    text = dates.normalised("by 2 December 2019, later than October 2018 and 2013–14")
    assert [last for _, last in dates.ranges(text)] == [date(2019, 12, 2)]


def test_two_visits_are_two_ranges():
    text = dates.normalised("19 November-11 December 2013 and 28 – 30 January 2014")
    assert dates.ranges(text) == [
        (date(2013, 11, 19), date(2013, 12, 11)),
        (date(2014, 1, 28), date(2014, 1, 30)),
    ]


def test_a_year_that_is_not_printed_is_taken_from_the_letter():
    assert dates.ranges("22 and 26 February") == []
    assert dates.ranges("22 and 26 February", 2016) == [(date(2016, 2, 22), date(2016, 2, 26))]


@pytest.mark.parametrize(
    "text", ["31 February 2020", "in May 2020", "40 March 2021", "between 4 and 5 children", "Jan Edwards"]
)
def test_what_is_no_date(text):
    assert dates.ranges(text) == []


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("childrens-services-inspection-15-april-2020.pdf", date(2020, 4, 15)),
        ("halton-2023-01-13-focused-visit-letter.txt", date(2023, 1, 13)),
        ("halton-2023-01-council-statement.txt", None),
        ("report-2023.pdf", None),
        ("2023-13-45.pdf", None),
    ],
)
def test_dates_in_file_names(name, day):
    assert dates.in_file_name(name) == day
