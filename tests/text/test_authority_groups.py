"""Groups of authorities by type, by region, and the neighbours that a council names in a file."""

from __future__ import annotations

import pytest

from findings.errors import FactsError
from findings.text.authority_groups import (
    find_groups,
    members,
    neighbours_csv,
    read_neighbours,
    unknown_names,
)
from findings.text.places import AUTHORITIES, ROWS

REGIONS = {
    *("North East", "North West", "Yorkshire and the Humber", "East Midlands", "West Midlands"),
    *("East of England", "London", "South East", "South West"),
}


def test_every_authority_lies_in_one_of_the_nine_regions():
    assert {region for _, _, region, _ in ROWS} == REGIONS
    assert len(members({"London boroughs"}, (), {})) == 33
    assert sum(len(members({region}, (), {}) & set(AUTHORITIES)) for region in REGIONS) == 153


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Which London boroughs were inadequate?", [("London boroughs", "London boroughs")]),
        ("early help in north west councils", [("north west councils", "North West")]),
        ("Yorkshire & Humber thresholds", [("Yorkshire & Humber", "Yorkshire and the Humber")]),
        ("its statistical neighbours", [("statistical neighbours", "neighbours")]),
        ("North East Lincolnshire thresholds", []),
        ("City of London", []),
        ("Londoners", []),
    ],
)
def test_groups_are_found_by_their_names(text, found):
    assert [(text[start:end], name) for start, end, name in find_groups(text)] == found


def test_a_type_and_a_region_together_leave_what_is_both():
    both = members({"unitary authorities", "North West"}, (), {})
    assert {"Halton", "Warrington", "Blackpool"} <= both
    assert not {"Sefton", "Lancashire", "Hartlepool"} & both
    assert members({"North East", "North West"}, (), {}) >= {"Sefton", "Hartlepool"}


def test_neighbours_are_those_of_the_one_authority_named():
    near = {"Halton": ("Knowsley", "Wigan")}
    assert members({"neighbours"}, ("Halton",), near) == {"Knowsley", "Wigan"}
    assert members({"neighbours"}, (), near) == frozenset()
    assert members({"neighbours"}, ("Halton", "Sefton"), near) == frozenset()
    assert members({"neighbours"}, ("Sefton",), near) == frozenset()


def test_the_file_of_neighbours_may_have_a_line_an_authority_or_a_line_a_pair(tmp_path):
    path = tmp_path / "neighbours.csv"
    path.write_text("LA,SN1,SN2\nHalton Borough Council,Knowsley,St. Helens\n\nSefton,Wirral\nSefton,Wigan\n")
    assert read_neighbours(path) == {"Halton": ("Knowsley", "St Helens"), "Sefton": ("Wirral", "Wigan")}
    assert read_neighbours(tmp_path / "none.csv") == {}


def test_what_is_written_is_read_again(tmp_path):
    path = tmp_path / "neighbours.csv"
    kept = {"Halton": ("Knowsley", "Bournemouth, Christchurch and Poole"), "Torbay": ("Plymouth",)}
    path.write_text(neighbours_csv({**kept, "Sefton": ()}))
    assert path.read_text().startswith("authority,neighbour 1,neighbour 2\nHalton,Knowsley,")
    assert read_neighbours(path) == kept


def test_names_that_nobody_knows_are_told():
    near = {"Halton": ("Knowsley", "Atlantis"), "Cardiff": ("Swansea",)}
    assert unknown_names(near, ("Halton", "Cardiff", "Swansea")) == ["Atlantis"]


def test_a_file_that_is_no_text_is_told(tmp_path):
    path = tmp_path / "neighbours.csv"
    path.write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(
        FactsError, match=r"neighbours.csv: it cannot be read as CSV .* Save it as CSV in UTF-8"
    ):
        read_neighbours(path)
