"""What is read of a query besides its topic, by the model of the product: which words, with which meaning."""

from __future__ import annotations

import json
import time

import pytest

from findings.search import query_words
from findings.search.query_tags import NONE, TAGS, Tagged, tagged, word_features
from findings.search.query_words import read_words
from findings.text.question_model import FOLDER


def marked(query: str) -> list[tuple[str, str]]:
    return [(one.tag, query[one.start : one.end]) for one in tagged(query)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kinship care over time", [("over", "over time")]),
        ("how has recording of visits changed?", [("over", "how has"), ("over", "changed?")]),
        ("timeline of homelessness work", [("over", "timeline of")]),
        ("mental health support in recent years", [("over", "in recent years")]),
        ("pathway plans, then and now", [("over", "then and now")]),
        ("trend in school exclusions", [("over", "trend in")]),
        ("show me kinship care", [("ask", "show me")]),
        ("What did inspectors say about kinship care?", [("ask", "What did inspectors say about")]),
        ("anything on county lines", [("ask", "anything on")]),
        ("young carers since 2018", [("from", "since 2018")]),
        ("young carers from 2020 onwards", [("from", "from 2020 onwards")]),
        ("young carers before 2015", [("until", "before 2015")]),
        ("young carers up to 2019", [("until", "up to 2019")]),
        ("young carers between 2014 and 2018", [("between", "between 2014 and 2018")]),
        ("young carers 2017-2020", [("between", "2017-2020")]),
        ("young carers in focused visits", [("kind", "in focused visits")]),
        ("JTAI missing children", [("kind", "JTAI")]),
        ("monitoring visit letters about supervision", [("kind", "monitoring visit letters")]),
        ("what did the 2017 inspection say about homes", [("visit", "the 2017 inspection")]),
    ],
)
def test_words_of_each_tag_are_found(query: str, found: list[tuple[str, str]]) -> None:
    assert marked(query) == found


@pytest.mark.parametrize(
    "query",
    [
        "supervision",
        "time out of school",
        "timeliness of assessments",
        "out of hours team over the summer",
        "children waiting a long time",
        "frequency of focused visits",
        "how often are focused visits made",
        "what happened after the focused visit",
        "actions from the monitoring visit",
        "preparing for a JTAI",
        "improved since the last inspection",
        "history of abuse",
        "since the child last went missing",
        "changes of social worker",
        "changing schools",
        "showing children how to stay safe",
        "what children say about their carers",
        "reports to conference",
        "telling children their rights",
        "children's visits to prison",
        "exclusions in 2013-14",
        "adoptions in 2014",
        "attendance 2020",
        "how many children are in care",
        "Which councils were rated inadequate?",
        "Is Halton's front door any better than it was in 2018?",
    ],
)
def test_words_of_the_matter_are_left(query: str) -> None:
    assert marked(query) == []


@pytest.mark.parametrize("query", ["", "   ", "x", "?", "2017", "{over: x}", "\u00e9\U0001f600"])
def test_there_may_be_nothing_to_read(query: str) -> None:
    assert read_words(query).ranges == ()
    assert read_words(query).kinds == ()
    assert len(word_features(query)) == len(query.split())


@pytest.mark.parametrize(
    ("query", "year_from", "year_to"),
    [
        ("missing children since 2018", 2018, None),
        ("missing children since May 2018", 2018, None),
        ("thresholds from 2016 to 2020", 2016, 2020),
        ("thresholds between 2016 and 2020", 2016, 2020),
        ("thresholds 2016-2020", 2016, 2020),
        ("thresholds 2020 to 2016", 2016, 2020),
        ("thresholds before 2019", None, 2019),
        ("thresholds after 2019", 2019, None),
        ("thresholds from 2019 onwards", 2019, None),
        ("what has changed since the 2017 inspection", 2017, None),
    ],
)
def test_ranges(query: str, year_from: int | None, year_to: int | None) -> None:
    (found,) = read_words(query).ranges
    assert (found.year_from, found.year_to) == (year_from, year_to)


@pytest.mark.parametrize(
    "query",
    [
        "exclusions in 2013-14",
        "the 2020 inspection",
        "adoptions in 2014",
        "the year before the 2024 inspection",
    ],
)
def test_a_bare_or_financial_year_or_an_inspection_is_no_range(query: str) -> None:
    assert read_words(query).ranges == ()


def test_a_range_begins_and_ends_where_its_words_do() -> None:
    (found,) = read_words("thresholds (since 2018)").ranges
    assert (found.words.text, found.words.start, found.words.end) == ("since 2018", 11, 23)
    (found,) = read_words("thresholds since 2018?").ranges
    assert (found.words.text, found.words.start, found.words.end) == ("since 2018", 11, 21)


def test_two_ranges_limit_both_sides() -> None:
    (one,) = read_words("thresholds since 2015 and before 2019").ranges
    assert (one.year_from, one.year_to) == (2015, 2019)


def test_two_ranges_are_read_as_one_each_and_one_that_contradicts_is_left(monkeypatch) -> None:
    def ranges(query: str, *tags: tuple[str, str]) -> list[tuple[int | None, int | None]]:
        spans = [Tagged(tag, query.index(words), query.index(words) + len(words)) for tag, words in tags]
        monkeypatch.setattr(query_words, "tagged", lambda _: tuple(spans))
        return [(one.year_from, one.year_to) for one in read_words(query).ranges]

    both = ("from", "since 2015"), ("until", "before 2019")
    assert ranges("since 2015 thresholds before 2019", *both) == [(2015, None), (None, 2019)]
    assert ranges("since 2020 thresholds before 2019", ("from", "since 2020"), both[1]) == [(2020, None)]
    assert ranges("since the visit", ("from", "since the visit")) == []
    assert ranges("within 2019", ("between", "within 2019")) == [(2019, 2019)]


def test_instructions_are_the_words_of_time_and_those_to_the_tool_in_their_order() -> None:
    found = read_words("show me private fostering over time")
    assert [one.text for one in found.instructions] == ["show me", "over time"]
    assert [one.text for one in found.over] == ["over time"]


def test_each_kind_has_words_of_its_own() -> None:
    found = read_words("leadership in the SIF and the ILACS").kinds
    assert [(one.words.text, set(one.codes)) for one in found] == [
        ("in the SIF", {"sif"}),
        ("and the ILACS", {"ilacs"}),
    ]


@pytest.mark.parametrize(
    ("query", "years"),
    [
        ("What did the 2017 inspection say?", {2017}),
        ("caseloads at the May 2019 focused visit", {2019}),
        ("what has changed since the 2017 inspection", set()),
        ("How many children were there in 2017?", set()),
        ("neglect in focused visits since 2018", set()),
    ],
)
def test_years_of_inspections_that_are_named(query: str, years: set[int]) -> None:
    assert read_words(query).visit_years == years


def test_a_long_query_is_read_in_a_moment() -> None:
    query = ("supervision of social workers over time " * 50)[:2000]
    begun = time.perf_counter()
    read_words(query)
    assert time.perf_counter() - begun < 1


def test_every_model_has_its_classes() -> None:
    classes = {path.stem: json.loads(path.read_text("utf-8"))["classes"] for path in FOLDER.glob("*.json")}
    assert classes == {
        "against": ["all", "named"],
        "form": ["asked_for", "compare", "figure", "grades", "sentences", "then_and_now", "which"],
        "need": ["date", "figure", "inspector", "money", "none", "share", "visit_date"],
        "parts": ["begins", "goes on"],
        "query": [NONE, *TAGS],
        "side": ["asked", "praised"],
        "span": ["down", "ever", "history", "latest", "up"],
        "topic": ["drop", "keep"],
        "visits": ["all", "last"],
        "years": ["exact", "onward", "until"],
    }


@pytest.mark.parametrize(
    ("query", "topic"),
    [
        ("LADO arrangements over time", "LADO arrangements"),
        ("private fostering - is it getting better or worse?", "private fostering ?"),
        ("pathway plans over the years", "pathway plans"),
        ("agency staff, year by year", "agency staff,"),
        ("emergency duty team across the inspections", "emergency duty team"),
        ("how has supervision changed", "supervision"),
        ("What did inspectors say about neglect", "neglect"),
    ],
)
def test_instructions_are_no_topic_words(query: str, topic: str) -> None:
    kept = list(query)
    for one in read_words(query).instructions:
        kept[one.start : one.end] = " " * (one.end - one.start)
    assert " ".join("".join(kept).split()) == topic
