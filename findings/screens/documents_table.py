"""The list of documents as an HTML table. Pure; everything from a document escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import urlencode

from findings.citation import capital, dated, kind, named
from findings.records import Document
from findings.screens import words, words_documents
from findings.screens.address import DocumentsAddress

COLUMNS = ("Date", "Authority", "Type", "Pages", "Status", "Open")


def table_html(documents: Sequence[Document], named_by_id: Mapping[str, Document]) -> str:
    """One row a document. Roles are written out: the narrow layout takes the table's own away."""
    head = "".join(f'<th role="columnheader" scope="col">{name}</th>' for name in COLUMNS)
    rows = "".join(_row(document, named_by_id) for document in documents)
    return (
        '<table class="documents" role="table" aria-label="Documents">'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>'
    )


def _row(document: Document, named_by_id: Mapping[str, Document]) -> str:
    cells = (
        escape(capital(dated(document))),
        escape(document.authority or words_documents.NOT_STATED),
        escape(capital(kind(document))) + _copies(document),
        _pages(document),
        _status(document, named_by_id),
        _open(document),
    )
    drawn = "".join(
        f'<td role="cell" data-label="{name}"><div>{cell}</div></td>'
        for name, cell in zip(COLUMNS, cells, strict=True)
    )
    return f'<tr role="row">{drawn}</tr>'


def _pages(document: Document) -> str:
    if document.pages:
        return str(document.pages)
    return words_documents.NOT_KNOWN if document.status == "unreadable" else words_documents.NO_PAGES


def _copies(document: Document) -> str:
    if not document.duplicates:
        return ""
    files = "".join(f"<br>{escape(file)}" for file in document.duplicates)
    return f'<p class="muted small">{words_documents.ALSO_HELD_AS}{files}</p>'


def _status(document: Document, named_by_id: Mapping[str, Document]) -> str:
    status = escape(words_documents.STATUSES.get(document.status, document.status))
    if document.status == "ready":
        return f"{status}<p class='muted small'>{words.count(document.passages, 'passage')}</p>"
    if document.status in ("waiting", "removed"):
        stands = words_documents.STANDS_CHANGED if document.id else words_documents.STANDS_NEW
        stands = words_documents.STANDS_REMOVED if document.status == "removed" else stands
        return f'<strong>{status}</strong><p class="small">{stands}</p>'
    same = named_by_id.get(document.duplicate_of or "")
    reason = link(same.id, capital(named(same))) if same else escape(document.message)
    return f'<strong>{status}</strong><p class="small">{reason}</p>'


def _open(document: Document) -> str:
    if not document.id:
        return words_documents.NOT_YET
    return link(document.duplicate_of or document.id, "Open", f"Open {named(document)}")


def link(doc: str, label: str, spoken: str = "") -> str:
    """A link to a document in the reader, relative to this page."""
    query = urlencode(DocumentsAddress(doc=doc).params(), doseq=True)
    aria = f' aria-label="{escape(spoken)}"' if spoken else ""
    return f'<a href="?{escape(query)}" target="_self"{aria}>{escape(label)}</a>'
