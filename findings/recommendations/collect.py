"""What inspectors asked for, and whether later documents of the same authority return to it.

Nothing here says that something was done: a later document that returns to a point may praise it or ask again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from findings.index.generation import Generation
from findings.judge.calibration import calibration
from findings.judge.relevance import evidence, stem_weights, words_share
from findings.recommendations.action_points import ActionPoint, action_points
from findings.recommendations.document_features import Features
from findings.recommendations.recurrence import point_features, recurrences
from findings.records import Document, Hit, Plan, Recommendation
from findings.search.retrieve import DEFAULT, Recipe, embedded_query


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
    generation: Generation, plan: Plan, found: Sequence[Recommendation], recipe: Recipe = DEFAULT
) -> tuple[Recommendation, ...]:
    """Those of `found` that are about the plan's topic, in their order."""
    vector = generation.embed(embedded_query(plan, recipe)).vector
    weights = stem_weights(plan, generation.words)
    features = Features(generation)
    fitted = calibration(generation.encoder).relevance

    def is_about(recommendation: Recommendation) -> bool:
        own = features.of(recommendation.document)
        first, end = recommendation.passage.start, recommendation.end
        for place, passage in enumerate(own.passages):
            if first <= passage.start < end and not passage.is_list:
                vectors = np.vstack([own.vectors[place], own.sentences[own.owners == place]])
                share = words_share(plan, passage, weights)
                if evidence(float((vectors @ vector).max()), share, fitted) >= fitted.cut:
                    return True
        return False

    return tuple(recommendation for recommendation in found if is_about(recommendation))
