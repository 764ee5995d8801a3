"""What later documents say on something that was asked for, each sentence compared with its document once more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from findings.citation import dated
from findings.packs.brief import brief_wording as said
from findings.packs.brief.brief import Later
from findings.packs.brief.brief_records import LaterWords
from findings.packs.check import Checked, CheckedPack, Texts
from findings.records import EVERYTHING, Content, Document, Filters, Hit, Recommendation
from findings.text.back_references import reaching_back

SHOWN = 2  # later sentences on one point, the newest


class Requests(Texts, Protocol):
    """Documents, and what they asked for; a Library is one."""

    def recommendations(
        self, topic: str = "", filters: Filters = EVERYTHING
    ) -> tuple[Recommendation, ...]: ...


def later_of(checked: CheckedPack, library: Requests) -> Later:
    """How to look up what later documents say on a passage of the pack; what is not in the index is not known."""
    held = {document.id for document in library.documents()}
    names = {
        one.item.kept.document.authority
        for one in checked.items
        if one.item.kept.passage.kind == "recommendation" and one.item.kept.document.id in held
    }
    found = library.recommendations("", Filters(tuple(sorted(filter(None, names))))) if any(names) else ()
    by_document: dict[str, list[Recommendation]] = {}
    for each in found:
        by_document.setdefault(each.document.id, []).append(each)

    def later(one: Checked) -> tuple[tuple[LaterWords, ...] | None, bool]:
        kept = one.item.kept
        own = next(
            (each for each in by_document.get(kept.document.id, ()) if _same(each, kept.start, kept.end)),
            None,
        )
        if own is None:
            return None, False
        return _words(own.later, checked, library), own.status != "no_later_inspection"

    return later


def _same(one: Recommendation, start: int, end: int) -> bool:
    first, last = (one.start, one.end) if one.text else (one.passage.start, one.passage.end)
    return first < end and start < last


def _words(hits: Sequence[Hit], checked: CheckedPack, texts: Texts) -> tuple[LaterWords, ...]:
    shown = sorted(hits, key=lambda hit: _day(hit.document), reverse=True)[:SHOWN]
    return tuple(
        LaterWords(_place(hit), words, _item(hit, checked))
        for hit in shown
        if (words := _told(hit, texts.content(hit.document.id)))
    )


def _told(hit: Hit, content: Content) -> str:
    """The sentence, with those it leans on, word for word; "" when it does not stand in the document."""
    start, end = hit.sentence
    if content.text[start:end] != hit.quote:
        return ""
    starts = [first for first, _ in hit.passage.sentences]
    if start in starts:
        start = starts[reaching_back(content.text, starts, starts.index(start))]
    return content.text[start:end]


def _item(hit: Hit, checked: CheckedPack) -> int | None:
    """The number of the passage of the pack that holds the sentence."""
    start, end = hit.sentence
    return next(
        (
            one.number
            for one in checked.items
            if one.item.kept.document.id == hit.document.id
            and one.item.kept.start <= start
            and end <= one.item.kept.end
        ),
        None,
    )


def _place(hit: Hit) -> str:
    where = said.short_place(hit.passage, hit.document)
    return ", ".join(part for part in (dated(hit.document), where[:1].lower() + where[1:]) if part)


def _day(document: Document) -> int:
    return document.date.toordinal() if document.date else 0
