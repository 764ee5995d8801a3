"""One build at a time, held by the operating system: the lock of a process that died is free at once."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path

from findings.errors import BuildError

LOCK = "build.lock"
# Where the locked byte stands on Windows: past the process number, which others must be able to read.
_FAR = 1 << 20
# Times to try for the lock, and seconds between.
_GLANCES, _GLANCE = 4, 0.05


@contextmanager
def build_lock(index: Path) -> Iterator[None]:
    """Hold the lock of the builds into `index`; the file names the process that holds it.

    Raises:
        BuildError: another build holds it.
    """
    try:
        index.mkdir(parents=True, exist_ok=True)
        file = (index / LOCK).open("ab+", buffering=0)  # nothing is left to write when it is closed
    except OSError as error:
        raise BuildError(
            f"{index} cannot be written to ({error.strerror}): choose another with --index."
        ) from error
    with file:
        if not _taken(file):
            file.seek(0)
            owner = file.read().decode("ascii", "replace").strip() or "unknown"
            raise BuildError(
                f"Another build (process {owner}) is running: wait for it, or stop it, and try again."
            )
        _sign(file, index)
        try:
            yield
        finally:
            file.truncate(0)


def _taken(file: FileIO) -> bool:
    """Take the lock; who only looks whether a build goes on holds it for an instant."""
    for _ in range(_GLANCES):
        if _locked(file):
            return True
        time.sleep(_GLANCE)
    return False


def is_locked(index: Path) -> bool:
    """Whether a build into `index` goes on."""
    try:
        with (index / LOCK).open("rb+", buffering=0) as file:
            return not _locked(file)  # free again when the file is closed
    except OSError:  # nothing was ever built there
        return False


def _sign(file: FileIO, index: Path) -> None:
    try:
        file.truncate(0)
        file.write(b"%d\n" % os.getpid())
    except OSError as error:
        raise BuildError(
            f"Nothing can be written to {index} ({error.strerror}). Is the disk full?"
        ) from error


if sys.platform == "win32":
    import msvcrt

    def _locked(file: FileIO) -> bool:
        file.seek(_FAR)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _locked(file: FileIO) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
