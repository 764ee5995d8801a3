"""When a person was here last, as their browser remembers it, and which documents have come since."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

import streamlit as st

from findings.app.state.deployment import settings
from findings.errors import FindingsError
from findings.uploads.arrivals import arrived, since

if TYPE_CHECKING:
    from findings.library import Library
    from findings.records import Document

log = logging.getLogger(__name__)

COOKIE = "findings-visit"  # "<time of the visit before>_<time of this visit>"
SAME_VISIT = timedelta(hours=6)  # a page that is loaded again within this time belongs to the same visit
_KEY = "last-visit"


def follow() -> None:
    """Read the visits from the browser, and write them back with this one, once a session."""
    if _KEY in st.session_state:
        return
    told = unquote(str(st.context.cookies.get(COOKIE, "")))
    before, now = visits(told, datetime.now(UTC))
    st.session_state[_KEY] = before
    secure = 'const secure = location.protocol === "https:" ? "; Secure" : "";'
    value = quote(f"{before}_{now}", safe="")
    script = f'document.cookie = "{COOKIE}={value}; path=/; max-age=31536000; SameSite=Strict" + secure;'
    st.html(f"<script>(() => {{ {secure} {script} }})();</script>", unsafe_allow_javascript=True)


def visits(told: str, now: datetime) -> tuple[str, str]:
    """(the visit before, this one) as ISO times, UTC, after what a browser `told`; "" for none."""
    before, _, last = told.partition("_")
    began = _time(last)
    if began is None or began > now:
        return "", now.isoformat(timespec="seconds")
    if now - began < SAME_VISIT:
        return before if _time(before) else "", last
    return last, now.isoformat(timespec="seconds")


def _time(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None and found.utcoffset() == timedelta() else None


def new_documents(library: Library) -> list[Document]:
    """The documents that can be searched and came after the last visit; none when that is not known."""
    visit = str(st.session_state.get(_KEY, ""))
    return since(
        [d for d in library.documents() if d.status == "ready"], _seen(library.generation_id, library), visit
    )


@st.cache_resource(max_entries=2, show_spinner=False)
def _seen(generation: str, _library: Library) -> dict[str, str]:
    """Looked at once for an index: when its documents came."""
    try:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        return arrived(settings().data, _library.documents(), now)
    except FindingsError as error:
        log.error("%s", error)
        return {}
