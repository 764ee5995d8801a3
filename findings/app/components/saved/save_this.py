"""Saving the question that a page answers; where it is saved, what is new on it since the person last looked."""

from __future__ import annotations

import logging
from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from findings.app import frame
from findings.app.components.saved.news_lines import news_html
from findings.app.state import cookies, saved_questions, visits
from findings.app.text import saved_text
from findings.errors import FindingsError, QueryError, SavedError
from findings.saved import news
from findings.saved.news import News
from findings.saved.saved_question import Question, Saved

if TYPE_CHECKING:
    from datetime import datetime

    from findings.library import Library

log = logging.getLogger(__name__)
SAID = "saved-said"


def draw(library: Library, asked: Question, found: Callable[[], tuple[news.Match, ...]]) -> None:
    """`found` gives what the whole result says, by document: it is called where documents came.

    A store that cannot be used is said and stops nothing.
    """
    with st.container(key="save-this", gap="xsmall"):
        if said := st.session_state.pop(SAID, ""):
            frame.line(said, "warning")
        try:
            known = saved_questions.store().find(asked, saved_questions.person())
        except FindingsError as error:
            log.error("%s", error)
            frame.line(saved_text.NOT_USABLE)
            return
        if known is None:
            st.button(saved_text.SAVE[asked.view], key="save", type="tertiary", on_click=_save, args=(asked,))
        else:
            cookies.follow()  # before "Saved" is said: whoever leaves at once must find it again
            _saved(library, *known, found)


def _saved(
    library: Library, saved: Saved, looked: datetime, found: Callable[[], tuple[news.Match, ...]]
) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="saved-line"):
        said = escape(saved_text.saved_as(saved.name, saved.question.query))
        st.markdown(f'<div aria-live="polite" class="kept">{said}</div>', unsafe_allow_html=True)
        st.page_link(frame.SAVED, label=saved_text.SEE)
    if saved.owner == saved_questions.person():
        st.session_state["saved-for-all"] = saved.for_all
        st.checkbox(saved_text.ALL_SEE_IT, key="saved-for-all", on_change=_show, args=(saved,))
    try:
        since = saved_questions.since(saved, looked)
        came = news.came(library, saved.question, visits.arrivals(), since)
    except (QueryError, SavedError) as error:
        log.error("%s", error)
        return
    if came:
        new = News(since, came, news.of(found(), came))
        frame.line(saved_text.new_since(new), "showing")
        st.html(news_html(new) or "<span></span>")


def _save(asked: Question) -> None:
    try:
        saved_questions.store().save(asked, asked.query[:100], saved_questions.made_person())
    except SavedError as error:
        st.session_state[SAID] = str(error)


def _show(saved: Saved) -> None:
    """To everyone, or to its owner alone."""
    try:
        saved_questions.store().change(
            saved.id, saved.owner, saved.name, bool(st.session_state["saved-for-all"])
        )
    except SavedError as error:
        st.session_state[SAID] = str(error)
