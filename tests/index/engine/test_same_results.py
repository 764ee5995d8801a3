"""Real queries to the shipped documents: both stores give the same, through the asking code as it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from benchmarks import engine, large_index
from findings.contract import as_json
from findings.index.engine import engine_index
from findings.index.engine.connection import server
from findings.index.engine.engine_index import EngineIndex
from findings.index.engine.engine_opening import open_engine
from findings.index.engine.loading import load
from findings.index.generation import Generation, open_generation
from findings.index.protocol import Scope
from findings.judge.judge import open_judge
from findings.library import Library
from findings.records import Filters
from findings.search.retrieve import DEFAULT, embedded_query
from tests.index.engine.postgres import Postgres

ROOT = Path(__file__).resolve().parents[3]
QUERIES = [
    json.loads(line)["query"]
    for line in (ROOT / "benchmarks" / "heldout.jsonl").read_text("utf-8").splitlines()
]
OWN = (
    "LADO arrangements over time",
    '"designated officer" allegations',
    "missing from care since 2018",
    "how many children were in care in 2014?",
    "IRO caseloads",
    "badgers",
)

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def generation(halton_index: Path) -> Generation:
    return open_generation(halton_index)


@pytest.fixture(scope="module")
def store(
    postgres: Postgres, generation: Generation, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[EngineIndex]:
    """The encoder is the one that the store keeps."""
    url = postgres.fresh("halton")
    load(generation, url)
    yield open_engine(url, cache=tmp_path_factory.mktemp("cache"))
    server(url).close()


@pytest.fixture(scope="module")
def libraries(generation: Generation, store: EngineIndex) -> tuple[Library, Library]:
    judge = open_judge()
    return Library("files", generation, judge), Library("postgresql://store", store, judge)


def test_every_query_finds_the_same_passages_in_the_same_order(
    libraries: tuple[Library, Library], generation: Generation, store: EngineIndex
) -> None:
    plans = [libraries[0].plan(query) for query in (*QUERIES, *OWN)]
    assert engine.retrieved(store, plans) == engine.retrieved(generation, plans)
    assert engine.by_words(store, plans) == engine.by_words(generation, plans)


@pytest.mark.parametrize("query", OWN)
def test_a_search_is_the_same_to_the_last_word(libraries: tuple[Library, Library], query: str) -> None:
    here, there = (library.search(query, 10) for library in libraries)
    assert here.mentioning == there.mentioning
    assert here.spellings == there.spellings
    assert here.total == there.total
    ours, theirs = (
        [
            (hit.passage, hit.document, hit.sentence, hit.words_found, hit.same, hit.possible)
            for hit in found.hits
        ]
        for found in (here, there)
    )
    assert ours == theirs


def test_filters(libraries: tuple[Library, Library]) -> None:
    for filters in (Filters(kinds=("focused-visit",)), Filters(year_from=2019), Filters(year_to=2016)):
        here, there = (library.search("supervision", 10, filters).hits for library in libraries)
        assert [hit.passage.id for hit in here] == [hit.passage.id for hit in there]


def test_answers_views_and_recommendations(libraries: tuple[Library, Library]) -> None:
    def rounded(value: object) -> object:
        """Likelihoods to five digits: a sum of 384 products ends otherwise in another order."""
        return json.loads(json.dumps(value), parse_float=lambda text: round(float(text), 5))

    here, there = libraries
    for question in ("Is the LADO effective?", "When was the last inspection?"):
        assert rounded(as_json.answer(here.ask(question))) == rounded(as_json.answer(there.ask(question)))
    assert rounded(as_json.timeline(here.over_time("LADO"))) == rounded(
        as_json.timeline(there.over_time("LADO"))
    )
    ours, theirs = (
        [as_json.recommendation(one) for one in library.recommendations()] for library in libraries
    )
    assert rounded(ours) == rounded(theirs)


def test_what_a_store_cannot_know_is_left_out(libraries: tuple[Library, Library]) -> None:
    assert libraries[1].changed_documents() == ()


@pytest.mark.slow
def test_indexed_vectors_find_nearly_the_same(
    postgres: Postgres,
    generation: Generation,
    libraries: tuple[Library, Library],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Over 3,000 passages, spliced from real ones; `python -m benchmarks.engine` does it over 200,000."""
    monkeypatch.setattr(engine_index, "EXACT_ROWS", 0)
    large_index.write(generation, tmp_path / "large", 3000)
    large = open_generation(tmp_path / "large", generation.encoder)
    url = postgres.fresh("spliced")
    load(large, url, exact_rows=0)
    store = open_engine(url, encoder=generation.encoder, cache=tmp_path)
    try:
        assert store.likely_depth == 500
        plans = [libraries[0].plan(query) for query in (*QUERIES, *OWN)]
        found = engine.agreement(engine.nearest(large, plans), engine.nearest(store, plans))
        assert found.mean >= 0.97
        assert found.lowest >= 0.6
        assert engine.by_words(store, plans) == engine.by_words(large, plans)
        # A filter that keeps few is answered by comparing them all: the same, but for half precision.
        vector = large.embed(embedded_query(plans[0], DEFAULT)).vector
        few = Scope(frozenset([5, 6]))
        rows, cosines = store.near(vector, 5, few)
        same, exact = large.near(vector, 5, few)
        assert len({*rows.tolist()} & {*same.tolist()}) >= 4
        np.testing.assert_allclose(cosines, exact, atol=1e-3)
        # One that keeps many goes through the index, which looks on until it has found enough of them.
        half = Scope(frozenset(range(0, len(large.documents), 2)))
        rows, _ = store.near(vector, 500, half)
        assert len(rows) == 500
        assert half.documents is not None
        assert {*store.documents_of(rows).tolist()} <= half.documents
        assert len({*rows[:10].tolist()} & {*large.near(vector, 10, half)[0].tolist()}) >= 9
    finally:
        server(url).close()
