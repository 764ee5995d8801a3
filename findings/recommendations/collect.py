"""What inspectors asked for, and whether later documents of the same authority return to it.

Nothing here says that something was done: a later document that returns to a point may praise it or ask again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from findings.encoding.types import Floats
from findings.index.protocol import SearchIndex
from findings.judge.judge import Judging, Place
from findings.judge.likelihood import SPEAKS, likelihood
from findings.judge.relevance import WORDS, inverse_document_frequencies, share_around, word_share
from findings.progress import Progress, Silent
from findings.reading.templates.asks import asking_of
from findings.recommendations.action_points import ActionPoint, action_points
from findings.recommendations.document_features import DocumentFeatures, Features
from findings.recommendations.recurrence import point_features, recurrences
from findings.records import Document, Hit, Plan, Recommendation
from findings.search.fusion import late_of
from findings.search.retrieve import DEFAULT, embedded_query

# Sentences of a recommendation that are judged, and recommendations that are judged in one go. Of 650 that were on one
# of 28 topics each was among the 93 nearest of 1,296: judging all of them took five to nine times as long for nothing.
JUDGED = 2
PORTION = 64


class _Sentence(NamedTuple):
    """A sentence of a recommendation that may be on the topic."""

    nearness: float  # to the topic, by vectors and words
    row: int  # of its passage
    place: Place


def recommendations(
    generation: SearchIndex,
    documents: Sequence[Document] | None = None,
    *,
    progress: Progress | None = None,
) -> tuple[Recommendation, ...]:
    """What `documents` (default: all) asked to be improved, document by document in their order, in reading order.

    Later passages are looked for in every document of the index, whatever `documents` are. Documents that could not
    be read and duplicates ask for nothing here. `progress` is told of each document.
    """
    features = Features(generation)
    found: list[Recommendation] = []
    asked = generation.documents if documents is None else documents
    progress = progress or Silent()
    progress.stage("Comparing", len(asked))
    for document in asked:
        progress.step(1)
        if document.status != "ready":
            continue
        own = features.of(document)
        asking = asking_of(document.kind, document.inspectorate)
        points = action_points(generation.content(document.id), own.passages, asking)
        compared = [point_features(features, own, point) for point in points]
        after = [
            recurrences(features, compared, features.of(later))
            for later in later_documents(generation.documents, document)
        ]
        found += [
            _recommendation(document, point, [hits[place] for hits in after])
            for place, point in enumerate(points)
        ]
    return tuple(found)


def later_documents(documents: Sequence[Document], document: Document) -> tuple[Document, ...]:
    """The readable documents about the same that speak of a later day, oldest first."""
    if document.date is None or document.about is None:
        return ()
    later = [
        (other.date, other.id, other)
        for other in documents
        if other.status == "ready"
        and other.about == document.about
        and other.date
        and other.date > document.date
    ]
    return tuple(other for *_, other in sorted(later, key=lambda entry: entry[:2]))


def _recommendation(document: Document, point: ActionPoint, after: Sequence[Hit | None]) -> Recommendation:
    hits = [hit for hit in after if hit is not None]
    status = "no_later_inspection"
    if after:
        status = "said_again" if hits else "not_found_later"
    return Recommendation(
        id=f"{document.id}:{point.start}-{point.end}",
        start=point.start,
        document=document,
        passage=point.passages[0],
        number=point.number,
        body=point.body,
        priority=point.priority,
        later=tuple(replace(hit, rank=rank) for rank, hit in enumerate(hits, 1)),
        status=status,
        text=point.text,
    )


def about(
    generation: SearchIndex, judge: Judging, plan: Plan, found: Sequence[Recommendation]
) -> tuple[Recommendation, ...]:
    """Those of `found` that are about the plan's topic, in their order: one of their sentences is on it.

    They are judged the nearest first, in portions, until a portion holds none that is about it.
    """
    features = Features(generation)
    query = generation.embed(embedded_query(plan, DEFAULT))
    weights = inverse_document_frequencies(plan.topic, generation)
    near = [_nearest(features.of(one.document), one, plan, query.vector, weights) for one in found]
    order = sorted(
        (place for place, own in enumerate(near) if own), key=lambda place: -near[place][0].nearness
    )
    chosen: set[int] = set()
    for start in range(0, len(order), PORTION):
        judged = [(place, one) for place in order[start : start + PORTION] for one in near[place]]
        late = late_of(generation, query.tokens, [one.row for _, one in judged])
        told = judge.judge(plan.topic, [one.place for _, one in judged])
        new = {
            place
            for (place, one), judgement, value in zip(judged, told, late, strict=True)
            if likelihood(judgement, one.nearness, value) >= SPEAKS
        }
        if not new:
            break
        chosen |= new
    return tuple(one for place, one in enumerate(found) if place in chosen)


def _nearest(
    own: DocumentFeatures, one: Recommendation, plan: Plan, vector: Floats, weights: Mapping[str, float]
) -> list[_Sentence]:
    """The JUDGED nearest sentences of a recommendation, the nearest first."""
    near = []
    starts = np.searchsorted(own.owners, np.arange(len(own.passages) + 1))
    for owner, passage in enumerate(own.passages):
        if passage.is_list or not (passage.start < one.end and one.start < passage.end):
            continue
        around = share_around(plan, passage, weights)
        cosines = own.sentences[starts[owner] : starts[owner + 1]] @ vector
        for (start, end), cosine in zip(passage.sentences, cosines.tolist(), strict=True):
            if end <= one.start or start >= one.end:
                continue
            share = word_share(plan, passage.text[start - passage.start : end - passage.start], weights)
            place = Place(one.document, passage, start, end)
            near.append(_Sentence(cosine + around + WORDS * share, int(own.rows[owner]), place))
    return sorted(near, key=lambda each: (-each.nearness, each.place.start))[:JUDGED]
