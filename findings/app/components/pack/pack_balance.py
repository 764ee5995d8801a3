"""Balance: under strengths that were kept, passages that say something different, ready to be kept too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from findings.app import frame
from findings.app.components import inspection_block, results
from findings.app.components.pack import pack_changes
from findings.app.components.passages import card
from findings.app.state.address import OverTimeAddress
from findings.app.text import pack_text
from findings.citation import heading, open_label
from findings.errors import QueryError
from findings.packs import snapshot
from findings.packs.balance import Offer, other_way
from findings.packs.check import CheckedPack
from findings.records import Filters, Plan, Timeline

if TYPE_CHECKING:
    from findings.library import Library
    from findings.packs.pack import Pack


def offers(checked: CheckedPack, library: Library) -> dict[str, tuple[Offer, ...]]:
    """Heading -> what is offered under it. A topic that cannot be looked up offers nothing."""

    def over_time(topic: str, authority: str) -> Timeline:
        try:
            return results.over_time(library, OverTimeAddress(topic, Filters(authorities=(authority,))))
        except QueryError:
            return Timeline(Plan(topic, topic), ())

    return other_way(checked, over_time, library.stance)


def draw(pack: Pack, topic: str, offered: Sequence[Offer]) -> None:
    """One line that says how many, the passages behind it."""
    with st.expander(pack_text.other_way(len(offered)), key=f"balance-{topic}"):
        frame.line(pack_text.OTHER_WAY_NOTE)
        for offer in offered:
            passage, document = offer.hit.passage, offer.document
            with st.container(key=f"ev-other-{passage.id}", gap="xsmall"):
                frame.heading(3, heading(document, several=False))
                st.html(inspection_block.passage_block_html(offer.hit, offer.stance, document, labelled=True))
                with st.container(horizontal=True, vertical_alignment="center"):
                    card.link(passage, open_label(passage, document.format))
                    kept = snapshot.kept_passage(passage, document, topic, offer.stance.label)
                    st.button(
                        pack_text.ADD,
                        key=f"add-other-{passage.id}",
                        on_click=pack_changes.add,
                        args=(pack, kept),
                    )
