"""The authority a person works for, remembered by the browser, and its neighbours, kept for everyone."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import streamlit as st

from findings.app.state import cookies
from findings.app.state.deployment import settings
from findings.text.authority_groups import neighbours_csv, read_neighbours
from findings.uploads.files import write_over

COOKIE = "findings-authority"
_KEY = "my-authority"


def mine(offered: Collection[str]) -> str:
    """The authority that was chosen as one's own; "" when none was, or no document is about it."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = cookies.read(COOKIE)
    chosen = str(st.session_state[_KEY])
    return chosen if chosen in offered else ""


def remember(name: str) -> None:
    """Make it one's own, here and in this browser; "" forgets."""
    st.session_state[_KEY] = name
    cookies.remember(COOKIE, name)


def keep_neighbours(name: str, neighbours: Sequence[str]) -> None:
    """Replace the neighbours of an authority in their file; those of others stay. Raises FactsError, AddingError."""
    path = settings().neighbours
    write_over(path, neighbours_csv({**read_neighbours(path), name: tuple(neighbours)}))
