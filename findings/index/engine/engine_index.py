"""The `SearchIndex` in the store: what a council may read, asked for in batches.

In memory are the facts of documents and the vocabulary; everything of a passage stays in the server.
"""

from __future__ import annotations

import json
import weakref
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from findings.encoding.types import Encoder, Floats
from findings.errors import IndexDamaged, IndexMissing
from findings.index.bm25 import WordQuery, clauses
from findings.index.engine.connection import Server, check_layout, server
from findings.index.engine.copying import read_vector, read_vectors
from findings.index.engine.parts import Part, Parts, read_parts
from findings.index.engine.postings import WordSource, held, scored
from findings.index.engine.store_tables import SHARED, near_expression
from findings.index.engine.stored_encoder import open_stored
from findings.index.engine.stored_postings import StoredPostings
from findings.index.generation import best_of_passages, check_made_by, query_vectors
from findings.index.protocol import SENTENCES_PER_PASSAGE, PassageFacts, QueryVectors, Rows, Scope
from findings.index.spelling import Spelling
from findings.index.token_vectors import Bytes
from findings.reading.codec import unpack_content
from findings.records import Content, Document, Manifest, Passage, Term, document_numbers
from findings.settings import EMBED
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

_PASSAGE = (
    "id", "start", "end", "text", "page", "page_end", "line", "paragraph", "section", "lead_in", "kind", "is_list",
    "located", "confidence",
)  # fmt: skip
_COLUMNS = ", ".join(f'p."{name}"' for name in _PASSAGE)


class EngineIndex:
    """What one council reads; a newer load is another object. Safe to share between threads."""

    def __init__(self, source: Server, tenant: str, parts: Parts, encoder: Encoder) -> None:
        self._server, self._tenant, self._parts = source, tenant, parts
        self.encoder = encoder
        self.id = parts.id
        self.manifest: Manifest = parts.manifest()
        self.documents: tuple[Document, ...] = parts.documents
        self.vocabulary: tuple[Term, ...] = parts.vocabulary
        self.likely_depth = LIKELY_INDEXED if any(part.half for part in parts.parts) else LIKELY_EXACT
        self._embed = lru_cache(maxsize=_KEPT_QUERIES)(partial(query_vectors, encoder))
        self._content = lru_cache(maxsize=8)(self._read_content)
        self._postings = StoredPostings(self._read, parts)
        self._words = WordSource(self._postings.postings, self._postings.positions, parts.statistics())
        self._scored = lru_cache(maxsize=_KEPT_WORDS)(self._score)
        for generation in parts.generations:
            source.hold(generation)
        self._let_go = weakref.finalize(self, _release, source, parts.generations)

    def _read(self, work: Callable[[Cursor[Any]], Found]) -> Found:
        return self._server.read(self._tenant, self._parts.generations, work)

    def _lines(self, sql: str, given: Sequence[Any] | Mapping[str, Any]) -> list[tuple[Any, ...]]:
        return self._read(lambda cursor: cursor.execute(sql.encode(), given).fetchall())

    @cached_property
    def numbers(self) -> dict[str, int]:
        return document_numbers(self.documents)

    def numbers_of(self, documents: Iterable[Document]) -> list[int]:
        return [self.numbers[document.id] for document in documents]

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

    def documents_of(self, rows: Rows) -> NDArray[np.int32]:
        # Documents without passages begin where the next one does.
        return (np.searchsorted(self._parts.first_rows, rows, side="right") - 1).astype(np.int32)

    def rows_of(self, document: int) -> Rows:
        return np.arange(*self._parts.first_rows[document : document + 2], dtype=np.int64)

    def facts(self, rows: Sequence[int]) -> list[PassageFacts]:
        found = self._by_row(rows, "select row, kind, start from findings.passages", PassageFacts)
        return [found[row] for row in rows]

    def passage_vectors_of(self, rows: Rows) -> Floats:
        found = self._vectors_by_row(rows.tolist(), ("exact", "half"), read_vector)
        size = self.manifest.dimensions
        return np.array([found[row] for row in rows.tolist()], dtype=np.float32).reshape(len(rows), size)

    def sentence_vectors_of(self, rows: Sequence[int]) -> list[Floats]:
        found = self._vectors_by_row(rows, ("exact_sentences", "half_sentences"), read_vectors)
        return [found[row].reshape(-1, self.manifest.dimensions) for row in rows]

    def tokens_of(self, rows: Sequence[int]) -> list[Bytes]:
        width = self.manifest.width
        if not width:
            raise ValueError("the encoder of this index has no token vectors")
        found = self._by_row(
            rows,
            "select row, tokens from findings.vectors",
            lambda data: np.frombuffer(data, dtype=np.int8).reshape(-1, width),
        )
        return [found[row] for row in rows]

    def near_duplicates_of(self, rows: Sequence[int]) -> Mapping[int, Sequence[int]]:
        found = self._by_row(
            rows,
            "select row, near_duplicates from findings.passages",
            _numbers,
            "and near_duplicates is not null",
        )
        return {
            row: [row - own + other for other in others] for row, (own, others) in self._own(found).items()
        }

    def _own(self, found: Mapping[int, list[int]]) -> dict[int, tuple[int, list[int]]]:
        """With the row that each has in its own part."""
        return {
            part.row + own: (own, found[part.row + own])
            for part, rows in self._parts.split(found)
            for own in rows
        }

    def passages(self, rows: Iterable[int]) -> list[Passage]:
        wanted = [int(row) for row in rows]
        sql = f"select row, document, sentences, {_COLUMNS} from findings.passages p"
        found = self._by_row(wanted, sql, lambda *values: values)
        return [self._passage(row, *found[row]) for row in wanted]

    def _passage(self, row: int, _number: int, sentences: bytes, *stored: Any) -> Passage:
        values = dict(zip(_PASSAGE, stored, strict=True))
        values["section"] = tuple(json.loads(values["section"]))
        spans = np.frombuffer(sentences, dtype=np.int32).reshape(-1, 2).tolist()
        [number] = self.documents_of(np.array([row]))
        return Passage(
            doc=self.documents[number].id, sentences=tuple((start, end) for start, end in spans), **values
        )

    def passage(self, passage_id: str) -> Passage | None:
        row = self.row(passage_id)
        return None if row is None else self.passages([row])[0]

    def document_passages(self, doc_id: str) -> list[Passage]:
        return self.passages(self.rows_of(self.numbers[doc_id])) if doc_id in self.numbers else []

    def row(self, passage_id: str) -> int | None:
        doc, _, span = passage_id.rpartition(":")
        start = span.partition("-")[0]
        if doc not in self.numbers or not start.isdecimal():
            return None
        [(part, [number])] = self._parts.within([self.numbers[doc]])
        sql = "select row from findings.passages where generation = %s and document = %s and start = %s and id = %s"
        given = [part.generation, number, int(start), passage_id]
        found = self._read(lambda cursor: cursor.execute(sql, given).fetchone())
        return part.row + int(found[0]) if found else None

    def content(self, doc_id: str) -> Content:
        return self._content(doc_id)

    def _read_content(self, doc_id: str) -> Content:
        if doc_id not in self.numbers:
            return Content("", ())
        [(part, [number])] = self._parts.within([self.numbers[doc_id]])
        sql = "select text, layout from findings.contents where generation = %s and document = %s"
        found = self._read(lambda cursor: cursor.execute(sql, [part.generation, number]).fetchone())
        return unpack_content(*found) if found else Content("", ())

    def corpus_of(self, doc_id: str) -> str:
        [(part, _)] = self._parts.within([self.numbers[doc_id]])
        return part.manifest.corpus

    def close(self) -> None:
        self._let_go()

    def _vectors_by_row(
        self, rows: Sequence[int], columns: tuple[str, str], read: Callable[[bytes, bool], Floats]
    ) -> dict[int, Floats]:
        """`columns` are that of float32 and that of half precision; one of them is empty."""
        return self._by_row(
            rows,
            f"select row, {columns[0]}, {columns[1]} from findings.vectors",
            lambda exact, half: read(half, True) if exact is None else read(exact, False),
        )

    def _by_row(
        self, rows: Sequence[int], select: str, read: Callable[..., Found], also: str = ""
    ) -> dict[int, Found]:
        """What `read` makes of the columns after the first, which is the row, of each of the passages."""
        found: dict[int, Found] = {}
        for part, own in self._parts.split(rows):
            sql = f"{select} where generation = %s and row = any(%s) {also}"
            given = [part.generation, own]
            lines = self._lines(sql, given)
            found |= {part.row + row: read(*values) for row, *values in lines}
        missing = [] if also else [row for row in rows if row not in found]
        if missing:
            raise IndexDamaged(
                f"The store {self._server.name} holds no passage {missing[0]}: load it again with "
                f"'{EMBED} --store URL'."
            )
        return found


def _release(source: Server, generations: Sequence[str]) -> None:
    for generation in generations:
        source.release(generation)


def _numbers(data: bytes) -> list[int]:
    numbers: list[int] = np.frombuffer(data, dtype=np.int32).tolist()
    return numbers


def _written(vector: Floats) -> str:
    """A vector as the server reads it; nine digits give the same float32."""
    return f"[{','.join(f'{value:.9g}' for value in vector.tolist())}]"


def _best(found: Sequence[tuple[int, float]], k: int) -> tuple[Rows, Floats]:
    """The first k by score, the highest first, then by row."""
    rows = np.array([row for row, _ in found], dtype=np.int64)
    scores = np.array([score for _, score in found], dtype=np.float32)
    order = np.lexsort((rows, -scores))[:k]
    return rows[order], scores[order]


def open_engine(
    url: str,
    tenant: str = SHARED,
    encoder: str | Encoder | None = None,
    *,
    cache: Path,
    reader: int | None = None,
) -> EngineIndex:
    """Open what is in use for a council in the store at `url`.

    `encoder` is the one queries will be encoded with (default: the one the store keeps, copied below `cache`);
    `reader` the version of the reading rules that it must have been built by (default: ours).

    Raises:
        IndexMissing: nothing was loaded there for the council.
        IndexDamaged: no host answers, or what was loaded was made by other rules or with another encoder.
    """
    source = server(url)

    def work(cursor: Cursor[Any]) -> Parts:
        check_layout(cursor, source.name)
        return read_parts(cursor, tenant)

    parts = source.read(tenant, [], work)
    first = parts.parts[0]
    if isinstance(encoder, str) or encoder is None:
        encoder = open_stored(source, tenant, first, cache, encoder)
    for part in parts.parts:
        check_made_by(part.manifest, encoder, reader)
    return EngineIndex(source, tenant, parts, encoder)


def engine_id(url: str, tenant: str = SHARED) -> str | None:
    """The id of what is in use for a council, or None. Cheap: two rows are read."""
    sql = "select tenant, generation from findings.current"
    try:
        current = server(url).read(tenant, [], lambda cursor: cursor.execute(sql).fetchall())
    except IndexMissing:
        return None
    current.sort(key=lambda row: (row[0] != SHARED, row[0]))
    return "+".join(generation for _, generation in current) or None
