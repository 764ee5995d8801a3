"""Reading where it can be stopped: files are read in processes of their own, several at once, each within limits.

A file that takes too long, needs too much memory or ends the process that reads it is reported as unreadable; the
build, and the app it may run in, go on.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from pathlib import Path, PurePosixPath
from queue import SimpleQueue
from typing import IO, Any, cast

from findings.errors import BuildError, FactsError, FindingsError, ReadingError
from findings.reading.codec import read_document, unpack_content
from findings.reading.rules import Limits, Rules
from findings.reading.sandbox import reader_process
from findings.records import Content, Document
from findings.settings import ROOT, SECRETS

Outcome = tuple[Document, Content] | ReadingError
# The limit is on the time a file has a core for: on a busy machine that takes longer. A reading that waits for what
# never comes, or any on a system without such a limit (Windows), is stopped by the clock, this many times later.
_PATIENCE = 10
_OUT_OF_TIME = getattr(signal, "SIGXCPU", 0)
_LISTENS = 0.5  # seconds between two looks at what long readings say
# Enough for Python to start on a machine that is busy with everything else.
_START_SECONDS = 120.0

_PROCESS = "findings.reading.sandbox.reader_process"


def read_files(
    rules: Rules,
    corpus: Path,
    files: Sequence[tuple[str, str]],
    told: Callable[[str], None] = lambda note: None,
) -> Generator[Outcome]:
    """Read files, given as (path below the corpus, id), and yield what came of each, in their order.

    `told` hears how a long reading goes ("scan.pdf: page 3 of 20"), in the thread that waits for the next outcome.
    Rules without limits read in this process. Closing the iterator stops every reading that goes on.

    Raises:
        FactsError: a side file cannot be used.
        BuildError: no reading process can be started.
    """
    if rules.limits is None:
        yield from (_read_here(rules, corpus, file, id) for file, id in files)
    elif files:
        yield from _read_apart(rules, rules.limits, corpus, files, told)


def _read_here(rules: Rules, corpus: Path, file: str, id: str) -> Outcome:
    try:
        reading = reader_process.read_one(rules.read, corpus, file, id)
    except FactsError:  # a slip of the pen in a side file must not empty the index
        raise
    except FindingsError as error:
        return ReadingError(str(error))
    return reading.document, reading.content


def _read_apart(
    rules: Rules,
    limits: Limits,
    corpus: Path,
    files: Sequence[tuple[str, str]],
    told: Callable[[str], None],
) -> Generator[Outcome]:
    count = min(_cores(), len(files))
    notes: SimpleQueue[str] = SimpleQueue()
    readers = [Reader(rules, limits, notes.put) for _ in range(count)]
    idle: SimpleQueue[Reader] = SimpleQueue()
    for reader in readers:
        idle.put(reader)

    def read(file: str, id: str) -> Outcome:
        reader = idle.get()
        try:
            return reader.read(corpus, file, id)
        finally:
            idle.put(reader)

    pool = ThreadPoolExecutor(count)
    try:
        for waiting in [pool.submit(read, file, id) for file, id in files]:
            yield _awaited(waiting, notes, told)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for reader in readers:
            reader.stop()
        pool.shutdown()


def _awaited(waiting: Future[Outcome], notes: SimpleQueue[str], told: Callable[[str], None]) -> Outcome:
    """The outcome, when it is there; what is said meanwhile is passed on."""
    while True:
        try:
            return waiting.result(_LISTENS)
        except NotYet:
            if waiting.done():  # the reading itself raised it
                raise
        while not notes.empty():
            told(notes.get())


class Reader:
    """One reading process, started at once, replaced when it had to be stopped. For one thread at a time."""

    def __init__(self, rules: Rules, limits: Limits, told: Callable[[str], None] = lambda note: None) -> None:
        read = rules.read
        self._told = told
        self._limits = limits
        self._function = f"{read.__module__}:{read.__qualname__}"
        self._stopped = False
        self._process: subprocess.Popen[bytes] | None = self._start()
        self._ready = False

    def read(self, corpus: Path, file: str, id: str) -> Outcome:
        """What came of reading one file. Raises FactsError, or BuildError when no process can be started."""
        name = PurePosixPath(file).name
        process = self._running()
        asked = {"corpus": str(corpus), "file": file, "id": id}
        answer, late = self._exchange(process, asked, self._limits.seconds * _PATIENCE)
        if answer is None:
            ended = self._replace(process)
            late = late or ended == -_OUT_OF_TIME
            return ReadingError(too_slow(name, self._limits.seconds) if late else stopped(name))
        head, parts = answer
        if head["worn"] or "memory" in head:
            self._replace(process)
        if "memory" in head:
            return ReadingError(too_large(name, self._limits.memory))
        if "facts" in head:
            raise FactsError(head["facts"])
        if "error" in head:
            return ReadingError(head["error"])
        return read_document(head["document"]), unpack_content(*parts)

    def stop(self) -> None:
        """End the process, also in the middle of a file."""
        self._stopped = True
        if self._process is not None:
            self._replace(self._process)

    def _start(self) -> subprocess.Popen[bytes]:
        limits = [str(self._limits.memory), str(self._limits.seconds)]
        # What a document could make of this process must not know the password of the mail server.
        known = {name: value for name, value in os.environ.items() if name not in SECRETS}
        paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        try:
            return subprocess.Popen(
                [sys.executable, "-m", _PROCESS, self._function, *limits],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # what libraries have to say of damaged files
                env={**known, "PYTHONPATH": os.pathsep.join(paths)},
            )
        except OSError as error:
            raise BuildError(
                f"The documents cannot be read now ({error.strerror}). Free some memory and try again."
            ) from error

    def _running(self) -> subprocess.Popen[bytes]:
        """The process, ready to be asked."""
        if self._process is None:
            self._process, self._ready = self._start(), False
        if not self._ready:
            answer, _ = self._exchange(self._process, None, _START_SECONDS)
            if answer is None and not self._stopped:
                self._replace(self._process)
                raise BuildError(
                    "The process that reads documents does not start. To see why, run: "
                    f"'python -m {_PROCESS} {self._function} {self._limits.memory} 60'."
                )
            self._ready = True
        return self._process

    def _exchange(
        self, process: subprocess.Popen[bytes], asked: dict[str, Any] | None, seconds: float
    ) -> tuple[tuple[dict[str, Any], list[bytes]] | None, bool]:
        """(what the process answered, whether it was stopped for taking too long); each word gives it time anew."""
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        try:
            if asked is not None:
                reader_process.send(cast(IO[bytes], process.stdin), asked)
            while True:
                timer = threading.Timer(seconds, stop)
                timer.daemon = True
                timer.start()
                try:
                    answer = reader_process.receive(cast(IO[bytes], process.stdout))
                finally:
                    timer.cancel()
                if answer is None or "note" not in answer[0]:
                    return answer, late.is_set()
                name = PurePosixPath(asked["file"]).name if asked else ""
                self._told(f"{name}: {answer[0]['note']}")
        except (OSError, ValueError):  # it is gone, or was stopped in the middle of its answer
            return None, late.is_set()

    def _replace(self, process: subprocess.Popen[bytes]) -> int:
        """End the process; its exit status, or minus the signal that ended it."""
        process.kill()
        status = process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what was still to be sent to it
                    continue
        self._process = None
        return status


def too_slow(name: str, seconds: float) -> str:
    return (
        f"‘{name}’ takes longer than {seconds:g} seconds to read, so it was left out. "
        "It may be damaged. Download it again, or save it again as PDF."
    )


def too_large(name: str, memory: int) -> str:
    return (
        f"‘{name}’ needs more than {memory / (1 << 20):,.0f}MB of memory to read, so it was left out. "
        "It may be damaged. Download it again, or save it again as PDF."
    )


def stopped(name: str) -> str:
    return (
        f"‘{name}’ could not be read safely. It may be damaged. Download it again, or save it again as PDF."
    )


def _cores() -> int:
    """Cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
