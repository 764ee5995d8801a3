"""When a person was here last, as their browser remembers it, and which documents have come since."""

from __future__ import annotations

import logging
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import streamlit as st

from findings.app.state.deployment import settings
from findings.errors import FindingsError
from findings.uploads.arrivals import arrived, since

if TYPE_CHECKING:
    from findings.library import Library
    from findings.records import Document

log = logging.getLogger(__name__)

COOKIE = "findings-visit"
_KEY = "last-visit"
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00")


def follow() -> None:
    """Read the last visit from the browser, and write this one over it, once a session."""
    if _KEY in st.session_state:
        return
    told = str(st.context.cookies.get(COOKIE, "")).replace("%3A", ":").replace("%2B", "+")
    st.session_state[_KEY] = told if _TIME.fullmatch(told) else ""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    secure = 'const secure = location.protocol === "https:" ? "; Secure" : "";'
    script = f'document.cookie = "{COOKIE}={now}; path=/; max-age=31536000; SameSite=Strict" + secure;'
    st.html(f"<script>(() => {{ {secure} {script} }})();</script>", unsafe_allow_javascript=True)


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
