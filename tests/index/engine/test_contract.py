"""What every `SearchIndex` answers, asked of the generation in files and of the store in the same words."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from findings.errors import IndexDamaged
from findings.index.bm25 import WordQuery
from findings.index.engine import engine_index
from findings.index.engine.loading import load
from findings.index.generation import Generation
from findings.index.protocol import EVERYWHERE, PassageFacts, Scope, SearchIndex
from tests.fakes import FakeEncoder

FILES = {
    "letter.txt": """@ Halton 2023-01-13
# Allegations
The LADO is effective. Each allegation is met at once.
7. The designated officer keeps no plan.
# Health
- Missing children see a health nurse.
""",
    "report.txt": """@ Warrington 2019-08-23
# Supervision
Supervision is regular. School plans are clear.
^ A school plan is a plan of a school.
""",
    "same.txt": """@ Wirral 2020-01-01
The visits of social workers to missing children were late in two cases of ten.
The visits of social workers to missing children were late in two cases of ten. It is so.
""",
    "unreadable.txt": "!",
}


@pytest.fixture
def generation(generation_of: Callable[..., Generation]) -> Generation:
    return generation_of("shared", FILES)


@pytest.fixture(params=["files", "store", "store with indexed vectors"])
def index(
    request: pytest.FixtureRequest,
    generation: Generation,
    url: str,
    opened_store: Callable[..., SearchIndex],
    monkeypatch: pytest.MonkeyPatch,
) -> SearchIndex:
    if request.param == "files":
        return generation
    monkeypatch.setattr(engine_index, "EXACT_ROWS", 0)
    load(generation, url, exact_rows=0 if "indexed" in request.param else 1000)
    return opened_store()


def vector(text: str) -> np.ndarray:
    return FakeEncoder().encode([text])[0]


def test_documents_and_the_rows_of_their_passages(index: SearchIndex) -> None:
    assert [document.id for document in index.documents] == ["letter", "report", "same", "unreadable"]
    assert index.numbers["same"] == 2
    assert [index.rows_of(number).tolist() for number in range(4)] == [[0, 1, 2], [3, 4], [5, 6], []]
    assert index.documents_of(np.array([6, 0, 3, 4])).tolist() == [2, 0, 1, 1]
    assert index.manifest.passages == 7


def test_the_nearest_passages(index: SearchIndex) -> None:
    rows, cosines = index.near(vector("supervision"), 2, EVERYWHERE)
    # "Supervision is regular. School plans are clear." under "Supervision": 2 of supervision, 1 of school, 1 of plan.
    assert rows[0] == 3
    assert cosines[0] == pytest.approx(2 / 6**0.5, abs=1e-3)


def test_the_nearest_passages_of_some_documents(index: SearchIndex) -> None:
    rows, _ = index.near(vector("missing"), 10, Scope(frozenset([0, 1])))
    assert rows[0] == 2
    assert sorted(rows.tolist()) == [0, 1, 2, 3, 4]


def test_passages_by_words(index: SearchIndex) -> None:
    rows, scores = index.by_words(WordQuery(terms=(("officers", 1.0),)), 5, EVERYWHERE, 0.5)
    assert rows.tolist() == [1]
    assert scores[0] > 0
    rows, _ = index.by_words(WordQuery(terms=(("missing", 1.0),)), 5, Scope(frozenset([2])), 0.5)
    assert rows.tolist() == [5, 6]
    assert index.by_words(WordQuery(), 5, EVERYWHERE, 0.5)[0].tolist() == []


def test_a_quoted_phrase_must_stand_there(index: SearchIndex) -> None:
    rows, _ = index.by_words(WordQuery(phrases=("designated officer",)), 5, EVERYWHERE, 0.5)
    assert rows.tolist() == [1]
    for phrase in ("designated officers", "officer designated", "?!"):
        assert index.by_words(WordQuery(phrases=(phrase,)), 5, EVERYWHERE, 0.5)[0].tolist() == []


def test_another_name_counts_as_consecutive_words(index: SearchIndex) -> None:
    query = WordQuery(terms=(("LADO", 1.0),), alternatives=(("designated officers", 0.35),))
    rows, _ = index.by_words(query, 5, EVERYWHERE, 0.5)
    assert rows.tolist() == [0, 1]


def test_headings_weigh_as_the_recipe_says(index: SearchIndex) -> None:
    query = WordQuery(terms=(("allegations", 1.0),))
    assert index.by_words(query, 5, EVERYWHERE, 0.5)[0].tolist() == [0, 1]  # both stand under "Allegations"
    assert index.by_words(query, 5, EVERYWHERE, 0.0)[0].tolist() == [0]


def test_passages_by_their_best_sentences(index: SearchIndex) -> None:
    rows, cosines = index.by_sentences(vector("school plan"), 2, np.array([3, 0, 5]))
    assert rows.tolist()[0] == 3
    assert cosines[0] == pytest.approx(1.0, abs=1e-3)  # "School plans are clear."
    assert index.by_sentences(vector("plan"), 2, np.array([], dtype=np.int64))[0].tolist() == []


def test_documents_that_hold_every_word_in_one_passage(index: SearchIndex) -> None:
    assert index.holding([["school"], ["plan"]], EVERYWHERE) == {1}
    assert index.holding([["LADO", "designated officer"]], EVERYWHERE) == {0}
    assert index.holding([["missing"], ["children"]], EVERYWHERE) == {0, 2}
    assert index.holding([["missing"], ["children"]], Scope(frozenset([1, 2]))) == {2}
    assert index.holding([["LADO"], ["plan"]], EVERYWHERE) == frozenset()
    assert index.holding([], EVERYWHERE) == frozenset()


def test_how_rare_a_word_is(index: SearchIndex) -> None:
    # 7 passages; "plan" stands in the text of 3 of them, "badger" in none.
    assert index.inverse_document_frequency("plans") == pytest.approx(np.log(1 + 7 / 4))
    assert index.inverse_document_frequency("badger") == pytest.approx(np.log(1 + 7))


def test_facts_and_near_duplicates(index: SearchIndex) -> None:
    assert [facts.kind for facts in index.facts([4, 3])] == ["footnote", "finding"]
    assert index.facts([0]) == [PassageFacts("finding", len("Allegations") + 2)]
    assert {row: list(same) for row, same in index.near_duplicates_of([0, 5, 6]).items()} == {5: [6], 6: [5]}


def test_passages_and_texts(index: SearchIndex, generation: Generation) -> None:
    every = index.passages(range(7))
    assert every == generation.store.passages(range(7))
    assert index.passages([6, 0]) == [every[6], every[0]]
    for passage in every:
        content = index.content(passage.doc)
        assert content.text[passage.start : passage.end] == passage.text
        assert content == generation.store.content(passage.doc)
        row = index.row(passage.id)
        assert row is not None and index.passages([row]) == [passage] == [index.passage(passage.id)]
    assert index.document_passages("same") == every[5:]
    assert index.corpus_of("same") == generation.manifest.corpus


@pytest.mark.parametrize("id", ["letter", "letter:1-2", "nothing:0-5", "letter:x-y", ""])
def test_an_unknown_passage_is_none(index: SearchIndex, id: str) -> None:
    assert index.passage(id) is None
    assert index.row(id) is None


def test_an_unknown_document_has_no_text(index: SearchIndex) -> None:
    assert index.content("nothing").text == ""
    assert index.content("unreadable").text == ""


def test_a_row_that_is_not_there(index: SearchIndex) -> None:
    with pytest.raises(IndexDamaged, match=r"holds no passage 7: .*run|holds no passage 7: load it again"):
        index.passages([0, 7])


def test_vectors_and_tokens(index: SearchIndex, generation: Generation) -> None:
    rows = np.array([6, 0, 4])
    exact = generation.passage_vectors.vectors(rows)
    assert np.allclose(index.passage_vectors_of(rows), exact, atol=1e-3)
    several = index.sentence_vectors_of([3, 2, 3])
    assert [len(own) for own in several] == [2, 1, 2]
    assert np.allclose(several[0], [vector("supervision"), vector("school plan")], atol=1e-3)
    assert index.sentence_vectors_of([]) == []
    # "missing", "health": one row each, 127 in its own dimension.
    [tokens] = index.tokens_of([2])
    assert tokens.dtype == np.int8
    assert sorted(tokens.argmax(axis=1).tolist()) == sorted(
        FakeEncoder().known.index(word) for word in ("health", "missing", "health")
    )


def test_a_word_that_stands_nowhere_is_spelt_as_its_neighbour(
    url: str, generation_of: Callable[..., Generation], opened_store: Callable[..., SearchIndex]
) -> None:
    files = {f"{n}.txt": f"@ Halton 2020-01-0{n}\nSupervision was regular in visit {n}.\n" for n in (1, 2)}
    generation = generation_of("shared", files)
    load(generation, url)
    for index in (generation, opened_store()):
        assert index.spelling.suggestions(("supervison", "regular")) == (("supervison", "supervision"),)
