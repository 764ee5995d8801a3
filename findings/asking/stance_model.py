"""The stance model: log-odds of each stance for a set of features. Read from a file that cannot run code."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import log
from pathlib import Path

import numpy as np

from findings.asking.stance_features import Feature
from findings.records import STANCES

MODEL = Path(__file__).with_name("stance_model.json")
# The model's numbers are kept as whole thousandths.
SCALE = 1000
LABELS = tuple(STANCES)


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
