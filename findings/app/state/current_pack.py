"""The pack a person is filling: kept on the server, its id in the address and in a cookie that lists a browser's packs.

Streamlit forgets a session when its page is loaded afresh; the cookie does not. The id stands in the address of the
pack's own page only, put there by a script that adds no entry to the history, so that Back still goes back.
"""

from __future__ import annotations

import logging
import re
from pathlib import Path

import streamlit as st

from findings.app.state import cookies
from findings.app.state.deployment import settings
from findings.app.state.person import owner
from findings.app.text import pack_text
from findings.errors import PackError
from findings.packs.pack import Pack, PackLine
from findings.packs.pack_store import PackStore

log = logging.getLogger(__name__)

PARAM = "pack"
COOKIE = "findings-packs"
KNOWN = 20  # packs that a browser remembers
_ID = re.compile(r"[A-Za-z0-9_-]{10,80}")
_SCRIPT = Path(__file__).with_name("pack.js")


def store() -> PackStore:
    """The packs of this installation."""
    return PackStore(settings().data)


def pack_id() -> str:
    """The id of the current pack, or "" when there is none yet."""
    return str(st.session_state.get(PARAM, ""))


def choose(chosen: str) -> None:
    """Make a pack the current one and the first of those this browser remembers."""
    st.session_state[PARAM] = chosen
    st.session_state["packs"] = list(dict.fromkeys((chosen, *_remembered())))[:KNOWN]


def forget(gone: str) -> None:
    """A pack that was deleted."""
    st.session_state["packs"] = [known for known in _remembered() if known != gone]
    if pack_id() == gone:
        st.session_state[PARAM] = ""


def create(name: str) -> str:
    """A new pack, which becomes the current one. Raises PackError."""
    made = store().create(name, owner())
    choose(made)
    return made


def lines() -> tuple[PackLine, ...]:
    """The packs this browser or this person knows, the current one first. Raises PackStoreError."""
    return store().lines(_remembered(), owner())


def is_mine(pack: Pack) -> bool:
    """Whether this browser made the pack or agreed to change it, or the person signed in owns it."""
    return pack.id in _remembered() or bool(pack.owner and pack.owner == owner())


def follow() -> str:
    """Settle which pack is the current one; the name of its page in the navigation, with its number of passages.

    It is the one that this session or this browser used last, or another of theirs that the address names. A pack
    that somebody else's address names is never the current one: passages would go into it unasked. Called once a run,
    before any page.
    """
    asked, known = st.query_params.get(PARAM, ""), _remembered()
    wanted = [asked, *known] if asked in known else known
    try:
        found = store().lines(wanted) if wanted else ()
        current = next(iter(found), None)
        if current is None:
            st.session_state[PARAM] = ""
        elif current.id != pack_id():
            choose(current.id)
    except PackError as error:  # search works without packs
        log.error("%s", error)
        current = None
    return pack_text.tab(current.passages if current else 0)


def in_address(own_page: bool) -> None:
    """The pack stands in the address of its own page and of no other, without a new entry in the history; the
    browser is told the packs it knows when they have changed.
    """
    known = ".".join(_remembered())
    if "packs-told" not in st.session_state:
        st.session_state["packs-told"] = cookies.read(COOKIE)
    if known != st.session_state["packs-told"]:
        st.session_state["packs-told"] = known
        cookies.remember(COOKIE, known)
        cookies.follow()  # here, for a part of a page that is drawn again by itself has no end of the run
    asked = st.query_params.get(PARAM, "")
    wanted = (asked or pack_id()) if own_page else ""
    if asked == wanted:
        return
    number = st.session_state["pack-script"] = st.session_state.get("pack-script", 0) + 1
    # The number makes it another script each time, which is then run; the same one is not run again.
    shown = "true" if own_page else "false"
    values = f'"{PARAM}", "{_safe(wanted)}", {shown}'
    script = _SCRIPT.read_text("utf-8")
    st.html(f"<script>/* {number} */({script})({values});</script>", unsafe_allow_javascript=True)


def _safe(asked: str) -> str:
    """An id as it may stand inside a script; what is none is left out."""
    return asked if _ID.fullmatch(asked) else ""


def _remembered() -> list[str]:
    """Ids this session knows, at first those of the cookie; each is safe inside a script."""
    if "packs" not in st.session_state:
        told = cookies.read(COOKIE)
        st.session_state["packs"] = [known for known in told.split(".") if _ID.fullmatch(known)][:KNOWN]
    known: list[str] = st.session_state["packs"]
    return known
