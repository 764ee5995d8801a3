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
from typing import Any, TextIO

from findings import output
from findings.errors import FindingsError, QueryError
from findings.settings import Settings


def main(argv: list[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    arguments = _parser().parse_args(argv)
    command: Callable[[argparse.Namespace], int] = arguments.run
    try:
        return command(arguments)
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
            "--index", type=Path, default=Settings().index, metavar="DIR", help="the index to use"
        )
        command.set_defaults(run=run)
        return command

    search = add("search", _search, "Find the passages that a query is about")
    search.add_argument("query", nargs="?", metavar="QUERY")
    search.add_argument("--queries", type=Path, metavar="FILE", help='JSON lines {"id", "query"}')
    search.add_argument(
        "--out", type=Path, metavar="FILE", help="where the results of --queries go, as JSON lines"
    )
    search.add_argument("-k", type=int, metavar="N", help="passages wanted (10; 50 with --queries)")
    search.add_argument(
        "--authority", action="append", default=[], metavar="A", help="may be given several times"
    )
    search.add_argument("--kind", action="append", default=[], metavar="K", help="may be given several times")
    search.add_argument("--from", dest="year_from", type=int, metavar="YEAR")
    search.add_argument("--to", dest="year_to", type=int, metavar="YEAR")
    search.add_argument("--json", action="store_true")

    for name, run, help in (
        ("documents", _documents, "List every document of the index with its facts"),
        ("vocabulary", _vocabulary, "List the short forms and other names that are searched for too"),
        ("verify", _verify, "Cut every stored passage again from its document and report any difference"),
    ):
        add(name, run, help).add_argument("--json", action="store_true")
    return parser


def _search(arguments: argparse.Namespace) -> int:
    if (arguments.query is None) == (arguments.queries is None) or (arguments.queries is None) != (
        arguments.out is None
    ):
        print("findings search: give QUERY, or --queries FILE with --out FILE", file=sys.stderr)
        return 2
    from findings.library import open_library

    filters = {
        "authorities": arguments.authority,
        "kinds": arguments.kind,
        "year_from": arguments.year_from,
        "year_to": arguments.year_to,
    }
    if arguments.queries:
        queries = list(_read_queries(arguments.queries))
        library = open_library(arguments.index)

        def answer(query: str) -> dict[str, Any]:
            result = library.search(query, 50 if arguments.k is None else arguments.k, **filters)
            return {"results": [output.hit(found) for found in result.hits]}

        return _batch(queries, arguments.out, answer)
    library = open_library(arguments.index)
    result = library.search(arguments.query, 10 if arguments.k is None else arguments.k, **filters)
    if arguments.json:
        output.write_json(output.search_result(result))
    else:
        output.write_search(result)
    return 0


def _documents(arguments: argparse.Namespace) -> int:
    from findings.library import open_library

    documents = open_library(arguments.index).documents()
    if arguments.json:
        output.write_json([output.document(document) for document in documents])
    else:
        output.write_documents(documents)
    return 0


def _vocabulary(arguments: argparse.Namespace) -> int:
    from findings.library import open_library

    terms = open_library(arguments.index).generation.vocabulary
    if arguments.json:
        output.write_json([output.term(term) for term in terms])
    else:
        output.write_vocabulary(terms)
    return 0


def _verify(arguments: argparse.Namespace) -> int:
    from findings.indexing.verify import verify
    from findings.library import open_library

    generation = open_library(arguments.index).generation
    report = verify(generation, Path(generation.manifest.corpus))
    if arguments.json:
        output.write_json(output.verification(report))
    else:
        output.write_verification(report)
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


def _batch(queries: Iterable[tuple[str, str]], out: Path, answer: Callable[[str], dict[str, Any]]) -> int:
    """Answer one query at a time and write a JSON line for each; a query that cannot be used gets its error."""

    def write(stream: TextIO) -> None:
        for query_id, query in queries:
            started = time.perf_counter()
            try:
                found = answer(query)
            except QueryError as error:
                found = {"results": [], "error": str(error)}
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
