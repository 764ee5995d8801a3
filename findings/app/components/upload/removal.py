"""Removing a document: asked first, and undone from the list of documents for as long as it is not indexed again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from findings import journal
from findings.app import frame
from findings.app.components import message_bar
from findings.app.components.message_bar import Action, Message
from findings.app.components.upload.begin_update import begin_update
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
    tell(document, corpus_access.place(library))
    session.go(DocumentsAddress())
    st.rerun()


def tell(document: Document, where: Place) -> None:
    """Say that it is gone, with what can be done about it, wherever the person is by then."""

    def undo() -> None:
        newest = next((one for one in trash.removed_documents(where.data) if one.file == document.file), None)
        try:
            if newest is not None:
                trash.undo(newest, where.corpus, where.data)
            message_bar.say(Message(uploads_text.put_back(capital(named(document)))))
        except FindingsError as error:
            message_bar.say(Message(str(error), wrong=True))

    actions = (
        Action(uploads_text.UNDO, undo),
        Action(uploads_text.NOW, lambda: begin_update(where, uploads_text.removed([document.file]))),
    )
    message_bar.say(Message(uploads_text.removed([document.file]), actions=actions, focus=True))


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
