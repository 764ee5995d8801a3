"""What is new on a saved question: the documents that came since, and what of them its result holds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from findings.records import Answer, Document, Passage, SearchResult, Timeline
from findings.saved.arrivals import Arrivals, arrived_since
from findings.saved.saved_question import Question
from findings.search.query import selected

if TYPE_CHECKING:
    from findings.library import Library

MOST = 300  # passages of a search that are looked through


@dataclass(frozen=True, slots=True)
class Match:
    """What one document says: `quote` is cut word for word from `passage`, the best of `passages` on the question."""

    document: Document
    passage: Passage
    quote: str
    passages: int = 1


@dataclass(frozen=True, slots=True)
class News:
    """What came since a moment: documents within the question's filters, and of them those that match it."""

    since: datetime
    documents: tuple[Document, ...] = ()
    matches: tuple[Match, ...] = ()

    @property
    def passages(self) -> int:
        """How many new passages match."""
        return sum(match.passages for match in self.matches)


def came(library: Library, question: Question, arrivals: Arrivals, since: datetime) -> tuple[Document, ...]:
    """The documents that came since, within the filters of the question and of its words. Cheap: nothing is searched.

    Raises QueryError when the question cannot be used any more.
    """
    new = arrived_since(library.documents(), arrivals, since)
    if not new:
        return ()
    within = {
        d.id for d in selected(library.documents(), library.plan(question.query, question.filters).filters)
    }
    return tuple(document for document in new if document.id in within)


def news(library: Library, question: Question, arrivals: Arrivals, since: datetime) -> News:
    """What is new on a question; its result is worked out only where documents came. Raises QueryError as `came`."""
    documents = came(library, question, arrivals, since)
    return News(since, documents, of(matches(library, question), documents) if documents else ())


def of(found: Sequence[Match], documents: Collection[Document]) -> tuple[Match, ...]:
    """The matches in some documents."""
    ids = {document.id for document in documents}
    return tuple(match for match in found if match.document.id in ids)


def matches(library: Library, question: Question) -> tuple[Match, ...]:
    """What each document says in the result of a question, as its page shows it. Raises QueryError."""
    if question.view == "over_time":
        return of_timeline(library.over_time(question.query, question.filters))
    if question.view == "ask":
        return of_answer(library.ask(question.query, question.filters, form=question.form))
    result = library.search(question.query, MOST, question.filters)
    return of_search(result, library, question.labels)


def of_search(result: SearchResult, library: Library, labels: Collection[str] = ()) -> tuple[Match, ...]:
    """Clear matches alone; only those of `labels` where some are given."""
    hits = [hit for hit in result.hits if not hit.possible]
    if labels:
        hits = [hit for hit in hits if library.stance(hit.passage).label in labels]
    return _by_document((hit.document, hit.passage, hit.quote) for hit in hits)


def of_timeline(timeline: Timeline) -> tuple[Match, ...]:
    """Inspections that say something on the topic."""
    return tuple(
        Match(view.document, view.telling.passage, view.telling.quote, len(view.passages) + view.others)
        for view in timeline.inspections
        if view.telling is not None
    )


def of_answer(answer: Answer) -> tuple[Match, ...]:
    """The rows of a table that say something, else the sentences of an answer; nothing of what does not answer."""
    if answer.table is not None and answer.table.rows:
        cited = [row.citations[0] for row in answer.table.rows if row.citations and row.silence is None]
    else:
        cited = [citation for sentence in answer.sentences for citation in sentence.citations]
    return _by_document((one.document, one.passage, one.quote) for one in cited)


def _by_document(found: Iterable[tuple[Document, Passage, str]]) -> tuple[Match, ...]:
    """The first of each document, with how many different passages of it there are."""
    firsts: dict[str, tuple[Document, Passage, str]] = {}
    passages: dict[str, set[str]] = {}
    for document, passage, quote in found:
        firsts.setdefault(document.id, (document, passage, quote))
        passages.setdefault(document.id, set()).add(passage.id)
    return tuple(Match(*first, len(passages[doc])) for doc, first in firsts.items())
