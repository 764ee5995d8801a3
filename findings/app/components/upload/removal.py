"""Removing a document: asked first, and undone from the list of documents for as long as it is not indexed again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from findings import journal
from findings.app import frame
from findings.app.state import corpus_access, session
from findings.app.state.address import DocumentsAddress
from findings.app.state.corpus_access import Place
from findings.app.state.deployment import settings
from findings.app.text import shared_text, uploads_text
from findings.citation import capital, named
from findings.errors import FindingsError
from findings.records import Document
from findings.uploads import trash
from findings.uploads.build_process import BUSY

if TYPE_CHECKING:
    from findings.library import Library


def draw(library: Library, document: Document) -> None:
    """The button, where documents may be removed in the app and the file of this one is in the corpus."""
    if not settings().uploads or library.original(document.id) is None:
        return
    if st.button(uploads_text.REMOVE, key="remove"):
        _ask(library, document)


@st.dialog(uploads_text.REMOVE_TITLE)
def _ask(library: Library, document: Document) -> None:
    frame.line(f"{capital(named(document))}.", "intro")
    frame.line(uploads_text.REMOVE_MEANS, "intro")
    if document.duplicates:
        frame.line(uploads_text.copies_stay(document.duplicates), "intro")
    with st.container(horizontal=True, key="remove-buttons"):
        yes = st.button(uploads_text.REMOVE_YES, type="primary", key="remove-yes")
        if st.button(uploads_text.REMOVE_NO, key="remove-no"):
            st.rerun()
    if not yes:
        return
    if problem := remove(document, corpus_access.place(library)):
        frame.alert(shared_text.PROBLEM, problem)
        return
    session.go(DocumentsAddress())
    st.rerun()


def remove(document: Document, where: Place) -> str:
    """Move the document out of the corpus; what went wrong, "" when nothing did."""
    if where.goes_on():
        return BUSY
    try:
        trash.remove(document.file, where.corpus, where.data)
    except FindingsError as error:
        return str(error)
    journal.write(settings(), "app", "remove", results=1)
    return ""
