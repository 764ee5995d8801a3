from __future__ import annotations

from pathlib import Path

import pytest

from tests.fakes import FakeEncoder

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
