"""How many of a topic's words a text holds: what candidates are chosen by before the judge reads them."""

from __future__ import annotations

from collections.abc import Mapping

from findings.index.protocol import WordStatistics
from findings.records import Passage, Plan
from findings.text.content_words import content_words
from findings.text.matching import added_in, significant_stems, stems

# What the share of the topic's words weighs beside the cosine in how near a sentence is: in the sentence itself, and in
# its passage with the headings.
WORDS, AROUND = 0.5, 0.25


def inverse_document_frequencies(topic: str, words: WordStatistics) -> dict[str, float]:
    """The topic's stems with how rare each is among the passages: rare words say more about what was meant."""
    weights: dict[str, float] = {}
    for word in content_words(topic):
        rarity = words.inverse_document_frequency(word)
        weights |= dict.fromkeys(significant_stems(word), rarity)
    return weights


def word_share(plan: Plan, text: str, weights: Mapping[str, float]) -> float:
    """The weighted share (0..1) of the topic's words that stand in the text, in any inflection or by another name."""
    here = stems(text)
    met = set(here).union(*(stems(term.short) for term in added_in(plan, here)))
    total = sum(weights.values())
    return sum(weight for stem, weight in weights.items() if stem in met) / total if total else 0.0


def share_around(plan: Plan, passage: Passage, weights: Mapping[str, float]) -> float:
    """What the topic's words in a passage and its headings add (0..AROUND) to how near each of its sentences is."""
    whole = " ".join((passage.text, passage.lead_in, *passage.section))
    return AROUND * word_share(plan, whole, weights)
