"""How a build goes, as the app follows it: one small file, written by the process that builds."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from findings.index.lock import is_locked
from findings.records import Document
from findings.uploads.files import write_over

STATE = "build.json"
# How long a process that was started may take before it says so itself.
_STARTS_WITHIN = 120.0
STOPPED = "It stopped before it was finished."


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one added document: status is waiting, ready, unreadable, duplicate, or missing."""

    file: str  # below the corpus
    name: str  # as its owner knows it
    status: str = "waiting"
    doc: str = ""
    passages: int = 0
    message: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """A build as the app follows it. `part` is the share that is done, 0 to 1."""

    started: str  # ISO time, UTC
    status: str = "starting"  # starting, running, done, failed
    part: float = 0.0
    said: str = "Starting"
    message: str = ""  # of a failed one: why, in one line
    outcomes: tuple[
        Outcome, ...
    ] = ()  # of what was added with it; none for a build that only brings up to date
    finished: str = ""

    @property
    def goes_on(self) -> bool:
        return self.status in ("starting", "running")

    def failed(self, message: str) -> Job:
        return replace(self, status="failed", message=message, finished=now())

    def done(self, documents: Iterable[Document]) -> Job:
        by_file = {document.file: document for document in documents}
        outcomes = tuple(_became(outcome, by_file.get(outcome.file)) for outcome in self.outcomes)
        return replace(self, status="done", part=1.0, said="", outcomes=outcomes, finished=now())


def current(data: Path) -> Job | None:
    """The build that goes on or the last one that ended; one whose process is gone has failed."""
    job = read(data)
    if job is None or not job.goes_on or _lives(job, data):
        return job
    job = read(data) or job  # it may have ended between the two looks
    return job.failed(STOPPED) if job.goes_on else job


def busy(data: Path, index: Path) -> bool:
    """Whether a build goes on, started here or by hand."""
    job = current(data)
    return (job is not None and job.goes_on) or is_locked(index)


def _became(added: Outcome, document: Document | None) -> Outcome:
    if document is None:
        return replace(added, status="missing")
    doc, passages = document.duplicate_of or document.id, document.passages
    return replace(added, status=document.status, doc=doc, passages=passages, message=document.message)


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _lives(job: Job, data: Path) -> bool:
    """Whether the process of a build goes on: it holds a lock from soon after its start to its end."""
    age = (datetime.now(UTC) - datetime.fromisoformat(job.started)).total_seconds()
    return (job.status == "starting" and age < _STARTS_WITHIN) or is_locked(data)


def read(data: Path) -> Job | None:
    try:
        said = json.loads((data / STATE).read_text(encoding="utf-8"))
        outcomes = tuple(Outcome(**outcome) for outcome in said.pop("outcomes"))
        return Job(**said, outcomes=outcomes)
    except (OSError, ValueError, KeyError, TypeError):  # none yet, or of another version
        return None


def write(data: Path, job: Job) -> None:
    write_over(data / STATE, json.dumps(asdict(job), ensure_ascii=False, indent=1))
