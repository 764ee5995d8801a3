"""What is kept, as JSON and back. A value at its default is left out, so a record grows old without breaking."""

from __future__ import annotations

import json
from dataclasses import MISSING, Field, fields
from datetime import date
from typing import Any

from findings.packs.pack import Kept, Searched, Silent
from findings.records import Document, Passage

_DATES = ("inspection_start", "inspection_end", "published")


def kept_json(kept: Kept) -> str:
    """What does not change of an item."""
    return _dumps(
        {
            "document": _values(kept.document),
            "passage": _values(kept.passage),
            "start": kept.start,
            "end": kept.end,
            "quote": kept.quote,
            "label": kept.label,
        }
    )


def read_kept(text: str, topic: str) -> Kept:
    """Raises ValueError, KeyError or TypeError for what `kept_json` did not write."""
    values = json.loads(text)
    return Kept(
        document=_document(values["document"]),
        passage=_passage(values["passage"]),
        start=values["start"],
        end=values["end"],
        quote=values["quote"],
        topic=topic,
        label=values["label"],
    )


def searched_json(searched: Searched) -> str:
    """The receipt of a search."""
    values = {field.name: getattr(searched, field.name) for field in fields(searched)}
    values["documents"] = [_values(document) for document in searched.documents]
    values["unreadable"] = [_values(document) for document in searched.unreadable]
    values["silent"] = [[_values(one.document), one.silence] for one in searched.silent]
    return _dumps(values)


def read_searched(text: str) -> Searched:
    """Raises ValueError, KeyError or TypeError for what `searched_json` did not write."""
    values = json.loads(text)
    for name in ("authorities", "kinds"):
        values[name] = tuple(values[name])
    values["names"] = tuple((short, long) for short, long in values["names"])
    for name in ("documents", "unreadable"):
        values[name] = tuple(_document(one) for one in values[name])
    values["silent"] = tuple(Silent(_document(one), silence) for one, silence in values["silent"])
    return Searched(**values)


def _dumps(values: object) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _values(record: Document | Passage) -> dict[str, Any]:
    values = {}
    for field in fields(record):
        value = getattr(record, field.name)
        if value != _default(field):
            values[field.name] = value.isoformat() if isinstance(value, date) else value
    return values


def _default(field: Field[Any]) -> object:
    return None if field.default is MISSING else field.default


def _document(values: dict[str, Any]) -> Document:
    known = _known(Document, values)
    for name in _DATES:
        if known.get(name):
            known[name] = date.fromisoformat(known[name])
    known["grades"] = tuple((what, grade) for what, grade in known.get("grades", ()))
    known["duplicates"] = tuple(known.get("duplicates", ()))
    return Document(**known)


def _passage(values: dict[str, Any]) -> Passage:
    known: dict[str, Any] = dict.fromkeys(("page", "page_end", "line", "paragraph"))
    known |= _known(Passage, values)
    known["section"] = tuple(known["section"])
    known["sentences"] = tuple((start, end) for start, end in known["sentences"])
    return Passage(**known)


def _known(record: type[Document] | type[Passage], values: dict[str, Any]) -> dict[str, Any]:
    """The values that the record still has a field for."""
    names = {field.name for field in fields(record)}
    return {name: value for name, value in values.items() if name in names}
