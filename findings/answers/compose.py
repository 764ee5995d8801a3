"""Composing an answer: the sentence that answers first, others that answer newest first, then what belongs beside.

One good sentence is a good answer; no sentence stands there twice in other words; each comes with the one it leans on.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import combinations

from findings.answers.evidence import Sentence
from findings.index.near_duplicates import CONTAINED, shingles
from findings.text.back_references import reaching_back
from findings.text.figures import dates_in, figures

MOST = 6  # sentences of an answer
BESIDE = 2  # of them those that only belong beside
# A sentence is quoted as answering from this probability on, and this share of the best one's; as belonging beside
# from this one on.
SAYS, OF_BEST, IS_BESIDE = 0.5, 0.6, 0.6
# Sentences whose vectors are this alike say the same, if they give the same figures and dates.
ALIKE = 0.93


def compose(sentences: Sequence[Sentence]) -> tuple[list[Sentence], list[Sentence]]:
    """(those that answer, those that belong beside) of judged sentences; the first of the answering ones says most, the
    others are the newest first."""
    ranked = sorted(sentences, key=lambda s: (-round(s.judgement.says, 6), s.document.id, s.start))
    if not ranked:
        return [], []
    least = max(SAYS, OF_BEST * ranked[0].judgement.says)
    answering: list[Sentence] = []
    for one in ranked:
        if len(answering) == MOST or (answering and one.judgement.says < least):
            break
        if not any(says_same(one, other) for other in answering):
            answering.append(one)
    beside: list[Sentence] = []
    for one in sorted(ranked, key=lambda s: (-round(s.judgement.beside, 6), s.document.id, s.start)):
        if len(beside) == min(BESIDE, MOST - len(answering)) or one.judgement.beside < IS_BESIDE:
            break
        if not any(says_same(one, other) for other in (*answering, *beside)):
            beside.append(one)
    return [answering[0], *sorted(answering[1:], key=newest_first)], sorted(beside, key=newest_first)


def newest_first(sentence: Sentence) -> tuple[int, str, int]:
    """By document, the newest first, and in each in reading order."""
    date = sentence.document.date
    return -(date.toordinal() if date else 0), sentence.document.id, sentence.start


def says_same(one: Sentence, other: Sentence) -> bool:
    """Whether two sentences are near-duplicates: nearly all four-word runs of the shorter stand in the longer, or
    their vectors all but coincide and they give the same figures."""
    a, b = shingles(one.text), shingles(other.text)
    if len(a & b) >= CONTAINED * min(len(a), len(b)):
        return True
    if float(one.vector @ other.vector) < ALIKE:
        return False
    first, second = ({f.words.lower() for f in figures(s.text)} | set(dates_in(s.text)) for s in (one, other))
    return first == second


def with_antecedent(sentence: Sentence, chosen: Collection[Sentence]) -> Sentence:
    """The sentence from the start of those it leans on ("This has improved"), in its passage; what is quoted already is
    not said again."""
    passage = sentence.passage
    said = {other.start - passage.start for other in chosen if other.passage.id == passage.id}
    starts = [start - passage.start for start, _ in passage.sentences]
    start = sentence.start
    if start - passage.start in starts:
        first = reaching_back(passage.text, starts, starts.index(start - passage.start), said)
        start = passage.sentences[first][0]
    return replace(
        sentence, start=start, text=passage.text[start - passage.start : sentence.end - passage.start]
    )


DIFFERENT = "The documents give different figures or dates for this."
# Two sentences are of the same thing when their vectors are this alike.
SAME_POINT = 0.55


def conflict_between(answering: Sequence[Sentence]) -> str:
    """What to say when two documents of one authority and one year give different figures of one kind; "" if not."""
    for one, other in combinations(answering, 2):
        first, second = one.document, other.document
        if first.id == second.id or first.about != second.about or not (first.date and second.date):
            continue
        alike = float(one.vector @ other.vector) >= SAME_POINT
        if first.date.year == second.date.year and alike and _differ(one.text, other.text):
            return DIFFERENT
    return ""


def _differ(one: str, other: str) -> bool:
    kinds = {f.kind for f in figures(one)} & {f.kind for f in figures(other)}
    return any(
        {f.words for f in figures(one) if f.kind == kind}.isdisjoint(
            f.words for f in figures(other) if f.kind == kind
        )
        for kind in kinds
    )
