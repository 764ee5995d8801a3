"""One inspection over time: what it says on the topic, or why it says nothing."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from findings.app import frame
from findings.app.components import card, keep_button, labels
from findings.app.components.labels import LABELS, label_html
from findings.app.components.quote import Span, passage_html, quote_html
from findings.app.text import over_time_text, shared_text
from findings.citation import capital, heading, open_label, place
from findings.records import Document, Hit, InspectionView, Stance

if TYPE_CHECKING:
    from findings.library import Library

ANCHOR = "inspection"  # of the one that was asked for
CUES = 3  # words behind a label that are shown


def draw(
    view: InspectionView, number: int, by: keep_button.Source, library: Library, asked_for: bool = False
) -> None:
    """The block of one inspection; `number` tells the blocks of a page apart, `by` is what found its passages.

    The one `asked_for` is brought into view.
    """
    label = labels.of_view(view)
    with st.container(key=f"in-{number}-{label.code}", gap="xsmall"):
        st.html(head_html(view, ANCHOR if asked_for else ""))
        if asked_for:
            frame.focus(ANCHOR, view.document.id)
        if label.silent:
            silence(view, number)
        else:
            mentions(view, number, by, library)


def head_html(view: InspectionView, anchor: str = "") -> str:
    """The inspection's date and kind, whether it is the council's, its label, when it was published."""
    document = view.document
    parts = [
        f"<h3{frame.anchored(anchor)}>{escape(heading(document, several=False))}</h3>",
        label_html(labels.of_view(view), view.why),
    ]
    if document.kind == "statement":
        parts.append(f'<p class="speaker">{over_time_text.COUNCIL}</p>')
    elif document.inspection_end and document.published:
        parts.append(f'<p class="meta">{shared_text.published(document)}</p>')
    return "".join(parts)


def mentions(view: InspectionView, number: int, by: keep_button.Source, library: Library) -> None:
    """The strongest passage, the others folded away."""
    labelled = len({stance.label for _, stance in view.passages}) > 1
    passage(*view.passages[0], view.document, labelled, (number, by, library))
    rest = view.passages[1:]
    if rest:
        with st.expander(over_time_text.more_passages(len(rest)), key=f"more-{number}"):
            for hit, stance in rest:
                passage(hit, stance, view.document, labelled, (number, by, library))
    if view.others:
        frame.line(over_time_text.not_shown(view.others))


def passage(
    hit: Hit,
    stance: Stance | None,
    document: Document,
    labelled: bool = False,
    kept: tuple[int, keep_button.Source, Library] | None = None,
) -> None:
    """One passage with its place, its label where the passages of an inspection differ, and a link to its page.

    With `kept`, the number of its block, what found it and the library, it can be put into the evidence pack.
    """
    st.html(passage_block_html(hit, stance, document, labelled))
    if kept is None or stance is None:
        card.link(hit.passage, open_label(hit.passage, document.format))
        return
    place = f"{kept[0]}-{hit.rank}-{hit.passage.id}"
    with card.actions(place):
        card.link(hit.passage, open_label(hit.passage, document.format))
        keep_button.passage(place, hit.passage, document, *kept[1:], hit.sentence)


def passage_block_html(hit: Hit, stance: Stance | None, document: Document, labelled: bool) -> str:
    """The words of a passage, everything escaped; one that is not on the topic has no stance."""
    meta = [shared_text.PASSAGE_KINDS.get(hit.passage.kind, ""), capital(place(hit.passage, document))]
    label, behind = "", ""
    if stance is not None:
        label = label_html(LABELS[stance.label]) if labelled else ""
        said = (over_time_text.about(stance, document), cue_words(hit, stance))
        behind = " ".join(part for part in said if part)
    return (
        f'{label}<p class="meta">{escape(". ".join(part for part in meta if part))}</p>{quote_html(hit)}'
        + (f'<p class="why">{escape(behind)}</p>' if behind else "")
    )


def cue_words(hit: Hit, stance: Stance) -> str:
    """The words that decided a label, cut from the passage, in their order."""
    if stance.label == "mentioned":
        return over_time_text.UNCLEAR if stance.unclear else ""
    start, text = hit.passage.start, hit.passage.text
    said = [" ".join(text[a - start : b - start].split()) for a, b in joined(stance.cues[:CUES])]
    return over_time_text.decided(list(dict.fromkeys(said)))


def joined(spans: Sequence[Span]) -> list[Span]:
    """Spans in order, those that overlap as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def silence(view: InspectionView, number: int) -> None:
    """Not mentioned: what that means, what the visit looked at, the closest passages folded away."""
    if view.silence == "unreadable":
        frame.line(over_time_text.UNREADABLE, "intro")
        frame.line(view.document.message)
        return
    if view.silence == "out_of_scope" and view.scope:
        frame.line(over_time_text.OUT_OF_SCOPE, "intro")
        span = (view.scope.start, view.scope.end)
        st.html(passage_html(view.scope.passage, (span,)))
        card.link(view.scope.passage, open_label(view.scope.passage, view.document.format))
    else:
        frame.line(over_time_text.NOT_MENTIONED, "intro")
    if view.nearest:
        with st.expander(over_time_text.SHOW_NEAREST, key=f"nearest-{number}"):
            frame.line(over_time_text.NEAREST_NOTE)
            for hit in view.nearest:
                passage(hit, None, view.document)
