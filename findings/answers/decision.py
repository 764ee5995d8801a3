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
# A sentence likely says it from this probability on, where needs are looked at; it denies it from this one on.
LIKELY, DENIES = 0.3, 0.5


@dataclass(frozen=True, slots=True)
class Features:
    """What the decision looks at. Log-odds are natural and lie within about -7..7."""

    says: float  # log-odds that the best sentence says it
    second: float  # the same of the second best
    denies: float  # log-odds that the likeliest denial denies it
    beside: float  # probability that the best sentence beside belongs beside
    unmet: float  # 1 where no likely sentence holds what the question needs (a figure, a date), else 0


@dataclass(frozen=True, slots=True)
class Decision:
    """`confidence` 0..1 that the sentences answer; `enough`: whether that is enough to answer."""

    confidence: float
    enough: bool
    unmet: str  # what was needed and not found, a sentence; "" where nothing is
    denial: Sentence | None  # what shows that the question takes something for granted that is not so


def decide(question: Question, sentences: Sequence[Sentence]) -> Decision:
    """`sentences` are judged, in any order."""
    found, unmet = features(question, sentences)
    fitted = _fitted()
    odds = fitted.bias + sum(w * x for w, x in zip(fitted.weights, astuple(found), strict=True))
    confidence = round(1 / (1 + exp(-odds)), 4)
    denial = max(sentences, key=lambda s: s.judgement.denies, default=None)
    best = max((s.judgement.says for s in sentences), default=0.0)
    if denial is not None and (denial.judgement.denies < DENIES or denial.judgement.denies < best):
        denial = None
    return Decision(confidence, confidence >= fitted.cut and denial is None, unmet, denial)


def features(question: Question, sentences: Sequence[Sentence]) -> tuple[Features, str]:
    """The features, and in words what is needed and not found. Sentences of other years than those asked for count for
    nothing."""
    judged = [s.judgement for s in sentences if s.in_year or not question.years]
    says = [*sorted((j.says for j in judged), reverse=True), 0.0, 0.0]
    likely = [s.text for s in sentences if s.judgement.says >= LIKELY]
    need = need_of(question.text)
    unmet = need.missing if need is not None and not any(map(need.met, likely)) else ""
    return Features(
        says=log_odds(says[0]),
        second=log_odds(says[1]),
        denies=log_odds(max((s.judgement.denies for s in sentences), default=0.0)),
        beside=max((j.beside for j in judged), default=0.0),
        unmet=float(bool(unmet)),
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
