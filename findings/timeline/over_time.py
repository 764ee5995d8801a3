"""Over time: every inspection held, oldest first, with what it says on a topic or which kind of silence it keeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from math import exp

import numpy as np

from findings.index.generation import Generation
from findings.judge.calibration import Calibration, calibration
from findings.judge.relevance import Signs, log_odds, signs, stem_weights
from findings.judge.scope import PARTIAL_KINDS, WITH_SCOPE, may_find, scope_of
from findings.judge.stance import stance_of, summary
from findings.records import Citation, Document, Hit, InspectionView, Passage, Plan, Stance, Timeline
from findings.search.fusion import late_interaction
from findings.search.hits import best_sentence, group
from findings.search.query import in_years, selected
from findings.search.retrieve import DEFAULT, Recipe, embedded_query, word_query
from findings.text.matching import words_added, words_found
from findings.text.places import find_in

# What is sure is measured by the document that is surest: where one speaks plainly of a topic, another that only comes
# near does not, and of a topic described in everyday words ("youngsters who ran away") none is very sure. The log-odds
# a document needs: a share of those of the surest and a constant, but no less than the calibration's cut.
_OF_SUREST, _BESIDES = 0.2, -1.5
# Below this a passage is nearest at best.
_CHANCE = -3.3
# A further passage is on the topic too when it would make the document speak by itself, unless others are far surer:
# beside a paragraph on private fostering, one on fostering is not.
_FAR_SURER = 3.0
SHOWN = 3  # passages of one document, and of the nearest of a silent one
# Passages of a document that are looked at closely: the nearest by vectors and those that hold most of the words.
_BY_VECTOR, _BY_WORDS = 15, 25
# Text that stands in every report says nothing on the topic; a note that names it does: silence must not be claimed.
_SPEAKING_KINDS = frozenset({"finding", "recommendation", "case_study", "footnote"})
# A sentence of a passage is on the topic too when it is this close to the best one (cosine).
_BESIDE_BEST = 0.14


@dataclass(frozen=True, slots=True, eq=False)
class Topic:
    """What is looked for, and in which generation."""

    generation: Generation
    plan: Plan
    recipe: Recipe
    vector: np.ndarray  # float32 [dimensions], unit length
    tokens: np.ndarray  # float32 [tokens, width]; none when the encoder has no token vectors
    weights: Mapping[str, float]  # of the topic's stems
    fitted: Calibration

    @classmethod
    def of(cls, generation: Generation, plan: Plan, recipe: Recipe = DEFAULT) -> Topic:
        query = generation.embed(embedded_query(plan, recipe))
        weights = stem_weights(plan, generation.words)
        fitted = calibration(generation.encoder)
        return cls(generation, plan, recipe, query.vector, query.tokens, weights, fitted)

    def sentence_cosines(self, rows: Sequence[int]) -> list[np.ndarray]:
        """Of each passage the cosine of each of its sentences, in order, float32 [sentences]."""
        sentences = [self.generation.sentence_rows(row) for row in rows]
        every = np.concatenate([*sentences, np.empty(0, dtype=np.int64)])
        cosines = self.generation.sentence_vectors.vectors(every) @ self.vector
        return np.split(cosines, np.cumsum([len(own) for own in sentences])[:-1]) if sentences else []

    def late(self, rows: Sequence[int]) -> np.ndarray:
        """Of each passage the late interaction with the topic, float32 [rows]; 0 without token vectors."""
        tokens = self.generation.token_vectors
        if tokens is None or not len(self.tokens) or not rows:
            return np.zeros(len(rows), dtype=np.float32)
        return late_interaction(self.tokens, tokens.of(rows))

    def signs(
        self, passage: Passage, sentences: Sequence[tuple[int, int]], cosine: float, late: float
    ) -> Signs:
        """What speaks for those sentences of a passage being about the topic, its headings taken with them."""
        words = [_cut(passage, span) for span in sentences]
        text = " ".join((*words, passage.lead_in, *passage.section))
        return signs(self.plan, text, self.weights, cosine, late)

    def odds(self, seen: Signs) -> float:
        return log_odds(seen, self.fitted.topicality)


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A passage of a document with how sure it is that it is about the topic."""

    row: int
    passage: Passage
    signs: Signs
    odds: float
    cosines: np.ndarray  # float32 [sentences]


def over_time(generation: Generation, plan: Plan, *, recipe: Recipe = DEFAULT) -> Timeline:
    """What each document of the plan's filters says on its topic, oldest first; undated documents last.

    A file that could not be read stands among them unless another authority is known for it.
    """
    topic = Topic.of(generation, plan, recipe)
    numbers = generation.numbers
    documents = selected(generation.documents, plan.filters)
    found = [candidates(topic, numbers[document.id]) for document in documents]
    cut = speaking_cut(topic, found)
    views = [
        _view(topic, document, numbers[document.id], own, cut)
        for document, own in zip(documents, found, strict=True)
    ]
    views += [
        InspectionView(document, silence="unreadable")
        for document in generation.documents
        if document.status == "unreadable" and _may_belong(document, plan)
    ]
    return Timeline(plan, tuple(sorted(views, key=_place_in_time)))


def speaking_cut(topic: Topic, found: Sequence[Sequence[Found]]) -> float:
    """The log-odds from which a passage makes its document speak; `found` holds the candidates of each document.

    benchmarks/over_time.py measures what comes of it.
    """
    surest = max((own[0].odds for own in found if own), default=0.0)
    return max(measured_by(surest), topic.fitted.topicality.cut)


def measured_by(surest: float) -> float:
    """The log-odds that a document needs beside one that has `surest`."""
    return _OF_SUREST * surest + _BESIDES


def _place_in_time(view: InspectionView) -> tuple[bool, date, str]:
    day = view.document.date
    return day is None, day or date.min, view.document.id


def _may_belong(document: Document, plan: Plan) -> bool:
    """Whether a file that could not be read may be one of those asked for, by what its name gives away."""
    named = {document.authority} - {None} or {name for _, _, name in find_in(document.file.replace("-", " "))}
    if plan.filters.authorities and named and not named & set(plan.filters.authorities):
        return False
    return document.date is None or in_years(document, plan.filters)


def _view(
    topic: Topic, document: Document, number: int, found: Sequence[Found], cut: float
) -> InspectionView:
    scope, within = _scope(topic, document, number) if document.kind in WITH_SCOPE else (None, True)
    if not found or found[0].odds < cut:
        nearest = islice((each for each in found if any(may_find(each.passage))), SHOWN)
        return InspectionView(
            document,
            silence="out_of_scope" if document.kind in PARTIAL_KINDS and not within else "not_mentioned",
            scope=scope,
            nearest=tuple(_hit(topic, document, each, rank) for rank, each in enumerate(nearest, 1)),
        )
    further = max(topic.fitted.topicality.cut, found[0].odds - _FAR_SURER)
    least = min(found[0].odds, further)
    on_topic = {each.passage.id: each for each in found if each.odds >= least}
    groups = group([each.passage for each in on_topic.values()])
    shown = [
        (_hit(topic, document, on_topic[passage.id], rank, same), _stance(topic, on_topic[passage.id]))
        for rank, (passage, same) in enumerate(groups[:SHOWN], 1)
    ]
    stance, why = summary([stance.label for _, stance in shown])
    return InspectionView(
        document, tuple(shown), others=len(groups) - len(shown), stance=stance, why=why, scope=scope
    )


def candidates(topic: Topic, number: int) -> list[Found]:
    """The passages of a document that may speak of the topic, the surest first."""
    generation = topic.generation
    rows = np.flatnonzero(generation.passage_documents == number)
    by_words, _ = generation.words.search(
        word_query(topic.plan, topic.recipe),
        len(rows) if topic.plan.phrases else _BY_WORDS,
        [number],
        heading_weight=topic.recipe.heading_weight,
    )
    if topic.plan.phrases:  # what stood in quotation marks must occur exactly
        rows = by_words
    cosine = generation.passage_vectors.vectors(rows) @ topic.vector
    nearest = rows[np.argsort(-cosine, kind="stable")[:_BY_VECTOR]]
    return _found(topic, sorted({int(row) for row in (*nearest, *by_words)}))


def _found(topic: Topic, rows: Sequence[int]) -> list[Found]:
    """Those of the passages that can speak, the surest first."""
    own = topic.generation.passage_vectors.vectors(np.array(rows, dtype=np.int64)) @ topic.vector
    passages = topic.generation.store.passages(rows)
    found = []
    for row, passage, cosine, cosines, late in zip(
        rows, passages, own, topic.sentence_cosines(rows), topic.late(rows).tolist(), strict=True
    ):
        if passage.is_list or passage.kind not in _SPEAKING_KINDS:
            continue
        seen = topic.signs(passage, passage.sentences, float(max(cosine, cosines.max())), late)
        if topic.odds(seen) >= _CHANCE:  # else its sentences need no second look
            # Only the sentences that may find something are judged.
            finding = np.array(may_find(passage))
            if not finding.any():
                continue
            if not finding.all():
                spans = [span for span, finds in zip(passage.sentences, finding, strict=True) if finds]
                seen = topic.signs(passage, spans, float(cosines[finding].max()), late)
        found.append(Found(row, passage, seen, topic.odds(seen), cosines))
    return sorted(found, key=lambda each: (-each.odds, each.passage.doc, each.passage.start))


def _scope(topic: Topic, document: Document, number: int) -> tuple[Citation | None, bool]:
    """What the visit looked at, and whether the topic may be part of that; it may where no sentence says."""
    rows = np.flatnonzero(topic.generation.passage_documents == number).tolist()
    passages = topic.generation.store.passages(rows)
    scope = scope_of(document, topic.generation.store.content(document.id), passages)
    if scope is None:
        return None, True
    row = rows[[passage.id for passage in passages].index(scope.passage.id)]
    cosine = float(topic.sentence_cosines([row])[0].max())
    seen = topic.signs(scope.passage, scope.passage.sentences, cosine, float(topic.late([row])[0]))
    return scope, topic.odds(seen) >= topic.fitted.topicality.cut


def _cut(passage: Passage, span: tuple[int, int]) -> str:
    return passage.text[span[0] - passage.start : span[1] - passage.start]


def _stance(topic: Topic, found: Found) -> Stance:
    """The stance of the passage's sentences on the topic."""
    best = found.cosines.max()
    near = np.flatnonzero(found.cosines >= best - _BESIDE_BEST)
    generation = topic.generation
    vectors = generation.sentence_vectors.vectors(generation.sentence_rows(found.row)[near])
    spans = [found.passage.sentences[place] for place in near]
    return stance_of(found.passage, spans, topic.weights, vectors, topic.fitted.stance)


def _hit(topic: Topic, document: Document, found: Found, rank: int, same: tuple[Passage, ...] = ()) -> Hit:
    passage, plan = found.passage, topic.plan
    return Hit(
        rank=rank,
        score=round(1 / (1 + exp(-found.odds)), 6),
        passage=passage,
        document=document,
        sentence=best_sentence(plan, passage, found.cosines),
        words_found=words_found(plan, passage),
        words_added=words_added(plan, passage),
        same=same,
        possible=found.odds < topic.fitted.topicality.cut,
    )
