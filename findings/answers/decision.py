"""Whether there is an answer: a calibrated model over what the judge says of the best sentences.

Logistic regression over few features, fitted by `training/judge/decide.py` on labelled questions; its numbers are in
`decision.json`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from functools import cache
from math import exp
from pathlib import Path

from findings.answers.evidence import Sentence
from findings.answers.question import Question
from findings.judge.judge import log_odds

FILE = Path(__file__).with_name("decision.json")
# Of an answer that a report prints in a table or heading.
PRINTED = 0.95


@dataclass(frozen=True, slots=True)
class Features:
    """What the decision looks at. Log-odds are natural and lie within about -7..7."""

    says: float  # log-odds that the best sentence says it
    second: float  # the same of the second best
    nearest: float  # cosine with the topic of the sentence that is nearest by vectors


@dataclass(frozen=True, slots=True)
class Decision:
    """`confidence` 0..1 that the sentences answer; `enough`: whether that is enough to answer."""

    confidence: float
    enough: bool


def decide(question: Question, sentences: Sequence[Sentence]) -> Decision:
    """`sentences` are judged, in any order."""
    fitted, found = _fitted(), features(question, sentences)
    odds = fitted.bias + sum(w * x for w, x in zip(fitted.weights, astuple(found), strict=True))
    confidence = round(1 / (1 + exp(-odds)), 4)
    return Decision(confidence, confidence >= fitted.cut)


def features(question: Question, sentences: Sequence[Sentence]) -> Features:
    """Sentences of other years than those asked for count for nothing."""
    counted = [s for s in sentences if s.in_year or not question.years]
    says = [*sorted((s.judgement.says for s in counted), reverse=True), 0.0, 0.0]
    nearest = max((s.cosine for s in counted), default=0.0)
    return Features(log_odds(says[0]), log_odds(says[1]), nearest)


@dataclass(frozen=True, slots=True)
class Fitted:
    """`weights` of the features in their order; from `cut` on the confidence is enough."""

    bias: float
    weights: tuple[float, ...]
    cut: float


@cache
def _fitted() -> Fitted:
    kept = json.loads(FILE.read_text(encoding="utf-8"))
    return Fitted(kept["bias"], tuple(kept["weights"]), kept["cut"])
