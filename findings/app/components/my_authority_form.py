"""Choosing one's own authority and its neighbours."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import streamlit as st

from findings.app import frame
from findings.app.components import filters
from findings.app.state import my_authority
from findings.app.state.deployment import settings
from findings.app.text import themes_text
from findings.errors import FindingsError
from findings.text.authority_groups import read_neighbours, unknown_names
from findings.text.places import AUTHORITIES

if TYPE_CHECKING:
    from findings.library import Library

log = logging.getLogger(__name__)
MINE, NEAR, SAID = "my-authority-name", "my-authority-neighbours", "my-authority-said"


def draw(library: Library) -> None:
    """The form under its heading; what was saved is said above it. A file that cannot be used says why."""
    offered = filters.choices(d for d in library.documents() if d.status == "ready").authorities
    frame.heading(2, themes_text.MINE_TITLE, "my-authority")
    frame.line(themes_text.MINE_INTRO, "intro")
    try:
        known = read_neighbours(settings().neighbours)
    except FindingsError as error:
        frame.line(str(error), "warning")
        return
    if unknown := unknown_names(known, offered):
        frame.line(themes_text.unknown(unknown), "warning")
    if told := st.session_state.pop(SAID, ""):
        frame.line(told, "showing")
    mine = my_authority.mine(offered)
    if MINE not in st.session_state:
        st.session_state[MINE] = mine or None
    chosen = st.selectbox(
        themes_text.MINE, offered, key=MINE, index=None, placeholder=themes_text.NO_AUTHORITY
    )
    with st.form("my-authority-form", border=False):
        if chosen and settings().uploads:
            key = f"{NEAR}-{chosen}"
            st.session_state.setdefault(key, list(known.get(chosen, ())))
            others = sorted({*AUTHORITIES, *offered, *known.get(chosen, ())} - {chosen})
            st.multiselect(themes_text.NEIGHBOURS, others, key=key, placeholder=themes_text.NO_AUTHORITY)
        elif chosen:
            frame.line(themes_text.READ_ONLY)
        st.form_submit_button(themes_text.SAVE, key="my-authority-save", on_click=_save, args=(chosen or "",))


def _save(name: str) -> None:
    near = list(st.session_state.get(f"{NEAR}-{name}", ()))
    try:
        if name and settings().uploads:
            my_authority.keep_neighbours(name, near)
        my_authority.remember(name)
        st.session_state[SAID] = themes_text.saved(name, len(near))
    except FindingsError as error:
        log.error("%s", error)
        st.session_state[SAID] = str(error)
