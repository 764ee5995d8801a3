"""Results: the place of each, its words, why it was returned, what can be done with it. One element for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from findings.app import frame
from findings.app.components.labels import LABELS, Label, label_html
from findings.app.components.passages import copy_button
from findings.app.components.passages.passage_actions import Offer, PassageActions
from findings.app.components.quote import quote_html
from findings.app.components.tables.html_table import open_passage
from findings.app.state.address import DocumentsAddress
from findings.app.text import shared_text
from findings.citation import capital, citation, heading, open_label, place
from findings.records import Hit, Passage

if TYPE_CHECKING:
    from findings.library import Library

SAME_SHOWN = 3  # places of the same words that are named on a card


def draw(cards: Sequence[Hit], several: bool, topic: str, library: Library, actions: PassageActions) -> None:
    """Results as one list."""
    if not cards:
        return
    drawn = "".join(card_html(hit, several, topic, library, actions) for hit in cards)
    st.html(f'<ol class="cards" role="list">{drawn}</ol>')


def card_html(hit: Hit, several: bool, topic: str, library: Library, actions: PassageActions) -> str:
    """One result, everything escaped."""
    label = LABELS[library.stance(hit.passage).label]
    named = heading(hit.document, several)
    opens = open_label(hit.passage, hit.document.format)
    link = open_passage(hit.passage, opens, f"{opens}, {named}")
    offer = Offer(hit.passage, hit.document, hit.sentence, label.code)
    copied = copy_button.html(copy_button.quotation(hit.passage, (hit.sentence,), hit.document), named)
    return (
        f'<li class="card" id="card-{hit.rank}">{words_html(hit, named, topic, label)}'
        f"{actions.html(str(hit.rank), offer, link, named, copied)}{_same_html(hit, library)}</li>"
    )


def words_html(hit: Hit, named: str, topic: str, label: Label) -> str:
    """The words of a card."""
    meta = [capital(place(hit.passage, hit.document))]
    if kind := shared_text.PASSAGE_KINDS.get(hit.passage.kind):
        meta.insert(0, kind)
    if hit.document.kind != "statement" and hit.document.inspection_end and hit.document.published:
        meta.append(shared_text.published(hit.document))  # the heading gives the day of the visit
    why = shared_text.why(hit.words_found, hit.words_added, topic)
    return (
        f"<h3>{escape(named)}</h3>{label_html(label, quiet=hit.possible)}"
        f'<p class="meta">{escape(". ".join(part for part in meta if part))}</p>'
        f"{quote_html(hit)}"
        f'<p class="why">Why this matched: {escape(why)}</p>'
    )


def _same_html(hit: Hit, library: Library) -> str:
    """Where the same words stand too."""
    if not hit.same:
        return ""
    places = (
        f"<p>{open_passage(passage, citation(passage, library.document(passage.doc)))}</p>"
        for passage in hit.same[:SAME_SHOWN]
    )
    more = len(hit.same) - SAME_SHOWN
    rest = f'<p class="muted">{escape(shared_text.more_places(more))}</p>' if more > 0 else ""
    return f'<div class="same"><p class="muted">{shared_text.SAME_WORDS}</p>{"".join(places)}{rest}</div>'


def link(passage: Passage, label: str) -> None:
    """A link to the passage in the reader."""
    address = DocumentsAddress(doc=passage.doc, page=passage.page, passage=passage.id)
    st.page_link(frame.DOCUMENTS, label=label, query_params=address.params())
