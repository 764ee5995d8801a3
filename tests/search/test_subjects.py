"""Schools, homes and prisons named in a query."""

from __future__ import annotations

import pytest

from findings.records import Filters
from findings.search.expansion import Vocabulary
from findings.search.query import selected, understand
from findings.search.subjects import common_name, named_subjects
from tests.fakes import make_document

DOCUMENTS = [
    make_document("a", subject="Ashdown Nursing Home"),
    make_document("b", subject="Birchwood Residential Home"),
    make_document("c", subject="HMP Lowdham Grange"),
    make_document("d", subject="Park School", authority="Halton"),
    make_document("e", subject="Park College"),
    make_document("f", authority="Halton"),
]


@pytest.mark.parametrize(
    ("query", "subjects"),
    [
        ("the food at ashdown nursing home", ["Ashdown Nursing Home"]),
        ("the food at Ashdown?", ["Ashdown Nursing Home"]),
        ("Ashdown's food", ["Ashdown Nursing Home"]),
        ("ash down by the river", []),
        ("violence at lowdham grange", ["HMP Lowdham Grange"]),
        ("does Birchwood do better than Ashdown?", ["Birchwood Residential Home", "Ashdown Nursing Home"]),
        ("a walk in the Park", []),  # of two subjects, so of neither
        ("homework at Park School", ["Park School"]),
    ],
)
def test_the_subjects_named(query: str, subjects: list[str]) -> None:
    assert [name for _, _, name in named_subjects(query, DOCUMENTS)] == subjects


def test_a_subject_is_a_filter_that_is_seen_and_its_authority_is_none_of_its_own() -> None:
    plan = understand("homework at Park School in Halton", DOCUMENTS, Vocabulary([]))
    assert plan.filters.authorities == ("Park School",)
    assert plan.detected == (("Park School", "Park School"),)
    assert [document.id for document in selected(DOCUMENTS, plan.filters)] == ["d"]
    ignoring = Filters(ignore=("Park School",))
    assert (
        understand("homework at Park School", DOCUMENTS, Vocabulary([]), ignoring).filters.authorities == ()
    )


def test_an_authority_filter_leaves_the_schools_in_it() -> None:
    assert [d.id for d in selected(DOCUMENTS, Filters(authorities=("Halton",)))] == ["d", "f"]


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("Wetherfield College", "the college"),
        ("HMP Lowdham Grange", "the prison"),
        ("Ashdown Nursing Home", "the home"),
        ("Boeing 747, G-ABCD", "the service"),
    ],
)
def test_what_a_subject_is_called(subject: str, name: str) -> None:
    assert common_name(subject) == name
