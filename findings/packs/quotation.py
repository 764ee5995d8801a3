"""Any words compared with the documents: do they stand there word for word, nearly so, or not at all? Pure.

What may differ without counting: white space, and the shape of quotation marks, apostrophes and dashes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from findings.errors import QueryError
from findings.records import Citation, Content, Document, Passage

WORD_FOR_WORD, DIFFERS, NOT_FOUND = "word for word", "differs here", "not found"
MAX_WORDS = 3000  # characters that are compared at once
FEWEST = 3  # words: fewer stand nearly everywhere
MOST_PLACES = 10
MOST_NEAR = 3
# Share of the given characters, 0 to 100, that must stand in a document's words in the same order.
_LIKE = 75.0
# What is so much less like the given words than the closest place is left out.
_BEHIND = 15.0

# Each of these is printed in several shapes.
_SHAPES = ("'’‘‛`´", '"“”„«»', "-‐‑‒–—−")
_PLAIN = {ord(shape): group[0] for group in _SHAPES for shape in group}
_ANY = {group[0]: f"[{re.escape(group)}]" for group in _SHAPES}
_LEFT_OUT = re.compile(r"\s*[\[(]?(?:…|\.\s?\.\s?\.)[\])]?\s*")
_MARKS = "\"“”'‘’«»"
_WORD = re.compile(r"\S+")
_STOPS = ".,;:!?"

# The passages of a document that hold most of some words, the likeliest first.
Likely = Callable[[str, Sequence[Document]], Sequence[Passage]]
# The passage that a stretch of a document stands in.
Owner = Callable[[Document, int, int], Passage]


class Difference(NamedTuple):
    """Words that were given, and those that stand in their place; one of them may be empty."""

    given: str
    document: str


@dataclass(frozen=True, slots=True)
class Near:
    """The closest words of a document, and where the given ones differ from them."""

    place: Citation
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """What comparing words with the documents came to."""

    words: str  # as given
    verdict: str  # WORD_FOR_WORD, DIFFERS or NOT_FOUND
    said: str  # the same in a sentence
    places: tuple[Citation, ...]  # where they stand: each part, where words were left out
    nearest: tuple[Near, ...]  # of words that differ
    documents_searched: int


def check_value(record: Citation) -> str:
    """16 hexadecimal figures that belong to these words at this place of this file, and to no others.

    The first of the SHA-256 of three lines in UTF-8: the file's own SHA-256, "START-END", and the words.
    """
    text = f"{record.document.checksum}\n{record.start}-{record.end}\n{record.quote}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def compare(
    words: str,
    documents: Sequence[Document],
    content: Callable[[str], Content],
    likely: Likely,
    owner: Owner,
) -> Compared:
    """Compare `words` with the text of every one of `documents`.

    Words may be left out by "..." or "[...]": the parts must then stand in one document, in their order.

    Raises:
        QueryError: there are too few words to compare, or too many.
    """
    parts = _parts(words)
    places: list[Citation] = []
    found_in = 0
    for document in documents:
        text = content(document.id).text
        for spans in _standing(parts, text):
            found_in += 1
            if len(places) < MOST_PLACES:
                places += [
                    Citation(document, owner(document, *span), *span, text[slice(*span)]) for span in spans
                ]
    searched = len(documents)
    if places:
        return Compared(words, WORD_FOR_WORD, _found(found_in, len(parts)), tuple(places), (), searched)
    near = _nearest(" ".join(parts), documents, content, likely, owner)
    verdict = DIFFERS if near else NOT_FOUND
    return Compared(words, verdict, _not_found(near, searched), (), tuple(near), searched)


def _parts(words: str) -> list[str]:
    """What stands between the places where words were left out, without outer quotation marks."""
    if len(words) > MAX_WORDS:
        raise QueryError(f"At most {MAX_WORDS:,} characters are compared at once. These are {len(words):,}.")
    parts = [" ".join(part.split()).strip(_MARKS).strip() for part in _LEFT_OUT.split(words)]
    parts = [part for part in parts if any(map(str.isalnum, part))]
    if sum(len(part.split()) for part in parts) < FEWEST:
        raise QueryError(f"Give at least {FEWEST} words to compare with the documents.")
    return parts


def _standing(parts: Sequence[str], text: str) -> Iterator[list[tuple[int, int]]]:
    """Where the parts stand in a text, one after the other, as spans of each; every place once."""
    patterns = [_pattern(part) for part in parts]
    at = 0
    while True:
        spans = []
        for pattern in patterns:
            found = pattern.search(text, at)
            if found is None:
                return
            spans.append(found.span())
            at = found.end()
        yield spans


def _pattern(part: str) -> re.Pattern[str]:
    """Finds the words as whole words, over any white space, in any shape of marks and dashes."""
    words = ("".join(_ANY.get(c, re.escape(c)) for c in word.translate(_PLAIN)) for word in part.split())
    together = r"\s+".join(words)
    return re.compile(f"(?<!{_same_kind(part[0])}){together}(?!{_same_kind(part[-1])})")


def _same_kind(character: str) -> str:
    """What must not stand beside the end of the words: the figure of a footnote may stand beside a letter."""
    if character.isdecimal():
        return r"\d"
    return r"[^\W\d_¹²³⁰-⁹]" if character.isalpha() else "(?!)"


def _nearest(
    words: str,
    documents: Sequence[Document],
    content: Callable[[str], Content],
    likely: Likely,
    owner: Owner,
) -> list[Near]:
    """The places whose words are the closest, best first, one of each document and stretch."""
    from rapidfuzz import fuzz

    by_id = {document.id: document for document in documents}
    given = words.translate(_PLAIN)
    scored: dict[tuple[str, int, int], float] = {}
    for passage in likely(words, documents):
        text = content(passage.doc).text
        # The quotation may begin before the passage, or end after it.
        first, last = max(0, passage.start - len(words)), min(len(text), passage.end + len(words))
        within = text[first:last].translate(_PLAIN)
        best = fuzz.partial_ratio_alignment(given, within, score_cutoff=_LIKE)
        if best is None:
            continue
        start, end = _trimmed(
            given, text, *_whole_words(text, first + best.dest_start, first + best.dest_end)
        )
        scored[passage.doc, start, end] = best.score
    nearest: list[Near] = []
    least = max(scored.values(), default=0.0) - _BEHIND
    for doc, start, end in sorted(scored, key=lambda place: (-scored[place], place)):
        taken = any(
            n.place.document.id == doc and start < n.place.end and n.place.start < end for n in nearest
        )
        if taken or scored[doc, start, end] < least or len(nearest) == MOST_NEAR:
            continue
        text, document = content(doc).text, by_id[doc]
        place = Citation(document, owner(document, start, end), start, end, text[start:end])
        nearest.append(Near(place, tuple(_differences(words, place.quote))))
    return nearest


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The span widened to whole words, without white space at its ends."""
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    own = text[start:end]
    return start + len(own) - len(own.lstrip()), end - (len(own) - len(own.rstrip()))


def _trimmed(given: str, text: str, start: int, end: int) -> tuple[int, int]:
    """The span without words at its ends to which nothing given corresponds, and without a stop that was not given."""
    words = [(start + m.start(), start + m.end()) for m in _WORD.finditer(text[start:end])]
    ours = given.split()
    if not words or not ours:
        return start, end
    changes = _changes(ours, [text[a:b] for a, b in words])
    first, last = 0, len(words)
    if changes and changes[0][:2] == (0, 0):
        first = changes[0][3]
    if changes and changes[-1][0] == changes[-1][1] == len(ours):
        last = changes[-1][2]
    if first >= last:
        return start, end
    start, end = words[first][0], words[last - 1][1]
    final = text[words[last - 1][0] : end]
    if final.rstrip(_STOPS).translate(_PLAIN) == ours[-1].translate(_PLAIN):
        end -= len(final) - len(final.rstrip(_STOPS))
    return start, end


def _differences(given: str, document: str) -> Iterator[Difference]:
    """Word by word, in order."""
    ours, theirs = given.split(), document.split()
    for a, b, c, d in _changes(ours, theirs):
        yield Difference(" ".join(ours[a:b]), " ".join(theirs[c:d]))


def _changes(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Where two rows of words differ: (from, to) in the one, (from, to) in the other."""
    a, b = ([word.translate(_PLAIN) for word in words] for words in (ours, theirs))
    codes = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    return [(i, j, k, m) for kind, i, j, k, m in codes if kind != "equal"]


def _found(times: int, parts: int) -> str:
    where = "in one place" if times == 1 else f"in {times:,} places"
    if parts > 1:
        return (
            f"These words stand in the documents word for word {where}, in this order, with words left out."
        )
    return f"These words stand in the documents word for word {where}."


def _not_found(near: Sequence[Near], searched: int) -> str:
    if near:
        return "These words do not stand in the documents. The closest differ from them as shown."
    return (
        f"Neither these words nor words close to them stand in the {searched:,} documents that were searched."
    )
