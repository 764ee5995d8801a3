"""The commands that ask: search, ask, over-time, each for one query or for a file of them; recommendations."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from findings.cli import as_text, batch
from findings.cli.export_results import export_results
from findings.cli.program import (
    FILE,
    Command,
    Journalled,
    filter_options,
    index_option,
    json_option,
    takes_settings,
    write_json,
)
from findings.contract import as_json as to_json
from findings.records import FORMS, Answer, Filters, SearchResult, Timeline
from findings.settings import Settings

if TYPE_CHECKING:
    from findings.library import Library

Found = TypeVar("Found", SearchResult, Answer, Timeline)


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands on the command line: one query, or a file of them and where their answers go."""

    query: str | None
    queries: Path | None
    out: Path | None
    filters: Filters
    as_json: bool
    settings: Settings

    def library(self) -> Library:
        """Over the index in use, with the neighbours that the council named."""
        from findings.library import open_library
        from findings.text.authority_groups import read_neighbours

        near = read_neighbours(self.settings.neighbours)
        return open_library(self.settings.source, neighbours=near, tenant=self.settings.tenant)

    def respond(
        self,
        answer: Callable[[Library, str, Filters], Found],
        *,
        text: Callable[[Found], None],
        json: Callable[[Found], Mapping[str, Any]],
        line: Callable[[Found], Mapping[str, Any]],
        nothing: dict[str, Any],
    ) -> None:
        """Print what `answer` finds for the query, as `text` or `json`; or write a `line` for each of the file.

        `nothing` is what a line holds for a query that cannot be used.
        """
        if self.queries is not None and self.out is not None:
            queries = batch.read_queries(self.queries, self.filters)
            library = self.library()
            batch.answer_each(
                queries, self.out, lambda one: line(answer(library, one.text, one.filters)), nothing
            )
            return
        library = self.library()
        found = answer(library, self.query or "", self.filters)
        if self.as_json:
            receipt = to_json.receipt_of(library.receipt(found.plan))
            write_json({**json(found), "receipt": receipt})
        else:
            text(found)

    def matrix(self, topics: Sequence[str]) -> None:
        """Print what every inspection says on each of several topics."""
        library = self.library()
        found = [library.over_time(topic, self.filters) for topic in topics]
        if self.as_json:
            write_json(to_json.matrix(topics, found))
        else:
            as_text.write_matrix(topics, found)


def _question(metavar: str) -> Callable[[Command], Command]:
    """The arguments that search, ask and over-time share; the command gets them as one `Asked`."""

    def decorate(command: Command) -> Command:
        @wraps(command)
        def from_options(settings: Settings, *, query: Any, queries: Any, out: Any, filters: Any, as_json: Any,
                  **others: Any) -> Any:  # fmt: skip
            if (query is None) == (queries is None) or (queries is None) != (out is None):
                raise click.UsageError("Give a query, or --queries FILE with --out FILE.")
            return command(Asked(query, queries, out, filters, as_json, settings), **others)

        told = 'JSON lines {"id", "query"}, each with "authorities", "kinds", "from", "to" if wanted'
        options = (
            takes_settings,
            json_option,
            filter_options,
            click.option("--out", type=FILE, metavar="FILE", help="where their answers go, as JSON lines"),
            click.option("--queries", type=FILE, metavar="FILE", help=told),
            index_option,
            click.argument("query", metavar=f"[{metavar}]", required=False),
        )
        asked: Any = from_options
        for option in options:
            asked = option(asked)
        return cast("Command", asked)

    return decorate


@click.command(cls=Journalled, help="Find the passages that a query is about.")
@_question("QUERY")
@click.option("-k", type=int, metavar="N", help="passages wanted (10; 50 with --queries)")
@click.option(
    "--export",
    type=FILE,
    metavar="FILE",
    help="write them with what was searched, as FILE ends: .docx, .xlsx, .csv",
)
def search(asked: Asked, k: int | None, export: Path | None) -> None:
    wanted = k if k is not None else 10 if asked.queries is None else 50
    if export is not None:
        if asked.query is None or asked.as_json:
            raise click.UsageError("--export goes with a query, and without --queries and --json.")
        export_results(asked.library(), asked.query, wanted, asked.filters, export)
        return
    asked.respond(
        lambda library, query, filters: library.search(query, wanted, filters),
        text=as_text.write_search,
        json=to_json.search_result,
        line=lambda found: {"results": [to_json.hit(hit) for hit in found.hits]},
        nothing={"results": []},
    )


@click.command(
    cls=Journalled,
    help="Answer a question, or say that nothing does. Every sentence is quoted with its place.",
)
@_question("QUESTION")
@click.option("--as", "form", default="", metavar="FORM", help=f"form of the answer: {', '.join(FORMS)}")
def ask(asked: Asked, form: str) -> None:
    asked.respond(
        lambda library, question, filters: library.ask(question, filters, form=form),
        text=as_text.write_answer,
        json=to_json.answer,
        line=to_json.answer,
        nothing={
            "abstained": True,
            "confidence": 0.0,
            "reason": "",
            "sentences": [],
            "nearest": [],
            "form": "sentences",
            "table": None,
        },
    )


@click.command(
    cls=Journalled,
    help="What every inspection says on a topic. Those that say nothing are shown too. Several topics make a table.",
)
@_question("TOPIC")
@click.argument("more", metavar="[TOPIC ...]", nargs=-1)
def over_time(asked: Asked, more: tuple[str, ...]) -> None:
    if more:
        asked.matrix((asked.query or "", *more))
        return
    asked.respond(
        lambda library, topic, filters: library.over_time(topic, filters),
        text=as_text.write_timeline,
        json=to_json.timeline,
        line=to_json.timeline,
        nothing={"inspections": []},
    )


@click.command(
    cls=Journalled, help="What documents asked to be improved. Later passages on each point stand below it."
)
@index_option
@click.option("--topic", default="", metavar="TOPIC", help="only those about this topic")
@filter_options
@json_option
@takes_settings
def recommendations(settings: Settings, topic: str, filters: Filters, as_json: bool) -> None:
    from findings.library import open_library

    library = open_library(settings.source, tenant=settings.tenant)
    found = library.recommendations(topic, filters)
    if as_json:
        write_json([to_json.recommendation(record) for record in found])
    else:
        as_text.write_recommendations(found)
