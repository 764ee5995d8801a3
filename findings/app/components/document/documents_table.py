"""The list of documents as an HTML table. Pure; everything from a document escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from findings.app.components.tables import html_table
from findings.app.state.address import DocumentsAddress
from findings.app.text import documents_text, shared_text
from findings.citation import capital, dated, kind, named
from findings.records import Document

COLUMNS = ("Date", "Authority", "Type", "Pages", "Status", "Open")


def table_html(documents: Sequence[Document], named_by_id: Mapping[str, Document]) -> str:
    """One row a document."""
    rows = (_row(document, named_by_id) for document in documents)
    return html_table.table(COLUMNS, rows, documents_text.DOCUMENTS_TITLE)


def _row(document: Document, named_by_id: Mapping[str, Document]) -> tuple[str, ...]:
    return (
        escape(capital(dated(document))),
        _about(document),
        escape(capital(kind(document))) + _copies(document),
        _pages(document),
        _status(document, named_by_id),
        _open(document),
    )


def _about(document: Document) -> str:
    """What the document is about; of a subject also the authority it lies in."""
    within = document.authority if document.subject else None
    below = f'<p class="muted small">{escape(within)}</p>' if within and within != document.about else ""
    return escape(document.about or documents_text.NOT_STATED) + below


def _pages(document: Document) -> str:
    if document.pages:
        return str(document.pages)
    return documents_text.NOT_KNOWN if document.status == "unreadable" else documents_text.NO_PAGES


def _copies(document: Document) -> str:
    return _files(documents_text.ALSO_HELD_AS, document.duplicates) + _files(
        documents_text.REPLACES, document.replaces
    )


def _files(said: str, names: Sequence[str]) -> str:
    files = "".join(f"<br>{escape(file)}" for file in names)
    return f'<p class="muted small">{said}{files}</p>' if names else ""


def _status(document: Document, named_by_id: Mapping[str, Document]) -> str:
    status = escape(documents_text.STATUSES.get(document.status, document.status))
    if document.replaced_by:
        status = documents_text.REPLACED
    if document.status == "ready":
        passages = f"<p class='muted small'>{shared_text.count(document.passages, 'passage')}</p>"
        notes = [
            f'<p class="small">{escape(note)}</p>' for note in (document.message, *document.notes) if note
        ]
        return "".join((status, passages, *notes))
    if document.status in ("waiting", "removed"):
        told = documents_text.SEARCHED_AS_BEFORE if document.id else documents_text.NOT_SEARCHED_YET
        told = documents_text.STILL_SEARCHED if document.status == "removed" else told
        return f'<strong>{status}</strong><p class="small">{told}</p>'
    same = named_by_id.get(document.duplicate_of or "")
    reason = (
        html_table.link(DocumentsAddress(doc=same.id), capital(named(same)))
        if same
        else escape(document.message)
    )
    return f'<strong>{status}</strong><p class="small">{reason}</p>'


def _open(document: Document) -> str:
    if not document.id:
        return documents_text.NOT_YET
    address = DocumentsAddress(doc=document.duplicate_of or document.id)
    return html_table.link(address, "Open", f"Open {named(document)}")
