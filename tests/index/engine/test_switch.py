"""One generation in use at a time: switching, killing a load at any moment, removing what nobody reads."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from findings.errors import BuildError, IndexDamaged, IndexMissing, SettingsError
from findings.index.engine import connection as connections
from findings.index.engine.connection import server
from findings.index.engine.engine_index import EngineIndex, engine_id, open_engine
from findings.index.engine.loading import load
from findings.index.engine.store_tables import schema_of
from findings.index.generation import Generation
from tests.fakes import FakeEncoder

OLD = {"letter.txt": "@ Halton 2023-01-13\nThe LADO is effective. Supervision is late.\n"}
NEW = {**OLD, "report.txt": "@ Warrington 2019-08-23\nSupervision is regular.\n"}

# Loads the index of a folder and dies, as by a power cut, when it comes to a stage.
_KILLED = """
import os, signal, sys
from pathlib import Path
from findings.index.engine import loading
from tests.fakes import FakeEncoder
from tests.index.building import opened

class Deadly:
    def stage(self, name, total):
        if name == sys.argv[3]:
            os.kill(os.getpid(), signal.SIGKILL)
    def step(self, done, note=""):
        pass

if sys.argv[3] == "switch":
    loading.attaching = lambda generation: os.kill(os.getpid(), signal.SIGKILL)
loading.load(opened(Path(sys.argv[1]), FakeEncoder(tokens=True)), sys.argv[2], progress=Deadly())
"""


def schemas(url: str) -> set[str]:
    import psycopg

    with psycopg.connect(url) as connection:
        found = connection.execute("select nspname from pg_namespace where nspname like 'findings\\_%'")
        return {name for (name,) in found.fetchall()}


def test_nothing_was_loaded(url: str, opened_store: Callable[..., EngineIndex]) -> None:
    assert engine_id(url) is None
    with pytest.raises(
        IndexMissing, match=r"There is no index in the store test\d+ on /.*: run 'python embed\.py"
    ):
        opened_store()


def test_a_load_is_in_use_when_it_ends(
    url: str, generation_of: Callable[..., Generation], opened_store: Callable[..., EngineIndex]
) -> None:
    old = generation_of("shared", OLD)
    done = load(old, url)
    assert (done.generation, done.tenant, done.passages, done.fresh) == (old.id, "shared", 1, True)
    assert engine_id(url) == opened_store().id == old.id
    assert load(old, url).fresh is False  # it is there already
    new = generation_of("shared", NEW)
    load(new, url)
    assert engine_id(url) == opened_store().id == new.id
    assert len(opened_store().documents) == 2


def test_what_is_being_read_stays_until_its_last_reader_has_left(
    url: str, generation_of: Callable[..., Generation], opened_store: Callable[..., EngineIndex]
) -> None:
    old = generation_of("shared", OLD)
    load(old, url)
    first, second = opened_store(), opened_store()
    new = generation_of("shared", NEW)
    load(new, url)
    assert schemas(url) == {schema_of(old.id), schema_of(new.id)}
    assert [passage.text for passage in first.passages([0])] == [
        "The LADO is effective. Supervision is late."
    ]
    first.close()
    load(new, url)
    assert schemas(url) == {schema_of(old.id), schema_of(new.id)}
    assert second.content("letter").text.startswith("The LADO")
    second.close()
    load(new, url)
    assert schemas(url) == {schema_of(new.id)}
    with pytest.raises(IndexDamaged, match="a host does not hold"):
        monkey = pytest.MonkeyPatch()
        with monkey.context() as patch:
            patch.setattr(connections, "RETRY_SECONDS", 0.1)
            second.passages([0])


@pytest.mark.parametrize("stage", ["Loading the store", "Loading the words", "Indexing the store", "switch"])
def test_a_load_that_is_killed_leaves_what_is_in_use(
    url: str,
    generation_of: Callable[..., Generation],
    opened_store: Callable[..., EngineIndex],
    tmp_path: Path,
    stage: str,
) -> None:
    old = generation_of("shared", OLD)
    load(old, url)
    new = generation_of("shared", NEW)
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, tmp_path / "shared" / "index", url, stage],
        cwd=Path(__file__).parents[3],
        check=False,
    )
    assert killed.returncode == -9
    assert engine_id(url) == old.id
    index = opened_store()
    assert [passage.doc for passage in index.passages([0])] == ["letter"]
    assert schema_of(new.id) in schemas(url)  # left behind
    load(new, url)
    assert engine_id(url) == new.id
    assert len(opened_store().documents) == 2


def test_one_load_at_a_time(url: str, generation_of: Callable[..., Generation]) -> None:
    old = generation_of("shared", OLD)
    with (
        server(url).writing(),
        pytest.raises(BuildError, match=r"Another build is loading the store .*; wait until it has ended"),
    ):
        load(old, url)


def test_one_generation_is_of_one_tenant(url: str, generation_of: Callable[..., Generation]) -> None:
    old = generation_of("shared", OLD)
    load(old, url)
    with pytest.raises(BuildError, match="is in use by another tenant: build an index of its own for halton"):
        load(old, url, "halton")


def test_an_index_of_other_rules_or_another_encoder_is_refused(
    url: str, generation_of: Callable[..., Generation], tmp_path: Path
) -> None:
    load(generation_of("shared", OLD), url)
    with pytest.raises(IndexDamaged, match="built by reading rules 1, this version has rules 2"):
        open_engine(url, encoder=FakeEncoder(tokens=True), cache=tmp_path, reader=2)
    with pytest.raises(
        IndexDamaged, match=r"built with the encoder fake \(fake, fp32\), not with fake \(other"
    ):
        open_engine(url, encoder=FakeEncoder("other", tokens=True), cache=tmp_path, reader=1)


def test_tables_of_another_layout_are_refused(
    url: str, generation_of: Callable[..., Generation], opened_store: Callable[..., EngineIndex]
) -> None:
    import psycopg

    load(generation_of("shared", OLD), url)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("update findings.layout set version = 99")
    with pytest.raises(IndexDamaged, match="has layout 99, this version reads layout 1: load it again"):
        opened_store()


def test_a_text_that_the_server_cannot_keep_word_for_word_is_refused(
    url: str, generation_of: Callable[..., Generation]
) -> None:
    generation = generation_of("shared", {"letter.txt": "@ Halton 2023-01-13\nThe LADO\0is effective.\n"})
    with pytest.raises(BuildError, match="holds a NUL character, which PostgreSQL cannot keep"):
        load(generation, url)
    assert engine_id(url) is None


def test_no_server(
    tmp_path: Path, generation_of: Callable[..., Generation], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "RETRY_SECONDS", 0.1)
    monkeypatch.setattr(connections, "PATIENCE", 0.5)
    url = f"postgresql://somebody:secret@/none?host={tmp_path}"
    with pytest.raises(IndexDamaged, match=f"The store none on {tmp_path} cannot be read: ") as read:
        engine_id(url)
    with pytest.raises(BuildError, match=f"The store none on {tmp_path} could not be written: ") as written:
        load(generation_of("shared", OLD), url)
    assert "secret" not in str(read.value) + str(written.value)
    server(url).close()


def test_a_url_that_is_none() -> None:
    with pytest.raises(
        SettingsError, match=r"The store’s URL cannot be used \(.*\): give postgresql://host/database"
    ):
        server("postgresql://host/database?nonsense=1")


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg_pool", None)
    with pytest.raises(SettingsError, match=r"run 'pip install -r requirements-engine\.txt'"):
        server("postgresql://host/elsewhere")
