"""What is waiting to be indexed: told above the list of documents, with the way to index it or to undo a removal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

import streamlit as st

from findings.adding import trash
from findings.adding.trash import Removed
from findings.errors import FindingsError
from findings.records import Document
from findings.screens import build_progress, frame, state, words_adding
from findings.screens.address import DocumentsAddress
from findings.screens.corpus_access import Place
from findings.settings import Settings


def draw(documents: Sequence[Document], where: Place) -> None:
    """Nothing at all when the index is as the folder of documents is."""
    new = sum(document.status == "waiting" for document in documents)
    gone = {document.file for document in documents if document.status == "removed"}
    goes_on = where.goes_on()
    if goes_on:
        frame.line(words_adding.GOING_ON, "warning")
        if Settings().uploads:
            state.link(words_adding.SEE_PROGRESS, DocumentsAddress(view="add"), "see-progress")
        return
    if new:
        frame.line(words_adding.waiting(new), "warning")
    if gone:
        frame.line(words_adding.removed(sorted(gone)), "warning")
    if not Settings().uploads or not (new or gone):
        return
    with st.container(horizontal=True, key="pending"):
        if st.button(words_adding.NOW, key="index-now"):
            build_progress.index_now(where)
        for removed in trash.removed_documents(where.data):
            if removed.file in gone:
                gone.discard(removed.file)
                _undo(removed, where)


def _undo(removed: Removed, where: Place) -> None:
    label = words_adding.undo(PurePosixPath(removed.file).name)
    if not st.button(state.plain(label), key=f"undo-{removed.id}"):
        return
    try:
        trash.undo(removed, where.corpus, where.data)
    except FindingsError as error:
        frame.alert(words_adding.PROBLEM_TITLE, str(error))
        return
    st.rerun()
