"""The facts of a document that can be corrected after it was added: what was found, where, and its side file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from findings.document_kinds import OTHER
from findings.reading import facts, sidefile
from findings.records import Block, Content, Document
from findings.text import dates, places
from findings.uploads.files import write_over

# Characters of a document's words that are shown with a fact.
SHOWN = 140
_FILE_NAME = "file name"


@dataclass(frozen=True, slots=True)
class Found:
    """A fact as the document gives it: its value ("" or None where there is none), the words it stands in, and where.

    `page` and `line` as in a Block; `words` is "" where the fact was not printed as such, and `from_name` says that it
    is the name of the file that gives it.
    """

    value: str | date | None
    words: str = ""
    page: int | None = None
    line: int | None = None
    from_name: bool = False


def found_facts(content: Content, file: str) -> dict[str, Found]:
    """Authority, kind, inspection_end and published, by these keys, as they were found before any correction."""
    read = facts.find(content, file)
    return {
        "authority": _first(content, read.authority, _names(read.authority)),
        "kind": _first(content, None if read.kind == OTHER else read.kind, _within(read.title)),
        "inspection_end": _first(content, read.inspection_end, _dates(read.inspection_end)),
        "published": Found(read.published, from_name=True)
        if read.published_from == _FILE_NAME
        else _first(content, read.published, _dates(read.published)),
    }


def _first(content: Content, value: str | date | None, tells: Callable[[str], bool]) -> Found:
    """The value with the first block that tells it."""
    if not value:
        return Found(value)
    for block in content.blocks:
        text = content.text[block.start : block.end]
        if tells(text):
            return Found(value, _shown(text), block.page, _line(block))
    return Found(value)


def _names(name: str | None) -> Callable[[str], bool]:
    return lambda text: any(found == name for *_, found in places.find_in(text))


def _within(title: str | None) -> Callable[[str], bool]:
    words = set((title or "").lower().split())
    return lambda text: len(words & set(text.lower().split())) * 2 > len(words)


def _dates(day: date | None) -> Callable[[str], bool]:
    year = day.year if day else None
    return lambda text: any(day in pair for pair in dates.ranges(dates.normalised(text), year))


def _line(block: Block) -> int | None:
    return block.line if block.page is None else None


def _shown(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= SHOWN else f"{words[:SHOWN].rsplit(' ', 1)[0]} […]"


def as_it_stands(document: Document, corpus: Path) -> Document:
    """The document of the index with what its side files say by now. Raises FactsError."""
    return sidefile.correct(document, corpus)


def write_facts(document: Document, changed: Mapping[str, str | date | None], corpus: Path) -> None:
    """Write facts, by keys of a side file, into the document's own; what it said of other things stays.

    Raises:
        FactsError: the side file cannot be read, or what it would say cannot be used; nothing was written.
        AddingError: it could not be written.
    """
    own = sidefile.own_facts(document.file, corpus) | dict(changed)
    sidefile.with_facts(document, sidefile.facts_for(document.file, corpus) | own)
    write_over(sidefile.own_path(document.file, corpus), sidefile.text_of(own))
