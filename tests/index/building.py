"""Building and opening an index of a test, and what lies in it."""

from __future__ import annotations

from pathlib import Path

from findings.index.build import BuildReport, build
from findings.index.generation import Generation, open_generation
from findings.reading.rules import Rules
from tests.fakes import FAKE_RULES, FakeEncoder


def built(corpus: Path, index: Path, encoder: FakeEncoder, rules: Rules = FAKE_RULES) -> BuildReport:
    return build(corpus, index, encoder, rules=rules)


def opened(index: Path, encoder: FakeEncoder, version: int = 1) -> Generation:
    return open_generation(index, encoder, reader=version, check=True)


def generations(index: Path) -> list[str]:
    return sorted(path.name for path in (index / "generations").iterdir())
