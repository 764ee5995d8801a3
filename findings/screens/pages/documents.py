"""Documents: what is held, and each document page by page."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from findings.records import Document
from findings.screens import (
    adding,
    address,
    corpus_access,
    filters,
    frame,
    notice,
    pending,
    reader,
    state,
    words,
    words_adding,
    words_documents,
)
from findings.screens.address import DocumentsAddress
from findings.screens.documents_table import table_html
from findings.settings import Settings

ADD = DocumentsAddress(view="add")


def draw() -> None:
    top = st.container()
    with top:
        library = notice.open_library(adding=False)
    if st.query_params.get("view") == ADD.view:
        adding.draw(library, top)
        return
    if library is None:
        frame.tab_title(words.DOCUMENTS_PAGE, problem=True)
        frame.heading(1, words_documents.DOCUMENTS_TITLE)
        if Settings().uploads:
            state.link(words_adding.ADD, ADD, "add")
        return
    where = corpus_access.place(library)
    documents = corpus_access.documents(library, where)
    offered = filters.choices(documents)
    asked, unknown = address.read_documents(state.params(), offered.authorities, offered.kinds)
    with top:
        notice.ignored(unknown)
    if asked.doc:
        reader.draw(library, asked, top)
        return
    frame.tab_title(words.DOCUMENTS_PAGE)
    frame.heading(1, words_documents.DOCUMENTS_TITLE)
    counts = Counter(document.status for document in library.documents())
    passages = sum(document.passages for document in library.documents())
    ready, unread, copies = (counts[status] for status in ("ready", "unreadable", "duplicate"))
    frame.line(words_documents.totals(ready, unread, copies, passages), "intro")
    frame.line(words.index_built(notice.built(library)))
    if Settings().uploads:
        state.link(words_adding.ADD, ADD, "add")
    pending.draw(documents, where)
    filter_form(asked, offered)
    shown = kept(documents, asked)
    frame.status(words_documents.listed_documents(len(shown), len(documents)))
    if shown:
        st.html(table_html(shown, {document.id: document for document in documents}))
    else:
        frame.line(words_documents.NO_DOCUMENTS_MATCH, "intro")


def filter_form(asked: DocumentsAddress, offered: filters.Choices) -> None:
    state.fill(
        "documents",
        {
            "la": list(asked.authorities),
            "type": list(asked.kinds),
            "status": list(asked.statuses),
        },
    )
    with st.form("documents-form", border=False):
        filters.draw("documents", offered, asked.filters, send, clear, statuses=address.STATUSES)


def send() -> None:
    """The form was sent: its values become the address."""
    values = st.session_state
    state.go(
        DocumentsAddress(
            authorities=tuple(values["documents-la"]),
            kinds=tuple(values["documents-type"]),
            statuses=tuple(values["documents-status"]),
        )
    )


def clear() -> None:
    state.go(DocumentsAddress())


def kept(documents: tuple[Document, ...], asked: DocumentsAddress) -> list[Document]:
    """The documents that match the filters: what could not be read first, then the newest."""
    matching = [
        document
        for document in documents
        if (not asked.authorities or document.authority in asked.authorities)
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
