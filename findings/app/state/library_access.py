"""The open library, shared by all sessions and swapped when a new index generation is in use."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

import streamlit as st

from findings.app.state import visits
from findings.app.state.deployment import settings
from findings.app.text import shared_text
from findings.errors import FactsError
from findings.text.authority_groups import NO_NEIGHBOURS, Neighbours, read_neighbours

if TYPE_CHECKING:
    from findings.library import Library

log = logging.getLogger(__name__)


def get_library() -> Library:
    """The library over the generation in use now. Raises IndexMissing, IndexDamaged."""
    from findings.library import current_id

    index, tenant, neighbours = settings().source, settings().tenant, settings().neighbours
    changed = neighbours.stat().st_mtime_ns if neighbours.is_file() else 0
    return _open(str(index), tenant, current_id(index, tenant), changed)


# Of each council that has somebody here its own; the least lately opened goes.
@st.cache_resource(max_entries=16, show_spinner=shared_text.FIRST_LOAD)
def _open(index: str, tenant: str, generation: str | None, neighbours_changed: int) -> Library:
    # The last two are part of the key only: another generation, or other neighbours, mean another library.
    from findings.library import open_library

    library = open_library(index, neighbours=neighbours(), tenant=tenant)
    visits.note_arrivals(library)
    threading.Thread(target=_warm, args=(library,), daemon=True).start()
    return library


def neighbours() -> Neighbours:
    """Those of each authority; none where their file cannot be used, which its own page says."""
    try:
        return read_neighbours(settings().neighbours)
    except FactsError as error:
        log.error("%s", error)
        return NO_NEIGHBOURS


def _warm(library: Library) -> None:
    """A first search loads the encoder while the person is still typing; its result is not used."""
    try:
        library.search("children", 1)
    except Exception:  # the next search meets it again and reports it
        log.exception("the first search failed")
