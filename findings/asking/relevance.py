"""Whether a hit is about the topic, or only possibly."""

from __future__ import annotations

from collections.abc import Collection

from findings.asking.topic import content_words
from findings.records import Plan

# Fitted by benchmarks/cutoff.py: evidence = cosine + _WORDS * share of the query's words (or another name) found.
_WORDS = 0.25
CUT = 0.45


def is_possible(cosine: float, plan: Plan, found: Collection[str], added: Collection[str]) -> bool:
    """True when the evidence for a hit is below the cut: it may not be about the topic.

    `cosine` is the better of passage and best sentence; `found` and `added` are the words that matched.
    """
    return evidence(cosine, plan, found, added) < CUT


def evidence(cosine: float, plan: Plan, found: Collection[str], added: Collection[str]) -> float:
    """Absolute evidence for one passage; unlike a fused score it can be compared between queries."""
    wanted = len(content_words(plan.topic))
    share = 1.0 if added else min(1.0, len(found) / max(1, wanted))
    return cosine + _WORDS * share
