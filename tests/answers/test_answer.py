"""Answers over a small index with an encoder one can work out in one's head."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from findings.answers.answer import NOTHING, UNSURE, ask, newest_first
from findings.answers.compose import DIFFERENT
from findings.answers.confidence import Features, confidence
from findings.answers.evidence import Sentence
from findings.answers.premise import OPPOSITE
from findings.index.build import build
from findings.index.generation import open_generation
from findings.judge.calibration import Logistic
from findings.library import Library
from findings.records import Answer, Filters
from tests.fakes import FAKE_RULES, FakeEncoder, make_document
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
    "broken.txt": "! not readable",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("ask")
    corpus, index = folder / "corpus", folder / "index"
    corpus.mkdir()
    for name, text in FILES.items():
        (corpus / name).write_text(text, encoding="utf-8")
    encoder = FakeEncoder()
    build(corpus, index, encoder, rules=FAKE_RULES)
    return Library(index, open_generation(index, encoder, reader=FAKE_RULES.version))


def answer(library: Library, question: str, **filters: object) -> Answer:
    return ask(library.generation, library.plan(question, Filters(**filters)))  # type: ignore[arg-type]


def texts(answer: Answer) -> list[str]:
    return [sentence.text for sentence in answer.sentences]


def test_the_sentence_with_the_figure_answers_cut_from_the_stored_text(library: Library) -> None:
    found = answer(library, "How many allegations were there in 2013-14?")
    assert (found.abstained, found.reason, found.nearest) == (False, "", ())
    assert "In 2013-14 there were 40 allegations about staff." in texts(found)
    for sentence in found.sentences:
        for citation in sentence.citations:
            stored = library.content(citation.document.id).text
            assert stored[citation.start : citation.end] == citation.quote
        assert sentence.citations[0].quote == sentence.text
    assert (found.documents_searched, found.documents_unreadable) == (2, 1)


def test_newest_first_with_the_month_of_each_document(library: Library) -> None:
    found = answer(library, "How many plans are there for children?")
    assert next(sentence.when for sentence in found.sentences) == "In January 2023"
    assert [sentence.when for sentence in found.sentences][-1] == "In December 2014"
    assert texts(found)[0] == "There are 95 plans for children."
    assert "There are 120 plans for children." in texts(found)


def test_a_bare_bullet_is_quoted_exactly_with_what_it_stands_under() -> None:
    text, heading = "The quality of supervision.", "What needs to improve"
    passage = make_passage(text, kind="recommendation", section=(heading,))
    bullet = Sentence(
        make_document(), passage, 0, len(text), text, np.zeros(2), 0, 0, 0, False, (), (), (), 0
    )
    [quoted] = newest_first([bullet], [bullet], [bullet.document])
    assert (quoted.text, quoted.under) == (text, heading)


def test_documents_that_give_different_figures_are_said_to(library: Library) -> None:
    assert answer(library, "How many plans are there for children?").conflict == DIFFERENT
    assert answer(library, "How many plans are there for children?", year_from=2020).conflict == ""


def test_the_same_words_in_two_documents_are_one_sentence_with_two_places(library: Library) -> None:
    found = answer(library, "How is supervision of staff?")
    assert texts(found).count("Supervision of staff is monthly and reflective in every team.") == 1
    places = {citation.document.id for citation in found.sentences[0].citations}
    assert places == {"halton-2014", "halton-2023"}


def test_the_newest_document_alone_needs_no_month_an_older_one_does(library: Library) -> None:
    found = answer(library, "Who tracks allegations?")
    assert {sentence.when for sentence in found.sentences} == {"In December 2014"}
    found = answer(library, "Who tracks allegations?", year_to=2015)
    assert "The LADO tracks each allegation with Barnardo's." in texts(found)
    assert {sentence.when for sentence in found.sentences} == {""}


def test_a_year_asked_for_leaves_out_other_years(library: Library) -> None:
    found = answer(library, "How many plans are there for children in 2023?")
    assert {c.document.id for s in found.sentences for c in s.citations} == {"halton-2023"}


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("How many allegations were there in 2023?", "The documents give a figure for 2013-14 only."),
        ("How many pounds does supervision cost?", "The documents give no figure for this."),
        ("What share of plans nationally are late?", "The documents give no figure for the whole country."),
        ("How many plans are there in Knowsley?", "No document is about Knowsley."),
        ("Do staff use the Graded Care Profile for plans?", "Nothing was found on: Graded Care Profile."),
        ("What did the 2017 inspection say of plans?", "No document of an inspection in 2017 was searched."),
        ("What is said of supervision in 2019?", "The documents say nothing on this for 2019."),
        ("By what date must plans be late?", "The documents give no date for this."),
        ("How much was spent on badgers?", "The documents give no figure for this."),
        ("When did staff leave?", "The documents do not say when."),
        ("Which other council shares the LADO?", "The documents do not give the name asked for."),
        ("Which school was judged outstanding?", "The documents give no such judgement."),
        ("Are badgers culled in woodland?", UNSURE),
    ],
)
def test_an_abstention_names_what_is_missing(library: Library, question: str, reason: str) -> None:
    found = answer(library, question)
    assert (found.abstained, found.reason, found.sentences) == (True, reason, ())
    assert found.confidence < 0.5


def test_an_abstention_shows_the_nearest_passages(library: Library) -> None:
    assert answer(library, "How many allegations were there in 2023?").nearest


def test_what_tells_the_opposite_is_the_first_of_the_nearest_passages(tmp_path: Path) -> None:
    lines = [
        "Supervision of staff has reduced in every team.",
        *(f"Supervision of staff in team {n} is late." for n in range(9)),
    ]
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "letter.txt").write_text("@ Halton 2023-01-13\n" + "\n".join(lines), encoding="utf-8")
    build(corpus, tmp_path / "index", FakeEncoder(), rules=FAKE_RULES)
    generation = open_generation(tmp_path / "index", FakeEncoder(), reader=FAKE_RULES.version)
    library = Library(tmp_path / "index", generation)
    found = answer(library, "Why has supervision of staff gone up?")
    assert (found.abstained, found.reason) == (True, OPPOSITE)
    assert [hit.rank for hit in found.nearest] == [1, 2, 3]
    assert found.nearest[0].passage.text == lines[0]
    assert not answer(library, "Why has supervision of staff gone down?").abstained


def test_filters_that_leave_no_document(library: Library) -> None:
    found = answer(library, "How is supervision?", year_from=1990, year_to=1991)
    assert (found.abstained, found.reason, found.nearest) == (True, NOTHING, ())


def test_a_name_joined_by_and_may_be_two(library: Library) -> None:
    asked = "How are plans tracked by the LADO and Barnardo?"
    assert "The LADO tracks each allegation with Barnardo's." in texts(answer(library, asked))


def test_ordinary_words_need_not_occur(library: Library) -> None:
    assert not answer(library, "Is supervision of workers any good?").abstained


def test_a_year_without_evidence_is_named_beside_the_answer(library: Library) -> None:
    found = answer(library, "How was supervision of staff in 2014 and in 2019?")
    assert not found.abstained
    assert found.not_found == ("The documents say nothing on this for 2019.",)


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


def test_confidence_by_hand() -> None:
    fitted = Logistic(bias=-3.05, weights=(4.0, 2.45, -1.8, 0.0), cut=0.45)
    # -3.05 + 4 * 1 + 2.45 * 1 - 1.8 * 0 = 3.4; 1 / (1 + e ** -3.4) = 0.9677
    assert confidence(Features(1.0, 1.0, 0.0, gap=False), fitted) == 0.9677
    # -3.05 + 4 * 0.5 + 2.45 * 0.4 - 1.8 * 0.5 = -0.97; 1 / (1 + e ** 0.97) = 0.2749
    assert confidence(Features(0.5, 0.4, 0.5, gap=False), fitted) == 0.2749
    assert confidence(Features(1.0, 1.0, 0.0, gap=True), fitted) == 0.03


def test_the_same_question_gives_the_same_answer(library: Library) -> None:
    question = "How many plans are there for children?"
    assert answer(library, question) == answer(library, question)
