"""A generation: one complete, immutable index, opened for searching."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from findings.encoding.bfloat16 import BFLOAT16
from findings.encoding.load import load_encoder
from findings.encoding.onnx_encoder import open_exported
from findings.encoding.onnx_session import available
from findings.encoding.types import Encoder, Floats
from findings.errors import IndexDamaged, IndexMissing
from findings.index.bm25 import WordQuery, Words
from findings.index.manifest import REBUILD, check_files, read_manifest
from findings.index.near_duplicates import read_near_duplicates
from findings.index.pointer import current_id, folder_of, hold
from findings.index.protocol import SENTENCES_PER_PASSAGE, PassageFacts, QueryVectors, Rows, Scope
from findings.index.spelling import Spelling, document_counts
from findings.index.store import Store
from findings.index.token_vectors import Bytes, TokenVectors
from findings.index.vectors import Vectors
from findings.records import PASSAGE_KINDS, Content, Document, Manifest, Passage, Term, document_numbers
from findings.settings import EMBED

__all__ = ["Generation", "current_id", "open_generation"]

STORE = "findings.db"
PASSAGE_VECTORS = "passages.faiss"
SENTENCE_VECTORS = "sentences.faiss"
WORDS = "words"
NEAR_DUPLICATES = "near-duplicates.npy"
LISTING = "passages.tsv"
ENCODER = "encoder"

# A generation may be replaced between reading the pointer and opening what it names.
_TRIES = 5
# Queries whose vectors are kept: one view asks for those of the same query several times.
_KEPT_QUERIES = 64

log = logging.getLogger(__name__)


class Generation:
    """Documents, passages, vectors and words that belong together: the `SearchIndex` in files. Safe to read from many
    threads.

    While the object lives, a build leaves the generation's files in place.
    """

    def __init__(
        self, folder: Path, manifest: Manifest, encoder: Encoder, held: IO[bytes] | None = None
    ) -> None:
        self.id = folder.name
        self.folder = folder
        self.manifest = manifest
        self.encoder = encoder
        self._held = held
        self._embed = lru_cache(maxsize=_KEPT_QUERIES)(partial(query_vectors, encoder))
        self.store = Store(folder / STORE)
        self.passage_vectors = Vectors.load(folder / PASSAGE_VECTORS)
        self.sentence_vectors = Vectors.load(folder / SENTENCE_VECTORS)
        # None when the encoder has no token vectors.
        self.token_vectors = TokenVectors.load(folder) if manifest.width else None
        self.words = Words.open(folder / WORDS)
        # Passage row -> the rows of its near-duplicates, where it has any.
        self.near_duplicates: Mapping[int, Sequence[int]] = read_near_duplicates(folder / NEAR_DUPLICATES)
        self.documents: tuple[Document, ...] = self.store.documents()
        self.vocabulary: tuple[Term, ...] = self.store.vocabulary()
        columns = self.store.columns()
        # Of every passage row: the position of its document in `documents`, where it begins there, its kind.
        self.passage_documents: NDArray[np.int32] = columns.doc
        self.passage_starts: NDArray[np.int64] = columns.start
        self._kinds = columns.kind
        # The passage row of every sentence row; a passage's sentences are neighbours.
        self.sentence_passages: NDArray[np.int32] = self.store.sentence_passages()
        ends = np.arange(len(columns.doc) + 1, dtype=np.int32)
        self._first_sentence = np.searchsorted(self.sentence_passages, ends)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The id of each document -> its number."""
        return document_numbers(self.documents)

    def numbers_of(self, documents: Iterable[Document]) -> list[int]:
        """The numbers of some of its documents."""
        return [self.numbers[document.id] for document in documents]

    @cached_property
    def passage_kinds(self) -> tuple[str, ...]:
        """The kind of every passage row."""
        return tuple(PASSAGE_KINDS[kind] for kind in self._kinds)

    @cached_property
    def spelling(self) -> Spelling:
        """Near neighbours of words that stand in no document."""
        ready = [document.id for document in self.documents if document.status == "ready"]
        return Spelling(
            lambda: document_counts(self.store.content(doc).text for doc in ready),
            lambda word: self.words.document_frequency(word) > 0,
        )

    def embed(self, text: str) -> QueryVectors:
        """The vectors of a query; what was asked for lately is not encoded again."""
        return self._embed(text)

    def sentence_rows(self, passage: int) -> NDArray[np.int64]:
        """The rows of a passage's sentences in `sentence_vectors`, in order."""
        first, end = self._first_sentence[passage : passage + 2]
        return np.arange(first, end, dtype=np.int64)

    def sentences_of(self, passages: NDArray[np.int64]) -> NDArray[np.int64]:
        """The rows of all sentences of those passages: passage after passage, as they are given."""
        firsts, counts = self._first_sentence[passages], np.diff(self._first_sentence)[passages]
        before = np.cumsum(counts) - counts
        rows: NDArray[np.int64] = np.arange(counts.sum()) + np.repeat(firsts - before, counts)
        return rows

    # Sentences are compared in no more than the likeliest passages that the recipe names: all lie in memory here.
    likely_depth = 1_000_000

    def near(self, vector: Floats, k: int, scope: Scope) -> tuple[Rows, Floats]:
        return self.passage_vectors.search(vector, k, self._rows_in(scope))

    def _rows_in(self, scope: Scope) -> Rows | None:
        if scope.documents is None:
            return None
        return np.flatnonzero(np.isin(self.passage_documents, sorted(scope.documents)))

    def by_words(self, query: WordQuery, k: int, scope: Scope, heading_weight: float) -> tuple[Rows, Floats]:
        return self.words.search(query, k, scope.documents, heading_weight)

    def by_sentences(self, vector: Floats, k: int, rows: Rows) -> tuple[Rows, Floats]:
        within = self.sentences_of(rows)
        found, scores = self.sentence_vectors.search(vector, k * SENTENCES_PER_PASSAGE, within)
        return best_of_passages(self.sentence_passages[found], scores, k)

    def holding(self, wanted: Sequence[Sequence[str]], scope: Scope) -> frozenset[int]:
        return self.words.documents_holding(wanted, scope.documents)

    def inverse_document_frequency(self, word: str) -> float:
        return self.words.inverse_document_frequency(word)

    def documents_of(self, rows: Rows) -> NDArray[np.int32]:
        return self.passage_documents[rows]

    def rows_of(self, document: int) -> Rows:
        return np.flatnonzero(self.passage_documents == document)

    def facts(self, rows: Sequence[int]) -> list[PassageFacts]:
        return [PassageFacts(self.passage_kinds[row], int(self.passage_starts[row])) for row in rows]

    def passage_vectors_of(self, rows: Rows) -> Floats:
        return self.passage_vectors.vectors(rows)

    def sentence_vectors_of(self, rows: Sequence[int]) -> list[Floats]:
        wanted = np.asarray(rows, dtype=np.int64)
        vectors = self.sentence_vectors.vectors(self.sentences_of(wanted))
        counts = np.diff(self._first_sentence)[wanted]
        return np.split(vectors, np.cumsum(counts)[:-1]) if len(wanted) else []

    def tokens_of(self, rows: Sequence[int]) -> list[Bytes]:
        if self.token_vectors is None:
            raise ValueError("the encoder of this index has no token vectors")
        return self.token_vectors.of(rows)

    def near_duplicates_of(self, rows: Sequence[int]) -> Mapping[int, Sequence[int]]:
        return {row: self.near_duplicates[row] for row in rows if row in self.near_duplicates}

    def passages(self, rows: Iterable[int]) -> list[Passage]:
        return self.store.passages(rows)

    def passage(self, passage_id: str) -> Passage | None:
        return self.store.passage(passage_id)

    def document_passages(self, doc_id: str) -> list[Passage]:
        return self.store.document_passages(doc_id)

    def row(self, passage_id: str) -> int | None:
        return self.store.row(passage_id)

    def content(self, doc_id: str) -> Content:
        return self.store.content(doc_id)

    def corpus_of(self, doc_id: str) -> str:
        return self.manifest.corpus

    def close(self) -> None:
        """Let a build remove this generation, should a newer one be in use."""
        self.store.close()
        if self._held is not None:
            self._held.close()

    def __del__(self) -> None:
        self.close()


def best_of_passages(passages: NDArray[np.int32], scores: Floats, k: int) -> tuple[Rows, Floats]:
    """Of sentences, best first, given by the rows of their passages: the first k passages, each with its best score."""
    _, first = np.unique(passages, return_index=True)
    places = np.sort(first)[:k]
    return passages[places].astype(np.int64), scores[places]


def query_vectors(encoder: Encoder, text: str) -> QueryVectors:
    found = encoder.encode_tokens([text])
    return QueryVectors(found.vectors[0], found.tokens[0])


def open_generation(
    index: Path,
    encoder: str | Encoder | None = None,
    *,
    threads: int = 0,
    check: bool = False,
    reader: int | None = None,
) -> Generation:
    """Open the generation in use below `index`.

    `encoder` is the one queries will be encoded with (default: the one the index names); `check` compares every byte
    with the manifest; `reader` is the version of the reading rules it must have been built by (default: ours).

    Raises:
        IndexMissing: nothing has been built there.
        IndexDamaged: files are missing or differ, or the index was made by other rules or with another encoder.
    """
    for _ in range(_TRIES):
        generation_id = current_id(index)
        if generation_id is None:
            raise IndexMissing(f"There is no index in {index}: run '{EMBED}' to build it.")
        folder = folder_of(index, generation_id)
        held = hold(folder)
        if held is not None or current_id(index) == generation_id:
            break
    try:
        manifest = read_manifest(folder)
        if isinstance(encoder, str) or encoder is None:
            encoder = query_encoder(folder, manifest, encoder, threads)
        check_made_by(manifest, encoder, reader)
        return open_folder(folder, encoder, check=check, held=held)
    except BaseException:
        if held is not None:
            held.close()
        raise


def open_folder(
    folder: Path, encoder: Encoder, *, check: bool = False, held: IO[bytes] | None = None
) -> Generation:
    """Open the generation in a folder, by whatever rules and encoder it was made. Raises IndexDamaged."""
    manifest = read_manifest(folder)
    check_files(folder, manifest, check)
    generation = Generation(folder, manifest, encoder, held)
    _check_counts(generation)
    return generation


def made_with(manifest: Manifest, encoder: Encoder) -> bool:
    """Whether vectors of this encoder may be compared with those of the index."""
    return manifest.encoder_checksum == encoder.checksum and manifest.precision in (
        encoder.precision,
        BFLOAT16,
    )


def query_encoder(folder: Path, manifest: Manifest, name: str | None, threads: int) -> Encoder:
    """The encoder exported with the generation, unless another is asked for; without one, sentence-transformers."""
    exported = open_exported(folder / ENCODER, threads)
    if exported and name in (None, manifest.encoder) and made_with(manifest, exported):
        return exported
    encoder = load_encoder(name or manifest.encoder, threads)
    if exported and (exported.checksum, exported.precision) == (encoder.checksum, encoder.precision):
        return exported
    if manifest.passages:
        log.warning(
            "Queries are encoded with sentence-transformers, which starts slowly: "
            + ("onnxruntime is not installed." if not available() else "the index holds no exported encoder.")
        )
    return encoder


def check_made_by(manifest: Manifest, encoder: Encoder, reader: int | None) -> None:
    """Raises IndexDamaged when the index was made by other reading rules (default: ours) or with another encoder."""
    if not made_with(manifest, encoder):
        raise IndexDamaged(
            f"The index was built with the encoder {manifest.encoder} ({manifest.encoder_checksum[:12]}, "
            f"{manifest.precision}), not with {encoder.name} ({encoder.checksum[:12]}, {encoder.precision}): run "
            f"'{EMBED} --encoder {encoder.name}', or set FINDINGS_ENCODER to {manifest.encoder}."
        )

    if reader is None:
        from findings.reading import READER_VERSION as reader
    if manifest.reader != reader:
        raise IndexDamaged(
            f"The index was built by reading rules {manifest.reader}, this version has rules {reader}: {REBUILD}."
        )


def _check_counts(generation: Generation) -> None:
    counts = {
        "passages": (
            generation.manifest.passages,
            len(generation.passage_documents),
            generation.passage_vectors.count,
            generation.words.count,
            *([generation.token_vectors.count] if generation.token_vectors else []),
        ),
        "sentences": (
            generation.manifest.sentences,
            len(generation.sentence_passages),
            generation.sentence_vectors.count,
        ),
        "dimensions": (
            generation.manifest.dimensions,
            generation.passage_vectors.dimensions,
            generation.sentence_vectors.dimensions,
        ),
        "width": (
            generation.manifest.width,
            generation.token_vectors.width if generation.token_vectors else 0,
        ),
    }
    for what, numbers in counts.items():
        if len(set(numbers)) > 1:
            raise IndexDamaged(
                f"The parts of the index do not agree ({what}: {', '.join(map(str, numbers))}): {REBUILD}."
            )
