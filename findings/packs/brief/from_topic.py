"""A topic becomes the passages of a brief: every inspection is heard once before any is heard twice. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from itertools import chain, zip_longest

from findings.packs.pack import Item, Kept, Pack, Searched
from findings.packs.snapshot import kept_passage, kept_recommendation
from findings.records import Hit, InspectionView, Passage, Recommendation, Stance, Timeline

PASSAGES = 16  # of a brief, unless told otherwise: what two pages hold
# Where more authorities than that say something, one passage of each up to this, whatever its place in the alphabet.
AUTHORITIES = 60


def kept_for(
    timeline: Timeline,
    requests: Sequence[Recommendation],
    topic: str,
    stance: Callable[[Passage], Stance],
    most: int | None = None,
) -> tuple[Kept, ...]:
    """At most `most` passages on a topic, in the order in which they were chosen; None: as many as a brief has.

    The authorities take turns. Of each come first the most telling passage of every inspection, the newest first; then
    what inspectors asked for; then further passages. What was asked for is taken whole, with its points.
    """
    asked: dict[str, list[Recommendation]] = {}
    for one in requests:
        asked.setdefault(one.document.id, []).append(one)
    by_authority: dict[str, list[InspectionView]] = {}
    for view in sorted(timeline.inspections, key=_newest_first):
        if view.passages:
            by_authority.setdefault(view.document.about or "", []).append(view)
    lists = [list(_of_authority(by_authority[name], asked, topic, stance)) for name in sorted(by_authority)]
    if most is None:
        most = max(PASSAGES, min(len(lists), AUTHORITIES))
    turns = chain.from_iterable(zip_longest(*lists))
    return tuple(one for one in turns if one is not None)[:most]


def topic_pack(name: str, kept: Sequence[Kept], searched: Searched, on: date) -> Pack:
    """A pack of these passages that is kept nowhere, by authority."""
    when = datetime.combine(on, time(), UTC)
    items = tuple(
        Item(str(number), one, when, one.label, False, "", 1, number) for number, one in enumerate(kept, 1)
    )
    return Pack("", name, "", "", "", when, when, 1, False, items, (searched,), "authority")


def _of_authority(
    views: Sequence[InspectionView],
    asked: dict[str, list[Recommendation]],
    topic: str,
    stance: Callable[[Passage], Stance],
) -> Iterator[Kept]:
    """Every candidate of one authority, once, the most telling first."""
    taken: list[Kept] = []
    for kept in chain(
        (_told(view, view.telling, asked, topic, stance) for view in views),
        (kept_recommendation(one, topic) for view in views for one in asked.get(view.document.id, ())),
        (_told(view, hit, asked, topic, stance) for view in views for hit, _ in view.passages),
    ):
        if kept is not None and not any(_overlap(kept, other) for other in taken):
            taken.append(kept)
            yield kept


def _told(
    view: InspectionView,
    hit: Hit | None,
    asked: dict[str, list[Recommendation]],
    topic: str,
    stance: Callable[[Passage], Stance],
) -> Kept | None:
    """A passage; where it is part of what was asked for, the whole of that."""
    if hit is None:
        return None
    for one in asked.get(view.document.id, ()):
        if one.start <= hit.passage.start < one.end:
            return kept_recommendation(one, topic)
    return kept_passage(hit.passage, view.document, topic, stance(hit.passage).label, hit.sentence)


def _overlap(one: Kept, other: Kept) -> bool:
    return one.document.id == other.document.id and one.start < other.end and other.start < one.end


def _newest_first(view: InspectionView) -> tuple[bool, int, str]:
    day = view.document.date
    return day is None, -day.toordinal() if day else 0, view.document.id
