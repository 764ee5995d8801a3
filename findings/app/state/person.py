"""Who looks at this page, as far as the sign-in service has said."""

from __future__ import annotations

import streamlit as st


def signed_in() -> bool:
    """Whether the sign-in service has identified this person."""
    return getattr(st.user, "is_logged_in", False) is True


def owner() -> str:
    """By what their evidence packs are known; "" for who has not signed in."""
    return _told("email") or _told("sub")


def address() -> str:
    """Their e-mail address; "" also where the sign-in service says that it has not verified it."""
    return "" if getattr(st.user, "email_verified", None) is False else _told("email")


def _told(claim: str) -> str:
    return str(getattr(st.user, claim, None) or "") if signed_in() else ""
