"""Saved: searches, topics and questions that were saved, each with what is new on it."""

from __future__ import annotations

import streamlit as st

from findings.app import frame
from findings.app.components import notice
from findings.app.components.saved.saved_panel import SAID, saved_panel
from findings.app.text import saved_text


def draw() -> None:
    frame.heading(1, saved_text.TITLE)
    library = notice.open_library()
    frame.tab_title(saved_text.PAGE, problem=library is None)
    if library is None:
        return
    frame.line(saved_text.INTRO, "intro")
    frame.status(st.session_state.pop(SAID, ""))
    if not saved_panel(library):
        frame.line(saved_text.NONE, "intro")
        frame.line(saved_text.HOW)
        st.page_link(frame.SEARCH, label=saved_text.BEGIN)


draw()
