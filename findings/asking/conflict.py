"""Documents that give different figures or dates for the same thing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from findings.asking.evidence import Sentence
from findings.asking.question import Question

DIFFERENT = "Inspectors said different things at different times."
# Two sentences are of the same thing when they are this alike and both hold most words of the question.
ALIKE = 0.55
SHARE = 0.6


def conflict_between(question: Question, chosen: Sequence[Sentence]) -> str:
    """What to say when two documents differ on a figure or date asked for; "" when none do."""
    if not (question.figure or question.likes_figure or question.date or question.likes_date):
        return ""
    for one, other in combinations(chosen, 2):
        if one.document.id == other.document.id or min(one.share, other.share) < SHARE:
            continue
        if float(one.vector @ other.vector) >= ALIKE and _differ(question, one, other):
            return DIFFERENT
    return ""


def _differ(question: Question, one: Sentence, other: Sentence) -> bool:
    if question.date or question.likes_date:
        return bool(one.dates and other.dates) and not set(one.dates) & set(other.dates)
    kinds = {f.kind for f in one.figures} & {f.kind for f in other.figures}
    return any(
        {f.words for f in one.figures if f.kind == kind}.isdisjoint(
            f.words for f in other.figures if f.kind == kind
        )
        for kind in kinds
    )
