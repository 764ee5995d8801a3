"""From what a person sees to what is kept: the passage's own words, its place, its label, and what was searched."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from findings.packs.pack import Kept, Searched, Silent
from findings.records import Document, InspectionView, Passage, Plan, Receipt, Recommendation, Stance


def kept_passage(
    passage: Passage, document: Document, topic: str, label: str, sentence: tuple[int, int] | None = None
) -> Kept:
    """A whole passage; `label` is the library's, which is the same wherever the passage is met; `sentence` is the one
    that it was found for."""
    return Kept(
        document=document,
        passage=passage,
        start=passage.start,
        end=passage.end,
        quote=passage.text,
        topic=topic,
        label=label,
        sentence=sentence,
    )


def kept_recommendation(one: Recommendation, topic: str = "") -> Kept:
    """A recommendation whole, with the points below it; something asked for needs improvement."""
    if not one.text:
        return kept_passage(one.passage, one.document, topic, "needs_improvement")
    return Kept(
        document=one.document,
        passage=one.passage,
        start=one.start,
        end=one.end,
        quote=one.text,
        topic=topic,
        label="needs_improvement",
    )


def kept_views(
    views: Sequence[InspectionView], topic: str, stance: Callable[[Passage], Stance]
) -> tuple[Kept, ...]:
    """Every passage shown of inspections over time; `stance` is the library's, not that of the topic's sentences."""
    return tuple(
        kept_passage(hit.passage, view.document, topic, stance(hit.passage).label, hit.sentence)
        for view in views
        for hit, _ in view.passages
    )


def topic_of(plan: Plan) -> str:
    """What was looked for, as a heading."""
    topic = plan.topic or plan.query
    return topic[:1].upper() + topic[1:]


def searched(view: str, receipt: Receipt, views: Sequence[InspectionView] = ()) -> Searched:
    """What was searched, to be kept with the passages; of a view over time with the inspections that are silent."""
    plan = receipt.plan
    return Searched(
        view=view,
        query=plan.query,
        topic=plan.topic,
        authorities=plan.filters.authorities,
        kinds=plan.filters.kinds,
        year_from=plan.filters.year_from,
        year_to=plan.filters.year_to,
        names=tuple((term.short, term.long) for term in plan.added),
        documents=receipt.searched,
        unreadable=tuple(document for document, _ in receipt.left_out if document.status == "unreadable"),
        silent=tuple(
            Silent(one.document, one.silence)
            for one in views
            if one.silence is not None and one.document.status == "ready"
        ),
        built=receipt.built,
        index_digest=receipt.index_digest,
        settings_digest=receipt.settings_digest,
    )
