"""The ways of searching that the retrieval programs compare, and the tables they print of them."""

from __future__ import annotations

import random
import statistics
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from findings.search.retrieve import DEFAULT, Recipe

TYPES = ("keyword", "acronym", "over_time", "question", "paraphrase")
SEED = 7

_UNJUDGED = replace(DEFAULT, judge_weight=0)
_FUSED = replace(_UNJUDGED, rerank_weight=0)
_PLAIN = replace(_FUSED, expand=False, year_boost=0)
# Each row of the ablation, from words alone to the default, and the default without one of its parts.
ABLATION: Mapping[str, Recipe] = {
    "words (BM25)": replace(_PLAIN, passage_weight=0, sentence_weight=0),
    "passage vectors": replace(_PLAIN, sentence_weight=0, words_weight=0),
    "sentence vectors": replace(_PLAIN, passage_weight=0, words_weight=0),
    "words and passage vectors": replace(_PLAIN, sentence_weight=0),
    "and sentence vectors": _PLAIN,
    "and other names (LADO = ...)": replace(_FUSED, year_boost=0),
    "and years": _FUSED,
    "and late interaction": _UNJUDGED,
    "and the judge: the default": DEFAULT,
    "the default, near-duplicates not grouped": replace(DEFAULT, group=False),
    "the default, standard text not held back": replace(DEFAULT, standard_factor=1.0),
    # The weight of words that served the published encoder best; the projection of its token vectors is trained.
    "for the encoder as published: no late interaction, words 1.5": replace(_FUSED, words_weight=1.5),
}

# (type of the query, its value) for each query.
Values = Sequence[tuple[str, float]]


def interval(values: Sequence[float], samples: int = 2000) -> tuple[float, float]:
    """The middle 95 % of the means of as many values drawn with replacement."""
    draw = random.Random(SEED)
    means = sorted(statistics.mean(draw.choices(values, k=len(values))) for _ in range(samples))
    return means[int(0.025 * samples)], means[int(0.975 * samples)]


def heading() -> str:
    names = " | ".join(TYPES).replace("_", " ")
    return f"| nDCG@10 | all | between | {names} |\n" + "|---" * (3 + len(TYPES)) + "|"


def row(name: str, values: Values) -> str:
    """One row of the table: the mean over all queries with its interval, and the mean of each type."""
    by_type: dict[str, list[float]] = defaultdict(list)
    for kind, value in values:
        by_type[kind].append(value)
    every = [value for _, value in values]
    low, high = interval(every)
    each = " | ".join(f"{statistics.mean(by_type[kind]):.3f}" if by_type[kind] else "" for kind in TYPES)
    return f"| {name} | {statistics.mean(every):.3f} | {low:.3f} to {high:.3f} | {each} |"
