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
from findings.answers.needs import need_of
from findings.answers.question import Question
from findings.judge.judge import log_odds

FILE = Path(__file__).with_name("decision.json")
# Of an answer that a report prints in a table or heading.
PRINTED = 0.95
# A sentence likely says it from this probability on, where needs are looked at.
LIKELY = 0.3


@dataclass(frozen=True, slots=True)
class Features:
    """What the decision looks at. Log-odds are natural and lie within about -7..7; cosines are with the topic."""

    says: float  # log-odds that the best sentence says it
    second: float  # the same of the second best
    unmet: float  # 1 where no likely sentence holds what the question needs (a figure, a date), else 0
    cosine: float  # of the best sentence
    nearest: float  # of the sentence that is nearest by vectors


@dataclass(frozen=True, slots=True)
class Decision:
    """`confidence` 0..1 that the sentences answer; `enough`: whether that is enough to answer."""

    confidence: float
    enough: bool
    unmet: str  # what was needed and not found, a sentence; "" where nothing is


def decide(question: Question, sentences: Sequence[Sentence]) -> Decision:
    """`sentences` are judged, in any order."""
    found, unmet = features(question, sentences)
    fitted = _fitted()
    odds = fitted.bias + sum(w * x for w, x in zip(fitted.weights, astuple(found), strict=True))
    confidence = round(1 / (1 + exp(-odds)), 4)
    return Decision(confidence, confidence >= fitted.cut, unmet)


def features(question: Question, sentences: Sequence[Sentence]) -> tuple[Features, str]:
    """The features, and in words what is needed and not found. Sentences of other years than those asked for count for
    nothing."""
    counted = [s for s in sentences if s.in_year or not question.years]
    ranked = sorted(counted, key=lambda s: -s.judgement.says)
    says = [*(s.judgement.says for s in ranked), 0.0, 0.0]
    likely = [s.text for s in sentences if s.judgement.says >= LIKELY]
    need = need_of(question.text)
    unmet = need.missing if need is not None and not any(map(need.met, likely)) else ""
    return Features(
        says=log_odds(says[0]),
        second=log_odds(says[1]),
        unmet=float(bool(unmet)),
        cosine=ranked[0].cosine if ranked else 0.0,
        nearest=max((s.cosine for s in counted), default=0.0),
    ), unmet


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
