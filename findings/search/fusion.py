"""Fusion of several retrievers' scores into one, and late interaction: the first hits compared with the query by word.

A passage scores by the mean, over the query's tokens, of the best cosine with any of its own tokens. Khattab and
Zaharia, "ColBERT: efficient and effective passage search via contextualized late interaction", SIGIR 2020.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from findings.encoding.types import Floats
from findings.index.protocol import SearchIndex
from findings.index.token_vectors import SCALE


def min_max(scores: Mapping[int, float], floor: float | None = None) -> dict[int, float]:
    """Scores moved to 0..1 by (score - lowest) / (highest - lowest); all 1.0 when they are equal.

    `floor` is taken for the lowest where what was not found has that score: 0 for BM25 that ran out of matches.

    Min-max normalised fusion: Lee, "Analyses of multiple evidence combination", SIGIR 1997.
    """
    if not scores:
        return {}
    low, high = min(scores.values()) if floor is None else floor, max(scores.values())
    if high == low:
        return dict.fromkeys(scores, 1.0)
    return {row: (score - low) / (high - low) for row, score in scores.items()}


def fuse(runs: Sequence[tuple[Mapping[int, float], float, float | None]]) -> dict[int, float]:
    """Weighted sum of min-max scores, divided by the sum of the weights: 0..1 for every row in any run.

    `runs` are (row -> score, weight, floor or None); a row that a run lacks counts 0 there. Empty runs do not count.
    """
    runs = [run for run in runs if run[0] and run[1] > 0]
    total = sum(weight for _, weight, _ in runs)
    fused: dict[int, float] = {}
    for scores, weight, floor in runs:
        for row, score in min_max(scores, floor).items():
            fused[row] = fused.get(row, 0.0) + weight * score / total
    return fused


def best(fused: Mapping[int, float], depth: int) -> list[int]:
    """The rows with the highest scores, best first; ties by row."""
    return sorted(fused, key=lambda row: (-fused[row], row))[:depth]


def late_interaction(query: Floats, passages: Sequence[NDArray[np.int8]]) -> Floats:
    """float32 [passages], -1..1: the score of each; a passage without tokens has 0.

    `query` is [tokens, width], rows of unit length, at least one; each passage int8 [tokens, width], 127 for 1.
    """
    counts = np.array([len(own) for own in passages])
    scores = np.zeros(len(passages), dtype=np.float32)
    if not counts.any():
        return scores
    # Not by `@`: the threads of BLAS wait for one another where several people search at once, which takes many times
    # longer than to multiply these few thousand rows in one thread.
    cosines = np.einsum("qw,tw->qt", query, np.concatenate(passages).astype(np.float32)) / SCALE
    starts = (np.cumsum(counts) - counts)[counts > 0]
    scores[counts > 0] = np.maximum.reduceat(cosines, starts, axis=1).mean(axis=0)
    return scores


def mix(
    fused: Mapping[int, float], compared: Mapping[int, float], factors: Mapping[int, float], weight: float
) -> dict[int, float]:
    """Fused scores with those of late interaction added to the rows that were compared: 0..1, as `fused`.

    The scores compared are moved to 0..1 and weigh `weight` against 1; `factors` hold a row back. The rows compared
    must be the first ones: none falls behind a row that was not.
    """
    added = min_max(compared)
    return {
        row: (score + weight * factors[row] * added.get(row, 0.0)) / (1 + weight)
        for row, score in fused.items()
    }


def late_of(generation: SearchIndex, tokens: Floats, rows: Sequence[int]) -> list[float]:
    """Of each passage the late interaction with a query of these `tokens` [tokens, width]; 0 without token vectors."""
    if not generation.manifest.width or not len(tokens) or not rows:
        return [0.0] * len(rows)
    found: list[float] = late_interaction(tokens, generation.tokens_of(rows)).tolist()
    return found
