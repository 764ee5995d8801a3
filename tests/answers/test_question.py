"""What a question asks for: figures, years, names, parts; and the years and names of a text."""

from __future__ import annotations

from datetime import date

import pytest

from findings.answers.question import Question, read_question
from findings.search.expansion import Vocabulary
from findings.search.query import understand
from findings.text.names import proper_names
from findings.text.years import in_words, speaks_of, years_in
from tests.fakes import make_document

DOCUMENTS = (make_document("halton-2014", authority="Halton", inspection_end=date(2014, 12, 10)),)


def read(query: str) -> Question:
    return read_question(understand(query, DOCUMENTS, Vocabulary(())), {"Halton"})


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("How many plans were open?", {"count", "share", "time", "money", "rate", "none", "all"}),
        ("What percentage of visits were late?", {"share", "rate", "none", "all"}),
        ("How many weeks did proceedings take?", {"time"}),
        ("How many pounds were spent?", {"money"}),
        ("What did the two posts cost?", {"money"}),
        ("What is the cost of a placement?", {"money"}),
        ("How much are young inspectors paid?", {"money"}),
        ("What do inspectors say of the cost of placements?", set()),
        ("How much influence has the council of children had?", set()),
        ("How good is supervision?", set()),
        ("How often is supervision held?", set()),  # "regularly" answers it: a figure is liked, not required
    ],
)
def test_the_kind_of_figure_that_answers(query: str, kinds: set[str]) -> None:
    assert read(query).figure == kinds


def test_what_is_counted_ends_at_the_verb() -> None:
    assert read("How many family doctor surgeries were visited?").counted == "family doctor surgeries"
    assert read("What percentage of care leavers live alone?").counted == "care leavers"


def test_years_are_asked_for_each_on_its_own_and_a_financial_year_is_both() -> None:
    question = read("How did plans differ in 2013-14, 2020 and 2024?")
    assert question.years == (frozenset({2013, 2014}), frozenset({2020}), frozenset({2024}))
    assert "2020" not in question.subject


def test_an_inspection_of_a_year_is_asked_about_but_not_as_a_moment() -> None:
    assert read("What did the March 2017 area inspection conclude?").inspection_years == {2017}
    assert read("What has changed following the 2017 inspection?").inspection_years == set()


def test_names_must_occur_and_months_and_openings_are_none() -> None:
    assert read("Do workers use the Graded Care Profile in May 2024?").names == ("Graded Care Profile",)
    assert read("What is Go4ward and who runs it?").names == ("Go4ward",)
    assert read("Which schools returned the Section 175 audit?").names == ("Section 175",)
    assert read("Why was the 'windscreen' tool brought in?").names == ("windscreen",)
    assert read("Who leads the LSCB's CSE group?").names == ("LSCB", "CSE")
    assert read("Supervision of staff").names == ()
    assert read("How Good Is Supervision Of Staff").names == ()  # a title's capitals


def test_a_short_form_typed_without_its_apostrophe_asks_the_same() -> None:
    assert read("Whats the name of the provider?").name
    assert read("What's the name of the provider?").name


def test_whose_name_is_asked_for() -> None:
    assert read("Who did the department appoint as adviser?").person
    assert read("What is the name of the new cabinet member?").person
    assert not read("What is the name of the provider?").person
    assert not read("Who does the team work with?").person
    assert read("Which businesses guarantee interviews?").name
    assert read("Do children under-12s get help?").names == ()


def test_when_something_happened_and_on_which_dates() -> None:
    assert read("When did the board start?").moment
    assert not read("When do social workers visit?").moment
    assert read("On what dates was the visit?").date


def test_another_authority_is_a_place_and_the_one_searched_is_not() -> None:
    assert read("How many children does Knowsley look after?").places == ("Knowsley",)
    assert read("How many children does Halton look after?").places == ()


def test_national_figures_are_asked_for_unless_only_compared_with() -> None:
    assert read("What is the average wait in England for a plan?").national
    assert read("Nationally, what percentage came from agencies other than the police?").national
    assert not read("How long are waits compared with the national average?").national


def test_parts() -> None:
    assert read("Why was the club started, and how often does it run?").parts == (
        "Why was the club started",
        "how often does it run?",
    )
    assert read("As of 2014, how many jobs are there?").parts == ("how many jobs are there?",)


def test_years_in_a_text() -> None:
    assert years_in("from 40 weeks in 2012–13 to 24 in 2014") == {2012, 2013, 2014}
    assert years_in("the average from 2011 to 2013") == {2011, 2012, 2013}
    assert years_in("2,014 visits cost £2014") == set()
    assert in_words([2013, 2014]) == "2013-14"
    assert in_words([2012, 2014, 2016]) == "2012, 2014 and 2016"


def test_a_sentence_speaks_of_the_years_it_names_else_of_its_document() -> None:
    document = DOCUMENTS[0]
    assert speaks_of("There are 40 plans.", document, {2014})
    assert not speaks_of("There were 40 plans in 2012.", document, {2014})
    assert speaks_of("No child was excluded since 2008.", document, {2014})
    assert not speaks_of("There are 40 plans.", document, {2020})
    assert speaks_of("Plans fell from 60 in 2012 to 40 at the time of inspection.", document, {2014})
    assert speaks_of("Anything", document, ())


def test_proper_names_leave_out_titles_known_words_and_openings() -> None:
    text = "The Director of Children's Services works in Halton and with Barnardo's and Andy Waugh."
    assert proper_names(text, {"halton"}) == ("Barnardo's", "Andy Waugh")
    assert proper_names("Supervision is regular.", ()) == ()
