"""What an assistant is given: quotations with place and check value, without what only programs need."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NotRequired

from typing_extensions import TypedDict

from findings.citation import citation, kind
from findings.contract.as_json import passage, quotation
from findings.contract.json_types import PassageJson, QuotationJson
from findings.progress import Progress
from findings.reading.under import under
from findings.records import STANCES, Citation, Filters, Hit
from findings.search.quotation import check_value

if TYPE_CHECKING:
    from findings.library import Library

# Quotations of one inspection that are given over time; the others are counted.
_QUOTED = 3


class Quotation(TypedDict):
    """Words of a document: `quote` is word for word. Give `citation` with it; `check` belongs to it alone."""

    quote: str
    under: str
    citation: str
    date: str | None
    document: str
    passage: str
    check: str
    certain: NotRequired[bool]


class Found(TypedDict):
    """Passages, best first. `certain` is false for a passage that may not be about the topic."""

    passages: list[Quotation]
    further: int
    documents_searched: int
    documents_unreadable: int
    searched_for_too: list[str]
    filters_read_from_the_words: list[str]


class Sentence(TypedDict):
    """A sentence that answers, with every place it stands in."""

    when: str
    beside: bool
    quotations: list[Quotation]


class Row(TypedDict):
    """What one document gives to a table."""

    document: str
    about: str | None
    date: str | None
    what: str
    value: str
    label: str
    silence: str
    note: str
    quotations: list[Quotation]


class Answered(TypedDict):
    """An answer, or the reason why there is none: then `nearest` are passages that do not answer."""

    answered: bool
    reason: str
    confidence: float
    sentences: list[Sentence]
    table: str
    rows: list[Row]
    conflict: str
    not_found: list[str]
    nearest: list[Quotation]
    documents_searched: int


class Inspection(TypedDict):
    """What one inspection says on the topic; `silence` says that, and how, it says nothing."""

    document: str
    title: str
    about: str | None
    date: str | None
    label: str
    why: str
    silence: str
    quotations: list[Quotation]
    further: int


class Times(TypedDict):
    """Every inspection, the oldest first, also those that say nothing."""

    topic: str
    inspections: list[Inspection]
    label_is: str


class Request(TypedDict):
    """What a document asked to be improved, and later passages that return to it. It is never said to be done."""

    quotation: Quotation
    body: str | None
    priority: bool
    later: list[Quotation]
    status: str


class Requests(TypedDict):
    """What documents asked to be improved."""

    recommendations: list[Request]
    total: int


class Listed(TypedDict):
    """A document in a list."""

    document: str
    title: str
    about: str | None
    kind: str
    date: str | None
    passages: int
    status: str
    grades: dict[str, str]


class Listing(TypedDict):
    """Documents, in the order of their files."""

    documents: list[Listed]
    total: int


_SILENCES = {
    "not_mentioned": "says nothing on it",
    "out_of_scope": "looked at other things",
    "unreadable": "could not be read",
}
LABEL_IS = "The label is Findings' own reading of the passages, not the inspectorate's."


def search(library: Library, query: str, k: int, filters: Filters) -> Found:
    found = library.search(query, k, filters)
    return {
        "passages": [{**_of_hit(hit), "certain": not hit.possible} for hit in found.hits],
        "further": found.total - len(found.hits),
        "documents_searched": found.documents_searched,
        "documents_unreadable": found.documents_unreadable,
        "searched_for_too": [term.long for term in found.plan.added],
        "filters_read_from_the_words": [f"{words}: {meant}" for words, meant in found.plan.detected],
    }


def ask(library: Library, question: str, filters: Filters, progress: Progress) -> Answered:
    found = library.ask(question, filters, progress=progress)
    table = found.table
    return {
        "answered": not found.abstained,
        "reason": found.reason,
        "confidence": round(found.confidence, 3),
        "sentences": [
            {"when": one.when, "beside": one.also, "quotations": [_of(c, one.under) for c in one.citations]}
            for one in found.sentences
        ],
        "table": table.said if table else "",
        "rows": [
            {
                "document": row.document.id,
                "about": row.document.about,
                "date": row.document.iso_date or None,
                "what": row.what,
                "value": row.value,
                "label": STANCES.get(row.label or "", ""),
                "silence": _SILENCES.get(row.silence or "", ""),
                "note": row.note,
                "quotations": [_of(c) for c in row.citations],
            }
            for row in (table.rows if table else ())
        ],
        "conflict": found.conflict,
        "not_found": list(found.not_found),
        "nearest": [_of_hit(hit) for hit in found.nearest],
        "documents_searched": found.documents_searched,
    }


def over_time(library: Library, topic: str, filters: Filters, progress: Progress) -> Times:
    found = library.over_time(topic, filters, progress=progress)
    return {
        "topic": found.plan.topic,
        "label_is": LABEL_IS,
        "inspections": [
            {
                "document": view.document.id,
                "title": citation(None, view.document),
                "about": view.document.about,
                "date": view.document.iso_date or None,
                "label": STANCES.get(view.stance or "", ""),
                "why": view.why,
                "silence": _SILENCES.get(view.silence or "", ""),
                "quotations": [_of_hit(hit) for hit, _ in view.passages[:_QUOTED]],
                "further": view.others + max(0, len(view.passages) - _QUOTED),
            }
            for view in found.inspections
        ],
    }


def recommendations(library: Library, topic: str, filters: Filters, limit: int) -> Requests:
    found = library.recommendations(topic, filters)
    return {
        "total": len(found),
        "recommendations": [
            {
                "quotation": _of(library.cite(f"{one.document.id}:{one.start}-{one.end}")),
                "body": one.body,
                "priority": one.priority,
                "later": [_of_hit(hit) for hit in one.later],
                "status": one.status,
            }
            for one in found[:limit]
        ],
    }


def documents(library: Library, filters: Filters, limit: int) -> Listing:
    found = library.documents_of(filters)
    return {
        "total": len(found),
        "documents": [
            {
                "document": one.id,
                "title": citation(None, one),
                "about": one.about,
                "kind": kind(one),
                "date": one.iso_date or None,
                "passages": one.passages,
                "status": one.message or one.status,
                "grades": dict(one.grades),
            }
            for one in found[:limit]
        ],
    }


def read_passage(library: Library, place: str) -> PassageJson:
    found = library.cite(place)
    return passage(found, library.content(found.document.id))


def check_quotation(library: Library, words: str, check: str, filters: Filters) -> QuotationJson:
    return quotation(library.check_quotation(words, filters), check)


def filters_of(
    authorities: Sequence[str], kinds: Sequence[str], year_from: int | None, year_to: int | None
) -> Filters:
    return Filters(tuple(authorities), tuple(kinds), year_from, year_to)


def _of_hit(hit: Hit) -> Quotation:
    """The whole passage: what is cut from its middle may mislead."""
    own = hit.passage
    return _of(Citation(hit.document, own, own.start, own.end, own.text), under(own))


def _of(found: Citation, above: str | None = None) -> Quotation:
    shown = under(found.passage, found.start, found.end) if above is None else above
    return {
        "quote": found.quote,
        "under": shown,
        "citation": citation(found.passage, found.document),
        "date": found.document.iso_date or None,
        "document": found.document.id,
        "passage": f"{found.document.id}:{found.start}-{found.end}",
        "check": check_value(found),
    }
