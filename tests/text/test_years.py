"""Years named on their own, and the ends of a range."""

from __future__ import annotations

import pytest

from findings.text.years import range_in, single_years


def test_single_years_are_four_digits_outside_financial_years() -> None:
    assert single_years("in 2020 and May 2024, not 2013-14 nor 12345") == (2020, 2024)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("since May 2018", (2018, 2018)),
        ("from 2020 back to 2016", (2016, 2020)),
        ("2014-18", (2014, 2018)),
        ("until 2013-14", (2013, 2014)),
        ("post-2020", (2020, 2020)),
        ("since the last inspection", None),
        ("after 12345", None),
        ("", None),
    ],
)
def test_the_first_and_the_last_year_of_a_range(words: str, found: tuple[int, int] | None) -> None:
    assert range_in(words) == found
