"""Logistic regression over the features of questions or of their words, as `question_model.py` reads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

RARE = 4  # a feature of fewer questions is left out
STRENGTH = 20.0  # inverse of the regularisation


@dataclass(frozen=True, slots=True)
class Example:
    """What is seen of one question or word, and the class it has."""

    seen: frozenset[str]
    label: str
    question: int  # the words of one question are held out together


def fitted(known: Sequence[Example]) -> dict[str, Any]:
    """A model as it is written."""
    counts = Counter(feature for example in known for feature in example.seen)
    names = sorted(feature for feature, count in counts.items() if count >= RARE)
    made = LogisticRegression(C=STRENGTH, max_iter=4000).fit(
        matrix([e.seen for e in known], names), [e.label for e in known]
    )
    classes = [str(name) for name in made.classes_]
    rows, bias = made.coef_, made.intercept_
    if len(classes) == 2:  # one row for two classes: that of the second
        rows, bias = np.vstack([np.zeros_like(rows), rows]), np.array([0.0, bias[0]])
    weights = {name: [round(float(w), 2) for w in rows[:, place]] for place, name in enumerate(names)}
    return {"classes": classes, "bias": [round(float(b), 2) for b in bias], "weights": weights}


def matrix(known: Sequence[frozenset[str]], names: Sequence[str]) -> csr_matrix:
    """A row for each of `known`, a column for each feature; each weighs the less, the more of a row are named."""
    places = {name: place for place, name in enumerate(names)}
    columns, values, ends = [], [], [0]
    for seen in known:
        own = sorted(places[feature] for feature in seen if feature in places)
        columns += own
        values += [1 / np.sqrt(max(1, len(own)))] * len(own)
        ends.append(len(columns))
    return csr_matrix((values, columns, ends), shape=(len(known), len(names)))
