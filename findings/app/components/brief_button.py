"""From a search to a brief: one press makes a pack of the topic, over time, and opens it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import streamlit as st

from findings.app import frame
from findings.app.components import results
from findings.app.state import current_pack
from findings.app.state.address import OverTimeAddress
from findings.app.text import brief_text, pack_text, shared_text
from findings.errors import PackError, PackStoreError, QueryError
from findings.packs.pack_store import MAX_NAME

if TYPE_CHECKING:
    from findings.app.state.address import Asked
    from findings.library import Library

log = logging.getLogger(__name__)

MADE = "brief-made"  # id of the pack whose brief is open when its page is drawn


def draw(library: Library, asked: Asked) -> None:
    """The button; a pack of its own is made, so that nothing is put into one that a person has begun."""
    if not st.button(brief_text.MAKE, key="make-brief"):
        return
    try:
        with st.spinner(brief_text.MAKING):
            made = _make(library, asked)
    except PackStoreError as error:
        log.error("%s", error)
        frame.alert(pack_text.NOT_USABLE, pack_text.NOT_USABLE_FIX)
    except (PackError, QueryError) as error:
        frame.alert(shared_text.PROBLEM, str(error))
    else:
        st.session_state[MADE] = made
        st.switch_page(frame.PACK, query_params={current_pack.PARAM: made})


def _make(library: Library, asked: Asked) -> str:
    """The id of the new pack. Raises PackError when there is nothing to put into it."""
    found = results.gathered(library, OverTimeAddress(asked.q, asked.filters))
    if not found.kept:
        raise PackError(brief_text.NOTHING)
    store = current_pack.store()
    made = current_pack.create(found.topic[:MAX_NAME])
    store.add(made, found.kept, found.searched)
    store.group(made, "authority", store.pack(made).version)
    return made
