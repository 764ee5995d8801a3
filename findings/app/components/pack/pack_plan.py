"""The action plan comes back from Excel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from findings.app import frame
from findings.app.components.pack import pack_changes
from findings.app.state import current_pack
from findings.app.text import brief_text
from findings.errors import PackError
from findings.packs.plan.plan_import import import_into
from findings.settings import MAX_UPLOAD

if TYPE_CHECKING:
    from findings.packs.pack import Pack

_TOLD = "plan-told"  # lines on rows that were not taken in
_FILE = "plan-file"  # the number of the uploader: a new one is empty


def draw(pack: Pack) -> None:
    """Folded away; what was not taken in stays until the next file."""
    told: tuple[str, ...] = st.session_state.get(_TOLD, {}).get(pack.id, ())
    with st.expander(brief_text.PLAN, key="plan", expanded=bool(told)):
        frame.line(brief_text.PLAN_INTRO)
        key = f"{_FILE}-{st.session_state.get(_FILE, 0)}"
        st.file_uploader(brief_text.PLAN_FILE, max_upload_size=MAX_UPLOAD >> 20, key=key)
        st.button(brief_text.PLAN_GO, key="plan-go", on_click=_take, args=(pack, key))
        if told:
            frame.heading(3, brief_text.PLAN_TOLD)
            frame.bullets(told)


def _take(pack: Pack, key: str) -> None:
    file = st.session_state.get(key)

    def change() -> str:
        if file is None:
            raise PackError(brief_text.PLAN_NONE)
        outcome = import_into(current_pack.store(), pack.id, file.getvalue(), file.name)
        st.session_state[_TOLD] = {pack.id: outcome.lines}
        st.session_state[_FILE] = st.session_state.get(_FILE, 0) + 1
        return outcome.said

    pack_changes.make(change)
