"""Over time: every inspection held, oldest first, with what it says on a topic or which kind of silence it keeps.

Of each document the likeliest sentences are judged. It speaks when one of them says something on the topic; where none
does but one holds all of the topic's words, it only mentions it; else it is silent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from findings.encoding.types import Floats
from findings.index.protocol import Scope, SearchIndex
from findings.judge.calibration import calibration
from findings.judge.judge import Judgement, Judging, Place
from findings.judge.likelihood import SPEAKS, likelihood
from findings.judge.relevance import WORDS, inverse_document_frequencies, share_around, word_share
from findings.judge.scope import PARTIAL_KINDS, WITH_SCOPE, may_find, scope_of
from findings.judge.stance import label_of, summary, whole_stance
from findings.progress import Progress, Silent
from findings.records import Citation, Document, Hit, InspectionView, Passage, Plan, Timeline
from findings.search.fusion import late_of
from findings.search.hits import group
from findings.search.query import selected, unreadable
from findings.search.retrieve import DEFAULT, Recipe, embedded_query, word_query
from findings.text.matching import words_added, words_found

# A further passage is shown from this probability on, and this share of the best one's.
FURTHER, OF_BEST = 0.35, 0.5
# A visit's scope holds the topic from this probability on, by the judge alone, that the scope says or touches it.
WITHIN = 0.5
# Documents whose sentences are judged in one go.
AT_ONCE = 16
SHOWN = 3  # passages of one document, and of the nearest of a silent one
# Passages of a document that are looked into: the nearest by vectors and those that hold most of the words; and of
# their sentences those that are judged.
_BY_VECTOR, _BY_WORDS, JUDGED = 8, 8, 6
# A sentence names the topic when it holds all of its words: nearly 1, for the sum of their shares.
_ALL = 0.999
# What late interaction weighs, against the sum of its sentences' likelihoods, in which passage comes first.
_LATE = 3.0
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
    likely: float = 0.0  # that it says something on the topic, 0..1

    @property
    def text(self) -> str:
        return _cut(self.passage, self.span)


def over_time(
    generation: SearchIndex,
    judge: Judging,
    plan: Plan,
    *,
    recipe: Recipe = DEFAULT,
    progress: Progress | None = None,
    documents: Sequence[Document] | None = None,
) -> Timeline:
    """What each document of the plan's filters, or each of `documents`, says on its topic, oldest first; undated
    documents last.

    A file that could not be read stands among them unless another authority is known for it.
    """
    topic = Topic.of(generation, plan, recipe)
    if documents is None:
        documents = selected(generation.documents, plan.filters)
    progress = progress or Silent()
    progress.stage("Reading every inspection", len(documents))
    views: list[InspectionView] = []
    for start in range(0, len(documents), AT_ONCE):
        part = documents[start : start + AT_ONCE]
        found = [candidates(topic, generation.numbers[document.id]) for document in part]
        judged = _judged(judge, topic, part, found)
        views += [_view(topic, judge, document, own) for document, own in zip(part, judged, strict=True)]
        progress.step(len(part))
    views += [
        InspectionView(document, silence="unreadable")
        for document in unreadable(generation.documents, plan.filters)
    ]
    return Timeline(plan, tuple(sorted(views, key=_place_in_time)))


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
    naming = [one for one in nearest_first if not one.finds and one.share > _ALL]
    return [one for one in nearest_first if one.finds][:JUDGED] + naming[:SHOWN]


def _of_passage(topic: Topic, row: int, passage: Passage, vectors: Floats) -> list[Candidate]:
    """The sentences of a passage, of these vectors."""
    cosines: Sequence[float] = (vectors @ topic.vector).tolist()
    around = share_around(topic.plan, passage, topic.weights)
    found = []
    for span, cosine, finds in zip(passage.sentences, cosines, may_find(passage), strict=True):
        share = word_share(topic.plan, _cut(passage, span), topic.weights)
        found.append(Candidate(row, passage, span, cosine + around + WORDS * share, share, finds))
    return found


def _judged(
    judge: Judging, topic: Topic, documents: Sequence[Document], found: Sequence[Sequence[Candidate]]
) -> list[list[Candidate]]:
    """The candidates of each document with how likely each says something on the topic, the likeliest first."""
    places = [
        Place(document, one.passage, *one.span)
        for document, own in zip(documents, found, strict=True)
        for one in own
    ]
    judgements = iter(judge.judge(topic.plan.topic, places))
    rows = [one.row for own in found for one in own]
    late = iter(late_of(topic.generation, topic.tokens, rows))
    told = [[_told(one, next(judgements), next(late)) for one in own] for own in found]
    return [sorted(own, key=lambda one: (-round(one.likely, 6), one.span)) for own in told]


def _told(one: Candidate, judgement: Judgement, late: float) -> Candidate:
    return replace(one, late=late, likely=likelihood(judgement, one.nearness, late))


def _view(topic: Topic, judge: Judging, document: Document, found: Sequence[Candidate]) -> InspectionView:
    scope, within = _scope(topic, judge, document) if document.kind in WITH_SCOPE else (None, True)
    finding = [one for one in found if one.finds]
    best = finding[0].likely if finding else 0.0
    speaking = [one for one in finding if one.likely >= max(FURTHER, OF_BEST * best)]
    if best < SPEAKS:
        speaking = [one for one in found if one.share > _ALL]
    if not speaking:
        shown = _by_passage(finding)[:SHOWN]
        return InspectionView(
            document,
            silence="out_of_scope" if document.kind in PARTIAL_KINDS and not within else "not_mentioned",
            scope=scope,
            nearest=tuple(_hit(topic, document, own[0], rank) for rank, own in enumerate(shown, 1)),
        )
    passages = {own[0].passage.id: own for own in _by_passage(speaking)}
    groups = group([own[0].passage for own in passages.values()])
    views = [
        (_hit(topic, document, passages[passage.id][0], rank, same), whole_stance(topic.generation, passage))
        for rank, (passage, same) in enumerate(groups[:SHOWN], 1)
    ]
    if best < SPEAKS:
        stance, why = "mentioned", "Only mentions it."
    else:
        # A passage has one label on every page; the inspection's is that of what is said on the topic alone.
        on_topic = [_label(topic, passages[passage.id]) for passage, _ in groups[:SHOWN]]
        stance, why = summary(on_topic)
        if on_topic != [label.label for _, label in views]:
            why = ""
    return InspectionView(
        document, tuple(views), others=len(groups) - len(views), stance=stance, why=why, scope=scope
    )


def _by_passage(found: Sequence[Candidate]) -> list[list[Candidate]]:
    """The candidates of each passage, the passage first that says most in all of its sentences."""
    passages: dict[str, list[Candidate]] = {}
    for one in found:
        passages.setdefault(one.passage.id, []).append(one)

    def worth(own: Sequence[Candidate]) -> float:
        return sum(one.likely for one in own) + _LATE * own[0].late

    return sorted(passages.values(), key=lambda own: (-round(worth(own), 6), own[0].passage.start))


def _scope(topic: Topic, judge: Judging, document: Document) -> tuple[Citation | None, bool]:
    """What the visit looked at, and whether the topic may be part of that; it may where no sentence says."""
    generation = topic.generation
    rows = generation.rows_of(generation.numbers[document.id]).tolist()
    scope = scope_of(document, generation.content(document.id), generation.passages(rows))
    if scope is None:
        return None, True
    [judgement] = judge.judge(topic.plan.topic, [Place(document, scope.passage, scope.start, scope.end)])
    return scope, judgement.says + judgement.beside >= WITHIN


def _label(topic: Topic, found: Sequence[Candidate]) -> str:
    """The label of a passage's sentences on the topic."""
    generation, passage = topic.generation, found[0].passage
    spans = sorted(one.span for one in found)
    places = [passage.sentences.index(span) for span in spans]
    vectors = generation.sentence_vectors_of([found[0].row])[0][places]
    return label_of(passage, spans, topic.weights, vectors, calibration(generation.encoder).stance)


def _hit(
    topic: Topic, document: Document, found: Candidate, rank: int, same: tuple[Passage, ...] = ()
) -> Hit:
    return Hit(
        rank=rank,
        score=round(found.likely, 6),
        passage=found.passage,
        document=document,
        sentence=found.span,
        words_found=words_found(topic.plan, found.passage),
        words_added=words_added(topic.plan, found.passage),
        same=same,
        possible=found.likely < SPEAKS,
    )


def _cut(passage: Passage, span: tuple[int, int]) -> str:
    return passage.text[span[0] - passage.start : span[1] - passage.start]


def _place_in_time(view: InspectionView) -> tuple[bool, date, str]:
    day = view.document.date
    return day is None, day or date.min, view.document.id
