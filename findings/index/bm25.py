"""Words: BM25 over passages and their headings, exact phrases. The only file that indexes with tantivy.

Queries are built from analysed words, never parsed from text, so that no character of a query has a meaning.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from findings.errors import BuildError, IndexDamaged
from findings.settings import EMBED
from findings.text.stems import analyzer, exact_words, searchable, stems

Rows = NDArray[np.int64]
Floats = NDArray[np.float32]

# How much a word found in a heading or lead-in counts beside the same word in the text.
HEADING_WEIGHT = 0.5
# Memory of the writer: enough for some 100,000 passages in one segment.
WRITER_BYTES = 256_000_000


class WordRow(NamedTuple):
    """What is indexed of one passage; its row number is its place in the sequence."""

    text: str
    heading: str
    doc: int  # number of its document


@dataclass(frozen=True, slots=True)
class WordQuery:
    """What to look for. Words and phrases may hold any characters; only letters and digits count.

    `terms` and `alternatives` add to the score, each by its weight; a term of several words adds each of them, an
    alternative counts only as consecutive words (in any inflection). Every one of `phrases` must stand in the text as
    consecutive words, exactly as written but for case and accents.
    """

    terms: tuple[tuple[str, float], ...] = ()
    phrases: tuple[str, ...] = ()
    alternatives: tuple[tuple[str, float], ...] = ()


class Clause(NamedTuple):
    """A part of a word query: consecutive analysed words of a field, whose score is added by `weight`."""

    field: str  # text, heading; exact: the text's words as they are written
    words: tuple[str, ...]
    weight: float
    required: bool = False  # whether only passages that hold it are found


def clauses(query: WordQuery, heading_weight: float) -> list[Clause]:
    """What a query comes to; nothing where there is nothing to look for, or a phrase without a word."""
    required = [
        Clause("exact", tuple(words), 1.0, required=True) for p in query.phrases if (words := exact_words(p))
    ]
    if query.phrases and not required:
        return []
    parts = list(required)
    for word, weight in query.terms:
        found = stems(word)
        # "children's" is the words "children" and "s"; the second says nothing.
        for stem in [s for s in found if len(s) > 1] or found:
            parts += _weighted((stem,), weight, heading_weight)
    for phrase, weight in query.alternatives:
        parts += _weighted(tuple(stems(phrase)), weight, heading_weight)
    return parts


def _weighted(words: tuple[str, ...], weight: float, heading_weight: float) -> list[Clause]:
    if not words or weight <= 0:
        return []
    parts = [Clause("text", words, weight)]
    if heading_weight > 0:
        parts.append(Clause("heading", words, weight * heading_weight))
    return parts


class Words:
    """An immutable word index over rows 0..n-1; safe to search from many threads."""

    def __init__(self, index: Any, copy: TemporaryDirectory[str] | None = None) -> None:
        """`copy` is the temporary folder the index is read from, if it is; it goes with this object."""
        _register(index)
        self._schema = index.schema
        self._searcher = index.searcher()
        self._copy = copy
        self.count: int = self._searcher.num_docs

    @classmethod
    def build(cls, folder: Path, rows: Iterable[WordRow]) -> Words:
        """Write the index of `rows` into an empty folder. Raises BuildError when it cannot be written."""
        folder.mkdir(parents=True, exist_ok=True)
        try:
            return cls._build(folder, rows)
        except (ValueError, OSError) as error:  # tantivy raises ValueError for whatever the disk refuses
            raise BuildError(f"{folder} could not be written ({error}). Is the disk full?") from error

    @classmethod
    def _build(cls, folder: Path, rows: Iterable[WordRow]) -> Words:
        import tantivy

        schema = _schema()
        index = tantivy.Index(schema, path=str(folder))
        _register(index)
        # One thread: rows keep their order, so that equal scores come out in the order of rows.
        writer = index.writer(WRITER_BYTES, 1)
        for number, row in enumerate(rows):
            text, heading = searchable(row.text), searchable(row.heading)
            fields = {"text": text, "exact": text, "heading": heading, "doc": row.doc, "row": number}
            writer.add_document(tantivy.Document.from_dict(fields, schema))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        return cls(index)

    @classmethod
    def open(cls, folder: Path) -> Words:
        """Open a built index.

        Raises:
            IndexDamaged: the folder is missing or holds no usable index.
        """
        import tantivy

        try:
            if os.access(folder, os.W_OK) or not folder.is_dir():
                return cls(tantivy.Index.open(str(folder)))
            # tantivy writes a lock file even to read: from a read-only index it reads a copy.
            copy = _copy_of(folder)
            return cls(tantivy.Index.open(copy.name), copy)
        except (ValueError, OSError) as error:
            raise IndexDamaged(
                f"{folder} is not a usable word index: run '{EMBED}' to build it again."
            ) from error

    def search(
        self,
        query: WordQuery,
        k: int,
        docs: Collection[int] | None = None,
        heading_weight: float = HEADING_WEIGHT,
    ) -> tuple[Rows, Floats]:
        """The k rows with the highest BM25 score, best first, ties by row; (rows int64, scores float32).

        `docs` limits the search to those document numbers. Nothing to look for finds nothing.
        """
        wanted = self._query(query, heading_weight)
        if wanted is None or k <= 0 or (docs is not None and not docs):
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        if docs is not None:
            wanted = self._within(wanted, docs)
        fetch = k + 1
        while True:  # until the last score is below the k-th: rows that tie at the edge are all seen
            hits = self._searcher.search(wanted, limit=fetch, count=False).hits
            if len(hits) < fetch or hits[-1][0] < hits[k - 1][0]:
                break
            fetch *= 4
        scores = np.array([score for score, _ in hits], dtype=np.float32)
        found = self._searcher.fast_field_values("row", [address for _, address in hits])
        rows = np.array(found, dtype=np.int64)
        order = np.lexsort((rows, -scores))[:k]
        return rows[order], scores[order]

    def documents_holding(
        self, wanted: Sequence[Sequence[str]], docs: Collection[int] | None = None
    ) -> frozenset[int]:
        """Numbers of the documents of which one passage's text holds each of `wanted`, which are alternatives: words
        or phrases, in any inflection. `docs` limits the search to those; nothing wanted holds nowhere."""
        from tantivy import Occur, Query

        parts = []
        for alternatives in wanted:
            names = [tuple(stems(name)) for name in alternatives]
            either = [(Occur.Should, self._phrase("text", words)) for words in names if words]
            if not either:
                return frozenset()
            parts.append((Occur.Must, Query.boolean_query(either)))
        if not parts or (docs is not None and not docs):
            return frozenset()
        query = Query.boolean_query(parts)
        query = query if docs is None else self._within(query, docs)
        hits = self._searcher.search(query, limit=max(1, self.count), count=False).hits
        found = self._searcher.fast_field_values("doc", [address for _, address in hits])
        return frozenset(int(number) for number in found)

    def document_frequency(self, word: str) -> int:
        """In how many passages' texts the word stands, in any inflection; of several words, the rarest."""
        return min((self._searcher.doc_freq("text", stem) for stem in stems(word)), default=0)

    def inverse_document_frequency(self, word: str) -> float:
        """log(1 + n / (1 + df)), above 0: higher for rarer words; `word` as in `document_frequency`.

        Spärck Jones, "A statistical interpretation of term specificity", Journal of Documentation 28, 1972, smoothed.
        """
        return log(1 + self.count / (1 + self.document_frequency(word)))

    def _within(self, query: Any, docs: Collection[int]) -> Any:
        from tantivy import Occur, Query

        chosen = Query.term_set_query(self._schema, "doc", sorted(docs))
        return Query.boolean_query([(Occur.Must, query), (Occur.Must, Query.const_score_query(chosen, 0.0))])

    def _query(self, query: WordQuery, heading_weight: float) -> Any:
        from tantivy import Occur, Query

        # A required clause makes the others optional, which is what is wanted: they only add to the score.
        parts = []
        for clause in clauses(query, heading_weight):
            phrase = self._phrase(clause.field, clause.words)
            if clause.required:
                parts.append((Occur.Must, phrase))
            else:
                parts.append((Occur.Should, Query.boost_query(phrase, clause.weight)))
        return Query.boolean_query(parts) if parts else None

    def _phrase(self, field: str, words: Sequence[str]) -> Any:
        from tantivy import Query

        if len(words) == 1:  # a phrase query of one word is refused
            return Query.term_query(self._schema, field, words[0])
        return Query.phrase_query(self._schema, field, list(words))


def _copy_of(folder: Path) -> TemporaryDirectory[str]:
    try:
        copy = TemporaryDirectory(prefix="findings-words-")
        # Without the modes: a copy that cannot be written to either would be of no use.
        for path in folder.iterdir():
            shutil.copyfile(path, Path(copy.name) / path.name)
    except OSError as error:
        raise IndexDamaged(
            f"{folder} cannot be written to, and no temporary copy of it can be made ({error.strerror}): allow one or "
            "the other."
        ) from error
    return copy


def _schema() -> Any:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="stems")
    builder.add_text_field("heading", tokenizer_name="stems")
    builder.add_text_field("exact", tokenizer_name="words")
    builder.add_unsigned_field("doc", indexed=True, fast=True)
    builder.add_unsigned_field("row", fast=True)
    return builder.build()


def _register(index: Any) -> None:
    index.register_tokenizer("stems", analyzer(stemmed=True))
    index.register_tokenizer("words", analyzer(stemmed=False))
