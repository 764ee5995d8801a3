"""The commands with a store in place of the folder of an index."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import embed
from findings.cli.main import main as findings
from findings.encoding import load as encoders
from findings.index.engine.connection import server
from findings.index.engine.engine_index import EngineIndex, engine_id, open_engine
from findings.index.engine.loading import load
from findings.index.generation import open_generation
from findings.index.opening import current_id, is_store
from findings.library import open_library
from tests.fakes import FAKE_RULES, FakeEncoder
from tests.index.engine.postgres import Postgres


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Building with the fake encoder and the fake reader."""
    monkeypatch.setattr(encoders, "load_encoder", lambda name, threads: FakeEncoder())
    monkeypatch.setattr("findings.index.build.reading_rules", lambda: FAKE_RULES)


def opened(url: str, tenant: str, folder: Path) -> EngineIndex:
    return open_engine(url, tenant, FakeEncoder(), cache=folder, reader=1)


@pytest.mark.usefixtures("small")
def test_embed_builds_and_loads(
    corpus: Path, index: Path, url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ["--corpus", str(corpus), "--index", str(index)]
    monkeypatch.setattr("findings.index.generation.check_made_by", lambda manifest, encoder, reader: None)
    assert embed.main([*command, "--store", url]) == 0
    assert capsys.readouterr().err.endswith("The store now has them, for all councils.\n")
    monkeypatch.setenv("FINDINGS_STORE", url)
    assert embed.main([*command, "--if-stale"]) == 0
    assert capsys.readouterr().err.endswith("The store already had them, for all councils.\n")
    assert engine_id(url) == open_generation(index, FakeEncoder(), reader=1).id
    assert len(opened(url, "halton", index).documents) == 2


@pytest.mark.usefixtures("small")
def test_embed_loads_the_documents_of_one_council(
    corpus: Path, index: Path, url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("findings.index.generation.check_made_by", lambda manifest, encoder, reader: None)
    command = ["--corpus", str(corpus), "--index", str(index), "--store", url, "--tenant"]
    assert embed.main([*command, "Halton Council"]) == 1
    assert "‘Halton Council’ cannot be the name of a tenant" in capsys.readouterr().err
    assert embed.main([*command, "halton"]) == 0
    assert capsys.readouterr().err.endswith("The store now has them, for halton.\n")
    assert engine_id(url, "halton") is not None
    assert engine_id(url) is None


@pytest.mark.model
def test_questions_are_put_to_the_store(
    postgres: Postgres,
    halton_index: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    url = postgres.fresh("commands")
    load(open_generation(halton_index), url)
    monkeypatch.setenv("FINDINGS_INDEX", str(halton_index))

    def found(*options: str) -> list[str]:
        assert findings(["search", "LADO arrangements", "-k", "5", "--json", *options]) == 0
        return [hit["text"] for hit in json.loads(capsys.readouterr().out)["results"]]

    assert found("--store", url) == found() != []
    monkeypatch.setenv("FINDINGS_STORE", url)
    for command in (
        ["documents"],
        ["vocabulary"],
        ["ready"],
        ["doctor"],
        ["recommendations", "--topic", "LADO"],
    ):
        assert findings(command) == 0, command
    out = capsys.readouterr().out
    assert "passages of 5 documents, loaded and searched" in out
    assert open_library(url).generation_id == current_id(url) == current_id(halton_index)
    # A folder that is named is searched, whatever the settings say.
    assert findings(["ready", "--index", str(halton_index / "nowhere")]) == 1
    assert "There is no index in" in capsys.readouterr().err
    server(url).close()


def test_what_is_a_store() -> None:
    assert is_store("postgresql://host/database")
    assert is_store("postgres://host/database")
    assert not is_store(Path("index"))
    assert not is_store("index")
