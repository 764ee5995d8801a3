"""One result: its place, its words, why it was returned, and a link to its page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from findings.app import frame
from findings.app.components import copy_button, keep_button, wrong_button
from findings.app.components.labels import LABELS, Label, label_html
from findings.app.components.quote import quote_html
from findings.app.state.address import DocumentsAddress
from findings.app.state.session import plain
from findings.app.text import shared_text
from findings.citation import capital, citation, heading, open_label, place
from findings.records import Hit, Passage

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from findings.library import Library

SAME_SHOWN = 3  # places of the same words that are named on a card


def card_html(hit: Hit, several: bool, topic: str, label: Label) -> str:
    """The words of a card, everything escaped."""
    meta = [capital(place(hit.passage, hit.document))]
    if kind := shared_text.PASSAGE_KINDS.get(hit.passage.kind):
        meta.insert(0, kind)
    if hit.document.kind != "statement" and hit.document.inspection_end and hit.document.published:
        meta.append(shared_text.published(hit.document))  # the heading gives the day of the visit
    why = shared_text.why(hit.words_found, hit.words_added, topic)
    return (
        f"<h3>{escape(heading(hit.document, several))}</h3>{label_html(label, quiet=hit.possible)}"
        f'<p class="meta">{escape(". ".join(part for part in meta if part))}</p>'
        f"{quote_html(hit)}"
        f'<p class="why">Why this matched: {escape(why)}</p>'
    )


def draw(hit: Hit, several: bool, topic: str, library: Library, by: keep_button.Source) -> None:
    """A card; `by` is what found it."""
    label = LABELS[library.stance(hit.passage).label]
    with st.container(key=f"ev-{hit.rank}", gap="xsmall"):
        st.html(card_html(hit, several, topic, label))
        with actions(f"card-{hit.rank}"):
            link(hit.passage, open_label(hit.passage, hit.document.format))
            keep_button.passage(
                f"{hit.rank}-{hit.passage.id}", hit.passage, hit.document, by, library, hit.sentence
            )
            st.html(copy_button.html(copy_button.quotation(hit.passage, (hit.sentence,), hit.document)))
            wrong_button.of_label(str(hit.rank), topic, hit.passage, hit.document, label.code)
        if hit.same:
            frame.line(shared_text.SAME_WORDS)
            for passage in hit.same[:SAME_SHOWN]:
                link(passage, plain(citation(passage, library.document(passage.doc))))
            if len(hit.same) > SAME_SHOWN:
                frame.line(shared_text.more_places(len(hit.same) - SAME_SHOWN))


def actions(key: str) -> DeltaGenerator:
    """A row for the links and buttons of a passage."""
    return st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"actions-{key}")


def link(passage: Passage, label: str) -> None:
    """A link to the passage in the reader."""
    address = DocumentsAddress(doc=passage.doc, page=passage.page, passage=passage.id)
    st.page_link(frame.DOCUMENTS, label=label, query_params=address.params())
