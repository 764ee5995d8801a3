"""What a council sees of the store: what is shared, and its own; nothing of another's, nothing without a name."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from findings.errors import BuildError, IndexMissing
from findings.index.bm25 import WordQuery
from findings.index.engine.connection import server
from findings.index.engine.engine_index import EngineIndex, engine_id
from findings.index.engine.loading import load
from findings.index.engine.store_tables import COLUMNS, SHARED, schema_of
from findings.index.generation import Generation
from findings.index.protocol import EVERYWHERE
from tests.fakes import FakeEncoder

SHARED_FILES = {"report.txt": "@ Ofsted 2019-08-23\nSupervision is regular. School plans are clear.\n"}
HALTON = {"halton-own.txt": "@ Halton 2023-01-13\nThe LADO keeps a secret plan. Supervision is late.\n"}
WIRRAL = {
    "wirral-own.txt": "@ Wirral 2023-01-13\nThe badger plan of supervision. Missing health badger.\n",
    "wirral-more.txt": "@ Wirral 2023-02-13\nAnother badger plan for the LADO and the officer.\n",
}


@pytest.fixture
def store(url: str, generation_of: Callable[..., Generation]) -> str:
    """Shared documents, and those of two councils."""
    load(generation_of("shared", SHARED_FILES), url)
    load(generation_of("halton", HALTON), url, "halton")
    load(generation_of("wirral", WIRRAL), url, "wirral")
    return url


def vector(text: str) -> np.ndarray:
    return FakeEncoder().encode([text])[0]


@pytest.mark.parametrize(
    ("tenant", "ids"),
    [
        (SHARED, ["report"]),
        ("halton", ["report", "halton-own"]),
        ("wirral", ["report", "wirral-more", "wirral-own"]),
        ("torbay", ["report"]),  # one that has none of its own
    ],
)
def test_every_call_gives_only_what_the_council_may_see(
    store: str, opened_store: Callable[..., EngineIndex], tenant: str, ids: list[str]
) -> None:
    index = opened_store(tenant)
    assert [document.id for document in index.documents] == ids
    count = len(index.rows_of(0)) * len(ids)
    assert index.manifest.passages == count
    for found, _ in (
        index.near(vector("plan supervision lado badger"), 100, EVERYWHERE),
        index.by_words(WordQuery(terms=(("supervision", 1.0), ("plan", 1.0))), 100, EVERYWHERE, 0.5),
        index.by_sentences(vector("plan"), 100, np.arange(count)),
    ):
        assert sorted(found.tolist()) == list(range(count))
    texts = " ".join(passage.text for passage in index.passages(range(count)))
    assert ("badger" in texts) == (tenant == "wirral")
    assert ("secret" in texts) == (tenant == "halton")
    held = {index.documents[number].id for number in index.holding([["plan"]], EVERYWHERE)}
    assert held == set(ids)
    assert bool(index.holding([["badger"]], EVERYWHERE)) == (tenant == "wirral")
    assert bool(index.passage("halton-own:0-29")) is False  # another's id, or no passage's
    assert (index.content("wirral-own").text != "") == (tenant == "wirral")
    assert (index.content("halton-own").text != "") == (tenant == "halton")
    assert index.passages(range(count)) == [index.passage(p.id) for p in index.passages(range(count))]


def test_rows_of_two_parts_are_one_index(store: str, opened_store: Callable[..., EngineIndex]) -> None:
    index = opened_store("halton")
    assert index.documents_of(np.array([1, 0])).tolist() == [1, 0]
    assert [passage.doc for passage in index.passages([1, 0])] == ["halton-own", "report"]
    rows, _ = index.near(vector("lado"), 1, EVERYWHERE)
    assert rows.tolist() == [1]
    assert [len(own) for own in index.sentence_vectors_of([1, 0])] == [2, 2]
    assert [len(own) for own in index.tokens_of([0, 1])] == [3, 3]
    assert index.corpus_of("halton-own").endswith("halton/corpus")
    assert index.corpus_of("report").endswith("shared/corpus")


def test_weights_tell_nothing_of_the_words_of_another(
    store: str, opened_store: Callable[..., EngineIndex]
) -> None:
    """ "Badger" weighs what a word weighs that stands nowhere; a council's own words count for it alone."""
    assert opened_store("halton").inverse_document_frequency("badger") == pytest.approx(np.log(1 + 2 / 1))
    assert opened_store("wirral").inverse_document_frequency("badger") == pytest.approx(np.log(1 + 3 / 3))
    assert opened_store().inverse_document_frequency("plan") == pytest.approx(np.log(1 + 1 / 2))


def test_a_council_and_the_shared_are_as_one_generation_of_both(
    store: str, opened_store: Callable[..., EngineIndex], generation_of: Callable[..., Generation]
) -> None:
    """Scores too: counts are summed over what the council sees."""
    both = generation_of("both", {**SHARED_FILES, **HALTON})
    index = opened_store("halton")
    query = WordQuery(terms=(("supervision", 1.0), ("plan", 1.0), ("secret", 1.0)))
    rows, scores = index.by_words(query, 10, EVERYWHERE, 0.5)
    other, same = both.by_words(query, 10, EVERYWHERE, 0.5)
    assert [p.text for p in index.passages(rows)] == [p.text for p in both.passages(other)]
    assert scores.tolist() == pytest.approx(same.tolist(), rel=1e-5)


def test_without_a_council_there_is_no_row(store: str) -> None:
    """Neither for the reading role nor for a login of its own that has it."""
    import psycopg

    for tenant in (None, ""):
        with psycopg.connect(store) as connection:
            connection.execute("set role findings_reader")
            if tenant is not None:
                connection.execute("select set_config('findings.tenant', %s, false)", [tenant])
            for table in (*COLUMNS, "generations", "current"):
                assert connection.execute(f"select count(*) from findings.{table}").fetchone() == (0,), table


def test_the_council_is_forgotten_with_the_transaction(store: str) -> None:
    import psycopg

    with psycopg.connect(store, autocommit=True) as connection:
        connection.execute("set role findings_reader")
        with connection.transaction():
            connection.execute("select set_config('findings.tenant', 'halton', true)")
            assert connection.execute("select count(*) from findings.documents").fetchone() == (2,)
        assert connection.execute("select count(*) from findings.documents").fetchone() == (0,)


def test_a_reader_has_no_right_on_partitions_nor_to_write(store: str) -> None:
    import psycopg

    with psycopg.connect(store, autocommit=True) as connection:
        found = connection.execute(
            "select generation from findings.current where tenant = 'wirral'"
        ).fetchone()
        assert found is not None
        connection.execute("drop role if exists findings_test_login")
        connection.execute("create role findings_test_login login in role findings_reader")
    try:
        address = store.replace("postgres@", "findings_test_login@")
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("select set_config('findings.tenant', 'halton', false)")
            for table in COLUMNS:
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(f"select * from {schema_of(found[0])}.{table}")
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(f"delete from findings.{table}")
                own = connection.execute(f"select distinct tenant from findings.{table}").fetchall()
                assert {name for (name,) in own} <= {SHARED, "halton"}, table
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute("insert into findings.current values ('halton', 'x')")
        # What a login with the reader's rights alone reads is what the program reads.
        assert engine_id(address, "halton") == engine_id(store, "halton")
    finally:
        server(address).close()
        with psycopg.connect(store, autocommit=True) as connection:
            connection.execute("drop role findings_test_login")


def test_a_council_without_anything_shared(
    url: str, generation_of: Callable[..., Generation], opened_store: Callable[..., EngineIndex]
) -> None:
    load(generation_of("halton", HALTON), url, "halton")
    assert [document.id for document in opened_store("halton").documents] == ["halton-own"]
    with pytest.raises(IndexMissing, match="The store holds no index that ‘wirral’ may read"):
        opened_store("wirral")
    assert engine_id(url, "wirral") is None


def test_an_id_stands_for_one_document(store: str, generation_of: Callable[..., Generation]) -> None:
    with pytest.raises(BuildError, match=r"‘report’ is also one of shared: give its file another name"):
        load(generation_of("torbay", SHARED_FILES), store, "torbay")
    with pytest.raises(BuildError, match=r"‘halton-own’ is also one of halton: give its file another name"):
        load(generation_of("shared", HALTON), store)
    # Two councils may well hold the same: neither sees the other's.
    load(generation_of("torbay", HALTON), store, "torbay")


@pytest.mark.parametrize("name", ["", "Halton", "a b", "-a", "x" * 41, "a'; drop schema findings", "ä"])
def test_a_tenant_has_a_plain_name(url: str, generation_of: Callable[..., Generation], name: str) -> None:
    with pytest.raises(BuildError, match="cannot be the name of a tenant: use up to 40 small letters"):
        load(generation_of("shared", SHARED_FILES), url, name)
