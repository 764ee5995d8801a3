"""The index of the shipped corpus, built with the real encoder once and kept between runs; two small documents."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.fakes import FakeEncoder
from tests.shipped import copy_shipped

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ["FINDINGS_JOURNAL"] = (
    "off"  # tests leave no log behind; those of the journal name a file of their own
)
LETTER = """@ Halton 2023-01-13
# Allegations
The LADO is effective. Each allegation is met at once.
7. The designated officer keeps no plan.
# Health
- Missing children see a health nurse.
"""
REPORT = """@ Warrington 2019-08-23
# Supervision
Supervision is regular. School plans are clear.
"""
ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def halton_corpus() -> Path:
    """The five shipped documents and nothing else, in an ignored folder."""
    return copy_shipped(ROOT / ".cache" / "test-corpus")


@pytest.fixture(scope="session")
def halton_index(halton_corpus: Path) -> Path:
    """Brought up to date in an ignored folder: the first run encodes, later ones only what changed."""
    from findings.encoding.load import load_encoder
    from findings.index.build import build
    from findings.settings import read_settings

    index = ROOT / ".cache" / "test-index"
    index.mkdir(parents=True, exist_ok=True)
    build(halton_corpus, index, load_encoder(read_settings().encoder, threads=0))
    return index


@pytest.fixture
def encoder() -> FakeEncoder:
    return FakeEncoder()


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Two documents: 3 passages of 4 sentences, 1 passage of 2 sentences."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "letter.txt").write_text(LETTER, encoding="utf-8")
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    return folder


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"
