"""The inspections that say nothing, of every view over time from which passages were kept. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from findings.packs.check import CheckedPack
from findings.records import Document


@dataclass(frozen=True, slots=True)
class Silence:
    """An inspection that says nothing on a topic of the pack, and in which way."""

    topic: str
    document: Document
    silence: str


def silent(checked: CheckedPack) -> tuple[Silence, ...]:
    """Each once for its topic, newest first; one of which a passage on it was kept after all is not silent."""
    speaking = {(one.item.kept.heading, one.item.kept.document.id) for one in checked.items}
    found = {
        (search.heading, one.document.id): Silence(search.heading, one.document, one.silence)
        for search in checked.pack.searches
        for one in search.silent
        if (search.heading, one.document.id) not in speaking
    }
    return tuple(sorted(found.values(), key=_newest_first))


def _newest_first(one: Silence) -> tuple[bool, int, str, str]:
    day = one.document.date
    return day is None, -day.toordinal() if day else 0, one.document.id, one.topic
