"""When a person was here before, by what their browser remembers: what came since is new to them."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import streamlit as st

from findings.app.state import cookies
from findings.app.state.deployment import settings
from findings.errors import FindingsError
from findings.records import Document
from findings.saved.arrivals import Arrivals, ArrivalStore, arrived_since, visit

if TYPE_CHECKING:
    from findings.library import Library

log = logging.getLogger(__name__)

COOKIE = "findings-visit"  # holds two times and nothing else
_SINCE, _WRITTEN = "visit-since", "visit-written"
_AGAIN = 600.0  # seconds after which the browser is told again that the visit goes on


def follow() -> None:
    """Note that the person is here. Called once a run, before `cookies.follow`."""
    since()
    if time.monotonic() - st.session_state.get(_WRITTEN, -_AGAIN) >= _AGAIN:
        st.session_state[_WRITTEN] = time.monotonic()
        before: datetime | None = st.session_state[_SINCE]
        now = int(datetime.now(UTC).timestamp())
        cookies.remember(COOKIE, f"{int(before.timestamp()) if before else 0}.{now}")


def since() -> datetime | None:
    """When the visit before this one ended; None at the first visit."""
    if _SINCE not in st.session_state:
        st.session_state[_SINCE] = visit(cookies.read(COOKIE), datetime.now(UTC)).since
    found: datetime | None = st.session_state[_SINCE]
    return found


def arrivals() -> Arrivals:
    """When each document came; none where the file of it cannot be used, which stops no page."""
    try:
        return ArrivalStore(settings().data).read()
    except FindingsError as error:
        log.error("%s", error)
        return {}


def note_arrivals(library: Library) -> None:
    """Note what an index brought when it is first opened, for one that was built elsewhere."""
    try:
        ArrivalStore(settings().data).note(library.documents(), library.manifest.built)
    except FindingsError as error:
        log.error("%s", error)


def new_documents(documents: Sequence[Document]) -> tuple[Document, ...]:
    """Those that came since the visit before, the latest first; none at the first visit."""
    before = since()
    return arrived_since(documents, arrivals(), before) if before else ()
