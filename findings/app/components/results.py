"""What the library answers, kept for the next rerun or person: the same question to the same index, the same answer.

Records are frozen, so one answer is shared by all sessions; another generation of the index is another key.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from findings import journal
from findings.app.state.address import Asked, OverTimeAddress, RecommendationsAddress, SearchAddress
from findings.app.state.background import kept, result_of
from findings.app.state.deployment import settings
from findings.app.text import shared_text
from findings.packs.brief import from_library
from findings.progress import Counted

if TYPE_CHECKING:
    from findings.library import Library
    from findings.packs.brief.from_library import Gathered
    from findings.records import Answer, Recommendation, SearchResult, Timeline

T = TypeVar("T")

WHERE = "app"  # in the journal


def search(library: Library, asked: SearchAddress, k: int) -> SearchResult:
    """The `k` best passages. Raises QueryError, which is not kept."""

    def work(known: dict[str, Any], progress: Counted) -> SearchResult:
        found = library.search(asked.q, k, asked.filters, sort=asked.sort)
        known.update(hits=len(found.hits), documents=found.documents_searched)
        return found

    return _answered("search", library, asked, work, (asked.sort, k))


def ask(library: Library, asked: SearchAddress) -> Answer:
    """Raises QueryError, which is not kept."""

    def work(known: dict[str, Any], progress: Counted) -> Answer:
        found = library.ask(asked.q, asked.filters, form=asked.form, progress=progress)
        known.update(form=found.form, sentences=len(found.sentences), documents=found.documents_searched)
        return found

    every = (asked.form or library.form_for(asked.q, asked.filters)) != "sentences"
    return _answered("ask", library, asked, work, (asked.form,), long=every)


def over_time(library: Library, asked: OverTimeAddress) -> Timeline:
    """Raises QueryError, which is not kept."""

    def work(known: dict[str, Any], progress: Counted) -> Timeline:
        found = library.over_time(asked.q, asked.filters, progress=progress)
        silent = sum(view.silence is not None for view in found.inspections)
        known.update(inspections=len(found.inspections), silent=silent)
        return found

    return _answered("over-time", library, asked, work, long=True)


def recommendations(library: Library, asked: RecommendationsAddress) -> tuple[Recommendation, ...]:
    """Filters that stand in the topic apply too. Raises QueryError, which is not kept."""

    def work(known: dict[str, Any], progress: Counted) -> tuple[Recommendation, ...]:
        filters = library.plan(asked.q, asked.filters).filters if asked.q else asked.filters
        found = library.recommendations(asked.q, filters)
        known.update(recommendations=len(found))
        return found

    return _answered("recommendations", library, asked, work, long=bool(asked.q))


def gathered(library: Library, asked: OverTimeAddress) -> Gathered:
    """What a brief on the topic is made of. Raises QueryError, which is not kept."""
    timeline = over_time(library, asked)

    def work(known: dict[str, Any], progress: Counted) -> Gathered:
        found = from_library.gathered(library, timeline)
        known.update(passages=len(found.kept))
        return found

    return _answered("brief", library, asked, work, long=True)


def _answered(
    kind: str,
    library: Library,
    asked: Asked,
    work: Callable[[dict[str, Any], Counted], T],
    more: tuple[object, ...] = (),
    *,
    long: bool = False,
) -> T:
    """`more` is what tells two results apart besides what was asked; `long`: every document is looked at."""

    def noted(progress: Counted) -> T:
        with journal.timed(settings(), WHERE, kind, asked.q) as known:
            return work(known, progress)

    neighbours = frozenset((name, tuple(others)) for name, others in library.neighbours.items())
    key = (kind, library.generation_id, neighbours, asked.q, asked.filters, more)
    return result_of(kept().start(key, noted, long=long), shared_text.SLOW, shared_text.looked_at)
