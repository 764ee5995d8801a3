"""What the command line prints for programs: the contract's JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from findings.reading.under import under
from findings.records import (
    Answer,
    Citation,
    Document,
    Hit,
    InspectionView,
    Receipt,
    Recommendation,
    SearchResult,
    Table,
    Term,
    Timeline,
)

if TYPE_CHECKING:
    from findings.index.verify import Verification


def write_json(value: object) -> None:
    """One JSON document on standard output."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def hit(found: Hit) -> dict[str, Any]:
    """The contract of `search --json`: `text` is exactly what stands at `start`:`end` of the stored text, `under` the
    lead-in or heading that decides its sense."""
    passage = found.passage
    return {
        "doc": passage.doc,
        "file": found.document.file,
        "date": found.document.iso_date or None,
        "page": passage.page,
        "page_end": passage.page_end,
        "printed_page": found.document.printed_page(passage.page) or None,
        "line": passage.line,
        "located": passage.located,
        "confidence": passage.confidence,
        "paragraph": passage.paragraph,
        "section": " > ".join(passage.section),
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


def search_result(result: SearchResult) -> dict[str, Any]:
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


def receipt_of(receipt: Receipt) -> dict[str, Any]:
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


def citation(record: Citation) -> dict[str, Any]:
    """Where a quotation stands; `quote` is what stands at `start`:`end` of the stored text."""
    passage = record.passage
    return {
        "doc": record.document.id,
        "file": record.document.file,
        "date": record.document.iso_date or None,
        "page": passage.page,
        "page_end": passage.page_end,
        "printed_page": record.document.printed_page(passage.page) or None,
        "line": passage.line,
        "located": passage.located,
        "confidence": passage.confidence,
        "paragraph": passage.paragraph,
        "section": " > ".join(passage.section),
        "quote": record.quote,
        "start": record.start,
        "end": record.end,
    }


def answer(record: Answer) -> dict[str, Any]:
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


def table(record: Table) -> dict[str, Any]:
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


def timeline(record: Timeline) -> dict[str, Any]:
    """The contract of `over-time`: every inspection, oldest first, with its stance or its silence."""
    return {"inspections": [_inspection(view) for view in record.inspections]}


def matrix(topics: Sequence[str], found: Sequence[Timeline]) -> dict[str, Any]:
    """Several topics side by side: a row an inspection, a cell for each topic in their order."""
    cells: dict[str, list[dict[str, Any]]] = {}
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


def _inspection(view: InspectionView) -> dict[str, Any]:
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


def recommendation(record: Recommendation) -> dict[str, Any]:
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


def document(record: Document) -> dict[str, Any]:
    """Every fact of a document; dates as ISO text, "2023-01" where the month alone is printed, null where not known."""
    facts = asdict(record)
    for name in ("inspection_start", "inspection_end", "published"):
        facts[name] = record.iso(name) or None
    facts["grades"] = dict(record.grades)
    facts["months"] = list(record.months)
    facts["duplicates"] = list(record.duplicates)
    facts["page_labels"] = list(record.page_labels)
    return facts


def term(record: Term) -> dict[str, Any]:
    return asdict(record)


def verification(report: Verification) -> dict[str, Any]:
    return asdict(report)
