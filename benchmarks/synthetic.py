"""A large collection made from a real one: the first half of a passage joined with the second half of another.

A spliced passage's vector is the unit sum of its sentences' vectors, each weighted by its length: close to what the
encoder makes of the spliced text, because it averages over words (`closeness` measures how close).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from findings.encoding.types import Floats, unit
from findings.index.bm25 import WordRow
from findings.index.generation import Generation
from findings.records import Passage

SEED = 11


@dataclass(frozen=True, slots=True)
class Halves:
    """The passages of a real index, each in two halves: their texts, and the weighted sums of sentence vectors."""

    texts: tuple[list[str], list[str]]
    sums: tuple[Floats, Floats]  # float32 [passages, dimensions] each


def halves(generation: Generation) -> Halves:
    """Every passage with two sentences or more, cut in the middle of its sentences."""
    rows = np.arange(len(generation.passage_documents), dtype=np.int64)
    texts: tuple[list[str], list[str]] = ([], [])
    sums: tuple[list[Floats], list[Floats]] = ([], [])
    for row, passage in zip(rows, generation.store.passages(rows), strict=True):
        count = len(passage.sentences)
        if count < 2:
            continue
        vectors = generation.sentence_vectors.vectors(generation.sentence_rows(int(row)))
        weights = np.array([end - start for start, end in passage.sentences], dtype=np.float32)[:, None]
        for half, part in enumerate((slice(0, count // 2), slice(count // 2, count))):
            texts[half].append(_text(passage, part))
            sums[half].append((vectors[part] * weights[part]).sum(axis=0))
    return Halves(texts, (np.stack(sums[0]), np.stack(sums[1])))


def _text(passage: Passage, part: slice) -> str:
    sentences = passage.sentences[part]
    return passage.text[sentences[0][0] - passage.start : sentences[-1][1] - passage.start]


def pairs(real: Halves, count: int) -> NDArray[np.int64]:
    """int64 [count, 2]: which first half is joined with which second half, by a fixed seed."""
    return np.random.default_rng(SEED).integers(0, len(real.texts[0]), (count, 2))


def vectors(real: Halves, joined: NDArray[np.int64]) -> Floats:
    """float32 [count, dimensions], rows of unit length."""
    return unit(real.sums[0][joined[:, 0]] + real.sums[1][joined[:, 1]])


def word_rows(real: Halves, joined: NDArray[np.int64]) -> Iterator[WordRow]:
    """The spliced texts, forty to a document."""
    for number, (first, second) in enumerate(joined):
        yield WordRow(f"{real.texts[0][first]} {real.texts[1][second]}", "", number // 40)


def closeness(real: Halves, generation: Generation, count: int = 200) -> tuple[float, float]:
    """Cosine of the summed vector with what the encoder makes of the spliced text: (median, lowest of `count`)."""
    joined = pairs(real, count)
    encoded = generation.encoder.encode([row.text for row in word_rows(real, joined)])
    cosines = (encoded * vectors(real, joined)).sum(axis=1)
    return float(np.median(cosines)), float(cosines.min())
