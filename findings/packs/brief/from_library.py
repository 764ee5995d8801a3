"""From a topic to what its brief is made of, with a library at hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from findings.packs.brief.from_topic import kept_for
from findings.packs.brief.later_words import Requests
from findings.packs.pack import Kept, Searched
from findings.packs.snapshot import searched, topic_of
from findings.records import Passage, Plan, Receipt, Stance, Timeline


class Topics(Requests, Protocol):
    """What is known of a topic; a Library is one."""

    def stance(self, passage: Passage) -> Stance: ...

    def receipt(self, plan: Plan) -> Receipt: ...


@dataclass(frozen=True, slots=True)
class Gathered:
    """The passages on a topic, under its name, and what was searched for them."""

    topic: str
    kept: Sequence[Kept]
    searched: Searched


def gathered(library: Topics, timeline: Timeline, most: int | None = None) -> Gathered:
    """What is kept for a brief on the topic of a view over time."""
    plan = timeline.plan
    requests = library.recommendations(plan.topic, plan.filters)
    name = topic_of(plan)
    kept = kept_for(timeline, requests, name, library.stance, most)
    return Gathered(name, kept, searched("over_time", library.receipt(plan), timeline.inspections))
