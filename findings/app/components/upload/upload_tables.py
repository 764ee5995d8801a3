"""What became of the files a person wanted to add, as an HTML table. Pure; everything from outside escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from findings.app.components.tables import html_table
from findings.app.state.address import DocumentsAddress
from findings.app.text import documents_text, uploads_text
from findings.citation import capital, dated, kind, named
from findings.document_kinds import OTHER
from findings.records import Document
from findings.uploads.job import Outcome
from findings.uploads.staging import Refusal


def table_html(
    label: str, outcomes: Sequence[Outcome], refused: Sequence[Refusal], documents: Mapping[str, Document]
) -> str:
    """What became of each file that was added, problems first, then of each that was not taken.

    `documents` of the index, by id, name those that can be opened.
    """
    ordered = sorted(outcomes, key=lambda one: one.status == "ready")
    rows = [_row(one, documents.get(one.doc)) for one in ordered]
    rows += [(escape(one.name), uploads_text.NOT_ADDED, escape(one.message)) for one in refused]
    return html_table.table(uploads_text.COLUMNS, rows, label, style="added")


def facts_table(label: str, files: Sequence[tuple[str, Document]]) -> str:
    """What was found in files that need nothing more: (name as its owner knows it, document)."""
    rows = [
        (
            escape(name),
            escape(document.about or documents_text.NOT_STATED),
            escape(capital(kind(document))) if document.kind != OTHER else uploads_text.NO_KIND,
            escape(capital(dated(document))),
            escape(" ".join(document.notes)),
        )
        for name, document in files
    ]
    return html_table.table(uploads_text.OTHERS_COLUMNS, rows, label, style="added")


def _row(outcome: Outcome, document: Document | None) -> tuple[str, str, str]:
    result = uploads_text.RESULTS.get(outcome.status, outcome.status)
    todo = escape(outcome.message)
    if outcome.status == "ready":
        opened = (
            html_table.link(DocumentsAddress(doc=document.id), f"Open {named(document)}") if document else ""
        )
        first = uploads_text.NOTHING_TO_DO if outcome.passages else ""
        said = escape(" ".join((outcome.message, *(document.notes if document else ()))))
        todo = " ".join(filter(None, (first, uploads_text.passages(outcome.passages), said, opened)))
    elif outcome.status == "duplicate" and document:
        opened = html_table.link(DocumentsAddress(doc=document.id), "Open it", f"Open {named(document)}")
        todo = f"{escape(uploads_text.same_as(capital(named(document))))} {opened}"
    elif outcome.status == "missing":
        todo = uploads_text.MISSING
    return escape(outcome.name), result, todo
