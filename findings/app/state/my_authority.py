"""The authority a person works for, remembered by the browser, and its neighbours, kept for everyone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from urllib.parse import quote, unquote

import streamlit as st

from findings.app.state.deployment import settings
from findings.text.authority_groups import neighbours_csv, read_neighbours
from findings.uploads.files import write_over

COOKIE = "findings-authority"
_KEY = "my-authority"
_YEAR = 31_536_000  # seconds


def mine(offered: Collection[str]) -> str:
    """The authority that was chosen as one's own; "" when none was, or no document is about it."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = unquote(st.context.cookies.get(COOKIE, ""))
    chosen = str(st.session_state[_KEY])
    return chosen if chosen in offered else ""


def remember(name: str) -> None:
    """Make it one's own, here and in this browser; "" forgets."""
    st.session_state[_KEY] = name
    st.session_state[f"{_KEY}-new"] = True


def follow() -> None:
    """Write the choice into the browser, once after it was made."""
    if st.session_state.pop(f"{_KEY}-new", False):
        value = quote(str(st.session_state[_KEY]), safe="")
        age = _YEAR if value else 0
        script = f'document.cookie = "{COOKIE}={value}; path=/; max-age={age}; SameSite=Strict" + secure;'
        secure = 'const secure = location.protocol === "https:" ? "; Secure" : "";'
        st.html(f"<script>(() => {{ {secure} {script} }})();</script>", unsafe_allow_javascript=True)


def keep_neighbours(name: str, neighbours: Sequence[str]) -> None:
    """Replace the neighbours of an authority in their file; those of others stay. Raises FactsError, AddingError."""
    path = settings().neighbours
    write_over(path, neighbours_csv({**read_neighbours(path), name: tuple(neighbours)}))
