"""Late interaction: the first hits compared with the query word by word.

A passage scores by the mean, over the query's tokens, of the best cosine with any of its own tokens. Khattab and
Zaharia, "ColBERT: efficient and effective passage search via contextualized late interaction", SIGIR 2020.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from findings.asking.fusion import min_max
from findings.indexing.encoder import Floats
from findings.indexing.tokens import SCALE


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
    cosines = query @ np.concatenate(passages).astype(np.float32).T / SCALE
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
