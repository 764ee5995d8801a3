"""A passage from its text and only those facts that a test is about."""

from __future__ import annotations

from findings.records import Passage
from findings.text.sentences import sentences


def make_passage(text: str, start: int = 0, doc: str = "doc", **facts: object) -> Passage:
    """A finding without headings or place, cut into sentences as the reading rules do; every fact can be given."""
    end = start + len(text)
    values = {
        "id": f"{doc}:{start}-{end}",
        "end": end,
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
    return Passage(doc=doc, start=start, text=text, **values)  # type: ignore[arg-type]
