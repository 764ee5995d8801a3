"""A pack as JSON, for programs."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from findings.citation import full_citation
from findings.packs.check import Checked, CheckedPack, silent
from findings.packs.pack import Searched
from findings.records import Document


def json_bytes(checked: CheckedPack, on: date) -> bytes:
    """Everything the pack holds and what became of each quotation, as UTF-8."""
    pack = checked.pack
    value = {
        "name": pack.name,
        "purpose": pack.purpose,
        "prepared_by": pack.prepared_by,
        "exported": on.isoformat(),
        "sections": [
            {"topic": section.heading, "items": [_item(one) for one in section.items]}
            for section in checked.sections
        ],
        "silent": [
            {**_document(one.document), "topic": one.topic, "silence": one.silence} for one in silent(checked)
        ],
        "searches": [_searched(search) for search in pack.searches],
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _item(one: Checked) -> dict[str, Any]:
    item, kept = one.item, one.item.kept
    return {
        "number": one.number,
        "quote": kept.quote,
        "lead_in": kept.passage.lead_in,
        "start": kept.start,
        "end": kept.end,
        "page": kept.passage.page,
        "page_end": kept.passage.page_end,
        "printed_page": kept.document.printed_page(kept.passage.page) or None,
        "line": kept.passage.line,
        "located": kept.passage.located,
        "confidence": kept.passage.confidence,
        "paragraph": kept.passage.paragraph,
        "section": list(kept.passage.section),
        "citation": full_citation(kept.passage, kept.document),
        "document": _document(kept.document),
        "label": item.label or None,
        "label_changed": item.label_changed,
        "note": item.note,
        "response": {
            "response": item.response.response,
            "evidence": item.response.evidence,
            "owner": item.response.owner,
            "due": item.response.iso_due or None,
            "status": item.response.progress or None,
        },
        "added": item.added.date().isoformat(),
        "status": one.status,
        "says_now": one.now or None,
    }


def _document(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "file": document.file,
        "checksum": document.checksum,
        "authority": document.authority,
        "subject": document.subject,
        "inspectorate": document.inspectorate,
        "kind": document.kind,
        "date": document.iso_date or None,
        "published": document.iso("published") or None,
        "source": document.source,
    }


def _searched(search: Searched) -> dict[str, Any]:
    return {
        "view": search.view,
        "query": search.query,
        "topic": search.topic,
        "authorities": list(search.authorities),
        "kinds": list(search.kinds),
        "from": search.year_from,
        "to": search.year_to,
        "names": [list(pair) for pair in search.names],
        "documents": [document.id for document in search.documents],
        "unreadable": [document.file for document in search.unreadable],
        "built": search.built,
        "index_digest": search.index_digest,
        "settings_digest": search.settings_digest,
    }
