"""The index of the shipped corpus, built with the real encoder once and kept between runs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ["FINDINGS_JOURNAL"] = (
    "off"  # tests leave no log behind; those of the journal name a file of their own
)
ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def halton_index() -> Path:
    """Brought up to date in an ignored folder: the first run encodes, later ones only what changed."""
    from findings.indexing.build import build
    from findings.indexing.encoder import load_encoder
    from findings.settings import Settings

    index = ROOT / ".cache" / "test-index"
    index.mkdir(parents=True, exist_ok=True)
    build(ROOT / "corpus", index, load_encoder(Settings().encoder, threads=0))
    return index
