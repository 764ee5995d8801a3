"""The pack itself: its name, purpose and author, the other packs, deleting it, and what was searched for it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from findings.app import frame
from findings.app.components.pack import pack_changes
from findings.app.state import current_pack, session
from findings.app.text import pack_text
from findings.citation import capital, named
from findings.errors import PackError
from findings.packs import wording as said
from findings.packs.pack_store import MAX_NAME, MAX_PURPOSE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from findings.packs.pack import Pack, Searched
    from findings.records import Document


def draw(pack: Pack) -> None:
    """Two closed parts: about this pack, and the others."""
    with st.expander(pack_text.ABOUT, key="about-pack"):
        rename(pack)
        delete(pack)
    others(pack)


def rename(pack: Pack) -> None:
    """Name, purpose and author, each saved on leaving it."""
    session.fill("pack-about", {"name": pack.name, "purpose": pack.purpose, "by": pack.prepared_by})
    save = {"on_change": pack_changes.describe, "args": (pack,)}
    st.text_input(pack_text.NAME, key="pack-about-name", max_chars=MAX_NAME, autocomplete="off", **save)
    st.text_area(pack_text.PURPOSE, key="pack-about-purpose", max_chars=MAX_PURPOSE, height=100, **save)
    st.text_input(pack_text.PREPARED_BY, key="pack-about-by", max_chars=MAX_NAME, autocomplete="off", **save)
    frame.line(pack_text.SAVED_ON_LEAVING)


def delete(pack: Pack) -> None:
    """Asks before it deletes."""
    if st.session_state.get("pack-delete") != pack.id:
        st.button(pack_text.DELETE, key="pack-delete-ask", on_click=pack_changes.ask_delete, args=(pack,))
        return
    frame.line(pack_text.DELETE_SURE, "warning")
    with st.container(horizontal=True):
        st.button(pack_text.DELETE_YES, key="pack-delete-yes", on_click=pack_changes.delete, args=(pack,))
        st.button(pack_text.DELETE_NO, key="pack-delete-no", on_click=pack_changes.keep)


def others(pack: Pack | None) -> None:
    """The packs this browser knows, and a form for a new one."""
    try:
        known = [line for line in current_pack.lines() if pack is None or line.id != pack.id]
    except PackError as error:
        pack_changes.log.error("%s", error)
        known = []
    with st.expander(pack_text.packs(len(known) + (pack is not None)), key="packs"):
        for line in known:
            label = pack_text.pack_line(line.name, line.passages, line.changed.date())
            st.page_link(frame.PACK, label=session.plain(label), query_params={current_pack.PARAM: line.id})
        with st.form("new-pack-form", border=False, clear_on_submit=True):
            st.text_input(pack_text.NEW_LABEL, key="new-pack-name", max_chars=MAX_NAME, autocomplete="off")
            st.form_submit_button(pack_text.NEW, key="new-pack-go", on_click=pack_changes.create)


def searched_html(search: Searched) -> str:
    """A receipt that was kept, closed at first but for its one line."""
    rows = [
        ("Searched", _list(search.documents)),
        ("Could not be read", _list(search.unreadable)),
        ("Filters used", escape(said.filters(search))),
        ("Other names searched for", escape(said.names(search))),
        ("Index", escape(said.built(search))),
        ("Settings", escape(f"Reference {search.settings_digest}")),
    ]
    listed = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in rows if value)
    return (
        f'<details class="about"><summary>{escape(said.what(search))}</summary>'
        f'<dl class="facts">{listed}</dl></details>'
    )


def _list(documents: Iterable[Document]) -> str:
    names = [f"{capital(named(one))} ({one.file})" for one in said.newest_first(list(documents))]
    return "<ul>" + "".join(f"<li>{escape(name)}</li>" for name in names) + "</ul>" if names else ""
