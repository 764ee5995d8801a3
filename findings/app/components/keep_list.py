"""The rows of a table as a list of boxes to tick: a ticked one is in the evidence pack. The page does not rerun."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from findings.app import frame
from findings.app.components import keep_button
from findings.app.state import session
from findings.app.text import documents_text, pack_text
from findings.citation import capital, dated
from findings.packs import snapshot
from findings.records import Recommendation

ANCHOR = "keep"


@st.fragment
def draw(rows: Sequence[Recommendation], by: keep_button.Source) -> None:
    """A box for each recommendation, under its own heading."""
    frame.heading(2, pack_text.TICK_TITLE, ANCHOR)
    frame.line(pack_text.TICK)
    said, link = keep_button.told(ANCHOR)
    st.markdown(f'<div aria-live="polite" class="kept">{escape(said)}</div>', unsafe_allow_html=True)
    with st.container(key="keep-view"):
        if link:
            keep_button.view_pack(ANCHOR)
    held = keep_button.held()
    with st.container(key="keep-rows", gap="xsmall"):
        for number, one in enumerate(rows):
            kept = snapshot.kept_recommendation(one, by.topic)
            key = f"tick-{number}-{one.id}"
            st.session_state[key] = kept.key in held
            label = f"{documents_text.beginning(kept.quote)} ({capital(dated(one.document))})"
            st.checkbox(
                session.plain(label),
                key=key,
                on_change=keep_button.toggle,
                args=(ANCHOR, (kept.key,), lambda kept=kept: (kept,), by, kept.key in held),
            )
