"""The table of grades, over documents whose grades one can read here."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from findings.answers.asking import Asking, topic_plan
from findings.answers.grade_table import area_of, areas_of, grades, printed, worth_of, worths_in
from findings.answers.question import read_question
from findings.records import Content, Document, Table
from findings.search.expansion import Vocabulary
from findings.search.query import understand
from tests.fakes import make_content, make_document


def document(id: str, authority: str, year: int, *grades: tuple[str, str]) -> Document:
    day = date(year, 5, 24)
    return make_document(id, authority=authority, inspection_end=day, published=day, grades=grades)


NEW = document(
    "halton-2024",
    "Halton",
    2024,
    ("The experiences and progress of children in care", "Good"),
    ("The experiences and progress of care leavers", "Outstanding"),
    ("Overall effectiveness", "Inadequate"),
)
OLD = document("halton-2014", "Halton", 2014, ("Overall judgement", "requires improvement"))
BRENT = document(
    "brent-2023",
    "Brent",
    2023,
    ("The experiences and progress of children in care and care leavers", "Outstanding"),
    ("Overall effectiveness", "Good"),
)
BRENT_OLD = document("brent-2018", "Brent", 2018, ("Overall effectiveness", "Inadequate"))
HULL = document("hull-2011", "Kingston upon Hull", 2011, ("Overall effectiveness", "Adequate"))
SEND = document(
    "brent-send-2024", "Brent", 2024, ("Inspection outcome", "inconsistent experiences and outcomes")
)
ALL = (NEW, OLD, BRENT, BRENT_OLD, HULL, SEND)


def lines(of: Document) -> Content:
    if of is OLD:
        return make_content("Another line.", "Children’s services in Halton require improvement.")
    if of is SEND:
        return make_content(
            "Inspection outcome",
            "The local area partnership’s arrangements lead to inconsistent experiences and outcomes for children with "
            "special educational needs and/or disabilities. The partnership must work jointly to make improvements.",
        )
    return make_content(*(f"{what}\t{grade}" for what, grade in of.grades))


TEXTS = {one.id: lines(one) for one in ALL}


def table(query: str) -> Table | None:
    plan = understand(query, ALL, Vocabulary(()))
    question = read_question(plan, {d.authority for d in ALL if d.authority})
    generation: Any = SimpleNamespace(documents=ALL, content=TEXTS.__getitem__)
    nothing: Any = None
    return grades(
        Asking(generation, nothing, plan, question, topic_plan(plan, question, False), nothing, nothing)
    )


def rows(query: str) -> list[tuple[str, str, str]]:
    found = table(query)
    return [(row.document.id, row.value, row.note) for row in found.rows] if found else []


def test_the_latest_grade_of_the_one_that_is_asked_about() -> None:
    assert rows("is Halton good?") == [
        ("halton-2024", "Inadequate", "Down from requires improvement in 2014")
    ]


def test_grades_given_at_any_time() -> None:
    assert rows("Which councils were rated inadequate?") == [
        ("brent-2018", "Inadequate", "No earlier grade held"),
        ("halton-2024", "Inadequate", "Down from requires improvement in 2014"),
    ]


def test_those_that_hold_a_grade_now() -> None:
    assert rows("which councils are currently rated inadequate") == [
        ("halton-2024", "Inadequate", "Down from requires improvement in 2014")
    ]


def test_a_grade_of_two_areas_counts_for_both() -> None:
    assert [id for id, *_ in rows("who is outstanding for care leavers at the moment?")] == [
        "brent-2023",
        "halton-2024",
    ]


def test_who_went_up_is_shown_with_both_grades() -> None:
    assert rows("Which authorities went up a grade?") == [
        ("brent-2023", "Good", "Up from inadequate in 2018"),
        ("brent-2018", "Inadequate", "No earlier grade held"),
    ]


def test_a_year_leaves_its_documents() -> None:
    assert rows("What grade did Halton get in 2014?") == [
        ("halton-2014", "requires improvement", "No earlier grade held")
    ]


def test_the_older_scale_is_told_apart() -> None:
    found = table("list the grades of all councils")
    assert found is not None
    assert found.notes == ("“Adequate” is a grade of the scale used before 2013.",)


def test_inadequate_is_not_taken_for_the_older_adequate() -> None:
    found = table("how has Brent's grade changed over the years")
    assert found is not None
    assert ([row.value for row in found.rows], found.notes) == (["Good", "Inadequate"], ())


def test_the_outcome_of_a_send_inspection_is_a_grade_of_its_own_area() -> None:
    assert rows("What grades did SEND inspections give?") == [
        ("brent-send-2024", "inconsistent experiences and outcomes", "No earlier grade held")
    ]
    found = table("What grades did SEND inspections give?")
    assert found is not None
    assert found.rows[0].citations[0].quote.startswith("The local area partnership’s arrangements lead to")


def test_an_area_that_nobody_grades_has_no_table() -> None:
    assert table("what rating did the parking enforcement team get") is None


def test_the_table_counts_what_it_looked_at() -> None:
    found = table("which councils are currently rated inadequate")
    assert found is not None
    assert (found.searched, found.speaking, found.silent, found.complete) == (6, 1, 5, True)
    assert found.said == "1 grade of 1 authority, from 5 graded reports: overall effectiveness."


def test_each_grade_is_cited_where_it_is_printed() -> None:
    found = table("how has Halton's grade changed over the years")
    assert found is not None
    assert [row.citations[0].quote for row in found.rows] == [
        "Overall effectiveness\tInadequate",
        "Children’s services in Halton require improvement.",
    ]


def test_a_paragraph_that_holds_the_same_words_prints_no_grade() -> None:
    long = "Overall effectiveness is inadequate " + " ".join(["word"] * 30)
    content = make_content(long, "Overall effectiveness\tInadequate")
    block = printed(content, "Overall effectiveness", "Inadequate")
    assert block is content.blocks[1]
    assert printed(make_content(long), "Overall effectiveness", "Inadequate") is None


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("leadership outstanding - which inspections?", "leadership"),
        ("help and protection", "help and protection"),
        ("the LSCB", "safeguarding board"),
        ("what grade did it get", None),
    ],
)
def test_the_area_that_a_question_names(text: str, area: str | None) -> None:
    assert area_of(text) == area


def test_areas_and_worths_of_what_is_printed() -> None:
    assert areas_of("Children looked after and achieving permanence") == {"children in care"}
    assert areas_of("The impact of leaders on social work practice with children and families") == {
        "leadership"
    }
    assert [
        worth_of(g) for g in ("Outstanding", "good", "Requires improvement to be good", "inadequate", "met")
    ] == [
        *(0, 1, 2, 3),
        None,
    ]
    assert worths_in("good or outstanding") == {0, 1}
    assert worths_in("who is good or better") == {0, 1}
    assert worths_in("requires improvement or worse") == {2, 3}
