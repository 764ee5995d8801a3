"""A file of queries, answered one at a time into another file; both are JSON lines."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from findings.errors import QueryError
from findings.records import Filters


@dataclass(frozen=True, slots=True)
class Query:
    """One line of the file: what is asked, and in which documents."""

    id: Any  # as it stands in the file
    text: str
    filters: Filters


def read_queries(path: Path, filters: Filters) -> list[Query]:
    """The queries of a file; a filter that a line does not name is that of `filters`.

    Raises:
        QueryError: the file cannot be read, or a line cannot be used; the message names both.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise QueryError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise QueryError(f"{path}: is not UTF-8 text") from error
    queries = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            query_id, text = record["id"], str(record["query"])
        except (ValueError, KeyError, TypeError) as error:
            raise QueryError(f'{path}, line {number}: is not a JSON object with "id" and "query"') from error
        try:
            queries.append(Query(query_id, text, replace(filters, **_filters_of(record))))
        except ValueError as error:
            raise QueryError(f"{path}, line {number}: {error}") from error
    return queries


def _filters_of(record: dict[str, Any]) -> dict[str, Any]:
    """The filters that a line names; null names none. Raises ValueError saying which cannot be used."""
    found: dict[str, Any] = {}
    for name in ("authorities", "kinds"):
        value = record.get(name)
        if value is None:
            continue
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise ValueError(f'"{name}" is not a list of names')
        found[name] = tuple(value)
    for name, field in (("from", "year_from"), ("to", "year_to")):
        value = record.get(name)
        if value is None:
            continue
        if not isinstance(value, int) or isinstance(value, bool):
            raise ValueError(f'"{name}" is not a year')
        found[field] = value
    return found


def answer_each(
    queries: Sequence[Query],
    out: Path,
    answer: Callable[[Query], Mapping[str, Any]],
    nothing: Mapping[str, Any],
) -> None:
    """Write a line for each query; one that cannot be used gets its error and `nothing`.

    Raises:
        QueryError: `out` cannot be written.
    """
    try:
        with out.open("w", encoding="utf-8") as stream:
            for query in queries:
                started = time.perf_counter()
                found: Mapping[str, Any]
                try:
                    found = answer(query)
                except QueryError as error:
                    found = {**nothing, "error": str(error)}
                elapsed = round((time.perf_counter() - started) * 1000, 2)
                line = {"id": query.id, "latency_ms": elapsed, **found}
                stream.write(json.dumps(line, ensure_ascii=False) + "\n")
    except OSError as error:
        raise QueryError(f"{out}: cannot be written ({error.strerror})") from error
