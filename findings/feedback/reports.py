"""Reports that a label or an answer is wrong: one JSON line each in `data/wrong.jsonl`, which only the server holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from findings.errors import FindingsError

NAME = "wrong.jsonl"
MAX_COMMENT = 1000  # characters
LABEL, ANSWER = "label", "answer"
# What a passage should have been called where it is not about the topic at all.
NOT_ABOUT = "not_about_the_topic"


@dataclass(frozen=True, slots=True)
class Report:
    """What was wrong: a `label` of a passage, or an `answer`.

    `text` are the words that were judged or answered with, cut from `file` at `start`:`end` where it is one passage;
    `shown` is the label or the form of the answer that was shown, `should_be` what the person says it is ("" where they
    did not), `query` what was asked.
    """

    about: str
    text: str
    query: str
    shown: str
    should_be: str = ""
    comment: str = ""
    file: str = ""
    start: int | None = None
    end: int | None = None
    time: str = ""  # ISO, UTC; filled in when it is kept


def keep(folder: Path, report: Report, now: datetime | None = None) -> None:
    """Add a report to those in the data folder. Raises FindingsError when it cannot be written."""
    when = (now or datetime.now(UTC)).isoformat(timespec="seconds")
    line = asdict(report) | {"time": when, "comment": " ".join(report.comment.split())[:MAX_COMMENT]}
    path = folder / NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # One write of a whole line: lines of several sessions do not mix.
        with path.open("ab", buffering=0) as file:
            file.write((json.dumps(line, ensure_ascii=False) + "\n").encode())
    except OSError as error:
        raise FindingsError(
            f"Your report could not be kept ({error.strerror or error}). Ask an administrator to look at {folder}."
        ) from error


def reports(folder: Path) -> tuple[Report, ...]:
    """All reports, the oldest first. Raises FindingsError for a line that is none."""
    path = folder / NAME
    if not path.is_file():
        return ()
    return tuple(_read(path))


def _read(path: Path) -> Iterator[Report]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            yield Report(**json.loads(line))
        except (ValueError, TypeError) as error:
            raise FindingsError(f"{path.name}, line {number}, is no report. Remove the line.") from error


def labelled_line(report: Report) -> str:
    """A report as a labelled line for training and measuring: what was asked, the words, the label they should have."""
    known = asdict(report)
    order = ("about", "query", "text", "should_be", "shown", "comment", "file", "start", "end", "time")
    return json.dumps({name: known[name] for name in order}, ensure_ascii=False)
