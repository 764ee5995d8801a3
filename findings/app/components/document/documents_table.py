"""The list of documents as an HTML table. Pure; everything from a document escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import urlencode

from findings.app.state.address import DocumentsAddress
from findings.app.text import documents_text, shared_text
from findings.citation import capital, dated, kind, named
from findings.records import Document

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
        _about(document),
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
        return f"{status}<p class='muted small'>{shared_text.count(document.passages, 'passage')}</p>"
    if document.status in ("waiting", "removed"):
        told = documents_text.SEARCHED_AS_BEFORE if document.id else documents_text.NOT_SEARCHED_YET
        told = documents_text.STILL_SEARCHED if document.status == "removed" else told
        return f'<strong>{status}</strong><p class="small">{told}</p>'
    same = named_by_id.get(document.duplicate_of or "")
    reason = link(same.id, capital(named(same))) if same else escape(document.message)
    return f'<strong>{status}</strong><p class="small">{reason}</p>'


def _open(document: Document) -> str:
    if not document.id:
        return documents_text.NOT_YET
    return link(document.duplicate_of or document.id, "Open", f"Open {named(document)}")


def link(doc: str, label: str, spoken: str = "") -> str:
    """A link to a document in the reader, relative to this page."""
    query = urlencode(DocumentsAddress(doc=doc).params(), doseq=True)
    aria = f' aria-label="{escape(spoken)}"' if spoken else ""
    return f'<a href="?{escape(query)}" target="_self"{aria}>{escape(label)}</a>'
