"""What one paragraph lists is told by its print: marks in order, semicolons, sentences that each ask."""

from __future__ import annotations

import pytest

from findings.recommendations.listed import entries


def listed(text: str) -> list[tuple[str | None, str]]:
    return [(mark, text[start:end]) for mark, start, end in entries(text, lambda words: "recommend" in words)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "We recommend that the ferry (1) mends its lamp, (2) trains its crew each year, and (3) counts the "
            "boats. The company agreed with all three.",
            [("1", "mends its lamp"), ("2", "trains its crew each year"), ("3", "counts the boats.")],
        ),
        (
            "The board should: a) write to Mr Y; b) pay him £250; and c) look at its policy.",
            [("a", "write to Mr Y"), ("b", "pay him £250"), ("c", "look at its policy.")],
        ),
        (
            "We recommend that the trust (i) opens the door and (ii) keeps it open.",
            [("i", "opens the door"), ("ii", "keeps it open.")],
        ),
        (
            "We recommend that the trust: trains its staff; mends the lifts; and tells families what changed.",
            [(None, "trains its staff"), (None, "mends the lifts"), (None, "tells families what changed.")],
        ),
        (
            "The pump failed. We recommend that it be mended. It is old. We also recommend a second pump.",
            [(None, "We recommend that it be mended."), (None, "We also recommend a second pump.")],
        ),
        ("We recommend that the pump be mended.", [(None, "We recommend that the pump be mended.")]),
    ],
)
def test_what_a_paragraph_lists(text: str, wanted: list[tuple[str | None, str]]) -> None:
    assert listed(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Mend the door, as regulation 12 (1) (2) of the rules asks.",  # no words between the marks
        "Count the beds (3) and the chairs (4) in each ward.",  # the order does not begin
        "Mend the door; it is broken.",  # no colon
        "Mend the door: now; soon.",  # too few words
    ],
)
def test_what_is_no_list(text: str) -> None:
    assert listed(text) == []
