"""Correcting the facts of a document that was added: what was found and where, and a side file for what is better."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from findings import journal
from findings.app import frame
from findings.app.components import message_bar
from findings.app.components.message_bar import Message
from findings.app.components.upload.begin_update import begin_update
from findings.app.state import corpus_access, session
from findings.app.state.deployment import settings
from findings.app.text import documents_text, shared_text, uploads_text
from findings.citation import capital, published, visited
from findings.document_kinds import KINDS
from findings.errors import FindingsError
from findings.text.places import AUTHORITIES
from findings.uploads.entered import changed_facts, problem_with_day, shown_back
from findings.uploads.found_facts import Found, as_it_stands, found_facts, write_facts

if TYPE_CHECKING:
    from findings.app.state.corpus_access import Place
    from findings.library import Library
    from findings.records import Document

_OPEN = "correct-open"  # id of the document whose facts are being corrected
_DAYS = ("inspection_end", "published")


def button(library: Library, document: Document) -> None:
    """It opens the form, where documents may be changed in the app and the file is in the corpus."""
    if _possible(library, document) and st.session_state.get(_OPEN) != document.id:
        st.button(documents_text.CORRECT, key="correct", on_click=_open, args=(document.id,))


def _possible(library: Library, document: Document) -> bool:
    return document.status == "ready" and settings().uploads and library.original(document.id) is not None


def draw(library: Library, document: Document) -> None:
    """The form, once it is opened."""
    if not _possible(library, document) or st.session_state.get(_OPEN) != document.id:
        return
    where = corpus_access.place(library)
    try:
        now = as_it_stands(document, where.corpus)
    except FindingsError as error:
        frame.line(str(error), "warning")
        return
    with st.container(key="correct-form"):
        frame.heading(2, documents_text.CORRECT_TITLE, "correct-title")
        frame.line(documents_text.CORRECT_MEANS)
        _fields(now, found_facts(library.content(document.id), document.file))
        with st.container(horizontal=True, key="correct-buttons"):
            st.button(
                documents_text.SAVE, key="correct-save", type="primary", on_click=_save, args=(now, where)
            )
            st.button(documents_text.CANCEL, key="correct-cancel", on_click=_close)
    frame.focus("correct-title", document.id)  # the button that opened it is gone, and had the focus


def _open(doc: str) -> None:
    st.session_state[_OPEN] = doc
    st.session_state.pop("correct", None)


def _close() -> None:
    st.session_state.pop(_OPEN, None)


def _fields(now: Document, found: dict[str, Found]) -> None:
    """The inputs, each with what was found; a date is shown back as it was understood."""
    session.fill(
        "correct-facts",
        {
            "authority": now.authority,
            "kind": now.kind,
            "inspection_end": visited(now),
            "published": published(now),
        },
    )
    names = sorted({*AUTHORITIES, *([now.authority] if now.authority else [])})
    st.selectbox(
        shared_text.AUTHORITY,
        names,
        key="correct-facts-authority",
        placeholder=uploads_text.AUTHORITY_HINT,
        accept_new_options=True,
    )
    frame.line(documents_text.found(found["authority"]))
    st.selectbox(
        shared_text.KIND,
        list(KINDS),
        key="correct-facts-kind",
        format_func=lambda kind: uploads_text.NO_KIND if kind == "other" else capital(KINDS[kind]),
    )
    frame.line(documents_text.found(found["kind"]))
    for name in _DAYS:
        typed = st.text_input(documents_text.DAYS[name], key=f"correct-facts-{name}", autocomplete="off")
        st.markdown(
            f'<div aria-live="polite" class="said-back">{frame.safe(_understood(typed))}</div>',
            unsafe_allow_html=True,
        )
        frame.line(documents_text.found(found[name]))


def _understood(typed: str) -> str:
    """What is made of a date as it was typed, where that is not how we write it."""
    meant = shown_back(typed)
    if not meant:
        return documents_text.no_date(typed) if typed.strip() else ""
    return "" if meant == " ".join(typed.split()) else documents_text.understood(meant)


def _save(now: Document, where: Place) -> None:
    """Write what differs and begin an update; what is wrong is told, and the form stays open."""
    values = st.session_state
    typed = {name: values[f"correct-facts-{name}"] or "" for name in _DAYS}
    wrong = [
        problem
        for text in typed.values()
        if text.strip() and (problem := problem_with_day(now.file.rsplit("/", 1)[-1], text, date.today()))
    ]
    if wrong:
        message_bar.say(Message(" ".join(wrong), wrong=True))
        return
    changed = changed_facts(
        now,
        values["correct-facts-authority"],
        values["correct-facts-kind"],
        typed,
    )
    if not changed:
        message_bar.say(Message(documents_text.NOTHING_CHANGED))
        _close()
        return
    try:
        write_facts(now, changed, where.corpus)
    except FindingsError as error:
        message_bar.say(Message(str(error), wrong=True))
        return
    journal.write(settings(), "app", "correct", results=len(changed))
    _close()
    begin_update(where, documents_text.CORRECTED)
