"""What inspectors asked for, and whether later documents of the same authority return to it.

Nothing here says that something was done: a later document that returns to a point may praise it or ask again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from findings.encoding.types import Floats
from findings.index.protocol import SearchIndex
from findings.judge.judge import Judging, Place
from findings.judge.likelihood import SPEAKS, likelihood
from findings.judge.relevance import WORDS, inverse_document_frequencies, share_around, word_share
from findings.recommendations.action_points import ActionPoint, action_points
from findings.recommendations.document_features import DocumentFeatures, Features
from findings.recommendations.recurrence import point_features, recurrences
from findings.records import Document, Hit, Plan, Recommendation
from findings.search.fusion import late_of
from findings.search.retrieve import DEFAULT, embedded_query

# Sentences of a recommendation that are judged.
JUDGED = 2


def recommendations(
    generation: SearchIndex, documents: Sequence[Document] | None = None
) -> tuple[Recommendation, ...]:
    """What `documents` (default: all) asked to be improved, document by document in their order, in reading order.

    Later passages are looked for in every document of the index, whatever `documents` are. Documents that could not
    be read and duplicates ask for nothing here.
    """
    features = Features(generation)
    found: list[Recommendation] = []
    for document in generation.documents if documents is None else documents:
        if document.status != "ready":
            continue
        own = features.of(document)
        points = action_points(generation.content(document.id), own.passages)
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
    """Those of `found` that are about the plan's topic, in their order: one of their sentences is on it."""
    features = Features(generation)
    query = generation.embed(embedded_query(plan, DEFAULT))
    weights = inverse_document_frequencies(plan.topic, generation)
    places: list[Place] = []
    owners: list[int] = []
    near: list[float] = []
    rows: list[int] = []
    for number, one in enumerate(found):
        own = features.of(one.document)
        for nearness, span, owner in _nearest(own, one, plan, query.vector, weights):
            places.append(Place(one.document, own.passages[owner], *span))
            owners.append(number)
            near.append(nearness)
            rows.append(int(own.rows[owner]))
    late = late_of(generation, query.tokens, rows)
    told = judge.judge(plan.topic, places)
    chosen = {
        number
        for number, judgement, nearness, value in zip(owners, told, near, late, strict=True)
        if likelihood(judgement, nearness, value) >= SPEAKS
    }
    return tuple(one for number, one in enumerate(found) if number in chosen)


def _nearest(
    own: DocumentFeatures, one: Recommendation, plan: Plan, vector: Floats, weights: Mapping[str, float]
) -> list[tuple[float, tuple[int, int], int]]:
    """(nearness, span, place of its passage in the document) of the JUDGED nearest sentences of a recommendation."""
    near = []
    starts = np.searchsorted(own.owners, np.arange(len(own.passages) + 1))
    for owner, passage in enumerate(own.passages):
        if passage.is_list or not one.start <= passage.start < one.end:
            continue
        around = share_around(plan, passage, weights)
        cosines = own.sentences[starts[owner] : starts[owner + 1]] @ vector
        for (start, end), cosine in zip(passage.sentences, cosines.tolist(), strict=True):
            share = word_share(plan, passage.text[start - passage.start : end - passage.start], weights)
            near.append((cosine + around + WORDS * share, (start, end), owner))
    return sorted(near, key=lambda each: (-each[0], each[1]))[:JUDGED]
