"""The records of an evidence pack, frozen, standard library only; and their order: by topic, then by inspection.

What is kept of a passage is kept whole: its words, its place and its document's facts as they were on that day. A pack
can be read and exported when the document, or the whole index, is gone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from findings.records import Document, Passage


def key_of(document: Document, start: int, end: int) -> str:
    """The same for the same words at the same place: "<document id>:<start>-<end>"."""
    return f"{document.id}:{start}-{end}"


@dataclass(frozen=True, slots=True)
class Kept:
    """A passage as it was chosen: `quote` stood at `start`:`end` of the stored text of `document`."""

    document: Document
    passage: Passage
    start: int
    end: int
    quote: str
    topic: str = ""  # what was looked for when it was found; "" when it was met in the reader
    label: str = ""  # a key of STANCES: the tool's reading

    @property
    def key(self) -> str:
        """By which a pack tells its passages apart; see `key_of`."""
        return key_of(self.document, self.start, self.end)

    @property
    def heading(self) -> str:
        """Under what it stands in the pack: the topic, else the section of its document."""
        return self.topic or (self.passage.section[-1] if self.passage.section else "")


@dataclass(frozen=True, slots=True)
class Item:
    """A passage in a pack, with what the person added to it."""

    id: str
    kept: Kept
    added: datetime  # UTC
    label: str  # a key of STANCES, or ""
    label_changed: bool  # by hand
    note: str
    version: int  # of label and note
    position: int


@dataclass(frozen=True, slots=True)
class Silent:
    """An inspection that says nothing on the topic, with which kind of silence it keeps (see InspectionView)."""

    document: Document
    silence: str


@dataclass(frozen=True, slots=True)
class Searched:
    """What was searched when passages were kept: the receipt, in words and facts that stand for themselves."""

    view: str  # search, ask, over_time, recommendations
    query: str
    topic: str
    authorities: tuple[str, ...]
    kinds: tuple[str, ...]
    year_from: int | None
    year_to: int | None
    names: tuple[tuple[str, str], ...]  # (short form, long form) searched for too
    documents: tuple[Document, ...]  # that were searched
    unreadable: tuple[Document, ...]
    silent: tuple[Silent, ...]  # of a view over time
    built: str  # of the index: ISO time, UTC
    index_digest: str
    settings_digest: str

    @property
    def heading(self) -> str:
        """What was looked for, as the heading under which its passages stand."""
        topic = self.topic or self.query
        return topic[:1].upper() + topic[1:]


@dataclass(frozen=True, slots=True)
class Pack:
    """An evidence pack. `version` counts changes of its name, purpose and order, not what is added and removed."""

    id: str
    name: str
    purpose: str
    prepared_by: str
    owner: str  # of a signed-in person; "" without sign-in
    created: datetime  # UTC
    changed: datetime
    version: int
    arranged: bool  # put in order by hand; else the newest inspection comes first
    items: tuple[Item, ...] = ()
    searches: tuple[Searched, ...] = ()


@dataclass(frozen=True, slots=True)
class PackLine:
    """A pack in a list of packs."""

    id: str
    name: str
    purpose: str
    passages: int
    created: datetime
    changed: datetime


def sections(pack: Pack) -> tuple[tuple[str, tuple[Item, ...]], ...]:
    """(heading, its items) in the order in which a person meets them; topics stand as they were begun."""
    grouped: dict[str, list[Item]] = {}
    for item in sorted(pack.items, key=lambda item: item.position):
        grouped.setdefault(item.kept.heading, []).append(item)
    return tuple(
        (heading, tuple(items if pack.arranged else sorted(items, key=_newest_first)))
        for heading, items in grouped.items()
    )


def moved(pack: Pack, item_id: str, step: int) -> tuple[Item, ...]:
    """The items with one of them `step` places (-1 up, 1 down) further in its section; as they were at its ends."""
    groups = [list(items) for _, items in sections(pack)]
    for items in groups:
        _move(items, item_id, step)
    return tuple(item for items in groups for item in items)


def _move(items: list[Item], item_id: str, step: int) -> None:
    place = next((place for place, item in enumerate(items) if item.id == item_id), None)
    if place is not None and 0 <= place + step < len(items):
        items[place], items[place + step] = items[place + step], items[place]


def by_inspection(items: Sequence[Item]) -> list[list[Item]]:
    """Neighbours that are of one document together."""
    runs: list[list[Item]] = []
    for item in items:
        if runs and runs[-1][0].kept.document.id == item.kept.document.id:
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def _newest_first(item: Item) -> tuple[bool, int, str, int]:
    """Undated documents last; inside a document as printed."""
    day = item.kept.document.date
    return day is None, -day.toordinal() if day else 0, item.kept.document.id, item.kept.start
