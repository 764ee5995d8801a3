"""The rows of a table as a list of boxes to tick: a ticked one is in the evidence pack. The page does not rerun."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from findings.citation import capital, dated
from findings.packing import keep
from findings.records import Recommendation
from findings.screens import frame, keep_button, state, words_documents, words_pack

ANCHOR = "keep"


@st.fragment
def draw(rows: Sequence[Recommendation], by: keep_button.Source) -> None:
    """A box for each recommendation, under its own heading."""
    frame.heading(2, words_pack.TICK_TITLE, ANCHOR)
    frame.line(words_pack.TICK)
    said, link = keep_button.told(ANCHOR)
    st.markdown(f'<div aria-live="polite" class="kept">{escape(said)}</div>', unsafe_allow_html=True)
    with st.container(key="keep-view"):
        if link:
            keep_button.view_pack(ANCHOR)
    held = keep_button.held()
    with st.container(key="keep-rows", gap="xsmall"):
        for number, one in enumerate(rows):
            kept = keep.kept_recommendation(one, by.topic)
            key = f"tick-{number}-{one.id}"
            st.session_state[key] = kept.key in held
            label = f"{words_documents.beginning(kept.quote)} ({capital(dated(one.document))})"
            st.checkbox(
                state.plain(label),
                key=key,
                on_change=keep_button.toggle,
                args=(ANCHOR, (kept.key,), lambda kept=kept: (kept,), by, kept.key in held),
            )
