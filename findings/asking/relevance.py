"""Whether a hit is about the topic, or only possibly: absolute evidence, which can be compared between queries."""

from __future__ import annotations

from collections.abc import Mapping
from math import log

from findings.asking.calibration import Relevance
from findings.asking.match import added_in, significant_stems, stems
from findings.asking.topic import content_words
from findings.indexing.words import Words
from findings.records import Passage, Plan


def stem_weights(plan: Plan, words: Words) -> dict[str, float]:
    """The topic's stems with their inverse document frequency: rare words say more about what was meant."""
    weights: dict[str, float] = {}
    for word in content_words(plan.topic):
        rarity = log(1 + words.count / (1 + words.document_frequency(word)))
        weights |= dict.fromkeys(significant_stems(word), rarity)
    return weights


def words_share(plan: Plan, passage: Passage, weights: Mapping[str, float]) -> float:
    """The weighted share (0..1) of the topic's words that stand in the passage or its headings, or are met there by
    another name."""
    here = stems(" ".join((passage.text, passage.lead_in, *passage.section)))
    met = set(here).union(*(stems(term.short) for term in added_in(plan, here)))
    total = sum(weights.values())
    return sum(weight for stem, weight in weights.items() if stem in met) / total if total else 0.0


def evidence(cosine: float, share: float, fitted: Relevance) -> float:
    """Evidence that a passage is about the topic. `cosine` is the better of passage and best sentence, -1..1."""
    return cosine + fitted.words * share
