"""What a person says of a document, and what its side file has to say then."""

from dataclasses import replace
from datetime import date

import pytest

from findings.reading import sidefile
from findings.uploads.entered import (
    Entered,
    changed_facts,
    corrections,
    day_of,
    own_day,
    problem_with_day,
    shown_back,
)
from tests.fakes import make_document

TODAY = date(2026, 11, 25)
VISIT = make_document(
    "letter",
    authority="Halton",
    kind="focused-visit",
    inspection_start=date(2022, 11, 23),
    inspection_end=date(2022, 11, 24),
    published=date(2023, 1, 13),
)


@pytest.mark.parametrize(
    "typed",
    [
        *("13 January 2023", " 13  Jan 2023 ", "13th January 2023", "13/1/2023", "13.01.2023", "2023-01-13"),
        *("13/01/23", "13.1.23", "13-01-23"),
    ],
)
def test_a_day_as_people_write_it(typed):
    assert day_of(typed) == date(2023, 1, 13)


def test_figures_are_read_as_in_britain():
    assert day_of("12/03/24") == date(2024, 3, 12)
    assert day_of("03/12/24") == date(2024, 12, 3)
    assert day_of("01/02/97") == date(1997, 2, 1)


@pytest.mark.parametrize("typed", ["", "January", "31 February 2023", "13/13/2023", "soon"])
def test_what_is_no_day(typed):
    assert day_of(typed) is None


def test_a_month_stands_for_its_last_day_and_is_said_as_a_month():
    assert day_of("February 2023") == date(2023, 2, 28)
    found = make_document(
        "letter", kind="ilacs", inspection_end=date(2023, 2, 28), months=("inspection_end",)
    )
    assert corrections(found, Entered("", "ilacs", "February 2023")) == {}
    assert corrections(found, Entered("", "ilacs", "March 2023")) == {"inspection_end": "2023-03"}


def test_a_day_that_cannot_be_taken_is_told_with_the_file():
    assert problem_with_day("letter.pdf", " ", TODAY) == "Enter the date of the inspection for ‘letter.pdf’."
    assert problem_with_day("letter.pdf", "soon", TODAY) == (
        "‘soon’ is not a date. Write the date of ‘letter.pdf’ like 13 January 2023."
    )
    assert problem_with_day("letter.pdf", "26 November 2026", TODAY) == (
        "The date of ‘letter.pdf’ is in the future. Check it."
    )
    assert problem_with_day("letter.pdf", "1/1/1923", TODAY) == (
        "The date of ‘letter.pdf’ is before 1990. Check it."
    )
    assert problem_with_day("letter.pdf", "25/11/2026", TODAY) == ""


def test_a_statement_is_dated_by_its_own_day_not_by_the_visit_it_follows():
    statement = replace(VISIT, kind="statement", published=None)
    assert own_day(statement) == ""
    assert own_day(replace(statement, published=date(2023, 1, 16))) == "16 January 2023"
    assert own_day(VISIT) == "24 November 2022"
    assert corrections(statement, Entered("Halton", "statement", "16/01/23")) == {
        "published": date(2023, 1, 16)
    }
    assert corrections(VISIT, Entered("Halton", "statement", "24 November 2022")) == {
        "kind": "statement",
        "published": date(2022, 11, 24),
    }


def test_what_a_person_corrected_of_a_document_is_said_and_nothing_else():
    days = {"inspection_end": "24 November 2022", "published": "13 January 2023"}
    assert changed_facts(VISIT, "Halton", "focused-visit", days) == {}
    assert changed_facts(VISIT, "Halton Borough Council", "focused-visit", days) == {}
    assert changed_facts(VISIT, "", "ilacs", {**days, "published": ""}) == {
        "authority": None,
        "kind": "ilacs",
        "published": None,
    }
    # The beginning that is known stays before a later end, and is doubtful after an earlier one.
    assert changed_facts(VISIT, "Halton", "focused-visit", {**days, "inspection_end": "25/11/22"}) == {
        "inspection_end": date(2022, 11, 25)
    }
    assert changed_facts(VISIT, "Halton", "focused-visit", {**days, "inspection_end": "1 November 2022"}) == {
        "inspection_end": date(2022, 11, 1),
        "inspection_start": None,
    }


def test_a_month_alone_stays_a_month_until_its_day_is_known():
    report = replace(
        VISIT, inspection_start=None, inspection_end=date(2022, 11, 30), months=("inspection_end",)
    )
    days = {"inspection_end": "November 2022", "published": "13 January 2023"}
    assert changed_facts(report, "Halton", "focused-visit", days) == {}
    assert changed_facts(report, "Halton", "focused-visit", {**days, "inspection_end": "December 2022"}) == {
        "inspection_end": "2022-12"
    }
    last_day = {"inspection_end": date(2022, 11, 30)}
    assert (
        changed_facts(report, "Halton", "focused-visit", {**days, "inspection_end": "30/11/22"}) == last_day
    )
    assert corrections(report, Entered("Halton", "focused-visit", "30/11/22")) == last_day
    assert corrections(report, Entered("Halton", "focused-visit", "November 2022")) == {}


def test_a_day_is_shown_back_as_it_was_understood():
    assert shown_back("12/03/24") == "12 March 2024"
    assert shown_back("nov 2022") == shown_back("November 2022") == "November 2022"
    assert shown_back("soon") == shown_back("") == ""


def test_what_was_found_rightly_is_not_said_again():
    assert corrections(VISIT, Entered("Halton", "focused-visit", "24 November 2022")) == {}
    assert corrections(VISIT, Entered("Halton Borough Council", "focused-visit", "24 November 2022")) == {}


def test_only_what_differs_is_said():
    assert corrections(VISIT, Entered("Leeds City Council", "ilacs", "24 November 2022")) == {
        "authority": "Leeds",
        "kind": "ilacs",
    }
    assert corrections(VISIT, Entered(None, "focused-visit", "24 November 2022")) == {"authority": None}


def test_another_last_day_leaves_the_first_open():
    said = corrections(VISIT, Entered("Halton", "focused-visit", "1 November 2022"))
    assert said == {"inspection_end": date(2022, 11, 1), "inspection_start": None}


def test_the_day_of_a_document_without_a_visit_is_that_of_publication():
    bare = make_document("letter")
    assert corrections(bare, Entered("", "focused-visit", "1/2/2023")) == {
        "kind": "focused-visit",
        "inspection_end": date(2023, 2, 1),
    }
    assert corrections(bare, Entered("", "statement", "1/2/2023")) == {
        "kind": "statement",
        "published": date(2023, 2, 1),
    }
    printed = make_document("letter", kind="ilacs", published=date(2020, 1, 1))
    assert corrections(printed, Entered("", "ilacs", "1/2/2023")) == {"published": date(2023, 2, 1)}


def test_a_side_file_says_what_was_entered(tmp_path):
    facts = corrections(VISIT, Entered("St. Helens", "other", "1 November 2022"))
    (tmp_path / "letter.yml").write_text(sidefile.text_of(facts), encoding="utf-8")
    assert sidefile.facts_for("letter.txt", tmp_path) == {
        "authority": "St Helens",
        "kind": "other",
        "inspection_end": date(2022, 11, 1),
        "inspection_start": None,
    }
