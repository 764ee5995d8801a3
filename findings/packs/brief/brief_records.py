"""The records of a brief, frozen; and what a person can choose before it is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from findings.citation import capital, dated, kind
from findings.packs.brief.shown_words import SENTENCE, Words
from findings.packs.check import Silence
from findings.packs.pack import Response
from findings.records import Document

NO_AUTHORITY = "Authority not known"
# The parts that can be left out: the code of the option -> the words.
PARTS: dict[str, str] = {
    "table": "Table of the passages",
    "authorities": "By authority",
    "asked": "What was asked for, and since",
    "silence": "Inspections that say nothing",
    "response": "Our response and evidence held",
    "notes": "Your notes",
    "sources": "Sources",
}
USUAL_PARTS = tuple(part for part in PARTS if part not in ("response", "notes"))
# The order of the table: the code of the option -> the words.
ORDERS: dict[str, str] = {
    "pack": "As in the pack",
    "newest": "Newest first",
    "authority": "By authority, newest first",
    "label": "By label: strengths, mixed, needs",
}


@dataclass(frozen=True, slots=True)
class Options:
    """What a person chose before the brief was made; parts are keys of PARTS, in any order."""

    parts: tuple[str, ...] = USUAL_PARTS
    order: str = "pack"
    context: str = SENTENCE


USUAL = Options()


@dataclass(frozen=True, slots=True)
class Row:
    """One passage: its number is the pack's, whatever the order."""

    number: int
    document: Document
    label: str  # a key of STANCES, or ""
    label_words: str
    under: str  # the heading or lead-in without which its words would mislead, or ""
    words: Words
    place: str  # "page 4, paragraph 12"
    warnings: tuple[str, ...]
    note: str
    response: Response
    asked: bool  # whether it is something that inspectors asked for

    @property
    def date(self) -> str:
        return capital(dated(self.document))

    @property
    def authority(self) -> str:
        return self.document.about or NO_AUTHORITY

    @property
    def inspection(self) -> str:
        return capital(kind(self.document))


@dataclass(frozen=True, slots=True)
class LaterWords:
    """A sentence of a later document that returns to what was asked for, with those it leans on."""

    place: str  # "24 May 2024, page 12, paragraph 55"
    words: str
    item: int | None = None  # the number of the passage of the pack that holds it


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for, with what later documents say; `later` is None where that could not be looked up."""

    row: Row
    later: tuple[LaterWords, ...] | None
    later_held: bool  # whether any later document is held


@dataclass(frozen=True, slots=True)
class Authority:
    """One authority's part."""

    name: str
    latest: tuple[Row, ...]  # of its latest inspection in the pack
    labelled: Mapping[str, tuple[Row, ...]]  # a key of STANCES -> its passages, the newest first
    requests: tuple[Request, ...]
    silences: tuple[Silence, ...]
    not_quoted: tuple[Document, ...]  # that say something on the topic and are not in the pack


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief, ready to be written."""

    title: str
    purpose: str
    prepared: str  # "Prepared on 21 November 2026 by Ann Lead"
    summary: str
    rows: tuple[Row, ...]
    authorities: tuple[Authority, ...]
    sources: tuple[str, ...]
    receipts: tuple[str, ...]
    checked: str
    on: date
    author: str
    options: Options

    @property
    def several(self) -> bool:
        """Whether it is about more than one authority."""
        return len({row.document.about for row in self.rows}) > 1
