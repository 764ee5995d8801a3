"""Headings of one look, nested by what numbers them."""

from __future__ import annotations

import pytest

from findings.reading.heading_labels import nested


@pytest.mark.parametrize(
    ("headings", "depths"),
    [
        (("I. One", "A. Two", "1. Three", "2. Four", "B. Five", "II. Six"), (0, 1, 2, 2, 1, 0)),
        (("1 One", "1.1 Two", "1.1.1 Three", "1.2 Four", "2 Five"), (0, 1, 2, 1, 0)),
        (("A. One", "B. Two", "C. Three", "D. Four"), (0, 0, 0, 0)),
        (("I. One", "II. Two", "III. Three", "IV. Four", "V. Five"), (0, 0, 0, 0, 0)),
        # Without a label, or with one that begins nothing.
        (("I. One", "Notes", "A. Two", "Notes", "B. Three"), (0, 0, 1, 0, 1)),
        (("I. One", "2019 in figures", "J. Smith", "II. Two"), (0, 0, 0, 0)),
    ],
)
def test_depths(headings: tuple[str, ...], depths: tuple[int, ...]) -> None:
    assert [depth for _, depth in nested([(1, words) for words in headings])] == list(depths)


def test_a_larger_heading_begins_anew() -> None:
    found = nested([(1, "Part one"), (2, "I. A"), (2, "A. B"), (1, "Part two"), (2, "A. C")])
    assert [depth for _, depth in found] == [0, 0, 1, 0, 0]
