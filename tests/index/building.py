"""Building and opening an index of a test, and what lies in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from findings.index.build import BuildReport, build
from findings.index.generation import Generation, open_generation
from findings.library import Library
from findings.reading.rules import Rules
from tests.fakes import FAKE_RULES, FakeEncoder, FakeJudge


def built(corpus: Path, index: Path, encoder: FakeEncoder, rules: Rules = FAKE_RULES) -> BuildReport:
    return build(corpus, index, encoder, rules=rules)


def opened(index: Path, encoder: FakeEncoder, version: int = 1) -> Generation:
    return open_generation(index, encoder, reader=version, check=True)


def generations(index: Path) -> list[str]:
    return sorted(path.name for path in (index / "generations").iterdir())


def small_library(folder: Path, files: Mapping[str, str], rules: Rules = FAKE_RULES) -> Library:
    """The library over these files, by name, with the encoder and the judge one can work out in one's head."""
    corpus, index = folder / "corpus", folder / "index"
    corpus.mkdir()
    for name, text in files.items():
        (corpus / name).write_text(text, encoding="utf-8")
    encoder = FakeEncoder()
    built(corpus, index, encoder, rules)
    return Library(index, open_generation(index, encoder, reader=rules.version), FakeJudge())
