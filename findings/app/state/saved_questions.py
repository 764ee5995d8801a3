"""What the person at this browser saved, and between a saved question and the address of its page."""

from __future__ import annotations

import re
import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from findings.app import frame
from findings.app.state import cookies, visits
from findings.app.state import person as signed
from findings.app.state.address import OverTimeAddress, SearchAddress
from findings.app.state.background import Work, kept
from findings.app.state.deployment import settings
from findings.saved import news
from findings.saved.saved_question import Question, Saved
from findings.saved.saved_store import SavedStore

if TYPE_CHECKING:
    from findings.library import Library

COOKIE = "findings-person"  # a random number by which a browser knows what was saved in it
_PERSON = "saved-person"
_ID = re.compile(r"[A-Za-z0-9_-]{20,60}")


def store() -> SavedStore:
    """What was saved in this installation."""
    return SavedStore(settings().data)


def person() -> str:
    """Who is signed in, else the number of this browser; "" while nothing was saved in it."""
    if known := signed.owner():
        return known
    if _PERSON not in st.session_state:
        told = cookies.read(COOKIE)
        st.session_state[_PERSON] = told if _ID.fullmatch(told) else ""
    return str(st.session_state[_PERSON])


def made_person() -> str:
    """As `person`; a browser without a number is given one, which it remembers."""
    if not person():
        st.session_state[_PERSON] = secrets.token_urlsafe(24)
        cookies.remember(COOKIE, st.session_state[_PERSON])
    return person()


def question(view: str, asked: SearchAddress | OverTimeAddress) -> Question:
    """What an address asks; its order and page are left out, for they change no result."""
    if isinstance(asked, SearchAddress):
        labels = asked.labels if view == "search" else ()
        return Question(view, asked.q, asked.filters, labels, asked.form if view == "ask" else "")
    return Question(view, asked.q, asked.filters)


def page(saved: Question) -> Path:
    """The page that answers it."""
    return frame.ASKED[saved.view]


def params(saved: Question) -> dict[str, str | list[str]]:
    """The address of its result as query parameters."""
    if saved.view == "over_time":
        return OverTimeAddress(saved.query, saved.filters).params()
    return SearchAddress(saved.query, saved.filters, labels=saved.labels, form=saved.form).params()


def listed() -> tuple[tuple[Saved, datetime], ...]:
    """What this person may see, each with the moment since when all is new to them. Raises SavedStoreError.

    Whom nothing tells apart last looked at the visit before this one; at a first visit nothing is new.
    """
    found = store().seen_by(person())
    if person():
        return found
    before = visits.since() or datetime.now(UTC)
    return tuple((one, max(before, one.created)) for one, _ in found)


def since(saved: Saved, looked: datetime) -> datetime:
    """Since when this page shows what is new: it stays so while the session lasts, and the look is noted."""
    seen: dict[str, datetime] = st.session_state.setdefault("saved-since", {})
    if saved.id not in seen:
        seen[saved.id] = looked if person() else max(visits.since() or datetime.now(UTC), saved.created)
        if person():
            store().look(saved.id, person())
    return seen[saved.id]


def matches(library: Library, asked: Question) -> Work[tuple[news.Match, ...]]:
    """What each document says on a question, worked out beside the page, once for an index."""
    key = ("saved", library.generation_id, asked)
    return kept().start(key, lambda progress: news.matches(library, asked), long=True)
