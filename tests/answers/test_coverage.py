"""Words met by words of like meaning, and the memory of words already encoded."""

from __future__ import annotations

import pytest

from findings.answers import coverage
from tests.fakes import FakeEncoder


def test_words_stay_known_when_the_memory_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coverage, "_KEPT_WORDS", 2)
    encoder = FakeEncoder()
    assert coverage.likeness(encoder, ["school", "plans", "health"], ["plans"]) == pytest.approx(1.0)
    # "plans" is remembered, "missing" is new, and three words are already more than are kept.
    assert coverage.likeness(encoder, ["missing", "plans"], ["plans"]) == pytest.approx(1.0)
