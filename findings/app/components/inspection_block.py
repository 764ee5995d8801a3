"""One inspection over time: what it says on the topic, or why it says nothing."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from findings.app import frame
from findings.app.components import labels
from findings.app.components.labels import LABELS, label_html
from findings.app.components.passages import copy_button
from findings.app.components.passages.passage_actions import Offer, PassageActions
from findings.app.components.quote import Span, passage_html, quote_html
from findings.app.components.tables.html_table import open_passage
from findings.app.text import over_time_text, shared_text
from findings.citation import capital, heading, open_label, place
from findings.records import Document, Hit, InspectionView, Passage, Stance

ANCHOR = "inspection"  # of the one that was asked for
CUES = 3  # words behind a label that are shown


def html(view: InspectionView, number: int, actions: PassageActions, asked_for: bool = False) -> str:
    """The block of one inspection, everything escaped; `number` tells the blocks of a page apart.

    The one `asked_for` has the anchor by which it is brought into view.
    """
    label = labels.of_view(view)
    said = _silence(view) if label.silent else _mentions(view, number, actions)
    head = head_html(view, ANCHOR if asked_for else "")
    return f'<div class="inspection {label.code}" id="in-{number}">{head}{said}</div>'


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


def _mentions(view: InspectionView, number: int, actions: PassageActions) -> str:
    """The strongest passage, the others folded away."""
    labelled = len({stance.label for _, stance in view.passages}) > 1
    first, *rest = (
        _kept_html(hit, stance, view.document, labelled, number, actions) for hit, stance in view.passages
    )
    more = _folded(over_time_text.more_passages(len(rest)), "".join(rest)) if rest else ""
    others = f'<p class="muted">{escape(over_time_text.not_shown(view.others))}</p>' if view.others else ""
    return first + more + others


def _kept_html(
    hit: Hit, stance: Stance, document: Document, labelled: bool, number: int, actions: PassageActions
) -> str:
    """A passage with what can be done with it."""
    named = heading(document, several=False)
    opens = open_label(hit.passage, document.format)
    link = open_passage(hit.passage, opens, f"{opens}, {named}")
    offer = Offer(hit.passage, document, hit.sentence, stance.label)
    words = passage_block_html(hit, stance, document, labelled)
    return words + actions.html(f"{number}-{hit.rank}", offer, link, named, _copy_html(hit, document, named))


def _folded(summary: str, html: str) -> str:
    return f'<details class="about"><summary>{escape(summary)}</summary>{html}</details>'


def passage_block_html(hit: Hit, stance: Stance | None, document: Document, labelled: bool) -> str:
    """The words of a passage, everything escaped; one that is not on the topic has no stance.

    It has its label where the passages of an inspection differ.
    """
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


def _copy_html(hit: Hit, document: Document, named: str) -> str:
    return copy_button.html(copy_button.quotation(hit.passage, (hit.sentence,), document), named)


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


def _silence(view: InspectionView) -> str:
    """Not mentioned: what that means, what the visit looked at, the closest passages folded away."""
    document = view.document
    if view.silence == "unreadable":
        return (
            f'<p class="intro">{over_time_text.UNREADABLE}</p><p class="muted">{escape(document.message)}</p>'
        )
    named = heading(document, several=False)
    if view.silence == "out_of_scope" and view.scope:
        span = (view.scope.start, view.scope.end)
        said = (
            f'<p class="intro">{over_time_text.OUT_OF_SCOPE}</p>{passage_html(view.scope.passage, (span,))}'
        )
        said += _open_html(view.scope.passage, document, named)
    else:
        said = f'<p class="intro">{over_time_text.NOT_MENTIONED}</p>'
    if not view.nearest:
        return said
    nearest = "".join(
        passage_block_html(hit, None, document, labelled=False)
        + _open_html(hit.passage, document, named, _copy_html(hit, document, named))
        for hit in view.nearest
    )
    note = f'<p class="muted">{over_time_text.NEAREST_NOTE}</p>'
    return said + _folded(over_time_text.SHOW_NEAREST, note + nearest)


def _open_html(passage: Passage, document: Document, named: str, more: str = "") -> str:
    opens = open_label(passage, document.format)
    return f'<div class="passage-actions">{open_passage(passage, opens, f"{opens}, {named}")}{more}</div>'
