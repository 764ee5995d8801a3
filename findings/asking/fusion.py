"""Fusion of several retrievers' scores into one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def min_max(scores: Mapping[int, float]) -> dict[int, float]:
    """Scores moved to 0..1 by (score - lowest) / (highest - lowest); all 1.0 when they are equal.

    Min-max normalised fusion: Lee, "Analyses of multiple evidence combination", SIGIR 1997.
    """
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    if high == low:
        return dict.fromkeys(scores, 1.0)
    return {row: (score - low) / (high - low) for row, score in scores.items()}


def fuse(runs: Sequence[tuple[Mapping[int, float], float]]) -> dict[int, float]:
    """Weighted sum of min-max scores, divided by the sum of the weights: 0..1 for every row in any run.

    `runs` are (row -> score, weight); a row that a run lacks counts 0 there. Runs with no row do not count.
    """
    runs = [(scores, weight) for scores, weight in runs if scores and weight > 0]
    total = sum(weight for _, weight in runs)
    fused: dict[int, float] = {}
    for scores, weight in runs:
        for row, score in min_max(scores).items():
            fused[row] = fused.get(row, 0.0) + weight * score / total
    return fused
