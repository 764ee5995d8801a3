"""Choosing sentences that say different things: maximal marginal relevance.

Carbonell and Goldstein, "The use of MMR, diversity-based reranking", SIGIR 1998.
"""

from __future__ import annotations

from collections.abc import Sequence

from findings.asking.evidence import Sentence
from findings.indexing.alike import CONTAINED, shingles

MOST = 6
# A question for a figure, a name or a date has a short answer.
FEW = 5
# What likeness to a sentence already chosen takes off a score.
REPETITION = 0.8
# A further sentence must score this share of the best one; one beside a chosen sentence, or in its passage, less.
ENOUGH = 0.7
BESIDE = 0.3
SAME_PASSAGE = 0.1
# A sentence that speaks of the question less than this share of the one it stands beside gains only SAME_PASSAGE.
OWN = 0.4
# Sentences of two documents that are this alike say the same.
ALIKE = 0.93


def choose(
    sentences: Sequence[Sentence], needed: Sequence[Sentence] = (), most: int = MOST
) -> list[Sentence]:
    """At most `most` of the sentences (best first), those `needed` first, each unlike the others."""
    chosen: list[Sentence] = []
    for sentence in needed:
        if len(chosen) < most and not any(says_same(sentence, other) for other in chosen):
            chosen.append(sentence)
    if not sentences:
        return chosen
    if not chosen:
        chosen.append(sentences[0])
    bar = ENOUGH * sentences[0].score
    left = [s for s in sentences if s not in chosen]
    while left and len(chosen) < most:
        worth = {id(s): _worth(s, chosen) for s in left}
        best = max(left, key=lambda s: (round(worth[id(s)], 6), -left.index(s)))
        if worth[id(best)] < bar:
            break
        left.remove(best)
        if not any(says_same(best, other) for other in chosen):
            chosen.append(best)
    return chosen


def says_same(one: Sentence, other: Sentence) -> bool:
    """Whether two sentences are near-duplicates: nearly all four-word runs of the shorter stand in the longer, or
    their vectors all but coincide and they give the same figures."""
    a, b = shingles(one.text), shingles(other.text)
    if len(a & b) >= CONTAINED * min(len(a), len(b)):
        return True
    figures = [{f.words.lower() for f in s.figures} | set(s.dates) for s in (one, other)]
    return float(one.vector @ other.vector) >= ALIKE and figures[0] == figures[1]


def _worth(sentence: Sentence, chosen: Sequence[Sentence]) -> float:
    likeness = max(float(sentence.vector @ other.vector) for other in chosen)
    return sentence.score - REPETITION * max(0.0, likeness - 0.5) + max(_gain(sentence, o) for o in chosen)


def _gain(sentence: Sentence, chosen: Sentence) -> float:
    gain = beside(sentence, chosen)
    return gain if sentence.support >= OWN * chosen.support else min(gain, SAME_PASSAGE)


def beside(sentence: Sentence, chosen: Sentence) -> float:
    """What a sentence gains by standing in the passage of a chosen one: most where it goes on from it."""
    if sentence.passage.id != chosen.passage.id:
        return 0.0
    spans = sentence.passage.sentences
    distance = spans.index((sentence.start, sentence.end)) - spans.index((chosen.start, chosen.end))
    return BESIDE if distance in (-1, 1) else SAME_PASSAGE
