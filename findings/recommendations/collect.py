"""What inspectors asked for, and whether later documents of the same authority return to it.

Nothing here says that something was done: a later document that returns to a point may praise it or ask again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from findings.index.generation import Generation
from findings.judge.judge import Judging, Place
from findings.recommendations.action_points import ActionPoint, action_points
from findings.recommendations.document_features import Features
from findings.recommendations.recurrence import point_features, recurrences
from findings.records import Document, Hit, Plan, Recommendation
from findings.search.retrieve import DEFAULT, embedded_query

# Sentences of a recommendation that are judged, and the probability from which it is about a topic.
JUDGED = 2
ABOUT = 0.5


def recommendations(
    generation: Generation, documents: Sequence[Document] | None = None
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
        points = action_points(generation.store.content(document.id), own.passages)
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
    """The readable documents of the same authority that speak of a later day, oldest first."""
    if document.date is None or document.authority is None:
        return ()
    later = [
        (other.date, other.id, other)
        for other in documents
        if other.status == "ready"
        and other.authority == document.authority
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
    generation: Generation, judge: Judging, plan: Plan, found: Sequence[Recommendation]
) -> tuple[Recommendation, ...]:
    """Those of `found` that are about the plan's topic, in their order: one of their sentences says something on it."""
    features = Features(generation)
    vector = generation.embed(embedded_query(plan, DEFAULT)).vector
    places: list[Place] = []
    owners: list[int] = []
    for number, one in enumerate(found):
        own = features.of(one.document)
        near = [
            (-float(cosine), span, own.passages[owner])
            for owner, those in groupby(zip(own.owners, own.sentences @ vector, strict=True), lambda x: x[0])
            if one.start <= own.passages[owner].start < one.end and not own.passages[owner].is_list
            for (_, cosine), span in zip(those, own.passages[owner].sentences, strict=True)
        ]
        for _, span, passage in sorted(near, key=lambda each: each[:2])[:JUDGED]:
            places.append(Place(one.document, passage, *span))
            owners.append(number)
    told = zip(owners, judge.judge(plan.topic, places), strict=True)
    chosen = {number for number, judgement in told if judgement.says + judgement.beside >= ABOUT}
    return tuple(one for number, one in enumerate(found) if number in chosen)
