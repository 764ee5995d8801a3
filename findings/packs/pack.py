"""The records of an evidence pack, frozen; and their order: by topic, authority or date, then by inspection.

What is kept of a passage is kept whole: its words, its place and its document's facts as they were on that day. A pack
can be read and exported when the document, or the whole index, is gone.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from findings.citation import capital, dated
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
    sentence: tuple[int, int] | None = (
        None  # the one it was found for, offsets as of `start`; None if not known
    )

    @property
    def key(self) -> str:
        """By which a pack tells its passages apart; see `key_of`."""
        return key_of(self.document, self.start, self.end)

    @property
    def heading(self) -> str:
        """Under what it stands in the pack: the topic, else the section of its document."""
        return self.topic or (self.passage.section[-1] if self.passage.section else "")


# How far an answer to a finding is, in the order in which it is chosen: the code that is kept -> the words.
PROGRESS: dict[str, str] = {"": "", "open": "Not started", "begun": "In progress", "done": "Done"}


@dataclass(frozen=True, slots=True)
class Response:
    """What the council says and does about a passage: a row of its action plan."""

    response: str = ""
    evidence: str = ""  # what it holds to show for it
    owner: str = ""  # who is to act
    due: date | None = None
    progress: str = ""  # a key of PROGRESS

    @property
    def iso_due(self) -> str:
        """ "2026-12-01"; "" where no day is set."""
        return self.due.isoformat() if self.due else ""


NO_RESPONSE = Response()


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
    response: Response = NO_RESPONSE
    response_version: int = 1


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
    grouped: str = "topic"  # a key of GROUPINGS


@dataclass(frozen=True, slots=True)
class PackLine:
    """A pack in a list of packs."""

    id: str
    name: str
    purpose: str
    passages: int
    created: datetime
    changed: datetime


NO_AUTHORITY = "Authority not known"
# What the passages of a pack can stand under: the code that is kept -> the words.
GROUPINGS: dict[str, str] = {"topic": "Topic", "authority": "Local authority", "date": "Date"}


def sections(pack: Pack) -> tuple[tuple[str, tuple[Item, ...]], ...]:
    """(heading, its items) in the order in which a person meets them.

    Topics stand as they were begun; authorities as they were asked for, then by name; days with the newest first. What
    has none comes last.
    """
    grouped: dict[str, list[Item]] = {}
    for item in sorted(pack.items, key=lambda item: item.position):
        grouped.setdefault(_heading(item, pack.grouped), []).append(item)
    groups = list(grouped.items())
    if pack.grouped == "authority":
        groups.sort(key=lambda group: by_authority(pack, group[0]))
    elif pack.grouped == "date":
        groups.sort(key=lambda group: _newest_first(group[1][0])[:2])
    return tuple(
        (heading, tuple(items if pack.arranged else sorted(items, key=_newest_first)))
        for heading, items in groups
    )


def by_authority(pack: Pack, name: str) -> tuple[bool, int, str]:
    """By which authorities are put in order: those that were searched for first, in that order."""
    asked = list(dict.fromkeys(name for search in pack.searches for name in search.authorities))
    return name == NO_AUTHORITY, asked.index(name) if name in asked else len(asked), name


def _heading(item: Item, grouped: str) -> str:
    document = item.kept.document
    if grouped == "authority":
        return document.about or NO_AUTHORITY
    return capital(dated(document)) if grouped == "date" else item.kept.heading


def moved(pack: Pack, item_id: str, step: int) -> tuple[Item, ...]:
    """The items with one of them `step` places (-1 up, 1 down) further in its section; as they were at its ends."""
    groups = [list(items) for _, items in sections(pack)]
    for items in groups:
        _move(items, item_id, step)
    return tuple(item for items in groups for item in items)


def moved_together(pack: Pack, item_ids: Collection[str], to_start: bool) -> tuple[Item, ...]:
    """The items with those chosen at the start, or the end, of their sections, in the order they had."""
    ordered: list[Item] = []
    for _, items in sections(pack):
        chosen = [item for item in items if item.id in item_ids]
        others = [item for item in items if item.id not in item_ids]
        ordered += [*chosen, *others] if to_start else [*others, *chosen]
    return tuple(ordered)


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
