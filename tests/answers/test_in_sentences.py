"""Answers over a small index with an encoder and a judge one can work out in one's head."""

from __future__ import annotations

import numpy as np
import pytest

from findings.answers import decision
from findings.answers.compose import DIFFERENT
from findings.answers.decision import Fitted
from findings.answers.evidence import Sentence
from findings.answers.in_sentences import NOTHING, OTHERWISE, UNSURE, _quoted, in_sentences
from findings.answers.question import read_question
from findings.library import Library
from findings.records import Answer, Filters
from findings.search.query import selected
from tests.fakes import FakeJudge, make_document
from tests.index.building import small_library
from tests.make_passage import make_passage

FILES = {
    "halton-2014.txt": """@ Halton 2014-12-10
# Allegations
1. In 2013-14 there were 40 allegations about staff. The LADO tracks each allegation with Barnardo's.
2. Supervision of staff is monthly and reflective in every team.
# Plans
3. There are 120 plans for children. This means that missing children have a plan.
""",
    "halton-2023.txt": """@ Halton 2023-01-13
# Plans
There are 95 plans for children. Too many plans are late because staff leave.
- Supervision of staff is monthly and reflective in every team.
""",
    "halton-2023-visit.txt": """@ Halton 2023-11-02
# Plans
There are 97 plans for children. Health visitors are poor and never attend meetings.
""",
    "broken.txt": "! not readable",
}


@pytest.fixture(autouse=True)
def as_the_judge_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """The confidence is the probability that the best sentence says it; half is enough."""
    monkeypatch.setattr(decision, "_fitted", lambda: Fitted(0.0, (1.0, 0.0, 0.0), 0.5))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return small_library(tmp_path_factory.mktemp("ask"), FILES)


def answer(library: Library, question: str, **filters: object) -> Answer:
    plan = library.plan(question, Filters(**filters))  # type: ignore[arg-type]
    held = {d.authority for d in selected(library.documents(), plan.filters) if d.authority}
    return in_sentences(library.generation, FakeJudge(), plan, read_question(plan, held))


def texts(answer: Answer) -> list[str]:
    return [sentence.text for sentence in answer.sentences]


def test_the_sentence_that_says_it_is_cut_from_the_stored_text(library: Library) -> None:
    found = answer(library, "How many allegations about staff were there?")
    assert (found.abstained, found.reason, found.nearest) == (False, "", ())
    assert texts(found)[0] == "In 2013-14 there were 40 allegations about staff."
    for sentence in found.sentences:
        for citation in sentence.citations:
            stored = library.content(citation.document.id).text
            assert stored[citation.start : citation.end] == citation.quote
        assert sentence.citations[0].quote == sentence.text
    assert (found.documents_searched, found.documents_unreadable) == (3, 1)


def test_others_that_say_it_follow_newest_first_with_the_month_of_each(library: Library) -> None:
    found = answer(library, "How many plans are there for children?")
    assert [(s.text, s.when) for s in found.sentences[1:3]] == [
        ("There are 97 plans for children.", "In November 2023"),
        ("There are 95 plans for children.", "In January 2023"),
    ]
    assert (found.sentences[0].text, found.sentences[0].when) == (
        "There are 120 plans for children.",
        "In December 2014",
    )


def test_what_belongs_beside_comes_last_and_is_marked(library: Library) -> None:
    found = answer(library, "Is supervision of staff reflective and monthly in teams?")
    assert [s.also for s in found.sentences] == sorted(s.also for s in found.sentences)
    assert not found.sentences[0].also


def test_a_bare_bullet_is_quoted_exactly_with_what_it_stands_under() -> None:
    text, heading = "The quality of supervision.", "What needs to improve"
    passage = make_passage(text, kind="recommendation", section=(heading,))
    bullet = Sentence(make_document(), passage, 0, len(text), text, np.zeros(2), 0.0, 0.0, False)
    [quoted] = _quoted([bullet], [bullet], also=False)
    assert (quoted.text, quoted.under) == (text, heading)


def test_documents_of_one_year_that_give_different_figures_are_said_to(library: Library) -> None:
    asked = "How many plans are there for children?"
    assert answer(library, asked).conflict == DIFFERENT
    assert answer(library, asked, year_to=2022).conflict == ""


def test_the_same_words_in_two_documents_are_one_sentence_with_two_places(library: Library) -> None:
    found = answer(library, "How is supervision of staff?")
    assert texts(found).count("Supervision of staff is monthly and reflective in every team.") == 1
    places = {citation.document.id for citation in found.sentences[0].citations}
    assert places == {"halton-2014", "halton-2023"}


def test_the_newest_document_alone_needs_no_month_an_older_one_does(library: Library) -> None:
    assert answer(library, "Who tracks allegations?").sentences[0].when == "In December 2014"
    found = answer(library, "Who tracks allegations?", year_to=2015)
    assert found.sentences[0].text == "The LADO tracks each allegation with Barnardo's."
    assert {sentence.when for sentence in found.sentences} == {""}


def test_a_year_asked_for_leaves_out_other_years(library: Library) -> None:
    found = answer(library, "How many plans are there for children in 2023?")
    assert {c.document.id for s in found.sentences for c in s.citations} == {
        "halton-2023",
        "halton-2023-visit",
    }


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("How many plans are there in Knowsley?", "No document searched is about Knowsley."),
        ("What did the 2017 inspection say of plans?", "No document of an inspection in 2017 was searched."),
        ("Are badgers culled in woodland?", UNSURE),
        ("How many badgers live there?", "We did not find a figure for this in the documents searched."),
        ("Why are health visitors so good at meetings?", OTHERWISE),
    ],
)
def test_a_refusal_says_why_and_shows_the_nearest_passages(
    library: Library, question: str, reason: str
) -> None:
    found = answer(library, question)
    assert (found.abstained, found.reason, found.sentences) == (True, reason, ())
    assert found.confidence < 0.5
    assert [hit.rank for hit in found.nearest] == [1, 2, 3]


def test_what_denies_the_question_is_the_first_of_the_nearest_passages(library: Library) -> None:
    hit = answer(library, "Why are health visitors so good at meetings?").nearest[0]
    start, end = hit.sentence
    cut = hit.passage.text[start - hit.passage.start : end - hit.passage.start]
    assert cut == "Health visitors are poor and never attend meetings."


def test_an_answer_without_the_figure_that_was_asked_for_says_so(library: Library) -> None:
    found = answer(library, "How many allegations does the LADO track?")
    assert texts(found) == ["The LADO tracks each allegation with Barnardo's."]
    assert found.not_found == ("We did not find a figure for this in the documents searched.",)


def test_a_part_without_an_answer_is_named(library: Library) -> None:
    found = answer(library, "Who tracks allegations and why do badgers dig?")
    assert not found.abstained
    assert found.not_found == ("We did not find an answer to this part: ‘why do badgers dig’.",)


def test_a_year_without_an_answer_is_named(library: Library) -> None:
    found = answer(library, "How was supervision of staff in 2014 and in 2019?")
    assert not found.abstained
    assert found.not_found == ("We found nothing on this for 2019.",)


def test_filters_that_leave_no_document(library: Library) -> None:
    found = answer(library, "How is supervision?", year_from=1990, year_to=1991)
    assert (found.abstained, found.reason, found.nearest) == (True, NOTHING, ())


@pytest.mark.parametrize(
    "question",
    [
        '" OR 1=1',
        "it's?",
        "2014",
        "In 2014 and 2023?",
        "数据 保护",
        "a" * 500,
        "how many",
        "who?",
        "What’s £5%?",
    ],
)
def test_any_question_is_answered_or_refused(library: Library, question: str) -> None:
    found = answer(library, question)
    assert found.abstained != bool(found.sentences)
    assert 0 <= found.confidence <= 1


def test_the_same_question_gives_the_same_answer(library: Library) -> None:
    question = "How many plans are there for children?"
    assert answer(library, question) == answer(library, question)
