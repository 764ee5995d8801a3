"""The service over two small documents, with the encoder and the judge one can work out in one's head."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from findings.api.http_app import make_app
from findings.index.generation import open_generation
from findings.library import Library
from findings.settings import Settings
from findings.text.authority_groups import NO_NEIGHBOURS
from tests.fakes import FakeEncoder, FakeJudge
from tests.index.building import built


@pytest.fixture
def small_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is opened is opened with the fakes."""

    def open_small(
        index: Path, encoder: str | None = None, *, neighbours: Any = NO_NEIGHBOURS, tenant: str = ""
    ) -> Library:
        return Library(index, open_generation(index, FakeEncoder(), reader=1), FakeJudge(), neighbours)

    monkeypatch.setattr("findings.library.open_library", open_small)


@pytest.fixture
def settings(tmp_path: Path, corpus: Path, index: Path, small_library: None) -> Settings:
    """Over an index of letter.txt (Halton, 13 January 2023) and report.txt (Warrington, 23 August 2019)."""
    built(corpus, index, FakeEncoder())
    return replace(Settings(), corpus=corpus, index=index, data=tmp_path / "data", journal=None)


def served(settings: Settings) -> TestClient:
    """A client of the service; it runs while the client is a context."""
    return TestClient(make_app(settings), base_url="http://localhost:8600", raise_server_exceptions=False)


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    with served(settings) as client:
        yield client
