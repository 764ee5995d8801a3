"""Every quotation cut again from the text the index holds now. What differs is said; nothing is silently replaced.

Also the inspections that say nothing, of every view over time from which passages were kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from findings.packs.context import Around, around
from findings.packs.pack import Item, Kept, Pack, sections
from findings.records import Block, Content, Document, Passage

SAME = "same"  # the same words stand at the same place
MOVED = "moved"  # the same words stand elsewhere in the document
CHANGED = "changed"  # the document is here, these words are not in it
GONE = "gone"  # the document is not here, or can no longer be read
UNCHECKED = "unchecked"  # there is no index to check against

# Share of the quotation's characters, 0 to 100, that must stand in it in the same order; unrelated prose reaches 50.
_LIKE = 70.0
_QUOTED = ("paragraph", "bullet", "row", "footnote")


class Texts(Protocol):
    """The documents as they are now; a Library is one."""

    def documents(self) -> tuple[Document, ...]: ...

    def content(self, doc_id: str) -> Content: ...


@dataclass(frozen=True, slots=True)
class Checked:
    """An item with what became of its quotation."""

    number: int  # in the pack, from 1
    item: Item
    status: str
    document: Document | None = None  # as it is now
    place: Passage | None = None  # where the words stand now; its `text` is cut from the document of now
    now: str = ""  # of a changed one: the closest paragraph of now, word for word; "" when none is like it
    replaced: bool = False  # the file is not the one it was, whatever became of the words
    around: Around | None = None  # the sentences before and after, of the same and the moved


@dataclass(frozen=True, slots=True)
class Section:
    """The items under one heading, in order."""

    heading: str
    items: tuple[Checked, ...]


@dataclass(frozen=True, slots=True)
class CheckedPack:
    """A pack whose quotations were compared with the documents."""

    pack: Pack
    sections: tuple[Section, ...]

    @property
    def items(self) -> tuple[Checked, ...]:
        return tuple(one for section in self.sections for one in section.items)


@dataclass(frozen=True, slots=True)
class Silence:
    """An inspection that says nothing on a topic of the pack, and in which way."""

    topic: str
    document: Document
    silence: str


def check(pack: Pack, texts: Texts | None) -> CheckedPack:
    """The pack in order, every quotation compared; without `texts` nothing can be, which is said."""
    find = _finder(texts.documents()) if texts is not None else None
    number, checked = 0, []
    for heading, items in sections(pack):
        done = []
        for item in items:
            number += 1
            done.append(_check(number, item, texts, find))
        checked.append(Section(heading, tuple(done)))
    return CheckedPack(pack, tuple(checked))


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


def _check(
    number: int, item: Item, texts: Texts | None, find: Callable[[Document], Document | None] | None
) -> Checked:
    if texts is None or find is None:
        return Checked(number, item, UNCHECKED)
    kept, document = item.kept, find(item.kept.document)
    if document is None:
        return Checked(number, item, GONE)
    content = texts.content(document.id)
    replaced = document.checksum != kept.document.checksum
    span = _where(kept, content.text)
    if span is None:
        block = _closest(kept.quote, content)
        now = content.text[block.body : block.end] if block else ""
        place = _place(kept.passage, document, content, block.body, block.end) if block else None
        return Checked(number, item, CHANGED, document, place, now, replaced)
    same = span == (kept.start, kept.end) and document.id == kept.document.id
    return Checked(
        number,
        item,
        SAME if same else MOVED,
        document,
        kept.passage if same else _place(kept.passage, document, content, *span),
        replaced=replaced,
        around=around(content, *span),
    )


def _closest(quote: str, content: Content) -> Block | None:
    """The block with most of the quotation's words in their order, the first of equals; None when none has enough."""
    from rapidfuzz import fuzz

    wanted = " ".join(quote.split())
    best, found = _LIKE, None
    for block in content.blocks:
        if block.kind not in _QUOTED:
            continue
        words = " ".join(content.text[block.body : block.end].split())
        likeness = fuzz.ratio(wanted, words, score_cutoff=best)
        if likeness > best:
            best, found = likeness, block
    return found


def _finder(documents: Sequence[Document]) -> Callable[[Document], Document | None]:
    """Finds the document of now for one of then: by its bytes wherever they lie, else by its id, by its file."""
    by_id = {document.id: document for document in documents}
    by_bytes = {document.checksum: document for document in documents if document.checksum}
    by_file = {file: document for document in documents for file in (*document.duplicates, document.file)}

    def find(then: Document) -> Document | None:
        own = by_id.get(then.id)
        unchanged = own if own is not None and own.checksum == then.checksum else None
        for found in (unchanged, by_bytes.get(then.checksum), own, by_file.get(then.file)):
            if found is not None and found.duplicate_of:
                found = by_id.get(found.duplicate_of)
            if found is not None and found.status == "ready":
                return found
        return None

    return find


def _where(kept: Kept, text: str) -> tuple[int, int] | None:
    """Where the quotation stands in a text: at its old place, else the nearest to it. Only white space may differ."""
    if text[kept.start : kept.end] == kept.quote:
        return kept.start, kept.end
    words = [re.escape(word) for word in kept.quote.split()]
    spans = [match.span() for match in re.finditer(r"\s+".join(words), text)] if words else []
    return min(spans, key=lambda span: abs(span[0] - kept.start), default=None)


def _place(then: Passage, document: Document, content: Content, start: int, end: int) -> Passage:
    """The place of `start`:`end` as a passage of the document of now, for its citation and its link."""
    block = next((block for block in content.blocks if block.start <= start < block.end), None)
    pages = [line.page for line in content.lines if line.start < end and start < line.end]
    return replace(
        then,
        id=f"{document.id}:{start}-{end}",
        doc=document.id,
        start=start,
        end=end,
        text=content.text[start:end],
        page=min(pages, default=_page(block)),
        page_end=max(pages, default=_page(block)),
        line=block.line if block else None,
        paragraph=block.number if block else None,
        section=block.section if block else (),
        sentences=((start, end),),
    )


def _page(block: Block | None) -> int | None:
    return block.page if block else None
