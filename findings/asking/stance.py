"""Stance: how a passage judges the practice it describes, read from its words alone.

A logistic regression over runs of words, made by `benchmarks/training/stance.py`, which prints how well it does on
authorities it has not seen. The section heading decides only for a bare improvement bullet: reports praise under
"What needs to improve" and find fault under "Strengths".
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log
from pathlib import Path

import numpy as np

from findings.asking.stance_features import FIRST, LAST, TURN, Feature, features
from findings.asking.whose import whose
from findings.records import STANCES, Passage, Stance

MODEL = Path(__file__).with_name("stance_model.json")
# The model's numbers are kept as whole thousandths.
SCALE = 1000
LABELS = tuple(STANCES)
# Cues shown for one passage; weaker ones explain nothing.
MAX_CUES = 3
_LEAST_CUE = 0.05  # of the log-odds of the label


@dataclass(frozen=True)
class Model:
    """`bias` has a number for each label; a feature has its rarity (idf), then a weight for each label."""

    bias: tuple[float, ...]
    features: Mapping[str, tuple[float, ...]]

    def worth(self, found: Iterable[Feature]) -> dict[str, float]:
        """The part (tf-idf, unit length together) of each known feature in the text."""
        counts = Counter(feature.name for feature in found)
        worth = {
            name: (1 + log(number)) * self.features[name][0]
            for name, number in counts.items()
            if name in self.features
        }
        length = sum(value * value for value in worth.values()) ** 0.5
        return {name: value / length for name, value in worth.items()}

    def scores(self, found: Iterable[Feature]) -> np.ndarray:
        """One number for each label, float64 [labels]: log-odds up to a common constant."""
        total = np.array(self.bias, dtype=np.float64)
        for name, value in self.worth(found).items():
            total += value * np.array(self.features[name][1:])
        return total


@cache
def model() -> Model:
    """The model in the repository, read on first use."""
    kept = json.loads(MODEL.read_text(encoding="utf-8"))
    scale = kept["scale"]
    return Model(
        bias=tuple(value / scale for value in kept["bias"]),
        features={name: tuple(v / scale for v in values) for name, values in kept["features"].items()},
    )


def stance_of(passage: Passage, sentences: Sequence[tuple[int, int]] | None = None) -> Stance:
    """How the passage judges; given some of its `sentences` (offsets into the stored text), how those judge."""
    spans = [(a - passage.start, b - passage.start) for a, b in sentences or passage.sentences]
    found = features(passage.text, spans)
    probabilities = _softmax(model().scores(found))
    label = LABELS[int(np.argmax(probabilities))]
    if is_bare_bullet(passage):
        label = "needs_improvement"
    return Stance(
        label=label,
        cues=tuple((a + passage.start, b + passage.start) for a, b in _cues(found, label)),
        about=whose(passage.text, spans),
    )


def is_bare_bullet(passage: Passage) -> bool:
    """An improvement asked for in one sentence or less: "The timeliness of assessments." says nothing by itself."""
    return passage.kind == "recommendation" and (len(passage.sentences) == 1 or passage.is_list)


def _softmax(scores: np.ndarray) -> np.ndarray:
    raised = np.exp(scores - scores.max())
    return np.asarray(raised / raised.sum())


def _cues(found: Sequence[Feature], label: str) -> list[tuple[int, int]]:
    """Where the words stand that speak most for the label; of a mixed one, the best of either side too."""
    if label == "mentioned":
        return []
    if label == "mixed":
        spans = [_telling(found, side)[:1] for side in ("needs_improvement", "strength", "mixed")]
        return _apart(span for side in spans for span in side)
    return _apart(_telling(found, label))


def _telling(found: Sequence[Feature], label: str) -> list[tuple[int, int]]:
    """Spans by how much their words, taken together, speak for the label against the others; the best first."""
    number = 1 + LABELS.index(label)
    known = model()
    own: dict[tuple[int, int], float] = {}
    for feature in found:
        values = known.features.get(feature.name)
        if values:
            others = (sum(values[1:]) - values[number]) / (len(LABELS) - 1)
            span = (feature.start, feature.end)
            own[span] = own.get(span, 0.0) + values[0] * (values[number] - others)
    whole = {
        span: sum(v for (a, b), v in own.items() if span[0] <= a and b <= span[1])
        for span in {(f.start, f.end) for f in found if not f.name.startswith((FIRST, LAST, TURN))}
    }
    ranked = sorted(whole, key=lambda span: (-whole[span], span))
    return [span for span in ranked if whole[span] > _LEAST_CUE]


def _apart(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The first few spans that do not overlap."""
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        if len(kept) == MAX_CUES:
            break
        if all(end <= a or start >= b for a, b in kept):
            kept.append((start, end))
    return kept
