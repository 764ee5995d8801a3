"""The command line: the library's calls, as text for people or JSON for programs.

Results go to standard output, everything else to standard error. Exit 0; 1 for an error, said in one line; 2 for wrong
usage.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from findings import journal
from findings.cli import as_json, as_text, pack_commands, upkeep_commands
from findings.errors import FindingsError, QueryError
from findings.records import Filters
from findings.settings import read_settings

if TYPE_CHECKING:
    from findings.library import Library

# What a line of a batch holds for a query that cannot be used.
_NOTHING: dict[str, dict[str, Any]] = {
    "search": {"results": []},
    "ask": {"abstained": True, "confidence": 0.0, "reason": "", "sentences": [], "nearest": []},
    "over-time": {"inspections": []},
}


def main(argv: list[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    arguments = _parser().parse_args(argv)
    command: Callable[[argparse.Namespace], int] = arguments.run
    query = str(getattr(arguments, "query", None) or getattr(arguments, "topic", ""))
    try:
        with journal.timed(read_settings(), "command line", arguments.command, query) as known:
            known["exit"] = command(arguments)
        return int(known["exit"])
    except FindingsError as error:
        print(f"findings: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("findings: stopped", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader of our output went away: `findings documents | head`
        sys.stderr.close()
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="findings", description="Search inspection documents; every passage with its place."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, run: Callable[[argparse.Namespace], int], help: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=help, description=help)
        command.add_argument(
            "--index", type=Path, default=read_settings().index, metavar="DIR", help="the index to use"
        )
        command.set_defaults(run=run)
        return command

    for name, run, what, help in (
        ("search", _search, "QUERY", "Find the passages that a query is about"),
        (
            "ask",
            _ask,
            "QUESTION",
            "Answer a question in sentences of the documents, or say that they do not answer it",
        ),
        ("over-time", _over_time, "TOPIC", "What every inspection says on a topic, or that it says nothing"),
    ):
        command = add(name, run, help)
        command.add_argument("query", nargs="?", metavar=what)
        command.add_argument("--queries", type=Path, metavar="FILE", help='JSON lines {"id", "query"}')
        command.add_argument(
            "--out", type=Path, metavar="FILE", help="where the answers to --queries go, as JSON lines"
        )
        _add_filters(command)
        if name == "search":
            command.add_argument("-k", type=int, metavar="N", help="passages wanted (10; 50 with --queries)")
    asked = add(
        "recommendations",
        _recommendations,
        "What documents asked to be improved, and what later ones say of it",
    )
    asked.add_argument("--topic", default="", help="only those about this topic")
    _add_filters(asked)

    for name, run, help in (
        ("documents", _documents, "List every document of the index with its facts"),
        ("vocabulary", _vocabulary, "List the short forms and other names that are searched for too"),
        ("verify", _verify, "Cut every stored passage again from its document and report any difference"),
    ):
        add(name, run, help).add_argument("--json", action="store_true")
    pack_commands.add_commands(add)
    upkeep_commands.add_commands(add)
    return parser


def _add_filters(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--authority", action="append", default=[], metavar="A", help="may be given several times"
    )
    command.add_argument(
        "--kind", action="append", default=[], metavar="K", help="may be given several times"
    )
    command.add_argument("--from", dest="year_from", type=int, metavar="YEAR")
    command.add_argument("--to", dest="year_to", type=int, metavar="YEAR")
    command.add_argument("--json", action="store_true")


def _search(arguments: argparse.Namespace) -> int:
    def one(library: Library, query: str) -> int:
        result = library.search(query, 10 if arguments.k is None else arguments.k, _filters(arguments))
        if arguments.json:
            as_json.write_json(as_json.search_result(result, library.receipt(result.plan)))
        else:
            as_text.write_search(result)
        return 0

    def each(library: Library, query: str) -> dict[str, Any]:
        result = library.search(query, 50 if arguments.k is None else arguments.k, _filters(arguments))
        return {"results": [as_json.hit(found) for found in result.hits]}

    return _one_or_many(arguments, one, each)


def _ask(arguments: argparse.Namespace) -> int:
    def one(library: Library, question: str) -> int:
        answer = library.ask(question, _filters(arguments))
        if arguments.json:
            receipt = as_json.receipt_of(library.receipt(answer.plan))
            as_json.write_json({**as_json.answer(answer), "receipt": receipt})
        else:
            as_text.write_answer(answer)
        return 0

    def each(library: Library, question: str) -> dict[str, Any]:
        return as_json.answer(library.ask(question, _filters(arguments)))

    return _one_or_many(arguments, one, each)


def _over_time(arguments: argparse.Namespace) -> int:
    def one(library: Library, topic: str) -> int:
        timeline = library.over_time(topic, _filters(arguments))
        if arguments.json:
            receipt = as_json.receipt_of(library.receipt(timeline.plan))
            as_json.write_json({**as_json.timeline(timeline), "receipt": receipt})
        else:
            as_text.write_timeline(timeline)
        return 0

    def each(library: Library, topic: str) -> dict[str, Any]:
        return as_json.timeline(library.over_time(topic, _filters(arguments)))

    return _one_or_many(arguments, one, each)


def _recommendations(arguments: argparse.Namespace) -> int:
    from findings.library import open_library

    library = open_library(arguments.index)
    found = library.recommendations(arguments.topic, _filters(arguments))
    if arguments.json:
        as_json.write_json([as_json.recommendation(record) for record in found])
    else:
        as_text.write_recommendations(found)
    return 0


def _filters(arguments: argparse.Namespace) -> Filters:
    return Filters(tuple(arguments.authority), tuple(arguments.kind), arguments.year_from, arguments.year_to)


def _one_or_many(
    arguments: argparse.Namespace,
    one: Callable[[Library, str], int],
    each: Callable[[Library, str], dict[str, Any]],
) -> int:
    """Answer the query on the command line, or every query of a file into another."""
    if (arguments.query is None) == (arguments.queries is None) or (arguments.queries is None) != (
        arguments.out is None
    ):
        print(
            f"findings {arguments.command}: give a query, or --queries FILE with --out FILE", file=sys.stderr
        )
        return 2
    from findings.library import open_library

    if arguments.queries is None:
        return one(open_library(arguments.index), arguments.query)
    queries = list(_read_queries(arguments.queries))
    library = open_library(arguments.index)
    return _batch(queries, arguments.out, lambda query: each(library, query), _NOTHING[arguments.command])


def _documents(arguments: argparse.Namespace) -> int:
    from findings.library import open_library

    documents = open_library(arguments.index).documents()
    if arguments.json:
        as_json.write_json([as_json.document(document) for document in documents])
    else:
        as_text.write_documents(documents)
    return 0


def _vocabulary(arguments: argparse.Namespace) -> int:
    from findings.library import open_library

    terms = open_library(arguments.index).generation.vocabulary
    if arguments.json:
        as_json.write_json([as_json.term(term) for term in terms])
    else:
        as_text.write_vocabulary(terms)
    return 0


def _verify(arguments: argparse.Namespace) -> int:
    from findings.index.verify import verify
    from findings.library import open_library

    generation = open_library(arguments.index).generation
    report = verify(generation, Path(generation.manifest.corpus))
    if arguments.json:
        as_json.write_json(as_json.verification(report))
    else:
        as_text.write_verification(report)
    return 1 if report.differences else 0


def _read_queries(path: Path) -> Iterator[tuple[str, str]]:
    """(id, query) of each line. Raises QueryError naming the line that cannot be used."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise QueryError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise QueryError(f"{path}: is not UTF-8 text") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            yield record["id"], str(record["query"])
        except (ValueError, KeyError, TypeError) as error:
            raise QueryError(f'{path}, line {number}: is not a JSON object with "id" and "query"') from error


def _batch(
    queries: Iterable[tuple[str, str]],
    out: Path,
    answer: Callable[[str], dict[str, Any]],
    empty: dict[str, Any],
) -> int:
    """Answer one query at a time, a JSON line for each; one that cannot be used gets its error and nothing found."""

    def write(stream: TextIO) -> None:
        for query_id, query in queries:
            started = time.perf_counter()
            try:
                found = answer(query)
            except QueryError as error:
                found = {**empty, "error": str(error)}
            elapsed = round((time.perf_counter() - started) * 1000, 2)
            print(
                json.dumps({"id": query_id, "latency_ms": elapsed, **found}, ensure_ascii=False), file=stream
            )

    try:
        with out.open("w", encoding="utf-8") as stream:
            write(stream)
    except OSError as error:
        raise QueryError(f"{out}: cannot be written ({error.strerror})") from error
    return 0
