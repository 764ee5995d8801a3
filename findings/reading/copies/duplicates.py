"""The same document twice: the same bytes, or the same words in another form (a text file and a PDF)."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from findings.reading.copies import versions
from findings.records import Content, Document

# Words in a row that two documents must share to agree at a place; every fourth place is compared, chosen by the
# word that stands there and so at the same words in both.
_SHINGLE = 6
_EVERY = 4
# Of the places, those by which documents worth comparing are found.
_SKETCH = 8
# Shared places over all places of both. Measured: a text file and the PDF of one report 0.99; reports of two
# authorities written from one text 0.71; any others 0.13 or less.
_SAME = 0.80
# Shared places over those of the shorter, for a copy with pages missing or an annex added; only where the facts agree.
_CONTAINED = 0.90
_SHORTEST = 0.5  # of the longer one's places
_FEWEST = 10  # places; less is no document to judge
# A copy with fewer words than this share of the other's never displaces it.
_POORER = 0.9
_WORD = re.compile(r"[^\W_]+")
# Which form is searched: a page can be cited and shown, so PDF; then formats that keep structure.
_PREFERRED = ("pdf", "docx", "html", "markdown", "text")


def find_duplicates(read: Sequence[tuple[Document, Content]]) -> Mapping[str, str]:
    """Id of each duplicate -> id of the document that is searched in its place.

    Two documents are one only if their words and facts agree: where each has figures that the other has not, or one
    says that it was corrected, both are kept. Of several forms the one with pages is searched; of equal forms the first
    by file name.
    """
    order = sorted(read, key=lambda each: (_rank(each[0]), each[0].file))
    leader: dict[str, str] = {document.id: document.id for document, _ in order}
    rank = {document.id: place for place, (document, _) in enumerate(order)}
    length = {document.id: len(content.text.split()) for document, content in read}
    for one, other in _pairs(order):
        first, second = leader[one], leader[other]
        if first != second:
            kept, dropped = sorted((first, second), key=rank.__getitem__)
            if length[kept] < _POORER * length[dropped]:  # a page is missing, or letters were not read
                kept, dropped = dropped, kept
            leader = {id: kept if to == dropped else to for id, to in leader.items()}
    return {id: to for id, to in sorted(leader.items()) if id != to}


def _rank(document: Document) -> tuple[bool, int]:
    place = _PREFERRED.index(document.format) if document.format in _PREFERRED else len(_PREFERRED)
    return document.ocr_pages > 0, place  # what was typed is surer than what was recognised


def _pairs(read: Sequence[tuple[Document, Content]]) -> Iterable[tuple[str, str]]:
    """The ids of documents that are the same."""
    documents = {document.id: document for document, _ in read}
    by_bytes: dict[str, str] = {}
    for document, _ in read:
        if document.checksum:
            if document.checksum in by_bytes:
                yield by_bytes[document.checksum], document.id
            by_bytes.setdefault(document.checksum, document.id)
    texts = {document.id: content.text for document, content in read}
    places = {id: shingles(text) for id, text in texts.items()}
    for (one, other), shared in _shared(places).items():
        if not _differ(documents[one], documents[other]):
            smaller, larger = sorted((len(places[one]), len(places[other])))
            alike = shared / (smaller + larger - shared)
            known = _agree(documents[one], documents[other])
            part = known and smaller >= _SHORTEST * larger and shared >= _CONTAINED * smaller
            if (
                smaller >= _FEWEST
                and (alike >= _SAME or part)
                and not versions.apart(texts[one], texts[other])
            ):
                yield one, other


def find_versions(read: Sequence[tuple[Document, Content]]) -> Mapping[str, str]:
    """Id of each document that a newer version replaces -> id of the newest.

    A version has nearly all words of the other, no fact that speaks against it, and says that it was corrected; of two
    that say so the one corrected later is the newer.
    """
    documents = {document.id: document for document, _ in read}
    corrected = {document.id: versions.corrected(content.text) for document, content in read}
    if len(set(corrected.values())) < 2:
        return {}
    places = {document.id: shingles(content.text) for document, content in read}
    newer: dict[str, str] = {}
    for (one, other), shared in _shared(places).items():
        smaller, larger = sorted((len(places[one]), len(places[other])))
        alike = smaller >= _FEWEST and shared >= _SAME * (smaller + larger - shared)
        if alike and corrected[one] != corrected[other] and not _differ(documents[one], documents[other]):
            old, new = sorted((one, other), key=lambda id: (corrected[id], id))
            newer[old] = max(newer.get(old, new), new, key=lambda id: (corrected[id], id))
    return dict(sorted(newer.items()))


def _shared(places: Mapping[str, frozenset[int]]) -> Mapping[tuple[str, str], int]:
    """Places shared by each two documents that have a quarter of their sketches in common."""
    holders: dict[int, list[str]] = {}
    sketched: Counter[str] = Counter()
    for id, own in places.items():
        for place in own:
            if place % _SKETCH == 0:
                holders.setdefault(place, []).append(id)
                sketched[id] += 1
    common = Counter(pair for held in holders.values() for pair in combinations(sorted(held), 2))
    near = [pair for pair, count in common.items() if 4 * count >= min(sketched[pair[0]], sketched[pair[1]])]
    return {(one, other): len(places[one] & places[other]) for one, other in sorted(near)}


def shingles(text: str) -> frozenset[int]:
    """Hashes of runs of words of a text, whatever its case, marks, spaces and line-end hyphens."""
    known: dict[str, int] = {}
    words: list[int] = []
    for word in _WORD.findall(text.lower()):
        if word not in known:
            known[word] = zlib.crc32(word.encode())
        words.append(known[word])
    ends = range(len(words) - _SHINGLE + 1)
    return frozenset(hash(tuple(words[at : at + _SHINGLE])) for at in ends if words[at] % _EVERY == 0)


def _differ(one: Document, other: Document) -> bool:
    """Facts known of both that cannot be of the same document."""
    pairs = (
        (one.authority, other.authority),
        (one.subject, other.subject),
        (one.identifier, other.identifier),
        (one.inspection_end, other.inspection_end),
    )
    return any(mine is not None and yours is not None and mine != yours for mine, yours in pairs)


def _agree(one: Document, other: Document) -> bool:
    return (
        one.authority is not None
        and one.inspection_end is not None
        and (one.authority, one.inspection_end, one.kind)
        == (other.authority, other.inspection_end, other.kind)
    )
