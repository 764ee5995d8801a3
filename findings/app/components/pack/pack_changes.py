"""What a person does to a pack, and what its page then says. Buttons call these before the page is drawn."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

from findings.app import frame
from findings.app.components import message_bar
from findings.app.components.message_bar import Action, Message
from findings.app.state import current_pack
from findings.app.text import pack_text
from findings.errors import PackError, PackStoreError

if TYPE_CHECKING:
    from findings.packs.pack import Item, Kept, Pack

log = logging.getLogger(__name__)

_SHOWN = "pack-shown"  # id of the pack whose page was drawn last


def show(pack: Pack) -> None:
    """Note which pack the page shows; one's own becomes the current one, which the navigation then counts."""
    st.session_state[_SHOWN] = pack.id
    if current_pack.is_mine(pack):
        if pack.id != current_pack.pack_id():
            current_pack.choose(pack.id)
            st.rerun()
    else:
        frame.line(pack_text.whose(pack.owner or pack.prepared_by), "warning")


def add(pack: Pack, kept: Kept) -> None:
    def change() -> str:
        done = current_pack.store().add(pack.id, [kept])
        return pack_text.added(done.added, done.total)

    _try(change)


def remove(pack: Pack, item: Item) -> None:
    def change() -> str:
        total = current_pack.store().remove(pack.id, [item.kept.key])
        return pack_text.removed(total)

    _try(change, then=Action(pack_text.UNDO, lambda: restore(pack.id, [item.kept.key])))


def restore(pack_id: str, keys: list[str]) -> None:
    def change() -> str:
        return pack_text.restored(current_pack.store().restore(pack_id, keys))

    _try(change)


def move(pack: Pack, item: Item, step: int) -> None:
    def change() -> str:
        current_pack.store().move(pack.id, item.id, step, pack.version)
        return pack_text.MOVED

    _try(change)


def annotate(pack: Pack, item: Item) -> None:
    """Save the label and the note as they stand in the item's fields, on leaving one of them."""
    note = st.session_state[f"item-{item.id}-note"]
    label = st.session_state[f"item-{item.id}-label"]

    def change() -> str:
        now = next((one for one in current_pack.store().pack(pack.id).items if one.id == item.id), None)
        if now is None or (now.note, now.label) != (note, label):  # two fields may be left at once
            current_pack.store().annotate(pack.id, item.id, note, label, item.version)
        return pack_text.SAVED

    _try(change, note if note != item.note else "")


def describe(pack: Pack) -> None:
    """Save the name, purpose and author as they stand in their fields, on leaving one of them."""
    name, purpose, by = (st.session_state[f"pack-about-{field}"] for field in ("name", "purpose", "by"))

    def change() -> str:
        now = current_pack.store().pack(pack.id)
        if (now.name, now.purpose, now.prepared_by) != (name, purpose, by):
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

    _make(change)


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


def _try(change: Callable[[], str], unsaved: str = "", then: Action | None = None) -> None:
    """Make a change of the pack shown, or ask first where it is somebody else's."""
    try:
        pack = current_pack.store().pack(st.session_state.get(_SHOWN, ""))
        mine = current_pack.is_mine(pack)
    except PackError:  # the change meets it again and tells it
        mine = True
    if mine:
        _make(change, unsaved, then)
        return

    def agreed() -> None:
        current_pack.choose(pack.id)
        _make(change, unsaved, then)

    question = pack_text.change_theirs(pack.owner or pack.prepared_by)
    message_bar.say(Message(question, wrong=True, actions=(Action(pack_text.CHANGE_YES, agreed),)))


def _make(change: Callable[[], str], unsaved: str = "", then: Action | None = None) -> None:
    """Make a change and say what it did; what a person typed is given back when it fails."""
    try:
        message = Message(change(), actions=(then,) if then else (), focus=then is not None)
    except PackStoreError as error:
        log.error("%s", error)
        message = _wrong(f"{pack_text.NOT_USABLE} {pack_text.NOT_USABLE_FIX}", unsaved)
    except PackError as error:
        message = _wrong(str(error), unsaved)
    message_bar.say(message)


def _wrong(said: str, unsaved: str) -> Message:
    return Message(f"{said} {pack_text.UNSAVED}" if unsaved else said, wrong=True, words=unsaved)
