"""How well the evidence supports an answer, as a number from 0 to 1.

A logistic model on four features, where nothing asked for is missing. The weights were fitted on labelled questions;
`benchmarks/answers.py` measures what comes of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from findings.answers.abstain import Gap
from findings.answers.coverage import coverage, weighted
from findings.answers.evidence import Evidence
from findings.answers.question import Question
from findings.index.bm25 import WordQuery
from findings.index.generation import Generation
from findings.judge.calibration import Logistic
from findings.records import Plan
from findings.search.query import selected
from findings.text.names import CALENDAR

# Best sentences whose passages are compared with the question word by word.
LOOKED_AT = 5

# What the confidence is a weighted sum of, in this order.
SIGNS = ("support", "covered", "absent", "late")
# When something asked for is missing the rest says nothing: few such questions had an answer.
WITH_GAP = 0.03
# Of a grade that a report prints.
PRINTED = 0.95


# A word that stands nowhere and is met less than this by the nearest one is absent.
ABSENT = 0.25


@dataclass(frozen=True, slots=True)
class Features:
    """`support` of the best sentence; `covered`: how far one passage meets the question's words, 0..1; `absent`: the
    weighted share of them, 0..1, that stand in no document searched nor have a near meaning in the evidence; `gap`:
    whether something asked for is missing; `late`: the best late interaction of the question with a passage."""

    support: float
    covered: float
    absent: float
    gap: bool
    late: float = 0.0


def features(
    generation: Generation, plan: Plan, question: Question, evidence: Evidence, missing: Sequence[Gap]
) -> Features:
    """What the confidence is computed from."""
    gap = any(gap.whole for gap in missing)
    best = sorted(evidence.sentences, key=lambda s: -round(s.support, 6))[:LOOKED_AT]
    if not best:
        return Features(0.0, 0.0, 1.0, gap)
    passages = list({s.passage.id: s.passage for s in best}.values())
    met = coverage(generation.encoder, plan, question.subject, evidence.weights, passages)
    present = {
        word: float(how >= ABSENT or word.lower() in CALENDAR or stands(generation, plan, word))
        for word, how in met.items()
    }
    return Features(
        best[0].support,
        weighted(met, evidence.weights),
        1 - weighted(present, evidence.weights),
        gap,
        evidence.late,
    )


def stands(generation: Generation, plan: Plan, word: str) -> bool:
    """Whether a word, in any inflection, stands in a document searched."""
    if generation.words.document_frequency(word) == 0:
        return False
    documents = generation.numbers_of(selected(generation.documents, plan.filters))
    rows, _ = generation.words.search(WordQuery(terms=((word, 1.0),)), 1, documents)
    return len(rows) > 0


def confidence(found: Features, fitted: Logistic) -> float:
    """0..1; higher is better supported."""
    if found.gap:
        return WITH_GAP
    z = fitted.bias + sum(
        weight * float(getattr(found, name)) for weight, name in zip(fitted.weights, SIGNS, strict=True)
    )
    return round(1 / (1 + exp(-z)), 4)
