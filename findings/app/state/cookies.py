"""Small things that a browser remembers for this app alone, written after a page is drawn."""

from __future__ import annotations

from urllib.parse import quote, unquote

import streamlit as st

_KEY = "cookies"
_YEAR = 31_536_000  # seconds


def read(name: str) -> str:
    """What the browser sent when this session began; "" when it remembers nothing."""
    return unquote(str(st.context.cookies.get(name, "")))


def remember(name: str, value: str, *, until_closed: bool = False) -> None:
    """Keep a value in the browser for a year, or until it is closed; "" forgets it. `follow` writes it."""
    seconds = f"; max-age={_YEAR if value else 0}" if not until_closed else ""
    st.session_state[_KEY] = {**st.session_state.get(_KEY, {}), name: (value, seconds)}


def follow() -> None:
    """Write what is to be remembered, once. Called at the end of a run."""
    new: dict[str, tuple[str, str]] = st.session_state.get(_KEY, {})
    if not new:
        return
    secure = 'const secure = location.protocol === "https:" ? "; Secure" : "";'
    lines = [
        f'document.cookie = "{name}={quote(value, safe="")}; path=/{seconds}; SameSite=Strict" + secure;'
        for name, (value, seconds) in new.items()
    ]
    st.html(f"<script>(() => {{ {secure} {' '.join(lines)} }})();</script>", unsafe_allow_javascript=True)
    st.session_state[_KEY] = {}  # after it is drawn: Streamlit may end a run before
