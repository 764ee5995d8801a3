"""Balance: for strengths that were kept, the passages of the same and later documents that say something different.

A pack of praise alone misleads its readers. What is offered is the tool's reading; a person decides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from findings.packs.check import CheckedPack, Section
from findings.packs.pack import key_of
from findings.records import Document, Hit, InspectionView, Passage, Stance, Timeline

OTHER_WAY = ("needs_improvement", "mixed")

# (topic, authority) -> what every inspection of that authority says on the topic.
OverTime = Callable[[str, str], Timeline]
Reading = Callable[[Passage], Stance]  # the library's: one for a passage, wherever it is met


@dataclass(frozen=True, slots=True)
class Offer:
    """A passage that says something different."""

    hit: Hit
    stance: Stance
    document: Document


def other_way(checked: CheckedPack, over_time: OverTime, read: Reading) -> dict[str, tuple[Offer, ...]]:
    """Heading -> passages not in the pack that say something different, oldest document first; only where there are."""
    held = {one.item.kept.key for one in checked.items}
    found = {section.heading: _offers(section, over_time, read, held) for section in checked.sections}
    return {heading: offers for heading, offers in found.items() if offers}


def _offers(section: Section, over_time: OverTime, read: Reading, held: set[str]) -> tuple[Offer, ...]:
    offers = {
        _key(hit, view.document): Offer(hit, read(hit.passage), view.document)
        for topic, authority, since, documents in _praised(section)
        for view in over_time(topic, authority).inspections
        if _same_or_later(view, since, documents)
        for hit, _ in view.passages
        if read(hit.passage).label in OTHER_WAY and not hit.possible
    }
    return tuple(offer for key, offer in offers.items() if key not in held)


def _key(hit: Hit, document: Document) -> str:
    return key_of(document, hit.passage.start, hit.passage.end)


def _praised(section: Section) -> list[tuple[str, str, date | None, set[str]]]:
    """(topic, authority, day of the earliest, ids of the documents) of the strengths kept, one for each authority."""
    strengths: dict[tuple[str, str], list[Document]] = {}
    for one in section.items:
        kept = one.item.kept
        if one.item.label == "strength" and kept.topic and kept.document.about:
            strengths.setdefault((kept.topic, kept.document.about), []).append(kept.document)
    return [
        (
            *key,
            min((document.date for document in documents if document.date), default=None),
            {document.id for document in documents},
        )
        for key, documents in strengths.items()
    ]


def _same_or_later(view: InspectionView, since: date | None, documents: set[str]) -> bool:
    day = view.document.date
    return view.document.id in documents or (since is not None and day is not None and day >= since)
