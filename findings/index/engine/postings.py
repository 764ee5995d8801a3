"""Postings: where each word stands, made from passages; the BM25 of a query worked out from them.

The analysis, the rounding of lengths and the formula are those of tantivy, so that both stores give the same scores
(Robertson and Zaragoza, "The probabilistic relevance framework: BM25 and beyond", 2009). Counts that weights are made
of are kept by partition and summed over those that a council may see: nobody's weights tell of another's words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from findings.encoding.types import Floats
from findings.index.bm25 import Clause, WordRow
from findings.text.stems import exact_words, stems

FIELDS = ("text", "heading", "exact")
# Rows whose postings are made, and stored, together.
BLOCK = 131_072
K1, B = 1.2, 0.75

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class FieldStatistics:
    """What BM25 must know of a field of a whole collection."""

    passages: int
    words: int  # in all passages

    def __add__(self, other: FieldStatistics) -> FieldStatistics:
        return FieldStatistics(self.passages + other.passages, self.words + other.words)


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """The passages that hold a term in a field: rows in rising order, and of each how often and how long the field."""

    rows: Rows
    counts: NDArray[np.uint16]
    norms: NDArray[np.uint8]


# Where a term stands in the passages of `Postings`, word by word, row after row: what phrases are found by.
Positions = NDArray[np.uint16]
NOWHERE = Postings(np.empty(0, np.int64), np.empty(0, np.uint16), np.empty(0, np.uint8))


def _lengths() -> NDArray[np.int64]:
    """What each of the 256 norms stands for: exact to 40 words, then in steps of an eighth."""
    first = 24
    decoded = [
        (code & 7 if code < 8 else ((code & 7) | 8) << ((code >> 3) - 1)) for code in range(256 - first)
    ]
    return np.array([*range(first), *(first + value for value in decoded)], dtype=np.int64)


LENGTHS = _lengths()


def norms_of(lengths: NDArray[np.int64]) -> NDArray[np.uint8]:
    """The norm of each length: the last that stands for no more."""
    return (np.searchsorted(LENGTHS, lengths, side="right") - 1).astype(np.uint8)


def analysed(row: WordRow) -> tuple[list[str], list[str], list[str]]:
    """The words of a passage in each of FIELDS."""
    return stems(row.text), stems(row.heading), exact_words(row.text)


@dataclass(frozen=True, slots=True, eq=False)
class TermPostings:
    """The postings of a term in one field and one block of rows, as they are stored."""

    field: int  # place in FIELDS
    term: str
    postings: Postings
    positions: Positions


class PostingsMaker:
    """Makes the postings of passages handed in by row; `statistics` counts what was handed in."""

    def __init__(self) -> None:
        self._row = 0
        self._words = [0] * len(FIELDS)

    def statistics(self) -> list[FieldStatistics]:
        """Of each of FIELDS."""
        return [FieldStatistics(self._row, words) for words in self._words]

    def block(self, rows: Sequence[WordRow]) -> Iterator[TermPostings]:
        """The postings of the next passages: at most BLOCK of them."""
        first = self._row
        self._row += len(rows)
        columns = list(zip(*map(analysed, rows), strict=True)) or [()] * len(FIELDS)
        for field, texts in enumerate(columns):
            lengths = np.array([len(words) for words in texts], dtype=np.int64)
            self._words[field] += int(lengths.sum())
            yield from _of_field(field, first, texts, lengths)


def _of_field(
    field: int, first: int, texts: Sequence[Sequence[str]], lengths: NDArray[np.int64]
) -> Iterator[TermPostings]:
    numbers: dict[str, int] = {}
    terms = np.fromiter(
        (numbers.setdefault(word, len(numbers)) for words in texts for word in words),
        dtype=np.int32,
        count=int(lengths.sum()),
    )
    starts = np.cumsum(lengths) - lengths
    owners = np.repeat(np.arange(len(texts), dtype=np.int32), lengths)
    places = np.arange(len(terms)) - np.repeat(starts, lengths)
    # A word beyond the 65,535th of a passage, which no passage has, would stand nowhere in particular.
    positions = np.minimum(places, np.iinfo(np.uint16).max).astype(np.uint16)
    order = np.argsort(terms, kind="stable")
    terms, owners, positions = terms[order], owners[order], positions[order]
    norms = norms_of(lengths)
    ends = np.searchsorted(terms, np.arange(len(numbers)), side="right")
    begin = 0
    for word, end in zip(numbers, ends.tolist(), strict=True):
        own, counts = np.unique(owners[begin:end], return_counts=True)
        postings = Postings(own.astype(np.int64) + first, counts.astype(np.uint16), norms[own])
        yield TermPostings(field, word, postings, positions[begin:end])
        begin = end


def idf(df: int, passages: int) -> np.float32:
    """How much a term of so many passages of all weighs."""
    x = (np.float32(passages - df) + np.float32(0.5)) / (np.float32(df) + np.float32(0.5))
    return np.float32(np.log(np.float32(1) + x))


def bm25(
    postings: Postings, counts: NDArray[np.uint16], weight: float, rarity: float, statistics: FieldStatistics
) -> Floats:
    """float32 [rows]: the score of each passage that holds a term, or a phrase, `counts` times."""
    average = np.float32(statistics.words) / np.float32(statistics.passages)
    lengths = LENGTHS.astype(np.float32)
    saturation = np.float32(K1) * (np.float32(1 - B) + np.float32(B) * lengths / average)
    tf = counts.astype(np.float32)
    factor = np.float32(rarity) * np.float32(1 + K1) * np.float32(weight)
    return (factor * (tf / (tf + saturation[postings.norms]))).astype(np.float32, copy=False)


def phrase(found: Sequence[tuple[Postings, Positions]]) -> tuple[Postings, NDArray[np.uint16]]:
    """The passages in which the terms stand one after another: as postings of the first term, and how often."""
    # A place in the collection as one number: the row, and below it the position.
    keys: NDArray[np.int64] | None = None
    for offset, (postings, positions) in enumerate(found):
        own = (np.repeat(postings.rows, postings.counts) << 17) + positions.astype(np.int64) - offset
        keys = own if keys is None else np.intersect1d(keys, own, assume_unique=True)
    if keys is None or not len(keys):
        return NOWHERE, NOWHERE.counts
    first = found[0][0]
    # A negative difference would fall into the row before: the first word's own position is never negative.
    rows, counts = np.unique(keys >> 17, return_counts=True)
    places = np.searchsorted(first.rows, rows)
    held = Postings(first.rows[places], first.counts[places], first.norms[places])
    return held, counts.astype(np.uint16)


@dataclass(frozen=True, slots=True, eq=False)
class WordSource:
    """Where postings come from, and the statistics they are weighed by."""

    postings: Callable[[Sequence[tuple[str, str]]], Mapping[tuple[str, str], Postings]]
    positions: Callable[[Sequence[tuple[str, str]]], Mapping[tuple[str, str], Positions]]
    statistics: Mapping[str, FieldStatistics]  # by field


def scored(clauses: Sequence[Clause], source: WordSource) -> tuple[Rows, Floats]:
    """Every passage that a query finds, rows in rising order, with its score."""
    found = held(source, [(clause.field, clause.words) for clause in clauses])
    total = max((field.passages for field in source.statistics.values()), default=0)
    scores = np.zeros(total, dtype=np.float32)
    any_held, all_held = np.zeros(total, dtype=bool), np.ones(total, dtype=bool)
    needed = False
    for clause, (postings, counts, rarity) in zip(clauses, found, strict=True):
        if len(postings.rows):
            statistics = source.statistics[clause.field]
            scores[postings.rows] += bm25(postings, counts, clause.weight, rarity, statistics)
            any_held[postings.rows] = True
        if clause.required:
            needed = True
            here = np.zeros(total, dtype=bool)
            here[postings.rows] = True
            all_held &= here
    rows = np.flatnonzero(all_held if needed else any_held)
    return rows, scores[rows]


def held(
    source: WordSource, wanted: Sequence[tuple[str, tuple[str, ...]]]
) -> list[tuple[Postings, NDArray[np.uint16], float]]:
    """For each (field, words, one after another): the passages that hold them, how often, and how rare they are."""
    terms = sorted({(field, word) for field, words in wanted for word in words})
    in_phrases = sorted({(field, word) for field, words in wanted if len(words) > 1 for word in words})
    postings, positions = source.postings(terms), source.positions(in_phrases)
    found = []
    for field, words in wanted:
        own = [postings.get((field, word), NOWHERE) for word in words]
        passages = source.statistics[field].passages
        rarity = float(sum((idf(len(each.rows), passages) for each in own), np.float32(0)))
        if len(words) == 1:
            found.append((own[0], own[0].counts, rarity))
        elif any(not len(each.rows) for each in own):
            found.append((NOWHERE, NOWHERE.counts, rarity))
        else:
            where = [positions[field, word] for word in words]
            found.append((*phrase(list(zip(own, where, strict=True))), rarity))
    return found
