"""Vectors are computed once for each text and encoder: unchanged texts take theirs over from the last generation."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from findings.encoding.bfloat16 import BFLOAT16, encoder_for
from findings.encoding.types import Encoder, Floats, Spans
from findings.index.generation import Generation
from findings.index.token_vectors import Bytes, TokenVectors, quantised
from findings.index.vectors import Vectors
from findings.index.workers import Block, Workers
from findings.progress import Progress

# Texts handed to the encoder at once, between two steps of progress.
TEXTS = 256


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """The vectors of all passages and of their sentences, in order, and the keys of what they were made from."""

    passages: Floats  # [passages, dimensions]
    sentences: Floats  # [sentences, dimensions]
    tokens: list[Bytes]  # of each passage [tokens, width]; none when the encoder has no token vectors
    passage_keys: Sequence[bytes]
    sentence_keys: Sequence[bytes]
    encoded: int  # different passages that had to be encoded
    precision: str  # the lowest that any vector was computed in


def vectors_of(
    texts: Sequence[str],
    spans: Sequence[Spans],
    encoder: Encoder,
    reference: Encoder,
    previous: Generation | None,
    progress: Progress,
    workers: Workers,
) -> Table:
    """The vectors of passages, given as the texts that are embedded, and of the sentences at the `spans` of each.

    `encoder` is the one of queries, `reference` what it was made from, for very many texts.
    """
    making = _Making(texts, spans, encoder)
    if previous is not None:
        making.take_over(previous)
    making.encode(encoder, reference, progress, workers)
    passages, sentences = making.passages, making.sentences
    return Table(
        passages=passages.vectors,
        sentences=sentences.vectors,
        tokens=making.tokens,
        passage_keys=passages.keys,
        sentence_keys=sentences.keys,
        encoded=making.encoded,
        precision=making.precision,
    )


class _Column:
    """A vector for every row; rows of equal keys have equal ones."""

    def __init__(self, keys: Sequence[bytes], dimensions: int) -> None:
        self.keys = keys
        self.vectors: Floats = np.zeros((len(keys), dimensions), dtype=np.float32)
        self.missing = set(keys)
        self.rows: dict[bytes, list[int]] = {}
        for row, key in enumerate(keys):
            self.rows.setdefault(key, []).append(row)

    def fill(self, key: bytes, vector: Floats) -> None:
        self.vectors[self.rows[key]] = vector
        self.missing.discard(key)

    def take_over(self, keys: Sequence[bytes], vectors: Vectors) -> dict[bytes, int]:
        """Fill what an older column holds; its rows, by key."""
        held = {key: row for row, key in enumerate(keys) if key in self.missing}
        rows = np.array([*held.values()], dtype=np.int64)
        for key, vector in zip(held, vectors.vectors(rows), strict=True):
            self.fill(key, vector)
        return held


class _Making:
    def __init__(self, texts: Sequence[str], spans: Sequence[Spans], encoder: Encoder) -> None:
        identity = f"{encoder.checksum} {encoder.precision} {encoder.dimensions}\n"
        self.texts = texts
        self.spans = spans
        self.first = np.cumsum([0, *map(len, spans)]).tolist()  # of every passage its first sentence row
        self.passages = _Column([_key(identity, text) for text in texts], encoder.dimensions)
        # A sentence is read in its passage: the same words elsewhere have another vector.
        self.sentences = _Column(
            [
                _key(identity, f"{start} {end}\n{text}")
                for text, own in zip(texts, spans, strict=True)
                for start, end in own
            ],
            encoder.dimensions,
        )
        self.tokens: list[Bytes] = [np.zeros((0, encoder.width), dtype=np.int8)] * (
            len(texts) if encoder.width else 0
        )
        self.encoded = 0
        self.precision = encoder.precision

    def take_over(self, previous: Generation) -> None:
        """Fill the rows of every text the last generation holds."""
        tokens: TokenVectors | None = previous.token_vectors
        if tokens is None and self.tokens:
            return
        store = previous.store
        passages = self.passages.take_over(store.keys("passages"), previous.passage_vectors)
        sentences = self.sentences.take_over(store.keys("sentences"), previous.sentence_vectors)
        if tokens is not None:
            for key, row in passages.items():
                self._keep_tokens(key, tokens.of([row])[0])
        if passages or sentences:
            self.precision = previous.manifest.precision

    def encode(self, encoder: Encoder, reference: Encoder, progress: Progress, workers: Workers) -> None:
        """Encode what is still wanted."""
        fresh = [rows[0] for key, rows in self.passages.rows.items() if self._wanted(rows[0], key)]
        # By length, so that the encoder pads little; the longest first, so that the time left is not underrated.
        fresh.sort(key=lambda row: -len(self.texts[row]))
        self.encoded = len(fresh)
        encoder = encoder_for(len(fresh), encoder, reference)
        if fresh and self.precision != BFLOAT16:
            self.precision = encoder.precision
        progress.stage("Encoding", sum(len(self.texts[row]) for row in fresh))
        alone: dict[bytes, str] = {}
        parts = [fresh[start : start + TEXTS] for start in range(0, len(fresh), TEXTS)]
        blocks = [
            Block([self.texts[row] for row in part], [self.spans[row] for row in part]) for part in parts
        ]
        done = 0
        for part, (texts, _), found in zip(parts, blocks, workers.encode(encoder, blocks), strict=True):
            for place, row in enumerate(part):
                key = self.passages.keys[row]
                self.passages.fill(key, found.vectors[place])
                self._keep_tokens(key, quantised(found.tokens[place]))
                for number, vector in enumerate(found.spans[place]):
                    sentence = self.sentences.keys[self.first[row] + number]
                    if vector is None:
                        alone[sentence] = texts[place][slice(*self.spans[row][number])]
                    else:
                        self.sentences.fill(sentence, vector)
            done += len(part)
            progress.step(sum(map(len, texts)), f"{done:,} of {len(fresh):,} new passages")
        self._encode_alone(alone, encoder, progress)

    def _encode_alone(self, alone: dict[bytes, str], encoder: Encoder, progress: Progress) -> None:
        """Sentences that the encoder did not see in their passages, or cannot tell from them."""
        keys = sorted(alone, key=lambda key: (-len(alone[key]), key))
        if keys:
            progress.stage("Encoding sentences", sum(map(len, alone.values())))
        for start in range(0, len(keys), TEXTS):
            part = keys[start : start + TEXTS]
            texts = [alone[key] for key in part]
            for key, vector in zip(part, encoder.encode(texts), strict=True):
                self.sentences.fill(key, vector)
            progress.step(sum(map(len, texts)), f"{start + len(part):,} of {len(keys):,} new sentences")

    def _wanted(self, row: int, key: bytes) -> bool:
        """Whether a passage, or a sentence of it, has no vector yet."""
        own = self.sentences.keys[self.first[row] : self.first[row + 1]]
        return key in self.passages.missing or not self.sentences.missing.isdisjoint(own)

    def _keep_tokens(self, key: bytes, tokens: Bytes) -> None:
        if self.tokens:
            for row in self.passages.rows[key]:
                self.tokens[row] = tokens


def _key(identity: str, text: str) -> bytes:
    """16 bytes that stand for a text as this encoder sees it."""
    return hashlib.sha256((identity + text).encode("utf-8", "surrogatepass")).digest()[:16]
