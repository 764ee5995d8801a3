"""The `SearchIndex` in the store: what a council may read, asked for in batches.

In memory are the facts of documents and the vocabulary; everything of a passage stays in the server.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache, partial
from math import log
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from findings.encoding.types import Encoder, Floats
from findings.index.bm25 import WordQuery, clauses
from findings.index.engine.connection import Server
from findings.index.engine.parts import Part, Parts
from findings.index.engine.postings import WordSource, held, scored
from findings.index.engine.store_tables import near_expression
from findings.index.engine.stored_postings import StoredPostings
from findings.index.engine.stored_rows import StoredRows
from findings.index.generation import best_of_passages, query_vectors
from findings.index.protocol import SENTENCES_PER_PASSAGE, QueryVectors, Rows, Scope
from findings.index.spelling import Spelling
from findings.records import Term
from findings.text.stems import stems

if TYPE_CHECKING:
    from findings.index.engine.connection import Cursor

Found = TypeVar("Found")

# A filter that keeps at most this share of the passages, or so many, is answered by comparing them all.
EXACT_SHARE, EXACT_ROWS = 0.1, 20_000
# Of the nearest passages by an index of vectors so many are compared by their sentences; the top ten of 2,000 and of
# 500 differed in one of a thousand places.
LIKELY_INDEXED, LIKELY_EXACT = 500, 2000
# Queries whose vectors, and whose passages by words, are kept: one view asks for those of the same query several times.
_KEPT_QUERIES, _KEPT_WORDS = 64, 8


class EngineIndex(StoredRows):
    """What one council reads; a newer load is another object. Safe to share between threads."""

    def __init__(self, source: Server, tenant: str, parts: Parts, encoder: Encoder) -> None:
        super().__init__(source, tenant, parts)
        self.encoder = encoder
        self.vocabulary: tuple[Term, ...] = parts.vocabulary
        self.likely_depth = LIKELY_INDEXED if any(part.half for part in parts.parts) else LIKELY_EXACT
        self._embed = lru_cache(maxsize=_KEPT_QUERIES)(partial(query_vectors, encoder))
        self._postings = StoredPostings(self._read, parts)
        self._words = WordSource(self._postings.postings, self._postings.positions, parts.statistics())
        self._scored = lru_cache(maxsize=_KEPT_WORDS)(self._score)

    @cached_property
    def spelling(self) -> Spelling:
        return Spelling(self._spellings, lambda word: self._document_frequency(word) > 0)

    def _spellings(self) -> dict[str, int]:
        def work(cursor: Cursor[Any]) -> dict[str, int]:
            sql = "select word, sum(documents)::int from findings.spellings where generation = any(%s) group by word"
            return dict(cursor.execute(sql, [self._parts.generations]).fetchall())

        return self._read(work)

    def embed(self, text: str) -> QueryVectors:
        return self._embed(text)

    def near(self, vector: Floats, k: int, scope: Scope) -> tuple[Rows, Floats]:
        found: list[tuple[int, float]] = []
        for part, documents in self._scoped(scope):
            within = "" if documents is None else "and document = any(%(documents)s)"
            sql = self._nearest_sql(part, documents, within)
            given = {
                "generation": part.generation,
                "query": _written(vector),
                "k": k,
                "documents": documents,
            }
            rows = self._lines(sql, given)
            found += ((part.row + row, score) for row, score in rows)
        return _best(found, k)

    def _nearest_sql(self, part: Part, documents: list[int] | None, within: str) -> str:
        """By the index where it helps; cosines are always those of the query in float32."""
        size = part.manifest.dimensions
        cosine = f"-(({'half' if part.half else 'exact'})::vector({size}) <#> %(query)s::vector({size}))"
        kept = part.manifest.passages if documents is None else self._passages_of(part, documents)
        few = kept <= max(EXACT_ROWS, EXACT_SHARE * part.manifest.passages)
        where = f"from findings.vectors where generation = %(generation)s {within}"
        if part.half and not few:
            order = f"({near_expression(part.half, size)}) <#> %(query)s::halfvec({size})"
            where = f"from (select * {where} order by {order} limit %(k)s) as near"
        return f"select row, {cosine} as cosine {where} order by cosine desc, row limit %(k)s"

    def _passages_of(self, part: Part, documents: Sequence[int]) -> int:
        numbers = np.array(documents, dtype=np.int64) + part.document
        counts: NDArray[np.int64] = self._ends[numbers] - self._parts.first_rows[numbers]
        return int(counts.sum())

    @cached_property
    def _ends(self) -> Rows:
        """Of every document the row after its last passage."""
        return self._parts.first_rows[1:]

    def _scoped(self, scope: Scope) -> Iterable[tuple[Part, list[int] | None]]:
        if scope.documents is None:
            return [(part, None) for part in self._parts.parts]
        return self._parts.within(scope.documents)

    def by_words(self, query: WordQuery, k: int, scope: Scope, heading_weight: float) -> tuple[Rows, Floats]:
        rows, scores = self._scored(query, heading_weight)
        if scope.documents is not None:
            rows, scores = self._in_scope(rows, scores, scope.documents)
        order = np.lexsort((rows, -scores))[:k]
        return rows[order], scores[order]

    def _score(self, query: WordQuery, heading_weight: float) -> tuple[Rows, Floats]:
        wanted = clauses(query, heading_weight)
        if not wanted:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        return scored(wanted, self._words)

    def _in_scope(self, rows: Rows, scores: Floats, documents: frozenset[int]) -> tuple[Rows, Floats]:
        if len(documents) == 1:  # over time asks document after document
            [number] = documents
            first, end = np.searchsorted(rows, self._parts.first_rows[[number, number + 1]])
            return rows[first:end], scores[first:end]
        kept = np.isin(self.documents_of(rows), list(documents))
        return rows[kept], scores[kept]

    def by_sentences(self, vector: Floats, k: int, rows: Rows) -> tuple[Rows, Floats]:
        size, found = self.manifest.dimensions, list[tuple[int, float]]()
        for part, own in self._parts.split(dict.fromkeys(rows.tolist())):
            column = "half_sentences" if part.half else "exact_sentences"
            sql = (
                f"select v.row, -(s::vector({size}) <#> %(query)s::vector({size})) as cosine "
                f"from findings.vectors v cross join lateral unnest(v.{column}) with ordinality as t(s, place) "
                "where v.generation = %(generation)s and v.row = any(%(rows)s) "
                "order by cosine desc, v.row, place limit %(k)s"
            )
            given = {
                "generation": part.generation,
                "query": _written(vector),
                "rows": own,
                "k": k * SENTENCES_PER_PASSAGE,
            }
            best = self._lines(sql, given)
            found += ((part.row + row, score) for row, score in best)
        sentences, scores = _best(found, k * SENTENCES_PER_PASSAGE)
        return best_of_passages(sentences.astype(np.int32), scores, k)

    def holding(self, wanted: Sequence[Sequence[str]], scope: Scope) -> frozenset[int]:
        names = [[("text", tuple(words)) for name in each if (words := stems(name))] for each in wanted]
        if not names or not all(names):
            return frozenset()
        places = held(self._words, [name for each in names for name in each])
        rows: Rows | None = None
        for each in names:
            own = [places.pop(0)[0].rows for _ in each]
            either = np.unique(np.concatenate(own))
            rows = either if rows is None else np.intersect1d(rows, either, assume_unique=True)
        if rows is None:
            return frozenset()
        documents = frozenset(np.unique(self.documents_of(rows)).tolist())
        return documents if scope.documents is None else documents & scope.documents

    def inverse_document_frequency(self, word: str) -> float:
        return log(1 + self.manifest.passages / (1 + self._document_frequency(word)))

    def _document_frequency(self, word: str) -> int:
        terms = [("text", stem) for stem in stems(word)]
        frequencies = self._postings.frequencies(terms)
        return min((frequencies.get(term, 0) for term in terms), default=0)


def _written(vector: Floats) -> str:
    """A vector as the server reads it; nine digits give the same float32."""
    return f"[{','.join(f'{value:.9g}' for value in vector.tolist())}]"


def _best(found: Sequence[tuple[int, float]], k: int) -> tuple[Rows, Floats]:
    """The first k by score, the highest first, then by row."""
    rows = np.array([row for row, _ in found], dtype=np.int64)
    scores = np.array([score for _, score in found], dtype=np.float32)
    order = np.lexsort((rows, -scores))[:k]
    return rows[order], scores[order]
