"""A small document of each body, in words of our own, as that body prints: all of its facts, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from findings.reading import read
from findings.reading.passages import cut
from findings.reading.templates.asks import asking_of
from findings.recommendations.action_points import action_points

BODIES = Path(__file__).with_name("bodies")
PRINTED: dict[str, dict[str, Any]] = json.loads((BODIES / "facts.json").read_text(encoding="utf-8"))
PLAIN = ("inspectorate", "subject", "identifier", "authority", "lead_inspector")
DATES = ("inspection_start", "inspection_end", "published")


@pytest.mark.parametrize("name", sorted(PRINTED))
def test_what_a_document_of_a_body_prints(name: str) -> None:
    reading = read(BODIES / name, BODIES, "report")
    found, printed = reading.document, dict(PRINTED[name])
    asked = printed.pop("recommendations", None)
    facts: dict[str, Any] = {field: getattr(found, field) for field in PLAIN}
    facts |= {field: found.iso(field) for field in DATES} | {"grades": dict(found.grades)}
    assert {field: value for field, value in facts.items() if value} == printed
    assert found.kind != "other"
    if asked is not None:
        asking = asking_of(found.kind, found.inspectorate)
        points = action_points(reading.content, cut(found, reading.content), asking)
        assert len(points) == asked


def test_every_body_has_its_truth() -> None:
    assert {path.name for path in BODIES.glob("*.txt")} == set(PRINTED)
