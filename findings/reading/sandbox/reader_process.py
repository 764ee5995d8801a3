"""The process that reads files for a build, spoken to through its pipes:
`python -m findings.reading.sandbox.reader_process`.

It may be stopped at any moment, and what crosses its pipes is JSON and text: nothing in a document, not even one that
took this process over, can make the build run code.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import math
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath
from typing import IO, Any

from findings.errors import FactsError, FindingsError, ReadingError
from findings.reading.codec import document_json, pack_content
from findings.reading.rules import Reading
from findings.reading.sandbox import pulse

Read = Callable[[Path, Path, str], Reading]

# Reading has set off memory that it cannot always give back: beyond this share of its limit a process is replaced.
_WORN = 0.5


def read_one(read: Read, corpus: Path, file: str, id: str) -> Reading:
    """Read one file of the corpus; whatever is wrong with it becomes a ReadingError.

    Raises:
        ReadingError: it cannot be read as a document.
        FactsError: a side file cannot be used.
        MemoryError: reading it needs more memory than is allowed.
    """
    name = PurePosixPath(file).name
    try:
        reading = read(corpus / file, corpus, id)
        reading.content.text.encode()  # half a character could be neither stored nor searched
    except FindingsError as error:
        if _out_of_memory(error):  # a reader that took it for damage
            raise MemoryError from error
        raise
    except MemoryError:
        raise
    except Exception as error:  # one file's surprise must not cost the others their index
        said = " ".join(str(error).split())[:200]
        raise ReadingError(f"‘{name}’ could not be read ({type(error).__name__}: {said}).") from error
    return reading


def _out_of_memory(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, MemoryError):
            return True
        error = error.__cause__ or error.__context__
    return False


def send(stream: IO[bytes], head: dict[str, Any], *parts: bytes) -> None:
    """A message: one line of JSON that also says how long each part is, then the parts."""
    line = json.dumps({**head, "parts": [len(part) for part in parts]}).encode() + b"\n"
    stream.write(line + b"".join(parts))
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[dict[str, Any], list[bytes]] | None:
    """The next message; None when the other side is gone, also in the middle of one."""
    line = stream.readline()
    if not line.endswith(b"\n"):
        return None
    head = json.loads(line)
    parts = [stream.read(length) for length in head["parts"]]
    return (head, parts) if [len(part) for part in parts] == head["parts"] else None


def main(arguments: Sequence[str]) -> None:
    """`arguments`: the function that reads (module:name), bytes of memory, seconds of a core that a file may take."""
    name, memory, seconds = arguments[0], int(arguments[1]), float(arguments[2])
    module, _, function = name.partition(":")
    read: Read = getattr(importlib.import_module(module), function)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the build's to answer
    # Libraries that print must not print into the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _limit("RLIMIT_AS", memory)
    _limit("RLIMIT_CORE", 0)
    send(answers, {"ready": True})

    def goes_on(note: str) -> None:
        _limit("RLIMIT_CPU", math.ceil(time.process_time() + seconds))
        send(answers, {"note": note})

    pulse.listen(goes_on)
    while (message := receive(sys.stdin.buffer)) is not None:
        # The system itself stops a reading that never ends, even when nobody is left to do it.
        _limit("RLIMIT_CPU", math.ceil(time.process_time() + seconds))
        _answer(answers, read, message[0], memory)


def _answer(answers: IO[bytes], read: Read, asked: dict[str, Any], memory: int) -> None:
    parts: tuple[bytes, ...] = ()
    try:
        reading = read_one(read, Path(asked["corpus"]), asked["file"], asked["id"])
        head: dict[str, Any] = {"document": document_json(reading.document)}
        parts = pack_content(reading.content)
    except MemoryError:
        head = {"memory": True}
    except FactsError as error:
        head = {"facts": str(error)}
    except FindingsError as error:
        head = {"error": str(error)}
    send(answers, {**head, "worn": _peak() > _WORN * memory}, *parts)


if sys.platform == "win32":  # there the time alone is limited

    def _limit(name: str, value: int) -> None: ...

    def _peak() -> int:
        return 0

else:
    import resource

    def _limit(name: str, value: int) -> None:
        """Set a limit of this process, as far as the system lets it: macOS refuses one on memory."""
        limit = getattr(resource, name)
        hard = resource.getrlimit(limit)[1]
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(limit, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))

    def _peak() -> int:
        """The most memory this process has had, in bytes.

        Linux counts in `ru_maxrss` what the process had that started it: its own peak stands in /proc.
        """
        with contextlib.suppress(OSError, ValueError, StopIteration):
            status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
            return int(next(line for line in status if line.startswith("VmHWM:")).split()[1]) * 1024
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024


if __name__ == "__main__":
    main(sys.argv[1:])
