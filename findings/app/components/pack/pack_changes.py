"""What a person does to a pack, and what its page then says. Buttons call these before the page is drawn."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

from findings.app import frame
from findings.app.state import current_pack
from findings.app.text import pack_text, shared_text
from findings.errors import PackError, PackStoreError

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from findings.packs.pack import Item, Kept, Pack

log = logging.getLogger(__name__)

_SAID = "pack-said"  # for the status line
_WRONG = "pack-wrong"  # (what is wrong, words that were not saved)
_REMOVED = "pack-removed"  # (pack, keys) that Undo brings back


def status(pack: Pack | None, otherwise: str) -> None:
    """The page's status line: what was just done, else what the pack holds; and a button to undo a removal."""
    frame.status(st.session_state.pop(_SAID, "") or otherwise)
    removed = st.session_state.get(_REMOVED)
    if pack is not None and removed and removed[0] == pack.id:
        st.button(pack_text.UNDO, key="undo", on_click=restore, args=removed)


def told(pack: Pack | None, top: DeltaGenerator) -> None:
    """What went wrong with the last change, and the words that would else be lost."""
    wrong, unsaved = st.session_state.pop(_WRONG, ("", ""))
    if not wrong:
        return
    with top:
        frame.alert(shared_text.PROBLEM, wrong, *((pack_text.UNSAVED, unsaved) if unsaved else ()))


def add(pack: Pack, kept: Kept) -> None:
    def change() -> str:
        done = current_pack.store().add(pack.id, [kept])
        return pack_text.added(done.added, done.total)

    _try(change)


def remove(pack: Pack, item: Item) -> None:
    def change() -> str:
        total = current_pack.store().remove(pack.id, [item.kept.key])
        st.session_state[_REMOVED] = (pack.id, [item.kept.key])
        return pack_text.removed(total)

    _try(change)


def restore(pack_id: str, keys: list[str]) -> None:
    def change() -> str:
        st.session_state.pop(_REMOVED, None)
        return pack_text.restored(current_pack.store().restore(pack_id, keys))

    _try(change)


def move(pack: Pack, item: Item, step: int) -> None:
    def change() -> str:
        current_pack.store().move(pack.id, item.id, step, pack.version)
        return pack_text.MOVED

    _try(change)


def annotate(pack: Pack, item: Item) -> None:
    """Save the label and the note as entered in the item's form."""
    note = st.session_state[f"item-{item.id}-note"]
    label = st.session_state[f"item-{item.id}-label"]

    def change() -> str:
        current_pack.store().annotate(pack.id, item.id, note, label, item.version)
        return pack_text.SAVED

    _try(change, note if note != item.note else "")


def describe(pack: Pack) -> None:
    """Save the name, purpose and author as entered in the form."""
    name, purpose, by = (st.session_state[f"pack-about-{field}"] for field in ("name", "purpose", "by"))

    def change() -> str:
        current_pack.store().describe(pack.id, name, purpose, by, pack.version)
        return pack_text.SAVED

    _try(change, purpose if purpose != pack.purpose else "")


def create() -> None:
    """A new pack of the name in the form; it is shown next."""
    name = st.session_state["new-pack-name"]

    def change() -> str:
        made = current_pack.create(name)
        st.query_params.from_dict({current_pack.PARAM: made})
        return pack_text.MADE

    _try(change)


def ask_delete(pack: Pack) -> None:
    st.session_state["pack-delete"] = pack.id


def keep() -> None:
    st.session_state.pop("pack-delete", None)


def make(change: Callable[[], str], unsaved: str = "") -> None:
    """Make a change that another part of the page knows how to make, and say what it did; `unsaved` as for a note."""
    _try(change, unsaved)


def delete(pack: Pack) -> None:
    """Delete for good; the next pack this browser knows is shown."""

    def change() -> str:
        current_pack.store().delete(pack.id)
        current_pack.forget(pack.id)
        keep()
        st.query_params.clear()
        return pack_text.DELETED

    _try(change)


def _try(change: Callable[[], str], unsaved: str = "") -> None:
    """Make a change and remember what to say of it; what a person typed is given back when it fails."""
    try:
        st.session_state[_SAID] = change()
    except PackStoreError as error:
        log.error("%s", error)
        st.session_state[_WRONG] = (f"{pack_text.NOT_USABLE} {pack_text.NOT_USABLE_FIX}", unsaved)
    except PackError as error:
        st.session_state[_WRONG] = (str(error), unsaved)
