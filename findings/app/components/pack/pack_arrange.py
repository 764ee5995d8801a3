"""Putting a pack in order: its grouping, many passages at once, a copy, a merge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from findings.app.components.pack import pack_changes
from findings.app.state import current_pack, person
from findings.app.text import brief_text, documents_text, pack_text
from findings.errors import PackError
from findings.packs.pack import GROUPINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from findings.packs.check import CheckedPack
    from findings.packs.pack import Pack, PackLine

_CHOSEN, _DOING, _TARGET, _MERGE = "arrange-chosen", "arrange-doing", "arrange-target", "arrange-merge"
_GROUP = "arrange-group"


def draw(checked: CheckedPack) -> None:
    """Folded away."""
    pack = checked.pack
    with st.expander(brief_text.ARRANGE, key="arrange"):
        st.session_state[_GROUP] = pack.grouped
        st.selectbox(
            brief_text.GROUP,
            tuple(GROUPINGS),
            key=_GROUP,
            format_func=lambda code: GROUPINGS[code],
            width=300,
            on_change=_group,
            args=(pack,),
        )
        others = _others(pack)
        _many(checked, others)
        with st.container(horizontal=True, vertical_alignment="bottom", key="arrange-whole"):
            if others:
                st.selectbox(brief_text.MERGE_FROM, others, key=_MERGE, format_func=_name, width=300)
                st.button(brief_text.MERGE, key="merge", on_click=_merge, args=(pack,))
            st.button(brief_text.DUPLICATE, key="duplicate", on_click=_duplicate, args=(pack,))


def _many(checked: CheckedPack, others: Sequence[PackLine]) -> None:
    """Passages chosen by their numbers, and what becomes of all of them."""
    names = {
        one.item.id: f"{one.number}. {documents_text.beginning(one.item.kept.quote)}" for one in checked.items
    }
    chosen = [item for item in st.session_state.get(_CHOSEN, ()) if item in names]
    st.session_state[_CHOSEN] = chosen  # one that was removed is no longer chosen
    st.multiselect(brief_text.CHOOSE, tuple(names), key=_CHOSEN, format_func=names.__getitem__)
    with st.container(horizontal=True, vertical_alignment="bottom", key="arrange-many"):
        st.selectbox(
            brief_text.DO,
            tuple(brief_text.DOINGS),
            key=_DOING,
            format_func=lambda code: brief_text.DOINGS[code],
            width=300,
        )
        if others and st.session_state[_DOING] in ("copy", "move"):
            st.selectbox(brief_text.TARGET, others, key=_TARGET, format_func=_name, width=300)
        st.button(brief_text.APPLY, key="arrange-go", on_click=_apply, args=(checked.pack,))


def _others(pack: Pack) -> tuple[PackLine, ...]:
    try:
        return tuple(line for line in current_pack.lines() if line.id != pack.id)
    except PackError as error:
        pack_changes.log.error("%s", error)
        return ()


def _name(line: PackLine) -> str:
    return line.name


def _group(pack: Pack) -> None:
    grouped = st.session_state[_GROUP]

    def change() -> str:
        current_pack.store().group(pack.id, grouped, pack.version)
        return brief_text.GROUPED

    pack_changes.make(change)


def _apply(pack: Pack) -> None:
    chosen, doing = list(st.session_state[_CHOSEN]), st.session_state[_DOING]
    target: PackLine | None = st.session_state.get(_TARGET)

    def change() -> str:
        store = current_pack.store()
        keys = [item.kept.key for item in pack.items if item.id in chosen]
        if not chosen:
            raise PackError(brief_text.CHOOSE_FIRST)
        if doing in ("start", "end"):
            store.move_together(pack.id, chosen, doing == "start", pack.version)
            return brief_text.MOVED
        if doing == "remove":
            return pack_text.removed(store.remove(pack.id, keys))
        if target is None:
            raise PackError(brief_text.NO_OTHER)
        done = store.copy(pack.id, target.id, chosen)
        if doing == "copy":
            return brief_text.copied(done.added, len(chosen), target.name)
        store.remove(pack.id, keys)
        return brief_text.taken_away(len(chosen), target.name)

    pack_changes.make(change)


def _merge(pack: Pack) -> None:
    other: PackLine = st.session_state[_MERGE]

    def change() -> str:
        done = current_pack.store().copy(other.id, pack.id)
        return brief_text.merged(done.added, done.total)

    pack_changes.make(change)


def _duplicate(pack: Pack) -> None:
    def change() -> str:
        copied = current_pack.store().duplicate(pack.id, person.owner())
        current_pack.choose(copied)
        st.query_params.from_dict({current_pack.PARAM: copied})
        return brief_text.DUPLICATED

    pack_changes.make(change)
