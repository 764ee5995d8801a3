"""Signing in before any page is shown, where it is switched on (docs/sign-in.md). Closed when in doubt."""

from __future__ import annotations

import logging

import streamlit as st

from findings import journal
from findings.app import frame
from findings.app.state.deployment import settings
from findings.app.state.person import signed_in
from findings.app.text import help_text, shared_text

log = logging.getLogger(__name__)


def passed() -> bool:
    """Whether pages may be shown; otherwise only the button to sign in is drawn."""
    if not settings().sign_in or signed_in():
        return True
    frame.tab_title(help_text.SIGN_IN)
    frame.heading(1, shared_text.PRODUCT)
    frame.line(help_text.SIGN_IN_NEEDED, "intro")
    st.button(help_text.SIGN_IN, key="sign-in", type="primary", on_click=go)
    if st.session_state.pop("sign-in-failed", False):
        frame.alert(help_text.SIGN_IN_BROKEN, help_text.SIGN_IN_BROKEN_FIX)
    return False


def go() -> None:
    """To the sign-in service; one that is not set up lets nobody in."""
    try:
        st.login()
    except Exception as error:
        log.exception("sign-in is switched on but does not work")
        journal.write(settings(), "app", "fault", fault="sign-in", error=type(error).__name__)
        st.session_state["sign-in-failed"] = True


def sign_out() -> None:
    """The way out, for who is signed in."""
    if settings().sign_in and signed_in():
        st.button(help_text.SIGN_OUT, key="sign-out", on_click=st.logout)
