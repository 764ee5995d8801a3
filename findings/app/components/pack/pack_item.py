"""One passage of a pack: its words and place, what became of them, its label and note, and what can be done with it."""

from __future__ import annotations

from html import escape
from typing import Any

import streamlit as st

from findings.app import frame
from findings.app.components.labels import LABELS, label_html
from findings.app.components.pack import pack_changes, pack_response
from findings.app.components.passages import card
from findings.app.components.quote import words_html
from findings.app.state import session
from findings.app.text import pack_text
from findings.citation import capital, heading, open_label, place
from findings.packs import check
from findings.packs import wording as said
from findings.packs.check import Checked
from findings.packs.context import Around
from findings.packs.pack import Pack
from findings.reading.under import introduction
from findings.records import STANCES, Passage


def draw(pack: Pack, one: Checked, several: bool, *, first: bool, last: bool) -> None:
    """The item, then its buttons; `first` and `last` of its section cannot go further."""
    item = one.item
    with st.container(key=f"ev-item-{item.id}", gap="xsmall"):
        st.html(item_html(one, several))
        with st.container(horizontal=True, vertical_alignment="center", key=f"actions-{item.id}"):
            if one.place is not None:
                card.link(one.place, open_label(one.place, item.kept.document.format))
            if not first:
                st.button(
                    pack_text.UP, key=f"up-{item.id}", on_click=pack_changes.move, args=(pack, item, -1)
                )
            if not last:
                st.button(
                    pack_text.DOWN, key=f"down-{item.id}", on_click=pack_changes.move, args=(pack, item, 1)
                )
            st.button(
                pack_text.TAKE_OUT, key=f"out-{item.id}", on_click=pack_changes.remove, args=(pack, item)
            )
        edit(pack, one)
        pack_response.draw(pack, one.item)


def item_html(one: Checked, several: bool) -> str:
    """Everything that is read of an item, escaped."""
    item, kept = one.item, one.item.kept
    label = LABELS.get(item.label)
    changed = pack_text.CHANGED_BY_YOU if item.label_changed else ""
    where = capital(place(kept.passage, kept.document))
    parts = [
        f"<h3>{one.number}. {escape(heading(kept.document, several))}</h3>",
        label_html(label, changed) if label else "",
        f'<p class="meta">{escape(where)}</p>' if where else "",
        *(f'<p class="warning">{escape(warning)}</p>' for warning in said.warnings(one)),
        quote_html(kept.passage, kept.quote),
    ]
    if one.status == check.CHANGED and one.now:
        parts.append(f'<p class="small"><strong>{said.NOW}</strong></p>{quote_html(None, one.now)}')
    if one.around is not None:
        parts.append(around_html(one.around))
    if item.note:
        parts.append(f'<p class="note"><strong>{escape(said.NOTE)}:</strong> {escape(item.note)}</p>')
    return "".join(parts)


def quote_html(passage: Passage | None, words: str) -> str:
    """The quotation whole, under what introduces it."""
    lead = introduction(passage) if passage else ""
    before = f'<p class="lead-in">{words_html(lead)}</p>' if lead else ""
    return f'<blockquote class="quote" lang="en-GB">{before}<p class="kept-words">{words_html(words)}</p></blockquote>'


def around_html(around: Around) -> str:
    """The sentences on both sides; open at first where the sentence after begins with "however" or the like."""
    if not around.before and not around.after:
        return ""
    turn = f'<p class="turn">{escape(said.turn(around.turn))}</p>' if around.turn else ""
    rows = (
        (pack_text.BEFORE, around.before or pack_text.NO_BEFORE),
        (pack_text.AFTER, around.after or pack_text.NO_AFTER),
    )
    inside = "".join(f"<p><strong>{name}</strong> {words_html(words)}</p>" for name, words in rows)
    shown = " open" if around.turn else ""
    return (
        f'{turn}<details class="about around"{shown}><summary>{pack_text.AROUND}</summary>{inside}</details>'
    )


def edit(pack: Pack, one: Checked) -> None:
    """Label and note, folded away, each saved on leaving it."""
    item = one.item
    session.fill(f"item-{item.id}", {"label": item.label, "note": item.note})
    save: dict[str, Any] = {"on_change": pack_changes.annotate, "args": (pack, item)}
    with st.expander(pack_text.EDIT, key=f"edit-{item.id}"):
        st.selectbox(
            pack_text.LABEL,
            (*STANCES, "") if not item.label else tuple(STANCES),
            key=f"item-{item.id}-label",
            format_func=lambda label: STANCES.get(label, pack_text.NO_LABEL),
            width=300,
            **save,
        )
        st.text_area(pack_text.NOTE, key=f"item-{item.id}-note", height=120, **save)
        frame.line(pack_text.SAVED_ON_LEAVING)
