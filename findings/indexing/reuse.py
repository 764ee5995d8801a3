"""Vectors are computed once for each text and encoder: unchanged texts take theirs over from the last generation."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from findings.indexing.bulk import BFLOAT16, encoder_for
from findings.indexing.encoder import Encoder, Floats
from findings.indexing.generation import Generation
from findings.indexing.progress import Progress
from findings.indexing.tokens import Bytes, quantised

# Texts handed to the encoder at once, between two steps of progress.
TEXTS = 256


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """The vectors of all texts, the passages first."""

    vectors: Floats  # [texts, dimensions]
    tokens: list[Bytes]  # of each passage [tokens, width]; none when the encoder has no token vectors
    encoded: int  # different texts that had to be encoded
    precision: str  # the lowest that any vector was computed in


def key_of(text: str, encoder: Encoder) -> bytes:
    """16 bytes that stand for a text as this encoder sees it."""
    identity = f"{encoder.checksum} {encoder.precision} {encoder.dimensions}\n"
    return hashlib.sha256((identity + text).encode("utf-8", "surrogatepass")).digest()[:16]


def vectors_of(
    texts: Sequence[str],
    keys: Sequence[bytes],
    passages: int,
    encoder: Encoder,
    reference: Encoder,
    previous: Generation | None,
    progress: Progress,
) -> Table:
    """The vectors of `texts`, of which the first `passages` are passages and get token vectors too.

    `encoder` is the one of queries, `reference` what it was made from, for very many texts.
    """
    making = _Making(texts, keys, passages if encoder.width else 0, encoder)
    if previous is not None:
        making.take_over(previous)
    making.encode(encoder, reference, progress)
    return Table(making.vectors, making.tokens, making.encoded, making.precision)


class _Making:
    def __init__(self, texts: Sequence[str], keys: Sequence[bytes], tokenised: int, encoder: Encoder) -> None:
        """The first `tokenised` rows get token vectors."""
        self.texts = texts
        self.vectors: Floats = np.zeros((len(texts), encoder.dimensions), dtype=np.float32)
        self.tokens: list[Bytes] = [np.zeros((0, encoder.width), dtype=np.int8)] * tokenised
        self.encoded = 0
        self.precision = encoder.precision
        # Of every text its rows, in rising order: a passage's come before a sentence's. Empty once it is done.
        self._wanted: dict[bytes, list[int]] = {}
        for row, key in enumerate(keys):
            self._wanted.setdefault(key, []).append(row)

    def take_over(self, previous: Generation) -> None:
        """Fill the rows of every text the last generation holds."""
        tokens = previous.token_vectors
        passages = self._held(previous, "passages", tokenised=tokens is not None)
        for (key, row), vector in zip(
            passages.items(),
            previous.passage_vectors.vectors(np.array([*passages.values()], dtype=int)),
            strict=True,
        ):
            self._fill(key, vector, tokens.of([row])[0] if tokens else None)
        sentences = self._held(previous, "sentences", tokenised=False)
        for key, vector in zip(
            sentences,
            previous.sentence_vectors.vectors(np.array([*sentences.values()], dtype=int)),
            strict=True,
        ):
            self._fill(key, vector)
        if passages or sentences:
            self.precision = previous.manifest.precision

    def _held(self, previous: Generation, name: str, tokenised: bool) -> dict[bytes, int]:
        """Key -> row of what is wanted and there; `tokenised`: with token vectors."""
        return {
            key: row
            for row, key in enumerate(previous.store.keys(name))
            if (rows := self._wanted.get(key)) and (tokenised or rows[0] >= len(self.tokens))
        }

    def _fill(self, key: bytes, vector: Floats, tokens: Bytes | None = None) -> None:
        rows = self._wanted[key]
        self.vectors[rows] = vector
        for row in rows:
            if row < len(self.tokens) and tokens is not None:
                self.tokens[row] = tokens
        self._wanted[key] = []

    def encode(self, encoder: Encoder, reference: Encoder, progress: Progress) -> None:
        """Encode what is still wanted."""
        fresh = [(key, rows[0]) for key, rows in self._wanted.items() if rows]
        self.encoded = len(fresh)
        encoder = encoder_for(len(fresh), encoder, reference)
        if fresh and self.precision != BFLOAT16:
            self.precision = encoder.precision
        progress.stage("Encoding", sum(len(self.texts[row]) for _, row in fresh))
        done = 0
        for tokenised in (True, False):
            # By length, so that the encoder pads little; the longest first, so that the time left is not underrated.
            these = sorted(
                ((key, row) for key, row in fresh if (row < len(self.tokens)) == tokenised),
                key=lambda item: -len(self.texts[item[1]]),
            )
            for start in range(0, len(these), TEXTS):
                part = these[start : start + TEXTS]
                texts = [self.texts[row] for _, row in part]
                if tokenised:
                    found = encoder.encode_tokens(texts)
                    for (key, _), vector, tokens in zip(part, found.vectors, found.tokens, strict=True):
                        self._fill(key, vector, quantised(tokens))
                else:
                    for (key, _), vector in zip(part, encoder.encode(texts), strict=True):
                        self._fill(key, vector)
                done += len(part)
                progress.step(sum(map(len, texts)), f"{done:,} of {len(fresh):,} new texts")
