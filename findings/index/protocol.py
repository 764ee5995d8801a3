"""What an index answers, wherever it lies: a generation in files on this machine, or one in a database server.

Whatever asks (search, answers, over time, recommendations) goes through this protocol alone. Passages have rows, from
0 without a gap, document after document; documents have numbers, which are their places in `documents`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from findings.encoding.types import Encoder, Floats
from findings.index.bm25 import WordQuery
from findings.index.spelling import Spelling
from findings.index.token_vectors import Bytes
from findings.records import Content, Document, Manifest, Passage, Term

Rows = NDArray[np.int64]
# A passage has several sentences: so many of them are looked at for each passage wanted.
SENTENCES_PER_PASSAGE = 4


@dataclass(frozen=True, slots=True, eq=False)
class QueryVectors:
    """A query as vectors, both from one pass of the encoder."""

    vector: Floats  # [dimensions], unit length
    tokens: Floats  # [tokens, width], rows of unit length; no rows when the encoder has no token vectors


@dataclass(frozen=True, slots=True)
class Scope:
    """Where is looked: in the documents of these numbers, or, by default, in all."""

    documents: frozenset[int] | None = None


EVERYWHERE = Scope()


class PassageFacts(NamedTuple):
    """What ranking needs to know of a passage without reading it."""

    kind: str  # one of PASSAGE_KINDS
    start: int  # where it begins in the stored text of its document


class WordStatistics(Protocol):
    """How rare words are."""

    def inverse_document_frequency(self, word: str) -> float:
        """log(1 + n / (1 + df)), above 0: higher for rarer words; of several words, that of the rarest."""
        ...


class SearchIndex(WordStatistics, Protocol):
    """One immutable index, safe to ask from many threads. A build leaves it in place while the object lives.

    Any call raises IndexDamaged when what is asked for cannot be read.
    """

    @property
    def id(self) -> str:
        """Of what is in use; another one means that every result may differ."""
        ...

    @property
    def manifest(self) -> Manifest: ...

    @property
    def encoder(self) -> Encoder: ...

    @property
    def documents(self) -> tuple[Document, ...]: ...

    @property
    def vocabulary(self) -> tuple[Term, ...]: ...

    @property
    def numbers(self) -> Mapping[str, int]:
        """The id of each document -> its number."""
        ...

    @property
    def spelling(self) -> Spelling: ...

    @property
    def likely_depth(self) -> int:
        """At most so many of the nearest passages are worth comparing by their sentences here."""
        ...

    def numbers_of(self, documents: Iterable[Document]) -> list[int]: ...

    def embed(self, text: str) -> QueryVectors:
        """The vectors of a query; what was asked for lately is not encoded again."""
        ...

    def near(self, vector: Floats, k: int, scope: Scope) -> tuple[Rows, Floats]:
        """The k passages with the highest cosine with `vector` [dimensions], best first, ties by row."""
        ...

    def by_words(self, query: WordQuery, k: int, scope: Scope, heading_weight: float) -> tuple[Rows, Floats]:
        """The k passages with the highest BM25 score, best first, ties by row."""
        ...

    def by_sentences(self, vector: Floats, k: int, rows: Rows) -> tuple[Rows, Floats]:
        """Of the passages `rows` the k whose best sentence has the highest cosine, best first, with that cosine.

        They are those of the k * SENTENCES_PER_PASSAGE best sentences, so there may be fewer.
        """
        ...

    def holding(self, wanted: Sequence[Sequence[str]], scope: Scope) -> frozenset[int]:
        """Numbers of the documents of which one passage's text holds each of `wanted`, which are alternatives."""
        ...

    def documents_of(self, rows: Rows) -> NDArray[np.int32]:
        """The number of the document of each of those passages."""
        ...

    def rows_of(self, document: int) -> Rows:
        """The rows of the passages of a document, in reading order."""
        ...

    def facts(self, rows: Sequence[int]) -> list[PassageFacts]: ...

    def passage_vectors_of(self, rows: Rows) -> Floats:
        """float32 [rows, dimensions]."""
        ...

    def sentence_vectors_of(self, rows: Sequence[int]) -> list[Floats]:
        """Of each of those passages the vectors of its sentences, float32 [sentences, dimensions]; in one go."""
        ...

    def tokens_of(self, rows: Sequence[int]) -> list[Bytes]:
        """Of each of those passages its token vectors int8 [tokens, width]; not when the encoder has none."""
        ...

    def near_duplicates_of(self, rows: Sequence[int]) -> Mapping[int, Sequence[int]]:
        """Those of `rows` that have near-duplicates -> the rows of these."""
        ...

    def passages(self, rows: Iterable[int]) -> list[Passage]:
        """The passages of those rows, in that order."""
        ...

    def passage(self, passage_id: str) -> Passage | None: ...

    def row(self, passage_id: str) -> int | None: ...

    def content(self, doc_id: str) -> Content:
        """The stored text of a document with its structure; empty when it is unknown or could not be read."""
        ...

    def document_passages(self, doc_id: str) -> list[Passage]:
        """All passages of a document, in reading order."""
        ...

    def corpus_of(self, doc_id: str) -> str:
        """The absolute path of the folder that a document was read from."""
        ...

    def close(self) -> None:
        """Let a build remove this index, should a newer one be in use."""
        ...
