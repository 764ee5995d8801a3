"""A passage of a text, for tests of what is read from its words."""

from __future__ import annotations

from findings.reading.sentences import sentences
from findings.records import Passage


def make_passage(text: str, start: int = 0, **facts: object) -> Passage:
    values = {
        "id": f"doc:{start}-{start + len(text)}",
        "doc": "doc",
        "page": None,
        "page_end": None,
        "line": None,
        "paragraph": None,
        "section": (),
        "lead_in": "",
        "kind": "finding",
        "sentences": tuple((a + start, b + start) for a, b in sentences(text)),
        **facts,
    }
    return Passage(start=start, end=start + len(text), text=text, **values)  # type: ignore[arg-type]
