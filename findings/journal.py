"""A log for administrators: one JSON line a request or fault. What was asked stands in it only if switched on.

A line: {"time", "where", "kind", "ms", ... counts, "query" (if switched on), "fault" (of a fault: its reference)}.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from findings.settings import Settings

# A fuller journal becomes "<name>.old", which replaces the one before it.
FULL = 10 * 1024 * 1024  # bytes

log = logging.getLogger(__name__)


def write(settings: Settings, where: str, kind: str, query: str = "", **known: Any) -> None:
    """Add one line. A journal that cannot be written is said in the program's own log and stops nothing."""
    if settings.journal is None:
        return
    line = {
        "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "where": where,
        "kind": kind,
        **known,
    }
    if query and settings.journal_queries:
        line["query"] = query
    try:
        _append(settings.journal, json.dumps(line, ensure_ascii=False) + "\n")
    except OSError as error:
        log.warning("the journal %s cannot be written: %s", settings.journal, error.strerror or error)


@contextmanager
def timed(settings: Settings, where: str, kind: str, query: str = "") -> Iterator[dict[str, Any]]:
    """One line for what is done inside, with its duration; counts are put into the dict that this yields.

    An error is named by its type alone: its message may quote what was asked.
    """
    known: dict[str, Any] = {}
    started = time.perf_counter()
    try:
        yield known
    except Exception as error:
        known["error"] = type(error).__name__
        raise
    finally:
        write(settings, where, kind, query, ms=round((time.perf_counter() - started) * 1000, 1), **known)


def _append(path: Path, line: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > FULL:
        path.replace(path.with_name(f"{path.name}.old"))
    # One write of a whole line: lines of several programs do not mix.
    with path.open("ab", buffering=0) as file:
        file.write(line.encode("utf-8"))
