"""What the command line prints: the contract's JSON, and plain text for people."""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from findings.records import KINDS, Document, Hit, SearchResult, Term

if TYPE_CHECKING:
    from findings.indexing.verify import Verification

_WIDTH = 100  # characters


def write_json(value: object) -> None:
    """One JSON document on standard output."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def hit(found: Hit) -> dict[str, Any]:
    """The contract of `search --json`: `text` is exactly what stands at `start`:`end` of the stored text."""
    passage = found.passage
    return {
        "doc": passage.doc,
        "file": found.document.file,
        "date": _iso(found.document.date),
        "page": passage.page,
        "page_end": passage.page_end,
        "line": passage.line,
        "paragraph": passage.paragraph,
        "section": " > ".join(passage.section),
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
    """A search with what was understood and searched."""
    return {
        "query": result.plan.query,
        "topic": result.plan.topic,
        "phrases": list(result.plan.phrases),
        "filters": {
            "authorities": list(result.plan.authorities),
            "kinds": list(result.plan.kinds),
            "from": result.plan.year_from,
            "to": result.plan.year_to,
            "detected": [list(pair) for pair in result.plan.detected],
        },
        "added": [term(t) for t in result.plan.added],
        "documents_searched": result.documents_searched,
        "documents_unreadable": result.documents_unreadable,
        "total": result.total,
        "results": [hit(found) for found in result.hits],
    }


def document(record: Document) -> dict[str, Any]:
    """Every fact of a document; dates as ISO text, null where not known."""
    facts = asdict(record)
    for name in ("inspection_start", "inspection_end", "published"):
        facts[name] = _iso(facts[name])
    facts["grades"] = dict(record.grades)
    facts["duplicates"] = list(record.duplicates)
    return facts


def term(record: Term) -> dict[str, Any]:
    return asdict(record)


def verification(report: Verification) -> dict[str, Any]:
    return asdict(report)


def write_search(result: SearchResult) -> None:
    """The hits as a person reads them."""
    plan = result.plan
    print(
        f"{len(result.hits)} of {result.total} passages in {_count(result.documents_searched, 'document')} searched"
    )
    if plan.detected:
        print(
            "Filters from your words: " + "; ".join(f"{words} = {filter}" for words, filter in plan.detected)
        )
    if plan.added:
        print("Also searched for: " + "; ".join(dict.fromkeys(t.long for t in plan.added)))
    if result.documents_unreadable:
        print(f"{_count(result.documents_unreadable, 'document')} could not be read and were not searched.")
    shown_possible = False
    for found in result.hits:
        if found.possible and not shown_possible:
            shown_possible = True
            print("\nPossible matches: these may not be about your topic.")
        print(f"\n{found.rank}. {place(found)}")
        print(textwrap.fill(found.passage.text, _WIDTH, initial_indent="   ", subsequent_indent="   "))
        print(f"   [{why(found)}]")


def place(found: Hit) -> str:
    """Document, date, page and section of a hit in one line."""
    passage, document = found.passage, found.document
    parts = [document.authority or document.title or document.file, KINDS[document.kind]]
    parts.append(f"{document.date:%-d %B %Y}" if document.date else "date not known")
    if passage.page is not None:
        parts.append(f"page {passage.page}")
    elif passage.line is not None:
        parts.append(f"{'line' if document.format in ('text', 'markdown') else 'paragraph'} {passage.line}")
    if passage.paragraph:
        parts.append(f"paragraph {passage.paragraph}")
    if passage.section:
        parts.append(f"‘{passage.section[-1]}’")
    return ", ".join(parts)


def why(found: Hit) -> str:
    """Why a passage was returned, in words."""
    reasons = []
    if found.words_found:
        reasons.append("your words: " + ", ".join(found.words_found))
    if found.words_added:
        reasons.append("other names: " + ", ".join(found.words_added))
    return "; ".join(reasons) or "similar meaning, none of your words"


def write_documents(documents: Sequence[Document]) -> None:
    """One line a document, its facts in columns."""
    rows = [
        (
            _iso(d.date) or "-",
            d.authority or "-",
            KINDS[d.kind],
            str(d.pages or "-"),
            str(d.passages),
            d.status,
            d.file if d.status == "ready" else f"{d.file}: {d.message}",
        )
        for d in documents
    ]
    _table(("date", "authority", "kind", "pages", "passages", "status", "file"), rows)


def write_vocabulary(terms: Iterable[Term]) -> None:
    _table(
        ("short", "documents", "from", "long"),
        [(t.short, str(t.count or "-"), t.source, t.long) for t in terms],
    )


def write_verification(report: Verification) -> None:
    for difference in report.differences:
        print(difference)
    print(
        f"{_count(report.documents, 'document')} read again, {_count(report.passages, 'passage')} cut again: "
        f"{_count(len(report.differences), 'difference')}"
    )


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Columns as wide as their longest cell; the last one is not padded."""
    widths = [max(len(row[column]) for row in (heads, *rows)) for column in range(len(heads) - 1)]
    for row in (heads, *rows):
        print("  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]]))


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
