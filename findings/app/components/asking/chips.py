"""The filters in force, each a button that takes it away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import streamlit as st

from findings.app.state import session
from findings.app.state.address import Asked, SearchAddress
from findings.app.text import shared_text
from findings.citation import capital
from findings.document_kinds import KINDS
from findings.records import STANCES, Filters

MOST = 6  # chips of one sort; more values stand in one chip together


def draw(asked: Asked, chosen: Filters) -> None:
    """A row of chips; `chosen` are the filters that were chosen and are in force."""
    found = list(_chips(asked, chosen))
    if not found:
        return
    with st.container(horizontal=True, key="chips", gap="small"):
        for number, (label, then) in enumerate(found):
            st.button(session.plain(label), key=f"chip-{number}", on_click=session.go, args=(then,))


def _chips(asked: Asked, chosen: Filters) -> Iterator[tuple[str, Asked]]:
    """(what is shown, the address without it)."""

    def without(**filters: object) -> Asked:
        return replace(asked, filters=replace(asked.filters, **filters), page=1)  # type: ignore[arg-type]

    for label, left in _values(chosen.authorities, str):
        yield label, without(authorities=left)
    for label, left in _values(chosen.kinds, lambda kind: capital(KINDS.get(kind, kind))):
        yield label, without(kinds=left)
    if years := shared_text.years(chosen.year_from, chosen.year_to):
        yield capital(years), without(year_from=None, year_to=None)
    if isinstance(asked, SearchAddress):
        for label, left in _values(asked.labels, STANCES.__getitem__):
            yield label, replace(asked, labels=left, page=1)


def _values(values: tuple[str, ...], shown: Callable[[str], str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    if len(values) > MOST:
        yield shared_text.more_values(shown(values[0]), len(values) - 1), ()
        return
    for value in values:
        yield shown(value), tuple(other for other in values if other != value)
