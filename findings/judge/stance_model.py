"""The stance model: each sentence is judged by its words and by its vector, a passage by how its sentences lean.

Two logistic regressions say of a sentence how much speaks for each label: one over runs of words, in the repository
for any encoder; one over the sentence's vector, for encoders that it was fitted on. Added up they place the sentence
between praise and fault, and a third regression reads the label of the passage from where its sentences stand: all on
one side, on both, the last against the first. Read from files that cannot run code.
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
from numpy.typing import NDArray

from findings.encoding.types import Floats
from findings.judge.calibration import SCALE, StanceWeights
from findings.judge.stance_features import Feature
from findings.records import STANCES

MODEL = Path(__file__).with_name("stance_model.json")
LABELS = tuple(STANCES)
# What a vector counts beside the words.
VECTOR_SHARE = 0.5
# Sentences of a usual passage: how long a passage is stands among the signs.
_USUAL = 5

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Words:
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

    def scores(self, found: Iterable[Feature]) -> Numbers:
        """One number for each label, float64 [labels]: log-odds up to a common constant."""
        total = np.array(self.bias, dtype=np.float64)
        for name, value in self.worth(found).items():
            total += value * np.array(self.features[name][1:])
        return total


@dataclass(frozen=True, eq=False)
class Model:
    """The model of words, and how sentences decide together where there are no vectors: [labels, 1 + signs]."""

    words: Words
    joint: Numbers

    def probabilities(
        self, sentences: Sequence[Iterable[Feature]], vectors: Floats | None, leaning: StanceWeights | None
    ) -> Numbers:
        """How likely each label is, float64 [labels], of the sentences of a passage, given by their features and
        their vectors, float32 [sentences, dimensions]."""
        scores = log_softmax(np.array([self.words.scores(found) for found in sentences]))
        joint = self.joint
        if leaning is not None and vectors is not None:
            by_vector = leaning.vectors[:, 0] + vectors @ leaning.vectors[:, 1:].T
            scores = scores + VECTOR_SHARE * log_softmax(by_vector)
            joint = leaning.joint
        result: Numbers = np.exp(log_softmax((joint[:, 0] + joint[:, 1:] @ signs(scores))[None])[0])
        return result


def signs(scores: Numbers) -> Numbers:
    """What is seen of the sentences of a passage together, from the scores [sentences, labels] of each."""
    likely = np.exp(log_softmax(scores))
    lean = scores[:, LABELS.index("strength")] - scores[:, LABELS.index("needs_improvement")]
    return np.array(
        [
            *likely.mean(0),
            *likely.max(0),
            lean.mean(),
            lean.max(),
            lean.min(),
            lean[0],
            lean[-1],
            len(scores) / _USUAL,
        ]
    )


def log_softmax(scores: Numbers) -> Numbers:
    """Row by row: the logarithms of probabilities that add up to 1."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    result: Numbers = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return result


@cache
def model() -> Model:
    """The model in the repository, read on first use."""
    kept = json.loads(MODEL.read_text(encoding="utf-8"))
    return Model(
        Words(
            bias=tuple(value / SCALE for value in kept["bias"]),
            features={name: tuple(v / SCALE for v in values) for name, values in kept["features"].items()},
        ),
        joint=np.array(kept["joint"]) / SCALE,
    )
