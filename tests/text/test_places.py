"""Names of authorities as people type them, and the everyday words some of them are."""

from __future__ import annotations

import pytest

from findings.text.places import AUTHORITIES, canonical, find_in


def test_there_are_153_authorities():
    assert len(AUTHORITIES) == 153


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Halton Borough Council", "Halton"),
        ("halton", "Halton"),
        ("Hull", "Kingston upon Hull"),
        ("Kingston upon Hull City Council", "Kingston upon Hull"),
        ("Cheshire West", "Cheshire West and Chester"),
        ("cheshire-west-and-chester", "Cheshire West and Chester"),
        ("BCP", "Bournemouth, Christchurch and Poole"),
        ("Bournemouth, Christchurch and Poole Council", "Bournemouth, Christchurch and Poole"),
        ("London Borough of Barking & Dagenham", "Barking and Dagenham"),
        ("Bristol, City of", "Bristol"),
        ("City of York Council", "York"),
        ("Durham County Council", "Durham"),
        ("County Durham", "Durham"),
        ("St. Helens", "St Helens"),
        ("the Wirral", "Wirral"),
        ("Royal Borough of Kensington and Chelsea", "Kensington and Chelsea"),
        ("B&NES", "Bath and North East Somerset"),
        ("Stockton-On-Tees", "Stockton-on-Tees"),
        ("Metropolitan Borough of Barnsley Council", "Barnsley"),
        ("East Riding", "East Riding of Yorkshire"),
    ],
)
def test_every_name_leads_to_one_authority(typed, name):
    assert canonical(typed) == name


@pytest.mark.parametrize("name", ["", "Cheshire", "Nowhere", "reading group", "Ofsted"])
def test_other_names_lead_to_none(name):
    assert canonical(name) is None


@pytest.mark.parametrize("name", sorted(AUTHORITIES))
def test_an_alias_never_hides_a_name(name):
    assert canonical(name) == name


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("halton vs sefton neglect", [("halton", "Halton"), ("sefton", "Sefton")]),
        ("Halton Borough Council's LADO", [("Halton Borough Council's", "Halton")]),
        (
            "West Sussex and North Yorkshire",
            [("West Sussex", "West Sussex"), ("North Yorkshire", "North Yorkshire")],
        ),
        ("What happened in Reading?", [("Reading", "Reading")]),
        ("Reading Borough Council", [("Reading Borough Council", "Reading")]),
        ("Reading", [("Reading", "Reading")]),
        ("in Bury", [("Bury", "Bury")]),
        ("London Borough of Sutton", [("London Borough of Sutton", "Sutton")]),
        ("Herts", [("Herts", "Hertfordshire")]),
    ],
)
def test_authorities_are_found_in_text(text, found):
    assert [(text[start:end], name) for start, end, name in find_in(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "reading and mathematics",
        "Reading progress in primary schools",
        "in Reading, Writing and Mathematics",
        "bath time and bedtime",
        "bury the findings",
        "Newcastle-under-Lyme",
        "Bury St Edmunds",
        "Sutton Coldfield",
        "Mr Kent said",
        "it hurts, and herts",
        "Derbyshires",
    ],
)
def test_ordinary_words_and_other_places_are_left_alone(text):
    assert find_in(text) == []


def test_the_longest_name_wins():
    assert [name for _, _, name in find_in("Kingston upon Hull")] == ["Kingston upon Hull"]
