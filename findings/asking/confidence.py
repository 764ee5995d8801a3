"""How well the evidence supports an answer, as a number from 0 to 1.

A logistic model on four features. `benchmarks/ask_fit.py` fitted the weights, and says on what and how well they
generalise; its table is in benchmarks/README.md. Without a gap 0.5 means: as many such questions had an answer as had none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

from findings.asking.abstain import Gap
from findings.asking.coverage import coverage, weighted
from findings.asking.evidence import Evidence
from findings.asking.question import Question
from findings.indexing.encoder import Encoder
from findings.records import Plan

# Best sentences whose passages are compared with the question word by word.
LOOKED_AT = 8

WEIGHTS: Mapping[str, float] = {"support": 1.0, "covered": 1.0, "weakest": 0.5, "gap": -4.0}
BIAS = -1.0
# Below it the answer is withheld.
ENOUGH = 0.3
# Of a grade that a report prints.
PRINTED = 0.95


@dataclass(frozen=True, slots=True)
class Features:
    """`support` of the best sentence; `covered` and `weakest`: the mean and the least that one passage meets of the
    question's words, 0..1; `gap`: whether something asked for is missing."""

    support: float
    covered: float
    weakest: float
    gap: bool


def features(
    encoder: Encoder, plan: Plan, question: Question, evidence: Evidence, missing: Sequence[Gap]
) -> Features:
    """What the confidence is computed from; all 0 without evidence."""
    gap = any(gap.whole for gap in missing)
    best = sorted(evidence.sentences, key=lambda s: -round(s.support, 6))[:LOOKED_AT]
    if not best:
        return Features(0.0, 0.0, 0.0, gap)
    passages = list({s.passage.id: s.passage for s in best}.values())
    met = coverage(encoder, plan, question.subject, evidence.weights, passages)
    return Features(best[0].support, weighted(met, evidence.weights), min(met.values(), default=1.0), gap)


def confidence(found: Features) -> float:
    """0..1; higher is better supported."""
    z = BIAS + sum(weight * float(getattr(found, name)) for name, weight in WEIGHTS.items())
    return round(1 / (1 + exp(-z)), 4)
