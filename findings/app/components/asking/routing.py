"""One box: what is typed on one page is shown on the page that fits it, with a way back; and words go along to the
next page that is opened from the navigation."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from findings.app import frame
from findings.app.state import session
from findings.app.state.address import Asked, OverTimeAddress, RecommendationsAddress, SearchAddress
from findings.app.text import shared_text

if TYPE_CHECKING:
    from findings.library import Library

_CARRIED, _LAST, _ROUTED = "carried", "last-asked", "routed"


def of_page(page: Path, asked: Asked) -> SearchAddress | OverTimeAddress | RecommendationsAddress:
    """The same words and filters on another page."""
    if page == frame.OVER_TIME:
        return OverTimeAddress(asked.q, asked.filters)
    if page == frame.RECOMMENDATIONS:
        return RecommendationsAddress(asked.q, asked.filters)
    return SearchAddress(asked.q, asked.filters)


def carried(form: str, asked: Asked) -> Asked:
    """What is asked: the address, or where that is empty what was last asked on another of these pages.

    It is written into the address without a new entry in the history, so that Back leads to the page before.
    """
    if form not in frame.ASKED:
        return asked
    known: tuple[str, Asked] | None = st.session_state.get(_CARRIED)
    if asked.params() or known is None or known[0] == form:
        if asked.q:
            st.session_state[_CARRIED] = st.session_state[_LAST] = (form, asked)
        elif not asked.params():
            st.session_state.pop(_CARRIED, None)  # begun afresh
        return asked
    taken = of_page(frame.ASKED[form], known[1])
    st.session_state[_CARRIED] = st.session_state[_LAST] = (form, taken)
    session.in_place_of_nothing(taken)
    return taken


def last() -> tuple[str, Path, Asked] | None:
    """What was last asked in this session: (name of the form, its page, the address)."""
    known: tuple[str, Asked] | None = st.session_state.get(_LAST)
    return (known[0], frame.ASKED[known[0]], known[1]) if known else None


def sent(form: str) -> None:
    """Note that words were sent by this form, for `route` in the run that follows."""
    st.session_state[_ROUTED] = (form, "")


def route(form: str, library: Library, asked: Asked) -> None:
    """Go to the page that fits what was just sent; a topic is never taken from the page on which it was typed, nor
    anything from the recommendations: they are all of one kind."""
    known: tuple[str, str] | None = st.session_state.get(_ROUTED)
    if known != (form, ""):
        return
    del st.session_state[_ROUTED]
    if form == "recommendations":
        return
    there = library.view_for(asked.q, asked.filters)
    if there in (form, "search"):
        return
    page = frame.ASKED[there]
    st.session_state[_ROUTED] = (there, asked.q)
    st.switch_page(page, query_params=of_page(page, asked).params())


def way_back(form: str, asked: Asked) -> None:
    """On the page that fitted: why one is here, and the way to the passages."""
    if st.session_state.get(_ROUTED) != (form, asked.q):
        return
    with st.container(horizontal=True, vertical_alignment="center", key="routed", gap="small"):
        frame.line(shared_text.ROUTED[form], "showing")
        passages = of_page(frame.SEARCH, asked).params()
        st.page_link(frame.SEARCH, label=shared_text.PASSAGES_INSTEAD, query_params=passages)
