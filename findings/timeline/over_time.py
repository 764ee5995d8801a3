"""Over time: every inspection held, oldest first, with what it says on a topic or which kind of silence it keeps.

Of each document the likeliest sentences are judged. It speaks when one of them says something on the topic; where none
does but one holds all of the topic's words, it only mentions it; else it is silent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from findings.index.protocol import SearchIndex
from findings.judge.calibration import calibration
from findings.judge.judge import Judgement, Judging, Place, log_odds
from findings.judge.likelihood import SPEAKS, likelihood
from findings.judge.scope import PARTIAL_KINDS, WITH_SCOPE, scope_of
from findings.judge.stance import label_of, summary, whole_stance
from findings.progress import Progress, Silent
from findings.records import Citation, Document, Hit, InspectionView, Passage, Plan, Timeline
from findings.search.fusion import late_of
from findings.search.hits import group
from findings.search.query import selected, unreadable
from findings.search.retrieve import DEFAULT, Recipe
from findings.text.matching import words_added, words_found
from findings.timeline.candidates import NAMES_IT, Candidate, Topic, candidates
from findings.timeline.passage_order import in_order

# A further passage is shown from this probability on, and this share of the best one's.
FURTHER, OF_BEST = 0.35, 0.5
# A visit's scope holds the topic from this probability on, by the judge alone, that the scope says or touches it.
WITHIN = 0.5
# Documents whose sentences are judged in one go.
AT_ONCE = 16
SHOWN = 3  # passages of one document, and of the nearest of a silent one


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
        told = judged(judge, topic, part, found)
        views += [_view(topic, judge, document, own) for document, own in zip(part, told, strict=True)]
        progress.step(len(part))
    views += [
        InspectionView(document, silence="unreadable")
        for document in unreadable(generation.documents, plan.filters)
    ]
    return Timeline(plan, tuple(sorted(views, key=_place_in_time)))


def judged(
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
    likely = likelihood(judgement, one.nearness, late)
    return replace(one, late=late, says=log_odds(judgement.says), likely=likely)


def _view(topic: Topic, judge: Judging, document: Document, found: Sequence[Candidate]) -> InspectionView:
    scope, within = _scope(topic, judge, document) if document.kind in WITH_SCOPE else (None, True)
    on_it = speaking(found)
    said = on_it or [one for one in found if one.share > NAMES_IT]
    if not said:
        shown = in_order([one for one in found if one.finds])[:SHOWN]
        return InspectionView(
            document,
            silence="out_of_scope" if document.kind in PARTIAL_KINDS and not within else "not_mentioned",
            scope=scope,
            nearest=tuple(_hit(topic, document, own[0], rank) for rank, own in enumerate(shown, 1)),
        )
    passages = {own[0].passage.id: own for own in in_order(said)}
    groups = group([own[0].passage for own in passages.values()])
    views = [
        (_hit(topic, document, passages[passage.id][0], rank, same), whole_stance(topic.generation, passage))
        for rank, (passage, same) in enumerate(groups[:SHOWN], 1)
    ]
    if not on_it:
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


def speaking(found: Sequence[Candidate]) -> list[Candidate]:
    """Those that say something on the topic: none where the likeliest does not, else those nearly as likely."""
    finding = [one for one in found if one.finds]
    best = max((one.likely for one in finding), default=0.0)
    if best < SPEAKS:
        return []
    return [one for one in finding if one.likely >= max(FURTHER, OF_BEST * best)]


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


def _place_in_time(view: InspectionView) -> tuple[bool, date, str]:
    day = view.document.date
    return day is None, day or date.min, view.document.id
