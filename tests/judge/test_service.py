"""Whose service a sentence is about: its first words say so, or nothing does."""

from __future__ import annotations

import pytest

from findings.judge.service import whose


@pytest.mark.parametrize(
    ("text", "services"),
    [
        ("Police officers record the voice of the child well.", ("police",)),
        ("The force does not share information with schools in time.", ("police",)),
        ("Health visitors are not always told of meetings.", ("health",)),
        ("Midwives and school nurses identify risk early.", ("health",)),
        ("NPS staff work closely with colleagues.", ("probation",)),
        ("The youth offending team has good links.", ("youth justice",)),
        ("Most schools know when to seek advice.", ("schools",)),
        ("The virtual school tracks attainment.", ("authority",)),
        ("Partner agencies attend strategy meetings.", ("partnership",)),
        ("Social workers visit children regularly.", ("authority",)),
        ("Plans are detailed.", ()),
        ("Plans that are made for children in need of help and protection by the police are detailed.", ()),
        ("A police-led review.", ("police",)),
    ],
)
def test_one_sentence(text: str, services: tuple[str, ...]) -> None:
    assert whose(text, [(0, len(text))]) == services


def test_the_service_of_most_sentences_comes_first() -> None:
    text = "Police attend. Health visitors attend. Health staff write reports."
    assert whose(text, [(0, 14), (15, 38), (39, 66)]) == ("health", "police")
    assert whose(text, [(0, 14)]) == ("police",)
