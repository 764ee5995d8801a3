"""The records of an evidence pack: frozen, standard library only.

What is kept of a passage is kept whole: its words, its place and its document's facts as they were on that day. A pack
can be read and exported when the document, or the whole index, is gone.
"""

from __future__ import annotations

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
