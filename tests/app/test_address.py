"""The address is read as it is written, and nothing unknown gets in."""

import pytest

from findings.app.state.address import DocumentsAddress, SearchAddress, read_documents, read_search, tidy
from findings.records import Filters

AUTHORITIES = ("Northshire", "Southshire")
KINDS = ("jtai", "other")


def as_lists(params):
    return {name: value if isinstance(value, list) else [value] for name, value in params.items()}


@pytest.mark.parametrize(
    "address",
    [
        SearchAddress(),
        SearchAddress(q="a b"),
        SearchAddress(
            "a", Filters(AUTHORITIES, ("jtai",), 2018, 2025, ("since 2018", "b")), "newest", 3, ("mixed",)
        ),
    ],
)
def test_a_search_is_read_as_it_was_written(address):
    assert read_search(as_lists(address.params()), AUTHORITIES, KINDS) == (address, ())


@pytest.mark.parametrize(
    "address",
    [
        DocumentsAddress(),
        DocumentsAddress(("Northshire",), ("other",), ("ready", "unreadable")),
        DocumentsAddress(doc="a/b", page=4, passage="a/b:1-2"),
    ],
)
def test_a_documents_view_is_read_as_it_was_written(address):
    assert read_documents(as_lists(address.params()), AUTHORITIES, KINDS) == (address, ())


def test_defaults_are_left_out_of_the_address():
    assert SearchAddress(q="a").params() == {"q": "a"}


def test_what_is_not_known_is_named_and_left_out():
    params = {
        "la": ["Nowhere", "Northshire"],
        "type": ["xyz"],
        "from": ["20x"],
        "to": ["99999"],
        "sort": ["best"],
        "page": ["-1"],
        "other": ["1"],
    }
    found, bad = read_search(params, AUTHORITIES, KINDS)
    assert found == SearchAddress(filters=Filters(("Northshire",)))
    assert bad == ("Nowhere", "xyz", "20x", "99999", "best", "-1")


def test_a_page_of_a_thousand_digits_is_not_a_number():
    assert read_documents({"page": ["9" * 5000]}, (), ())[0].page is None


def test_figures_of_other_scripts_are_not_numbers():
    assert read_documents({"page": ["٣"]}, (), ()) == (DocumentsAddress(), ("٣",))


def test_a_query_is_one_line():
    assert tidy(" a\n\nb\x00\tc ") == "a b c"


def test_filters_are_counted_by_kind():
    assert SearchAddress(filters=Filters(AUTHORITIES, year_from=2018, year_to=2020)).applied == 2
