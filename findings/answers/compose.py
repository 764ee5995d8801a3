"""Composing an answer: sentences that say different things, each with the one it leans on; what documents contradict.

Chosen by maximal marginal relevance: Carbonell and Goldstein, "The use of MMR, diversity-based reranking", SIGIR 1998.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import combinations

from findings.answers.evidence import Sentence
from findings.answers.question import Question
from findings.index.near_duplicates import CONTAINED, shingles

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


_LEANS = re.compile(
    r"\W*(?:this|that|these|those|such|it|its|they|their|he|she|his|her|both|however|but|nevertheless|nonetheless|"
    r"yet|as a result|consequently|therefore|in contrast|by contrast|conversely|even so|for example|for instance|"
    r"(?:of|in|for|among|from|with) (?:these|those|such|both|which|whom))\b",
    re.IGNORECASE,
)
# Sentences a quotation may reach back: what leans on a third is read in the source.
_BACK = 2


def with_before(sentence: Sentence, chosen: Collection[Sentence]) -> Sentence:
    """The sentence from the start of those it leans on, in its passage; what is quoted already is not said again."""
    passage = sentence.passage
    said = {other.start for other in chosen if other.passage.id == passage.id}
    starts = [start for start, _ in passage.sentences]
    start = sentence.start
    for _ in range(_BACK):
        place = starts.index(start) if start in starts else 0
        if place == 0 or starts[place - 1] in said or not _LEANS.match(passage.text, start - passage.start):
            break
        start = starts[place - 1]
    return replace(
        sentence, start=start, text=passage.text[start - passage.start : sentence.end - passage.start]
    )


DIFFERENT = "Inspectors said different things at different times."
# Two sentences are of the same thing when they are this alike and both hold most words of the question.
SAME_POINT = 0.55
SHARE = 0.6


def conflict_between(question: Question, chosen: Sequence[Sentence]) -> str:
    """What to say when two documents differ on a figure or date asked for; "" when none do."""
    if not (question.figure or question.likes_figure or question.date or question.likes_date):
        return ""
    for one, other in combinations(chosen, 2):
        if one.document.id == other.document.id or min(one.share, other.share) < SHARE:
            continue
        if float(one.vector @ other.vector) >= SAME_POINT and _differ(question, one, other):
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
