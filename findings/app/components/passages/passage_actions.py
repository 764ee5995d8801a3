"""What can be done with each passage of a page: open it, keep it in the evidence pack, say that its label is wrong.

Its links and buttons are part of the page's own HTML, so that a list of passages is one element. One component hears
them and tells them what came of a press (passages.js); it draws nothing. With widgets of its own for every passage a
page of results took four times as many messages, and most of its processor time went into them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from findings.app import frame
from findings.app.components import keep_button, wrong_button
from findings.app.state import current_pack
from findings.app.text import pack_text, wrong_text
from findings.feedback.reports import LABEL, Report
from findings.packs.pack import key_of
from findings.records import Document, Passage

if TYPE_CHECKING:
    from findings.library import Library

KEY = "passages"  # of the component; a page has one
LATEST = "passages-latest"  # number of the last press that was answered
SAID = "passages-said"  # what it did, told once
REPORTED = "passages-reported"  # the passage whose label is called wrong, for the dialog

_hearing = st.components.v2.component("findings-passages", js=frame.file("passages.js"), isolate_styles=False)


@dataclass(frozen=True, slots=True)
class Offer:
    """A passage that was drawn with buttons."""

    passage: Passage
    document: Document
    sentence: tuple[int, int] | None  # the one it was found for
    label: str  # that is shown with it; "" where none is

    @property
    def key(self) -> str:
        """Of the passage in a pack."""
        return key_of(self.document, self.passage.start, self.passage.end)


class PassageActions:
    """The passages of one page and what found them. `html` gives the links and buttons of each, `draw` hears them."""

    def __init__(self, by: keep_button.Source, library: Library) -> None:
        self._by = by
        self._library = library
        self._held = keep_button.held()
        self._offers: dict[str, Offer] = {}

    def html(self, place: str, offer: Offer, link: str, named: str, *more: str) -> str:
        """A row: the link to the passage, the button of the pack, `more`, the button of the label where one is shown.

        `place` tells the passages of a page apart; the words of a button are read out with `named`, the passage's name.
        """
        token = f"{place}-{offer.passage.id}"
        self._offers[token] = offer
        parts = [
            link,
            _button("keep", token, pack_text.REMOVE if offer.key in self._held else pack_text.ADD, named),
            # Its place never changes: a node that stays is announced when its words change.
            f'<span aria-live="polite" class="kept" data-told="{escape(token)}"></span>',
            f'<a class="in-app" data-pack="{escape(token)}" href="evidence-pack" target="_self" hidden>'
            f"{pack_text.VIEW}</a>",
            *more,
        ]
        if offer.label:
            parts.append(_button("wrong", token, wrong_text.BUTTON, named))
        return f'<div class="passage-actions">{"".join(parts)}</div>'

    def draw(self) -> None:
        """Hear the buttons. Once a page, below its passages: a press draws nothing else again."""
        if self._offers:
            _hear(self._offers, self._by, self._library)


def _button(what: str, token: str, words: str, named: str) -> str:
    return (
        f'<button type="button" class="{what}-button" data-{what}="{escape(token)}" data-named="{escape(named)}" '
        f'aria-label="{escape(f"{words}, {named}")}">{words}</button>'
    )


@st.fragment
def _hear(offers: dict[str, Offer], by: keep_button.Source, library: Library) -> None:
    said: dict[str, Any] = st.session_state.pop(SAID, {})
    held = keep_button.held()
    _hearing(
        key=KEY,
        data={
            "latest": st.session_state.get(LATEST, 0),
            "kept": [token for token, offer in offers.items() if offer.key in held],
            "words": {"add": pack_text.ADD, "remove": pack_text.REMOVE},
            **said,
        },
        height="content",
        on_press_change=partial(_pressed, offers, by, library),
    )
    with st.container(key=f"address-{KEY}"):
        if said.get("pack"):
            current_pack.in_address(own_page=False)  # a new pack is made known to the browser
    if reported := st.session_state.pop(REPORTED, None):
        wrong_button.ask(reported)


def _pressed(offers: dict[str, Offer], by: keep_button.Source, library: Library) -> None:
    """Presses not yet answered, in their order: what is pressed while the app is at work is not lost."""
    known = st.session_state.get(KEY) or {}  # a press that comes without it is sent again with the next one
    for number, what, token in _presses(known.get("press")):
        offer = offers.get(token)
        if number <= st.session_state.get(LATEST, 0):
            continue
        st.session_state[LATEST] = number
        if offer is None:  # of a page that is being drawn anew
            continue
        if what == "wrong":
            st.session_state[REPORTED] = _report(offer, by.topic)
        else:
            kept = partial(keep_button.as_kept, offer.passage, offer.document, by, library, offer.sentence)
            said, link = keep_button.outcome((offer.key,), kept, by, inside=what == "remove")
            pack = current_pack.pack_id() if link else ""
            st.session_state[SAID] = {"told": token, "said": said, "pack": pack}


def _presses(sent: object) -> list[tuple[int, str, str]]:
    """What the browser sent, as far as it has the form of presses: number, what is wanted, passage."""
    found = []
    for press in sent if isinstance(sent, list) else ():
        match press:
            case [int(number), "add" | "remove" | "wrong" as what, str(token)]:
                found.append((number, what, token))
    return found


def _report(offer: Offer, query: str) -> Report:
    found = offer.passage
    return Report(
        LABEL, found.text, query, offer.label, file=offer.document.file, start=found.start, end=found.end
    )
