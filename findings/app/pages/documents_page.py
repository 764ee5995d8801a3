"""Documents: what is held, and each document page by page."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from findings.app import frame
from findings.app.components import filters, notice
from findings.app.components.document import reader
from findings.app.components.document.documents_table import table_html
from findings.app.components.upload import upload_view, waiting_changes
from findings.app.state import address, corpus_access, session
from findings.app.state.address import DocumentsAddress
from findings.app.state.deployment import settings
from findings.app.text import documents_text, shared_text, uploads_text
from findings.records import Document

ADD = DocumentsAddress(view="add")


def draw() -> None:
    top = st.container()
    with top:
        library = notice.open_library(adding=False)
    if st.query_params.get("view") == ADD.view:
        upload_view.draw(library, top)
        return
    if library is None:
        frame.tab_title(shared_text.DOCUMENTS_PAGE, problem=True)
        frame.heading(1, documents_text.DOCUMENTS_TITLE)
        if settings().uploads:
            session.link(uploads_text.ADD, ADD, "add")
        return
    where = corpus_access.place(library)
    documents = corpus_access.documents(library, where)
    offered = filters.choices(documents)
    asked, unknown = address.read_documents(session.params(), offered.authorities, offered.kinds)
    with top:
        notice.ignored(unknown)
    if asked.doc:
        reader.draw(library, asked, top)
        return
    frame.tab_title(shared_text.DOCUMENTS_PAGE)
    frame.heading(1, documents_text.DOCUMENTS_TITLE)
    counts = Counter(document.status for document in library.documents())
    passages = sum(document.passages for document in library.documents())
    ready, unread, copies = (counts[status] for status in ("ready", "unreadable", "duplicate"))
    frame.line(documents_text.totals(ready, unread, copies, passages), "intro")
    frame.line(shared_text.index_built(notice.built(library)))
    if settings().uploads:
        session.link(uploads_text.ADD, ADD, "add")
    waiting_changes.chosen()
    waiting_changes.draw(documents, where)
    filter_form(asked, offered, filters.picks(library.neighbours, offered))
    shown = kept(documents, asked)
    frame.status(documents_text.listed_documents(len(shown), len(documents)))
    if shown:
        st.html(table_html(shown, {document.id: document for document in documents}))
    else:
        frame.line(documents_text.NO_DOCUMENTS_MATCH, "intro")


def filter_form(asked: DocumentsAddress, offered: filters.Choices, mine: tuple[filters.Pick, ...]) -> None:
    session.fill(
        "documents",
        {
            "la": list(asked.authorities),
            "type": list(asked.kinds),
            "status": list(asked.statuses),
        },
    )
    with st.form("documents-form", border=False):
        filters.draw("documents", offered, asked.applied, send, clear, mine, statuses=address.STATUSES)


def send() -> None:
    """The form was sent: its values become the address."""
    values = st.session_state
    session.go(
        DocumentsAddress(
            authorities=tuple(values["documents-la"]),
            kinds=tuple(values["documents-type"]),
            statuses=tuple(values["documents-status"]),
        )
    )


def clear() -> None:
    session.go(DocumentsAddress())


def kept(documents: tuple[Document, ...], asked: DocumentsAddress) -> list[Document]:
    """The documents that match the filters: what could not be read first, then the newest."""
    matching = [
        document
        for document in documents
        if (not asked.authorities or document.names & set(asked.authorities))
        and (not asked.kinds or document.kind in asked.kinds)
        and (not asked.statuses or document.status in asked.statuses)
    ]
    return sorted(
        matching,
        key=lambda document: (
            document.status != "unreadable",
            -(document.date.toordinal() if document.date else 0),
            document.file,
        ),
    )


draw()
