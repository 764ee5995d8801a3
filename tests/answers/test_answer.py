"""Answers from the whole collection, over a small index with an encoder and a judge one can work out in one's head."""

from __future__ import annotations

import pytest

from findings.answers import decision, figure_table
from findings.answers.decision import Fitted
from findings.errors import QueryError
from findings.library import Library
from findings.recommendations import collect
from findings.records import Answer, Filters, TableRow
from findings.timeline import over_time
from tests.index.building import small_library

FILES = {
    "brent-2019.txt": """@ Brent 2019-04-01
There are 40 plans for children. Supervision of staff is weak.
""",
    "brent-2023.txt": """@ Brent 2023-04-11
There are 60 plans for children. Supervision of staff is reflective.
""",
    "halton-2020.txt": """@ Halton 2020-04-15
Missing children are seen.
""",
    "halton-2024.txt": """@ Halton 2024-07-12
Supervision of staff is monthly. Missing children are not seen.
""",
    "hull-2022.txt": """@ Kingston upon Hull 2022-11-25
Health visitors are seen. There are 90 plans for children.
""",
    "broken.txt": "! not readable",
}


@pytest.fixture(autouse=True)
def as_the_judge_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the judge says is how likely a sentence is on the topic, and how sure an answer is."""
    monkeypatch.setattr(decision, "_fitted", lambda: Fitted(0.0, (1.0, 0.0, 0.0), 0.5))
    for file in (over_time, collect, figure_table):
        monkeypatch.setattr(file, "likelihood", lambda judgement, nearness, late: judgement.says)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return small_library(tmp_path_factory.mktemp("collection"), FILES)


def rows(answer: Answer) -> tuple[TableRow, ...]:
    assert answer.table is not None
    return answer.table.rows


def spoken(answer: Answer) -> list[tuple[str, str]]:
    return [(row.document.id, row.value) for row in rows(answer)]


def test_which_names_every_report_that_says_it_by_authority_the_newest_first(library: Library) -> None:
    found = library.ask("which councils mention supervision of staff")
    assert found.form == "which"
    assert spoken(found) == [
        ("brent-2023", "Supervision of staff is reflective."),
        ("brent-2019", "Supervision of staff is weak."),
        ("halton-2024", "Supervision of staff is monthly."),
    ]
    assert found.table is not None
    assert (found.table.searched, found.table.speaking, found.table.silent, found.table.unreadable) == (
        5,
        3,
        2,
        1,
    )
    assert found.table.said == (
        "3 of 5 reports say something on ‘supervision of staff’; 2 do not; 1 could not be read."
    )


def test_every_quotation_stands_in_its_document(library: Library) -> None:
    for row in rows(library.ask("which councils mention supervision of staff")):
        [cited] = row.citations
        stored = library.content(row.document.id).text
        assert stored[cited.start : cited.end] == cited.quote == row.value


def test_without_a_topic_the_documents_themselves_are_listed(library: Library) -> None:
    found = library.ask("how many reports do we hold", Filters(authorities=("Brent",)), form="which")
    assert spoken(found) == [
        ("brent-2023", "published 11 April 2023"),
        ("brent-2019", "published 1 April 2019"),
    ]
    assert found.table is not None
    assert found.table.said == "2 documents of 1 authority."


def test_a_comparison_has_the_newest_report_that_speaks_for_each_and_shows_silence(library: Library) -> None:
    found = library.ask("Compare Brent, Halton and Hull on supervision of staff")
    assert found.form == "compare"
    assert spoken(found) == [
        ("brent-2023", "Supervision of staff is reflective."),
        ("halton-2024", "Supervision of staff is monthly."),
        ("hull-2022", ""),
    ]
    assert [(row.silence, row.note) for row in rows(found)] == [(None, ""), (None, ""), ("not_mentioned", "")]


def test_an_authority_that_is_not_held_is_said_to_be_missing(library: Library) -> None:
    found = library.ask("Compare Brent, Halton and Leeds on supervision of staff")
    assert [id for id, _ in spoken(found)] == ["brent-2023", "halton-2024"]
    assert found.table is not None
    assert found.table.notes == ("No document searched is about Leeds.",)


def test_then_and_now_opposes_the_first_and_the_last(library: Library) -> None:
    found = library.ask("Is Brent's supervision of staff better than in 2019?")
    assert found.form == "then_and_now"
    assert [id for id, _ in spoken(found)] == ["brent-2023", "brent-2019"]
    assert found.table is not None
    [note] = found.table.notes
    assert note.startswith("Brent: April 2019, ")
    assert "; April 2023, " in note


def test_it_says_that_no_later_inspection_is_held(library: Library) -> None:
    found = library.ask("Is Halton's supervision of staff better than in 2024?")
    assert found.table is not None
    assert found.table.notes == ("No other inspection of Halton is held from 2024 on.",)


def test_figures_stand_in_a_row_each_and_are_no_disagreement(library: Library) -> None:
    found = library.ask("How many plans for children are there?")
    assert (found.form, found.conflict) == ("figure", "")
    assert spoken(found) == [("brent-2023", "60"), ("brent-2019", "40"), ("hull-2022", "90")]


def test_a_form_without_a_row_leaves_the_sentences(library: Library) -> None:
    found = library.ask("which councils mention badgers")
    assert (found.form, found.table, found.abstained) == ("sentences", None, True)


def test_a_form_chosen_by_hand_is_shown_although_it_found_nothing(library: Library) -> None:
    found = library.ask("which councils mention badgers", form="which")
    assert (found.form, found.abstained) == ("which", True)
    assert found.table is not None
    assert (found.table.rows, found.table.silent) == ((), 5)


def test_sentences_can_be_chosen_instead(library: Library) -> None:
    found = library.ask("Is supervision of staff reflective?", form="sentences")
    assert (found.form, found.table, found.abstained) == ("sentences", None, False)


@pytest.mark.parametrize(
    "question", ["When was Brent last inspected?", "who led the last inspection of Brent"]
)
def test_questions_about_a_visit_itself_have_no_table(library: Library, question: str) -> None:
    assert library.ask(question).table is None
    assert library.form_for(question) == "sentences"


def test_an_unknown_form_is_refused_in_one_line(library: Library) -> None:
    with pytest.raises(
        QueryError, match=r"‘poem’ is not a form of answer\. Choose from: sentences, grades, which"
    ):
        library.ask("supervision", form="poem")


def test_the_same_question_has_the_same_answer(library: Library) -> None:
    asked = "Compare Brent, Halton and Hull on supervision of staff"
    assert library.ask(asked) == library.ask(asked)
