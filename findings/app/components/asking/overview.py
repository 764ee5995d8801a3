"""What is held, at a glance, before anything is asked: how much, of whom, from when, and what is new."""

from __future__ import annotations

import logging
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from findings.app import frame
from findings.app.components import filters
from findings.app.state import my_authority, saved_questions, session, visits
from findings.app.state.address import DocumentsAddress, ThemesAddress
from findings.app.text import overview_text, saved_text
from findings.citation import capital, named
from findings.errors import FindingsError
from findings.records import Filters

if TYPE_CHECKING:
    from findings.library import Library
    from findings.records import Document

log = logging.getLogger(__name__)

RECENT = 5  # documents, and things saved, that are named
_MINE = "overview-mine"


def draw(library: Library) -> None:
    """The overview, with one's own authority and the newest documents."""
    ready = tuple(document for document in library.documents() if document.status == "ready")
    st.html(facts_html(ready))
    mine(library, ready)
    saved_list()
    if new := visits.new_documents(ready):
        frame.heading(2, overview_text.new(len(new)))
        documents_list(newest(new), "overview-new")
    frame.heading(2, overview_text.RECENT)
    documents_list(newest(ready), "overview-recent")


def facts_html(ready: tuple[Document, ...]) -> str:
    """Documents, authorities, years and the newest day, as a list of names and values."""
    rows = overview_text.facts(ready)
    said = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in rows)
    return f'<dl class="overview">{said}</dl>'


def newest(documents: list[Document] | tuple[Document, ...]) -> list[Document]:
    dated = [document for document in documents if document.date]
    return sorted(dated, key=lambda d: (-d.date.toordinal() if d.date else 0, d.file))[:RECENT]


def saved_list() -> None:
    """What is saved, as links to its results, the first few; where it cannot be read the page does without."""
    try:
        listed = saved_questions.listed()[:RECENT]
    except FindingsError as error:
        log.error("%s", error)
        return
    if not listed:
        return
    frame.heading(2, saved_text.TITLE)
    with st.container(key="overview-saved", gap="xsmall"):
        for saved, _ in listed:
            st.page_link(
                saved_questions.page(saved.question),
                label=session.plain(saved_text.title(saved.name, saved.question.view)),
                query_params=saved_questions.params(saved.question),
            )


def documents_list(documents: list[Document], key: str) -> None:
    """Documents as links to the reader."""
    with st.container(key=key, gap="xsmall"):
        for document in documents:
            address = DocumentsAddress(doc=document.id)
            label = session.plain(capital(named(document)))
            st.page_link(frame.DOCUMENTS, label=label, query_params=address.params())


def mine(library: Library, ready: tuple[Document, ...]) -> None:
    """Choosing one's own authority, where there are several, and what is held about it."""
    offered = filters.choices(ready).authorities
    if len(offered) < 2:
        return
    chosen = my_authority.mine(offered)
    if st.session_state.get(_MINE) != (chosen or None):
        st.session_state[_MINE] = chosen or None
    with st.container(horizontal=True, vertical_alignment="bottom", key="overview-own"):
        st.selectbox(
            overview_text.MINE,
            offered,
            index=None,
            key=_MINE,
            placeholder=overview_text.CHOOSE,
            on_change=lambda: my_authority.remember(st.session_state[_MINE] or ""),
            width=320,
        )
        if chosen:
            own = [document for document in ready if chosen in document.names]
            st.page_link(
                frame.DOCUMENTS,
                label=session.plain(overview_text.own_documents(len(own))),
                query_params=DocumentsAddress(authorities=(chosen,)).params(),
            )
            st.page_link(
                frame.THEMES,
                label=overview_text.OWN_THEMES,
                query_params=ThemesAddress(filters=Filters(authorities=(chosen,))).params(),
            )
