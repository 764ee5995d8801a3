"""Figures of a sentence, told from years, ages and numbers of sections."""

from __future__ import annotations

import pytest

from findings.text.figures import dates_in, figures


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("with 248 open at the end of October 2014", [("count", "248")]),
        ("The average was 24 weeks in 2013-14.", [("time", "24 weeks")]),
        ("28% between 1 July 2013 and 30 June 2014", [("share", "28%")]),
        ("One in five children and half of plans", [("share", "One in five"), ("share", "half")]),
        (
            "four of the local authority's 11 traineeships",
            [("share", "four of the local authority's 11")],
        ),
        ("£1.5 million for 6,219 visits", [("money", "£1.5 million"), ("count", "6,219")]),
        ("83 per 10,000 children", [("rate", "83 per 10,000")]),
        ("All but one of the eight centres", [("share", "All but one"), ("count", "eight")]),
        ("16- and 17-year-olds under section 47 in Year 6", []),
        ("a worker before children turn 16", []),
        ("No children were excluded", [("none", "No children")]),
        ("Supervision is regular.", []),
    ],
)
def test_figures(text: str, found: list[tuple[str, str]]) -> None:
    assert [(figure.kind, figure.words) for figure in figures(text)] == found
    assert all(text[figure.start : figure.end] == figure.words for figure in figures(text))


def test_dates() -> None:
    text = "by 2 December 2019, later than October 2018 and 2013–14"
    assert dates_in(text) == ("2 December 2019", "October 2018", "2013–14")
