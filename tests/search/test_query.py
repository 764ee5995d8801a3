"""Understanding a query: filters are seen, removable, and never invented."""

from datetime import date

import pytest

from findings.errors import QueryError
from findings.records import EVERYTHING, Document, Filters, Plan, Term
from findings.search.expansion import Vocabulary
from findings.search.query import clean, in_years, selected, understand


def document(
    name: str, authority: str | None, kind: str, *days: date | None, status: str = "ready"
) -> Document:
    start, end, published = (*days, None, None, None)[:3]
    return Document(
        id=name,
        file=f"{name}.pdf",
        checksum="",
        format="pdf",
        size=1,
        status=status,
        authority=authority,
        kind=kind,
        inspection_start=start,
        inspection_end=end,
        published=published,
    )


HULL = "Kingston upon Hull"
DOCUMENTS = (
    document("a", "Halton", "sif", date(2014, 11, 18), date(2014, 12, 10), date(2015, 2, 3)),
    document("b", "Halton", "focused-visit", date(2022, 11, 22), date(2022, 11, 23), date(2023, 1, 13)),
    document("c", HULL, "ilacs", None, None, date(2019, 5, 17)),
    document("d", HULL, "other"),
    document("e", "Halton", "ilacs", None, None, date(2020, 4, 15), status="unreadable"),
)
LADO = Term("LADO", "local authority designated officer", "curated")


def plan(query: str, filters: Filters = EVERYTHING) -> Plan:
    return understand(query, DOCUMENTS, Vocabulary([LADO]), filters)


def ids(p: Plan) -> str:
    return "".join(d.id for d in selected(DOCUMENTS, p.filters))


def test_a_plain_topic_is_left_as_it_is() -> None:
    p = plan("quality of supervision")
    assert (p.topic, p.detected, p.added, ids(p)) == ("quality of supervision", (), (), "abcd")


def test_an_authority_in_the_words_is_a_filter_that_can_be_removed() -> None:
    p = plan("supervision in Hull")
    assert (p.topic, p.filters.authorities, p.detected, ids(p)) == (
        "supervision",
        (HULL,),
        (("Hull", HULL),),
        "cd",
    )
    p = plan("supervision in Hull", Filters(ignore=("hull",)))
    assert (p.topic, p.filters.authorities, p.detected, ids(p)) == ("supervision in Hull", (), (), "abcd")


def test_an_authority_without_documents_is_an_ordinary_word() -> None:
    p = plan("adoption with Knowsley")
    assert (p.topic, p.filters.authorities, ids(p)) == ("adoption with Knowsley", (), "abcd")


def test_a_place_named_after_an_authority_is_no_filter() -> None:
    assert plan("Halton Hospital staff").filters.authorities == ()
    # What it has is its own.
    for query in ("Halton's court work", "Halton’s health assessments"):
        assert plan(query).filters.authorities == ("Halton",)


def test_a_filter_of_the_caller_wins_over_the_words() -> None:
    p = plan("supervision in Hull", Filters(authorities=("Halton Borough Council",)))
    assert (p.filters.authorities, p.topic, p.detected) == (("Halton",), "supervision in Hull", ())


def test_an_instruction_is_no_topic_word_and_short_forms_are_written_out() -> None:
    p = plan("LADO arrangements over time")
    assert (p.topic, p.instructions, p.added) == ("LADO arrangements", ("over time",), (LADO,))


def test_since_a_year_keeps_visits_and_publications_from_then() -> None:
    p = plan("supervision since 2015")
    assert (p.filters.year_from, p.detected, ids(p)) == (2015, (("since 2015", "from 2015"),), "abc")
    assert plan("supervision since 2015", Filters(ignore=("since 2015",))).topic == "supervision since 2015"
    assert ids(plan("supervision since 2020")) == "b"
    assert ids(plan("supervision before 2016")) == "a"


def test_a_kind_in_the_words_is_a_filter() -> None:
    p = plan("escalation in the focused visits")
    assert (p.topic, p.filters.kinds, ids(p)) == ("escalation", ("focused-visit",), "b")


def test_the_words_of_a_filter_are_shown_as_typed_and_cut_from_the_topic() -> None:
    p = plan("Show me escalation (in the Focused Visits), since 2020?")
    assert p.detected == (("since 2020", "from 2020"), ("in the Focused Visits", "focused visit letter"))
    assert (p.topic, p.instructions, ids(p)) == ("escalation?", ("Show me",), "b")
    p = plan("escalation in the focused visits", Filters(ignore=("in the focused visits",)))
    assert (p.topic, p.filters.kinds) == ("escalation in the focused visits", ())


@pytest.mark.parametrize(
    "query", ["progress since the focused visit", "what changed after the 2022 focused visit"]
)
def test_a_kind_that_names_a_moment_is_no_filter(query: str) -> None:
    assert plan(query).filters.kinds == ()


def test_a_kind_that_no_document_has_is_an_ordinary_word() -> None:
    p = plan("neglect in the JTAI")
    assert (p.filters.kinds, p.topic) == ((), "neglect in the JTAI")


def test_quoted_words_are_phrases_and_an_odd_quotation_mark_is_nothing() -> None:
    assert plan('tracker "not robust enough" “early help”').phrases == ("not robust enough", "early help")
    p = plan('the "tracker')
    assert (p.phrases, p.topic) == ((), "the tracker")


def test_a_query_that_is_only_a_filter_is_searched_for_as_words() -> None:
    p = plan("Hull")
    assert (p.topic, p.filters.authorities) == ("Hull", (HULL,))


@pytest.mark.parametrize("query", ["", "   ", "\x00\x07", "\u200b\u202e"])
def test_nothing_typed(query: str) -> None:
    with pytest.raises(QueryError, match=r"^Enter a topic or question\.$"):
        clean(query)


def test_too_long_a_query_is_refused_with_both_numbers() -> None:
    assert clean("a" * 500) == "a" * 500
    with pytest.raises(QueryError, match=r"must be 500 characters or fewer\. It has 10,000"):
        clean("x" * 10_000)


@pytest.mark.parametrize("query", ["?!", "…", '""', "---"])
def test_punctuation_alone_is_refused(query: str) -> None:
    with pytest.raises(QueryError, match="no word or number to search for"):
        clean(query)


@pytest.mark.parametrize(
    ("query", "cleaned"),
    [
        ('" OR 1=1', '" OR 1=1'),
        ("early-help", "early-help"),
        ("a\tb\nc\x00d", "a b c d"),
        ("e\u0301tat", "état"),
    ],
)
def test_hostile_and_odd_text_is_ordinary_text(query: str, cleaned: str) -> None:
    assert clean(query) == cleaned


def test_unusable_filters_are_refused_with_what_would_do() -> None:
    with pytest.raises(
        QueryError, match=r"There are no documents about ‘Leeds’\. Choose from: Halton, Kingston upon Hull"
    ):
        plan("x", Filters(authorities=("Leeds",)))
    with pytest.raises(
        QueryError, match=r"‘survey’ is not a document type\. Choose from: focused-visit, sif"
    ):
        plan("x", Filters(kinds=("survey",)))
    with pytest.raises(QueryError, match=r"The first year \(2020\) must not be after the last year \(2018\)"):
        plan("x", Filters(year_from=2020, year_to=2018))


def test_a_kind_that_the_authority_has_no_document_of_is_an_ordinary_word() -> None:
    p = plan("has practice in Hull improved since the SIF and the focused visit")
    assert (p.filters.kinds, ids(p)) == ((), "cd")
    assert "focused visit" in p.topic


def test_a_kind_may_be_given_in_words() -> None:
    assert plan("x", Filters(kinds=("Focused visit letter",))).filters.kinds == ("focused-visit",)


def test_an_undated_document_is_outside_every_range() -> None:
    assert in_years(DOCUMENTS[3], Filters(year_from=None, year_to=None))
    assert not in_years(DOCUMENTS[3], Filters(year_from=2000, year_to=None))
    assert in_years(DOCUMENTS[0], Filters(year_from=2015, year_to=2015))  # published then
    assert in_years(DOCUMENTS[0], Filters(year_from=2014, year_to=2014))  # visited then
    assert not in_years(DOCUMENTS[0], Filters(year_from=None, year_to=2013))


def groups(query: str, filters: Filters = EVERYTHING) -> Plan:
    more = (
        document("f", "Sefton", "ilacs", date(2022, 3, 1)),
        document("g", "Brent", "ilacs", date(2023, 3, 1)),
    )
    near = {"Halton": ("Knowsley", "Sefton")}
    return understand(query, (*DOCUMENTS, *more), Vocabulary([]), filters, near)


def test_a_group_of_authorities_is_a_filter_of_those_that_are_held():
    p = groups("supervision in North West authorities")
    assert (p.topic, p.filters.authorities, p.detected) == (
        "supervision",
        ("Halton", "Sefton"),
        (("North West authorities", "North West"),),
    )
    ignored = groups("supervision in North West authorities", Filters(ignore=("North West authorities",)))
    assert (ignored.topic, ignored.filters.authorities) == ("supervision in North West authorities", ())


def test_a_group_that_no_document_is_about_is_searched_for_as_words():
    assert groups("supervision in the South West").topic == "supervision in the South West"


def test_the_neighbours_of_the_authority_named_or_chosen_are_looked_at_beside_it():
    p = groups("Compare Halton with its statistical neighbours on supervision")
    assert p.filters.authorities == ("Halton", "Sefton")
    assert p.detected == (("Halton", "Halton"), ("statistical neighbours", "neighbours"))
    chosen = groups("supervision among statistical neighbours", Filters(("Halton",)))
    assert chosen.filters.authorities == ("Halton", "Sefton")
    assert groups("supervision among statistical neighbours").filters.authorities == ()


def test_a_region_beside_an_authority_may_be_where_children_are_placed():
    p = groups("Halton's children placed in London")
    assert p.filters.authorities == ("Halton",)
    assert p.topic == "children placed in London"


def test_letters_in_another_form_are_searched_as_plain_ones():
    assert clean("ﬁre  ｓａｆｅｔｙ") == "fire safety"
