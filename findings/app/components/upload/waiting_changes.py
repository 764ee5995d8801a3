"""What is waiting for the next update, above the list of documents, with buttons to update and to undo a removal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

import streamlit as st

from findings.app import frame
from findings.app.components import message_bar
from findings.app.components.message_bar import Message
from findings.app.components.upload import build_progress
from findings.app.state import chosen_documents, session
from findings.app.state.address import DocumentsAddress
from findings.app.state.corpus_access import Place
from findings.app.state.deployment import settings
from findings.app.text import shared_text, uploads_text
from findings.errors import FindingsError
from findings.records import Document
from findings.uploads import trash
from findings.uploads.trash import Removed


def chosen() -> None:
    """The documents that this person has chosen and not added yet, with the way back to them; nothing without any."""
    mine = chosen_documents.mine()
    if mine.reading is None and not mine.candidates:
        return
    being_read = mine.reading is not None and mine.reading.goes_on
    frame.line(uploads_text.BEING_READ if being_read else uploads_text.WERE_READ, "warning")
    session.link(uploads_text.GO_ON_ADDING, DocumentsAddress(view="add"), "go-on-adding")


def draw(documents: Sequence[Document], where: Place) -> None:
    """Nothing when the index is up to date with the folder of documents."""
    new = sum(document.status == "waiting" for document in documents)
    gone = {document.file for document in documents if document.status == "removed"}
    goes_on = where.goes_on()
    if goes_on:
        frame.line(uploads_text.GOING_ON, "warning")
        if settings().uploads:
            session.link(uploads_text.SEE_PROGRESS, DocumentsAddress(view="add"), "see-progress")
        return
    if new:
        frame.line(uploads_text.waiting(new), "warning")
    if gone:
        frame.line(uploads_text.removed(sorted(gone)), "warning")
    if not settings().uploads or not (new or gone):
        return
    with st.container(horizontal=True, key="pending"):
        if st.button(uploads_text.NOW, key="index-now"):
            build_progress.index_now(where)
        for removed in trash.removed_documents(where.data):
            if removed.file in gone:
                gone.discard(removed.file)
                _undo(removed, where)


def _undo(removed: Removed, where: Place) -> None:
    label = uploads_text.undo(PurePosixPath(removed.file).name)
    if not st.button(session.plain(label), key=f"undo-{removed.id}"):
        return
    try:
        trash.undo(removed, where.corpus, where.data)
    except FindingsError as error:
        frame.alert(shared_text.PROBLEM, str(error))
        return
    message_bar.say(Message(uploads_text.put_back(f"‘{PurePosixPath(removed.file).name}’")))
    st.rerun()
