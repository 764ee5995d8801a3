"""What the service answers: for each address its parameters, what it needs the right to, and how it is answered."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from findings.api import parameters as given
from findings.contract import as_json
from findings.contract.json_types import (
    AnswerJson,
    DocumentJson,
    MatrixJson,
    PassageJson,
    QuotationJson,
    ReceiptJson,
    RecommendationJson,
    SearchJson,
    TimelineJson,
)
from findings.errors import QueryError
from findings.progress import Progress
from findings.search.retrieve import DEFAULT

if TYPE_CHECKING:
    from findings.library import Library

READ, PACKS, ALL_PACKS = "read", "packs", "all-packs"
# What a token may be given the right to, and what that is.
SCOPES = {
    READ: "search, ask, look over time, read documents, compare quotations; the MCP tools",
    PACKS: "the evidence packs of the token's owner",
    ALL_PACKS: "every evidence pack",
}

# A search without the judge.
_UNJUDGED = replace(DEFAULT, judge_depth=0)


class SearchAnswer(SearchJson):
    """A search, with what was searched."""

    receipt: ReceiptJson


class AskAnswer(AnswerJson):
    """An answer, with what was searched."""

    receipt: ReceiptJson


class OverTimeAnswer(TimelineJson):
    """One topic over time, with what was searched."""

    receipt: ReceiptJson


@dataclass(frozen=True, slots=True)
class Page:
    """Some of a longer list."""

    items: list[Any]
    total: int


# library, parameters, what stands in the place of {id}, progress -> JSON, or a Page of it
Answering = Callable[["Library", Any, str, Progress], Any]
# The same without progress: all that the answer depends on besides the generation.
Keyed = Callable[["Library", Any, str], Hashable]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address of the service that answers from the index alone: the same question, the same answer."""

    name: str
    path: str  # below the version
    summary: str
    told: str
    parameters: type[Struct]
    answer: Answering
    key: Keyed
    returns: tuple[Any, ...]  # one of these types
    example: str  # an address of the documents that come with Findings


def _search(library: Library, asked: given.SearchFor, _id: str, _progress: Progress) -> dict[str, Any]:
    recipe = DEFAULT if asked.judge else _UNJUDGED
    found = library.search(asked.query, asked.k, asked.filters(), sort=asked.sort, recipe=recipe)
    return {**as_json.search_result(found), "receipt": as_json.receipt_of(library.receipt(found.plan))}


def _ask(library: Library, asked: given.Ask, _id: str, progress: Progress) -> dict[str, Any]:
    found = library.ask(asked.question, asked.filters(), form=asked.form, progress=progress)
    return {**as_json.answer(found), "receipt": as_json.receipt_of(library.receipt(found.plan))}


def _over_time(library: Library, asked: given.OverTime, _id: str, progress: Progress) -> Any:
    found = [library.over_time(topic, asked.filters(), progress=progress) for topic in asked.topic]
    if len(found) > 1:
        return as_json.matrix(asked.topic, found)
    return {**as_json.timeline(found[0]), "receipt": as_json.receipt_of(library.receipt(found[0].plan))}


def _recommendations(library: Library, asked: given.Recommended, _id: str, _progress: Progress) -> Page:
    found = library.recommendations(asked.topic, asked.filters())
    shown = found[asked.offset : asked.offset + asked.limit]
    return Page([as_json.recommendation(record) for record in shown], len(found))


def _documents(library: Library, asked: given.Listed, _id: str, _progress: Progress) -> Page:
    found = library.documents_of(asked.filters())
    shown = found[asked.offset : asked.offset + asked.limit]
    return Page([as_json.document(record) for record in shown], len(found))


def _document(library: Library, _asked: given.Nothing, doc_id: str, _progress: Progress) -> DocumentJson:
    return as_json.document(library.document(doc_id))


def _passage(library: Library, _asked: given.Nothing, place: str, _progress: Progress) -> PassageJson:
    found = library.cite(place)
    return as_json.passage(found, library.content(found.document.id))


def _quotation(library: Library, asked: given.Quoted, _id: str, _progress: Progress) -> QuotationJson:
    return as_json.quotation(library.check_quotation(asked.words, asked.filters()), asked.check)


def _planned(name: str) -> Keyed:
    """Keys by the whole plan of the words in that parameter, with the other parameters."""

    def key(library: Library, asked: Any, _id: str) -> Hashable:
        words = getattr(asked, name)
        if not words and name == "topic" and isinstance(words, str):
            return (asked,)
        filters = asked.filters()
        if isinstance(words, str):
            return library.plan(words, filters), asked
        if len(words) > given.MAX_TOPICS:
            raise QueryError(f"At most {given.MAX_TOPICS} topics make a table. These are {len(words)}.")
        return tuple(library.plan(topic, filters) for topic in words), asked

    return key


def _as_given(_library: Library, asked: Any, own_id: str) -> Hashable:
    return asked, own_id


ENDPOINTS = (
    Endpoint(
        "search",
        "/search",
        "Find passages",
        "The passages that a query is about, best first, each with its place and why it was found.",
        given.SearchFor,
        _search,
        _planned("query"),
        (SearchAnswer,),
        "/search?query=how+quickly+strategy+meetings+are+held&k=3",
    ),
    Endpoint(
        "ask",
        "/ask",
        "Answer a question",
        "Sentences of the documents that answer, a table from all of them, or an abstention with its reason.",
        given.Ask,
        _ask,
        _planned("question"),
        (AskAnswer,),
        "/ask?question=How+quickly+are+strategy+discussions+held%3F",
    ),
    Endpoint(
        "over-time",
        "/over-time",
        "Look over time",
        "What every inspection says on a topic, the oldest first, also those that say nothing. Several topics make a "
        "table.",
        given.OverTime,
        _over_time,
        _planned("topic"),
        (OverTimeAnswer, MatrixJson),
        "/over-time?topic=LADO+arrangements",
    ),
    Endpoint(
        "recommendations",
        "/recommendations",
        "List recommendations",
        "What documents asked to be improved, word for word, with later passages that return to it.",
        given.Recommended,
        _recommendations,
        _as_given,
        (list[RecommendationJson],),
        "/recommendations?topic=supervision&limit=5",
    ),
    Endpoint(
        "documents",
        "/documents",
        "List documents",
        "Every document with its facts, also duplicates and those that could not be read.",
        given.Listed,
        _documents,
        _as_given,
        (list[DocumentJson],),
        "/documents?limit=5",
    ),
    Endpoint(
        "document",
        "/documents/{id}",
        "One document",
        "The facts of a document.",
        given.Nothing,
        _document,
        _as_given,
        (DocumentJson,),
        "/documents/halton-2018-07-25-focused-visit-letter",
    ),
    Endpoint(
        "passage",
        "/passages/{id}",
        "Read and cite a passage",
        "The words at a place, DOCUMENT:START-END, with what stands around them, the reference and a check value. Any "
        "stretch of up to 5,000 characters can be asked for.",
        given.Nothing,
        _passage,
        _as_given,
        (PassageJson,),
        "/passages/halton-2018-07-25-focused-visit-letter:0-120",
    ),
    Endpoint(
        "check-quotation",
        "/check-quotation",
        "Compare words with the documents",
        "Whether words stand in the documents word for word, nearly so (with each difference), or not at all.",
        given.Quoted,
        _quotation,
        _as_given,
        (QuotationJson,),
        "/check-quotation?words=strategy+discussions+are+held+in+24+hours",
    ),
)
