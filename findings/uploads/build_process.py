"""The build in a process of its own: it outlives the browser and the app, and leaves the others their share."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from findings.errors import AddingError, BuildError, FindingsError
from findings.index.lock import build_lock
from findings.progress import Progress
from findings.records import Document
from findings.settings import ROOT
from findings.uploads.job import STOPPED, Job, Outcome, busy, now, read, write

LOG = "build.log"
BUSY = "Someone else is adding documents. Try again in a few minutes."
# The share of a build at which each of its stages begins, and the words for it.
_STAGES = {
    "Reading": (0.05, "Reading the documents"),
    "Cutting": (0.3, "Finding their passages"),
    "Encoding": (0.35, "Preparing the passages for search"),
    "Writing": (0.9, "Saving the new index"),
    "Comparing": (0.95, "Comparing what inspectors asked for with later documents"),
}
_STEP = 0.25  # seconds between two writes of the file
_LOWER = 10  # steps of priority below that of the app, which others are using
_ONE_AT_A_TIME = threading.Lock()


def start(
    data: Path, corpus: Path, index: Path, encoder: str | None = None, added: Sequence[Outcome] = ()
) -> Job:
    """Start a build of `index` from `corpus` in a process of its own, and return at once.

    Raises:
        BuildError: another build goes on, or the process cannot be started.
    """
    with _ONE_AT_A_TIME:
        if busy(data, index):
            raise BuildError(BUSY)
        job = Job(started=now(), outcomes=tuple(added))
        write(data, job)
    # From ROOT, where the package of a checkout is found; folders are named whole, for they may be of another place.
    command = [sys.executable, "-m", "findings", "embed"]
    command += ["--corpus", str(corpus.absolute()), "--index", str(index.absolute())]
    command += [*(("--encoder", encoder) if encoder else ()), "--follow", str(data.absolute())]
    try:
        process = _detached(command, data / LOG)
    except OSError as error:
        write(data, job.failed(f"It could not be started ({error.strerror})."))
        raise BuildError(
            f"The documents cannot be indexed now ({error.strerror}). Try again later."
        ) from error
    threading.Thread(target=_await, args=(process, data, job.started), daemon=True).start()
    return job


def follow(data: Path, work: Callable[[Progress], tuple[Document, ...]]) -> tuple[Document, ...]:
    """Do `work` as the build that was started last, at low priority, and write down how it goes and ends.

    Returns the documents of the index. Raises whatever `work` raises, after writing it down.
    """
    with build_lock(data):
        if hasattr(os, "nice"):
            os.nice(_LOWER)
        job = replace(read(data) or Job(started=now()), status="running")
        steps = Steps(data, job)
        try:
            documents = work(steps)
        except BaseException as error:
            if not isinstance(error, FindingsError):
                traceback.print_exc()  # into the log
            with suppress(AddingError):  # a full disk: that there is no process any more says enough
                write(data, job.failed(str(error) if isinstance(error, FindingsError) else STOPPED))
            raise
        write(data, job.done(documents))
    return documents


class Steps:
    """Progress that is written to the file the app reads, a few times a second at most."""

    def __init__(self, data: Path, job: Job) -> None:
        self._data = data
        self._job = job
        self._from, self._to, self._total, self._done = 0.0, 0.0, 0, 0
        self._stage = job.said
        self._written = 0.0
        self._tell()

    def stage(self, name: str, total: int) -> None:
        begins = sorted(begin for begin, _ in _STAGES.values())
        self._from, said = _STAGES.get(name, (self._to, self._job.said))
        self._to = next((begin for begin in begins if begin > self._from), 1.0)
        self._total, self._done = total, 0
        self._stage = said
        self._job = replace(self._job, said=said, part=round(self._from, 3))
        self._tell()

    def step(self, done: int, note: str = "") -> None:
        self._done += done
        if not done and note:  # a reading that takes long says how far it is
            self._job = replace(self._job, said=f"{self._stage}: {note}")
        if self._total and time.monotonic() > self._written + _STEP:
            share = min(1.0, self._done / self._total)
            part = round(self._from + share * (self._to - self._from), 3)
            self._job = replace(self._job, part=part, said=self._stage if done else self._job.said)
            self._tell()

    def _tell(self) -> None:
        self._written = time.monotonic()
        write(self._data, self._job)


def _detached(command: Sequence[str], log: Path) -> subprocess.Popen[bytes]:
    """Start a process that goes on when the app is stopped; what it says goes to `log`."""
    apart: dict[str, bool | int] = {"start_new_session": True}
    if sys.platform == "win32":
        apart = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
    with log.open("wb") as out:
        process: subprocess.Popen[bytes] = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, **apart
        )  # type: ignore[call-overload]
    return process


def _await(process: subprocess.Popen[bytes], data: Path, started: str) -> None:
    """Wait for the process; should it have died without a word, say so for it."""
    process.wait()
    job = read(data)
    if job is not None and job.started == started and job.goes_on:
        write(data, job.failed(STOPPED))
