"""What is saved, each a link to its result with what is new on it. `saved_panel` can stand on any page."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import TYPE_CHECKING

import streamlit as st

from findings.app import frame
from findings.app.state import person, saved_questions, session, visits
from findings.app.text import saved_text
from findings.errors import FindingsError, QueryError, SavedError
from findings.saved import news
from findings.saved.arrivals import Arrivals
from findings.saved.news import News
from findings.saved.saved_question import Saved
from findings.saved.saved_store import MAX_NAME

if TYPE_CHECKING:
    from findings.library import Library

log = logging.getLogger(__name__)
SAID = "saved-panel-said"
LOOK = 1.0  # seconds between two looks at whether what is new is known by now


def saved_panel(library: Library) -> bool:
    """Draw the list, with the ways to rename, show to all and delete.

    Returns whether there was anything to list; the caller says what to do where there is nothing. A store that cannot
    be used is said and stops nothing.
    """
    try:
        listed = saved_questions.listed()
    except FindingsError as error:
        log.error("%s", error)
        frame.line(saved_text.NOT_USABLE, "warning")
        return True
    arrivals = visits.arrivals() if listed else {}
    pending = False
    with st.container(key="saved-panel", gap="medium"):
        for number, (saved, looked) in enumerate(listed):
            with st.container(key=f"saved-{number}", gap="xsmall"):
                pending |= _one(library, saved, looked, arrivals)
                _change(saved)
    if pending:
        _follow(library, [saved for saved, _ in listed])
    return bool(listed)


def _one(library: Library, saved: Saved, looked: datetime, arrivals: Arrivals) -> bool:
    """One of them; whether it is still being found out what is new."""
    st.page_link(
        saved_questions.page(saved.question),
        label=session.plain(saved_text.title(saved.name, saved.question.view)),
        query_params=saved_questions.params(saved.question),
    )
    frame.line(f"{saved_text.asks(saved.question)}. {_who(saved)}.")
    try:
        came = news.came(library, saved.question, arrivals, looked)
    except QueryError:
        frame.line(saved_text.NOT_ASKED, "warning")
        return False
    if not came:
        frame.line(saved_text.new_since(News(looked)))
        return False
    work = saved_questions.matches(library, saved.question)
    if not work.future.done():
        frame.line(f"{saved_text.came(len(came), looked)} {saved_text.LOOKING}.", "showing")
        return True
    if work.future.exception() is not None:
        frame.line(saved_text.came(len(came), looked), "showing")
        return False
    frame.line(saved_text.new_since(News(looked, came, news.of(work.future.result(), came))), "showing")
    return False


def _who(saved: Saved) -> str:
    if saved.owner != saved_questions.person():
        return saved_text.BY_OTHERS
    if saved.for_all:
        return saved_text.FOR_ALL
    return saved_text.ONLY_YOU if person.owner() else saved_text.ONLY_HERE


def _change(saved: Saved) -> None:
    """Its name, who sees it, and the way to delete it; only for whom saved it."""
    if saved.owner != saved_questions.person():
        return
    title = saved_text.title(saved.name, saved.question.view)
    name, shown = f"saved-name-{saved.id}", f"saved-all-{saved.id}"
    with (
        st.expander(session.plain(saved_text.change(title))),
        st.form(f"saved-form-{saved.id}", border=False),
    ):
        st.text_input(saved_text.NAME, saved.name, max_chars=MAX_NAME, key=name)
        st.checkbox(saved_text.ALL_SEE_IT, saved.for_all, key=shown)
        with st.container(horizontal=True):
            st.form_submit_button(
                saved_text.KEEP, key=f"saved-keep-{saved.id}", on_click=_keep, args=(saved, name, shown)
            )
            st.form_submit_button(
                session.plain(saved_text.delete(title)),
                key=f"saved-delete-{saved.id}",
                on_click=_delete,
                args=(saved,),
            )


def _keep(saved: Saved, name: str, shown: str) -> None:
    values = st.session_state
    try:
        saved_questions.store().change(saved.id, saved.owner, values[name], bool(values[shown]))
        values[SAID] = saved_text.KEPT
    except SavedError as error:
        values[SAID] = str(error)


def _delete(saved: Saved) -> None:
    try:
        saved_questions.store().delete(saved.id, saved.owner)
        st.session_state[SAID] = saved_text.DELETED
    except SavedError as error:
        st.session_state[SAID] = str(error)


def _follow(library: Library, listed: list[Saved]) -> None:
    """Draw the page again once it is known what is new on each."""

    @st.fragment(run_every=LOOK)
    def follow() -> None:
        if all(saved_questions.matches(library, saved.question).future.done() for saved in listed):
            st.rerun()

    follow()
