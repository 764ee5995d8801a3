"""Records as JSON: what the command line prints for programs and what the service answers. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, cast

from findings.citation import citation as in_words
from findings.citation import full_citation
from findings.contract.json_types import (
    AnswerJson,
    CellJson,
    CitationJson,
    DocumentJson,
    HitJson,
    InspectionJson,
    MatrixJson,
    NearJson,
    PackLineJson,
    PassageJson,
    PlaceJson,
    QuotationJson,
    ReceiptJson,
    RecommendationJson,
    SearchJson,
    TableJson,
    TermJson,
    TimelineJson,
    WhereJson,
)
from findings.packs.context import around
from findings.packs.pack import PackLine
from findings.reading.under import under
from findings.records import (
    Answer,
    Citation,
    Content,
    Document,
    Hit,
    InspectionView,
    Passage,
    Receipt,
    Recommendation,
    SearchResult,
    Table,
    Term,
    Timeline,
)
from findings.search.quotation import Compared, Near, check_value

if TYPE_CHECKING:
    from findings.index.verify import Verification


def _where(document: Document, passage: Passage) -> WhereJson:
    return {
        "doc": document.id,
        "file": document.file,
        "date": document.iso_date or None,
        "page": passage.page,
        "page_end": passage.page_end,
        "printed_page": document.printed_page(passage.page) or None,
        "line": passage.line,
        "located": passage.located,
        "confidence": passage.confidence,
        "paragraph": passage.paragraph,
        "section": " > ".join(passage.section),
    }


def hit(found: Hit) -> HitJson:
    """The contract of `search --json`: `text` is exactly what stands at `start`:`end` of the stored text, `under` the
    lead-in or heading that decides its sense."""
    passage = found.passage
    return {
        **_where(found.document, passage),
        "under": under(passage),
        "text": passage.text,
        "score": found.score,
        "start": passage.start,
        "end": passage.end,
        "kind": passage.kind,
        "sentence": list(found.sentence),
        "words_found": list(found.words_found),
        "words_added": list(found.words_added),
        "possible": found.possible,
        "same": [same.id for same in found.same],
    }


def search_result(result: SearchResult) -> SearchJson:
    """A search with what was understood."""
    return {
        "query": result.plan.query,
        "topic": result.plan.topic,
        "phrases": list(result.plan.phrases),
        "filters": {
            "authorities": list(result.plan.filters.authorities),
            "kinds": list(result.plan.filters.kinds),
            "from": result.plan.filters.year_from,
            "to": result.plan.filters.year_to,
            "detected": [list(pair) for pair in result.plan.detected],
        },
        "added": [term(t) for t in result.plan.added],
        "documents_searched": result.documents_searched,
        "documents_unreadable": result.documents_unreadable,
        "total": result.total,
        "results": [hit(found) for found in result.hits],
    }


def receipt_of(receipt: Receipt) -> ReceiptJson:
    """What was searched and what was left out, with why."""
    return {
        "searched": [record.id for record in receipt.searched],
        "left_out": [{"doc": record.id, "file": record.file, "why": why} for record, why in receipt.left_out],
        "cut": receipt.cut,
        "reranked": receipt.reranked,
        "built": receipt.built,
        "index_digest": receipt.index_digest,
        "settings_digest": receipt.settings_digest,
    }


def citation(record: Citation) -> CitationJson:
    """Where a quotation stands; `quote` is what stands at `start`:`end` of the stored text."""
    return {
        **_where(record.document, record.passage),
        "quote": record.quote,
        "start": record.start,
        "end": record.end,
    }


def answer(record: Answer) -> AnswerJson:
    """The contract of `ask`: sentences with their citations, or an abstention with its reason."""
    return {
        "abstained": record.abstained,
        "confidence": record.confidence,
        "reason": record.reason,
        "sentences": [
            {
                "text": s.text,
                "when": s.when,
                "under": s.under,
                "also": s.also,
                "citations": [citation(c) for c in s.citations],
            }
            for s in record.sentences
        ],
        "conflict": record.conflict,
        "not_found": list(record.not_found),
        "nearest": [hit(found) for found in record.nearest],
        "denied": record.denied,
        "form": record.form,
        "table": table(record.table) if record.table else None,
    }


def table(record: Table) -> TableJson:
    """An answer from the whole collection; `silence` of a row that says nothing, as in `over-time`."""
    return {
        "columns": list(record.columns),
        "rows": [
            {
                "authority": row.document.authority,
                "subject": row.document.subject,
                "file": row.document.file,
                "doc": row.document.id,
                "date": row.document.iso_date or None,
                "kind": row.document.kind,
                "what": row.what,
                "value": row.value,
                "label": row.label,
                "silence": row.silence,
                "note": row.note,
                "citations": [citation(c) for c in row.citations],
            }
            for row in record.rows
        ],
        "said": record.said,
        "notes": list(record.notes),
        "searched": record.searched,
        "speaking": record.speaking,
        "silent": record.silent,
        "unreadable": record.unreadable,
        "complete": record.complete,
    }


def timeline(record: Timeline) -> TimelineJson:
    """The contract of `over-time`: every inspection, oldest first, with its stance or its silence."""
    return {"inspections": [_inspection(view) for view in record.inspections]}


def matrix(topics: Sequence[str], found: Sequence[Timeline]) -> MatrixJson:
    """Several topics side by side: a row an inspection, a cell for each topic in their order."""
    cells: dict[str, list[CellJson]] = {}
    documents: dict[str, Document] = {}
    for place, record in enumerate(found):
        for view in record.inspections:
            documents[view.document.id] = view.document
            own = cells.setdefault(view.document.id, [{} for _ in topics])
            own[place] = {"stance": view.stance, "silence": view.silence}
    return {
        "topics": list(topics),
        "rows": [
            {
                "doc": doc,
                "file": document.file,
                "authority": document.authority,
                "subject": document.subject,
                "date": document.iso_date or None,
                "kind": document.kind,
                "cells": cells[doc],
            }
            for doc, document in documents.items()
        ],
    }


def _inspection(view: InspectionView) -> InspectionJson:
    return {
        "doc": view.document.id,
        "file": view.document.file,
        "date": view.document.iso_date or None,
        "kind": view.document.kind,
        "authority": view.document.authority,
        "subject": view.document.subject,
        "stance": view.stance,
        "why": view.why,
        "silence": view.silence,
        "scope": citation(view.scope) if view.scope else None,
        "passages": [
            {
                **hit(found),
                "stance": stance.label,
                "unclear": stance.unclear,
                "cues": [list(cue) for cue in stance.cues],
                "about": list(stance.about),
            }
            for found, stance in view.passages
        ],
        "others": view.others,
        "nearest": [hit(found) for found in view.nearest],
    }


def recommendation(record: Recommendation) -> RecommendationJson:
    """What was asked for, verbatim, and the later passages that return to it."""
    passage = record.passage
    return {
        "id": record.id,
        "doc": record.document.id,
        "file": record.document.file,
        "authority": record.document.authority,
        "subject": record.document.subject,
        "kind": record.document.kind,
        "date": record.document.iso_date or None,
        "page": passage.page,
        "line": passage.line,
        "located": passage.located,
        "confidence": passage.confidence,
        "number": record.number,
        "section": " > ".join(passage.section),
        "body": record.body,
        "priority": record.priority,
        "text": record.text or passage.text,
        "status": record.status,
        "later": [hit(found) for found in record.later],
    }


def document(record: Document) -> DocumentJson:
    """Every fact of a document; dates as ISO text, "2023-01" where the month alone is printed, null where not known."""
    facts: dict[str, Any] = asdict(record)
    for name in ("inspection_start", "inspection_end", "published"):
        facts[name] = record.iso(name) or None
    facts["grades"] = dict(record.grades)
    facts["months"] = list(record.months)
    facts["duplicates"] = list(record.duplicates)
    facts["page_labels"] = list(record.page_labels)
    return cast("DocumentJson", facts)


def term(record: Term) -> TermJson:
    return {"short": record.short, "long": record.long, "source": record.source, "count": record.count}


def verification(report: Verification) -> dict[str, Any]:
    return asdict(report)


def pack_line(line: PackLine) -> PackLineJson:
    return {
        "id": line.id,
        "name": line.name,
        "purpose": line.purpose,
        "passages": line.passages,
        "created": line.created.isoformat(timespec="seconds"),
        "changed": line.changed.isoformat(timespec="seconds"),
    }


def place(record: Citation) -> PlaceJson:
    """A quotation with its place, its reference in words and its check value."""
    return {
        **citation(record),
        "passage": f"{record.document.id}:{record.start}-{record.end}",
        "citation": in_words(record.passage, record.document),
        "reference": full_citation(record.passage, record.document),
        "check": check_value(record),
    }


def passage(record: Citation, content: Content) -> PassageJson:
    """A stretch of a document with the sentences before and after it."""
    beside = around(content, record.start, record.end)
    return {
        **place(record),
        "under": under(record.passage),
        "before": beside.before,
        "after": beside.after,
    }


def quotation(record: Compared, check: str = "") -> QuotationJson:
    """What comparing words with the documents came to; with `check`, whether that is the value of one of the places."""
    return {
        "words": record.words,
        "verdict": record.verdict,
        "said": record.said,
        "places": [place(found) for found in record.places],
        "nearest": [_near(found) for found in record.nearest],
        "check_fits": check in map(check_value, record.places) if check else None,
        "documents_searched": record.documents_searched,
    }


def _near(record: Near) -> NearJson:
    return {
        "place": place(record.place),
        "differences": [
            {"given": difference.given, "document": difference.document} for difference in record.differences
        ],
    }
