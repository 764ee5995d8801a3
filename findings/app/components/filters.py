"""The filters of a page: inputs inside its form that do nothing until a button is pressed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import streamlit as st

from findings.app import frame
from findings.app.state import my_authority, session
from findings.app.text import documents_text, shared_text
from findings.citation import capital
from findings.document_kinds import KINDS
from findings.records import STANCES, Document
from findings.text.authority_groups import Neighbours


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from in the documents at hand."""

    authorities: tuple[str, ...]  # and the subjects of documents: schools, homes, forces
    kinds: tuple[str, ...]
    years: tuple[int, ...]
    label: str = shared_text.AUTHORITY  # of the authorities


class Pick(NamedTuple):
    """Authorities that are chosen at one press."""

    label: str
    authorities: tuple[str, ...]


def choices(documents: Iterable[Document]) -> Choices:
    """Only what the documents hold: no filter leads to nothing by itself."""
    documents = tuple(documents)
    held = {document.kind for document in documents}
    dates = [document.date.year for document in documents if document.date]
    return Choices(
        authorities=tuple(sorted(frozenset[str]().union(*(document.names for document in documents)))),
        kinds=tuple(kind for kind in KINDS if kind in held),
        years=tuple(range(max(dates), min(dates) - 1, -1)) if dates else (),
        label=shared_text.authority_label(
            any(document.authority for document in documents), any(document.subject for document in documents)
        ),
    )


def authority_choice(form: str, offered: Choices, picks: Sequence[Pick], apply: Callable[[], None]) -> None:
    """One or more authorities, none chosen means all; below it one's own, and its neighbours, at one press."""
    st.multiselect(offered.label, offered.authorities, key=f"{form}-la", placeholder=shared_text.ANY)
    if picks:
        with st.container(horizontal=True, key=f"{form}-picks", gap="small"):
            for number, pick in enumerate(picks):
                st.form_submit_button(
                    session.plain(pick.label),
                    key=f"{form}-pick-{number}",
                    type="tertiary",
                    on_click=_picked,
                    args=(form, pick, apply),
                )


def _picked(form: str, pick: Pick, apply: Callable[[], None]) -> None:
    st.session_state[f"{form}-la"] = list(pick.authorities)
    apply()


def picks(neighbours: Neighbours, offered: Choices) -> tuple[Pick, ...]:
    """One's own authority alone, and with those of its neighbours that documents are about."""
    mine = my_authority.mine(offered.authorities)
    if not mine:
        return ()
    near = [name for name in neighbours.get(mine, ()) if name in offered.authorities]
    alone = Pick(shared_text.only(mine), (mine,))
    return (alone, Pick(shared_text.with_neighbours(mine, len(near)), (mine, *near))) if near else (alone,)


def draw(
    form: str,
    offered: Choices,
    applied: int,
    apply: Callable[[], None],
    clear: Callable[[], None],
    picked: Sequence[Pick] = (),
    *,
    years: bool = False,
    statuses: Sequence[str] = (),
    authority: bool = True,
    labels: bool = False,
    hint: str = "",
) -> None:
    """The filters, closed at first; the title gives the number applied. `hint` is folded away with them."""
    with st.expander(shared_text.filters_title(applied), key=f"{form}-filters"):
        if hint:
            frame.line(hint)
        if authority:
            authority_choice(form, offered, picked, apply)
        st.multiselect(
            shared_text.KIND,
            offered.kinds,
            key=f"{form}-type",
            format_func=lambda kind: capital(KINDS[kind]),
            placeholder=shared_text.ANY,
        )
        if statuses:
            st.multiselect(
                shared_text.STATUS,
                statuses,
                key=f"{form}-status",
                format_func=lambda status: documents_text.STATUSES[status],
                placeholder=shared_text.ANY,
            )
        if labels:
            st.multiselect(
                shared_text.OUR_LABEL,
                list(STANCES),
                key=f"{form}-label",
                format_func=lambda label: STANCES[label],
                placeholder=shared_text.ANY,
            )
        if years:
            with st.container(horizontal=True):
                for name, label in (("from", shared_text.YEAR_FROM), ("to", shared_text.YEAR_TO)):
                    st.selectbox(
                        label,
                        (None, *offered.years),
                        key=f"{form}-{name}",
                        format_func=lambda year: str(year or shared_text.ANY_YEAR),
                        width=200,
                    )
        with st.container(horizontal=True):
            st.form_submit_button(shared_text.APPLY, key=f"{form}-apply", on_click=apply)
            if applied:
                st.form_submit_button(shared_text.CLEAR, key=f"{form}-clear", on_click=clear)
