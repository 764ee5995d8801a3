"""One build at a time, held by the operating system: the lock of a process that died is free at once."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from findings.errors import BuildError

LOCK = "build.lock"
# Where the locked byte stands on Windows: past the process number, which others must be able to read.
_FAR = 1 << 20


@contextmanager
def build_lock(index: Path) -> Iterator[None]:
    """Hold the lock of the builds into `index`; the file names the process that holds it.

    Raises:
        BuildError: another build holds it.
    """
    try:
        index.mkdir(parents=True, exist_ok=True)
        file = (index / LOCK).open("a+", encoding="ascii")
    except OSError as error:
        raise BuildError(
            f"{index} cannot be written to ({error.strerror}): choose another with --index."
        ) from error
    with file:
        if not _locked(file):
            file.seek(0)
            owner = file.read().strip() or "unknown"
            raise BuildError(
                f"Another build (process {owner}) is running: wait for it, or stop it, and try again."
            )
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)


if sys.platform == "win32":
    import msvcrt

    def _locked(file: IO[str]) -> bool:
        file.seek(_FAR)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _locked(file: IO[str]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
