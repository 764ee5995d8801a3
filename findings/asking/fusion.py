"""Fusion of several retrievers' scores into one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


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
