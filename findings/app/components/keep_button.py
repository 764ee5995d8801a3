"""Keeping passages in the evidence pack, and removing them: a button beside a passage, or boxes below a table.

Neither draws the whole page again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from findings.app import frame
from findings.app.state import current_pack, session
from findings.app.text import documents_text, pack_text
from findings.citation import capital, dated
from findings.errors import PackError, PackMissing, PackStoreError
from findings.packs import snapshot
from findings.packs.pack import Kept, Searched, key_of
from findings.packs.pack_store import MAX_NAME

if TYPE_CHECKING:
    from findings.library import Library
    from findings.records import Document, InspectionView, Passage, Plan, Recommendation

log = logging.getLogger(__name__)

BOXES = "keep"  # the anchor of their heading


@dataclass(frozen=True, slots=True)
class Source:
    """What a page's passages were found by: the topic they are kept under, and what was searched."""

    topic: str = ""
    searched: Callable[[], Searched] | None = None


NO_SOURCE = Source()  # met while reading a document


def source(view: str, library: Library, plan: Plan, views: Sequence[InspectionView] = ()) -> Source:
    """The source of the passages that `view` shows for `plan`."""
    return Source(snapshot.topic_of(plan), lambda: snapshot.searched(view, library.receipt(plan), views))


def passage(
    place: str,
    found: Passage,
    document: Document,
    by: Source,
    library: Library,
    sentence: tuple[int, int] | None = None,
) -> None:
    """The button of one passage; `place` tells the buttons of a page apart, `sentence` is the one it was found for."""
    key = key_of(document, found.start, found.end)
    _button(place, (key,), partial(as_kept, found, document, by, library, sentence), by)


def as_kept(
    found: Passage, document: Document, by: Source, library: Library, sentence: tuple[int, int] | None
) -> tuple[Kept, ...]:
    """One passage as it is kept, with its label."""
    label = library.stance(found).label
    return (snapshot.kept_passage(found, document, by.topic, label, sentence),)


def views(place: str, shown: Sequence[InspectionView], by: Source, library: Library) -> None:
    """One button for every passage of a view over time."""
    keys = tuple(
        dict.fromkeys(
            key_of(view.document, hit.passage.start, hit.passage.end)
            for view in shown
            for hit, _ in view.passages
        )
    )
    if keys:
        # Not a fragment: the page is drawn again, and with it the buttons of its passages.
        _draw(place, keys, lambda: snapshot.kept_views(shown, by.topic, library.stance), by)


def _draw(place: str, keys: tuple[str, ...], kept: Callable[[], Sequence[Kept]], by: Source) -> None:
    """The button, and beside it what it did."""
    said, link = told(place)
    inside = held().issuperset(keys)
    label = pack_text.remove(len(keys)) if inside else pack_text.add(len(keys))
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"kept-{place}"):
        st.button(label, key=f"add-{place}", on_click=toggle, args=(place, keys, kept, by, inside))
        # The place of this line never changes: a node that stays is announced when its words change.
        st.markdown(f'<div aria-live="polite" class="kept">{escape(said)}</div>', unsafe_allow_html=True)
        if link:
            view_pack(place)


_button = st.fragment(_draw)


@st.fragment
def boxes(rows: Sequence[Recommendation], by: Source) -> None:
    """A box for each recommendation, under its own heading; a ticked one is in the pack."""
    frame.heading(2, pack_text.TICK_TITLE, BOXES)
    frame.line(pack_text.TICK)
    said, link = told(BOXES)
    st.markdown(f'<div aria-live="polite" class="kept">{escape(said)}</div>', unsafe_allow_html=True)
    with st.container(key="keep-view"):
        if link:
            view_pack(BOXES)
    inside = held()
    with st.container(key="keep-rows", gap="xsmall"):
        for number, one in enumerate(rows):
            kept = snapshot.kept_recommendation(one, by.topic)
            key = f"tick-{number}-{one.id}"
            st.session_state[key] = kept.key in inside
            label = f"{documents_text.beginning(kept.quote)} ({capital(dated(one.document))})"
            st.checkbox(
                session.plain(label),
                key=key,
                on_change=toggle,
                args=(BOXES, (kept.key,), lambda kept=kept: (kept,), by, kept.key in inside),
            )


def held() -> frozenset[str]:
    """The keys of what the current pack holds; a store that cannot be used holds nothing."""
    if not current_pack.pack_id():
        return frozenset()
    try:
        return current_pack.store().keys(current_pack.pack_id())
    except PackError as error:
        log.error("%s", error)
        return frozenset()


def told(place: str) -> tuple[str, bool]:
    """What the last press at this place did, shown once, and whether there is a pack to look at."""
    said: tuple[str, bool] = st.session_state.pop(f"kept-{place}", ("", False))
    return said


def view_pack(place: str) -> None:
    """The way to the pack; a new one is made known to the browser."""
    st.page_link(frame.PACK, label=pack_text.VIEW, query_params={current_pack.PARAM: current_pack.pack_id()})
    with st.container(key=f"address-{place}"):
        current_pack.in_address(own_page=False)


def toggle(
    place: str, keys: tuple[str, ...], kept: Callable[[], Sequence[Kept]], by: Source, inside: bool
) -> None:
    """Put passages into the pack, or take them out when they were `inside`; `told` gives the outcome."""
    st.session_state[f"kept-{place}"] = outcome(keys, kept, by, inside)


def outcome(
    keys: tuple[str, ...], kept: Callable[[], Sequence[Kept]], by: Source, inside: bool
) -> tuple[str, bool]:
    """Put passages into the pack, or take them out when they are `inside`: what it did, and whether there is a pack."""
    try:
        return (_remove(keys) if inside else _add(kept(), by)), True
    except PackStoreError as error:
        log.error("%s", error)
        return pack_text.NOT_USABLE, False
    except PackError as error:
        return str(error), False


def _remove(keys: tuple[str, ...]) -> str:
    return pack_text.removed(current_pack.store().remove(current_pack.pack_id(), keys))


def _add(kept: Sequence[Kept], by: Source) -> str:
    """Into the current pack; into a new one when there is none, or when it has been deleted."""
    searched = by.searched() if by.searched else None
    name = by.topic[:MAX_NAME] or pack_text.NEW_NAME
    pack = current_pack.pack_id() or current_pack.create(name)
    try:
        done = current_pack.store().add(pack, kept, searched)
    except PackMissing:
        current_pack.forget(pack)
        done = current_pack.store().add(current_pack.create(name), kept, searched)
    return pack_text.added(done.added, done.total)
