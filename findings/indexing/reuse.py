"""Vectors are computed once for each text and encoder: unchanged texts take theirs over from the last generation."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from findings.indexing.encoder import Encoder, Floats
from findings.indexing.generation import Generation
from findings.indexing.progress import Progress

# Texts handed to the encoder at once, between two steps of progress.
TEXTS = 256


def key_of(text: str, encoder: Encoder) -> bytes:
    """16 bytes that stand for a text as this encoder sees it."""
    identity = f"{encoder.checksum} {encoder.precision} {encoder.dimensions}\n"
    return hashlib.sha256((identity + text).encode("utf-8", "surrogatepass")).digest()[:16]


def vectors_of(
    texts: Sequence[str],
    keys: Sequence[bytes],
    encoder: Encoder,
    previous: Generation | None,
    progress: Progress,
) -> tuple[Floats, int]:
    """The vectors of `texts`, float32 [len(texts), dim], and how many different texts had to be encoded."""
    table = np.zeros((len(texts), encoder.dimensions), dtype=np.float32)
    wanted: dict[bytes, list[int]] = {}
    for row, key in enumerate(keys):
        wanted.setdefault(key, []).append(row)
    if previous is not None:
        _take_over(table, wanted, previous)
    # By length, so that the encoder pads little; the longest first, so that the time left is not underrated.
    fresh = sorted((rows for rows in wanted.values() if rows), key=lambda rows: -len(texts[rows[0]]))
    progress.stage("Encoding", sum(len(texts[rows[0]]) for rows in fresh))
    for start in range(0, len(fresh), TEXTS):
        part = fresh[start : start + TEXTS]
        for vector, rows in zip(encoder.encode([texts[rows[0]] for rows in part]), part, strict=True):
            table[rows] = vector
        done = sum(len(texts[rows[0]]) for rows in part)
        progress.step(done, f"{min(start + TEXTS, len(fresh)):,} of {len(fresh):,} new texts")
    return table, len(fresh)


def _take_over(table: Floats, wanted: dict[bytes, list[int]], previous: Generation) -> None:
    """Fill the rows of every text the last generation holds, and empty its list in `wanted`."""
    for name, vectors in (("passages", previous.passage_vectors), ("sentences", previous.sentence_vectors)):
        found = {key: row for row, key in enumerate(previous.store.keys(name)) if wanted.get(key)}
        if not found:
            continue
        for (key, _), vector in zip(
            found.items(), vectors.vectors(np.array(list(found.values()))), strict=True
        ):
            table[wanted[key]] = vector
            wanted[key] = []
