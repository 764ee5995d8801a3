"""The sentences of a document that may say something on a topic: what the judge is asked about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from findings.encoding.types import Floats
from findings.index.protocol import Scope, SearchIndex
from findings.judge.relevance import WORDS, inverse_document_frequencies, share_around, word_share
from findings.judge.scope import may_find
from findings.records import Passage, Plan
from findings.search.retrieve import DEFAULT, Recipe, embedded_query, word_query

# Passages of a document that are looked into: the nearest by vectors and those that hold most of the words; and of
# their sentences those that are judged.
_BY_VECTOR, _BY_WORDS, JUDGED = 8, 8, 6
_NAMING = 3  # sentences that only name the topic, of one document
# A sentence names the topic when it holds all of its words: nearly 1, for the sum of their shares.
NAMES_IT = 0.999
# Text that stands in every report says nothing on the topic; a note that names it does: silence must not be claimed.
_SPEAKING_KINDS = frozenset({"finding", "recommendation", "case_study", "footnote"})


@dataclass(frozen=True, slots=True, eq=False)
class Topic:
    """What is looked for, and in which generation."""

    generation: SearchIndex
    plan: Plan
    recipe: Recipe
    vector: np.ndarray  # float32 [dimensions], unit length
    tokens: np.ndarray  # float32 [tokens, width]; none when the encoder has no token vectors
    weights: Mapping[str, float]  # of the topic's stems

    @classmethod
    def of(cls, generation: SearchIndex, plan: Plan, recipe: Recipe = DEFAULT) -> Topic:
        weights = inverse_document_frequencies(plan.topic, generation)
        query = generation.embed(embedded_query(plan, recipe))
        return cls(generation, plan, recipe, query.vector, query.tokens, weights)


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A sentence of a document that may say something on the topic."""

    row: int
    passage: Passage
    span: tuple[int, int]  # offsets into the stored text
    nearness: float  # to the topic, by vectors and words
    share: float  # 0..1, of the topic's words that stand in it, by rarity
    finds: bool  # whether it may find something: else it says what was looked at, or what a name means
    late: float = 0.0  # late interaction of its passage with the topic, -1..1
    says: float = 0.0  # log-odds that it says something on the topic, by the judge alone
    likely: float = 0.0  # that it does, by the judge, vectors and words together, 0..1

    @property
    def text(self) -> str:
        return _cut(self.passage, self.span)


def candidates(topic: Topic, number: int, *, deep: bool = False) -> list[Candidate]:
    """The sentences of a document that may say something on the topic, JUDGED at most, and those that only name it; the
    nearest first. With `deep` all that were looked into."""
    generation = topic.generation
    rows = generation.rows_of(number)
    by_words, _ = generation.by_words(
        word_query(topic.plan, topic.recipe),
        len(rows) if topic.plan.phrases else _BY_WORDS,
        Scope(frozenset([number])),
        topic.recipe.heading_weight,
    )
    if topic.plan.phrases:  # what stood in quotation marks must occur exactly
        rows = by_words
    cosine = generation.passage_vectors_of(rows) @ topic.vector
    nearest = rows[np.argsort(-cosine, kind="stable")[:_BY_VECTOR]]
    chosen = sorted({int(row) for row in (*nearest, *by_words)})
    found = [
        one
        for row, passage, vectors in zip(
            chosen, generation.passages(chosen), generation.sentence_vectors_of(chosen), strict=True
        )
        if not passage.is_list and passage.kind in _SPEAKING_KINDS
        for one in _of_passage(topic, row, passage, vectors)
    ]
    nearest_first = sorted(found, key=lambda one: (-round(one.nearness, 6), one.span))
    if deep:
        return nearest_first
    naming = [one for one in nearest_first if not one.finds and one.share > NAMES_IT]
    return [one for one in nearest_first if one.finds][:JUDGED] + naming[:_NAMING]


def _of_passage(topic: Topic, row: int, passage: Passage, vectors: Floats) -> list[Candidate]:
    """The sentences of a passage, of these vectors."""
    cosines: Sequence[float] = (vectors @ topic.vector).tolist()
    around = share_around(topic.plan, passage, topic.weights)
    found = []
    for span, cosine, finds in zip(passage.sentences, cosines, may_find(passage), strict=True):
        share = word_share(topic.plan, _cut(passage, span), topic.weights)
        found.append(Candidate(row, passage, span, cosine + around + WORDS * share, share, finds))
    return found


def _cut(passage: Passage, span: tuple[int, int]) -> str:
    return passage.text[span[0] - passage.start : span[1] - passage.start]
