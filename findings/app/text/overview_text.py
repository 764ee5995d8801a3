"""The sentences of the first screen's overview. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from findings.app.text.shared_text import count, years
from findings.citation import day
from findings.records import Document

MINE = "My authority"
CHOOSE = "Choose the authority you work for"
OWN_THEMES = "Where to look first"
RECENT = "Newest documents"


def facts(ready: Sequence[Document]) -> list[tuple[str, str]]:
    """(name, value) of what can be searched; what is not known is left out."""
    days = sorted(document.date for document in ready if document.date)
    names = {document.about for document in ready if document.about}
    known = [
        ("Documents", f"{len(ready):,}"),
        ("Authorities", f"{len(names):,}" if len(names) != 1 else next(iter(names))),
        ("Years", years(days[0].year, days[-1].year) if days else ""),
        ("Newest", day(days[-1]) if days else ""),
    ]
    return [(name, value) for name, value in known if value]


def new(number: int) -> str:
    return f"New since your last visit: {count(number, 'document')}"


def own_documents(number: int) -> str:
    return f"See its {count(number, 'document')}"
