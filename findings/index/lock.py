"""One build at a time: the lock of a process that died is free at once. The only file that imports filelock."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from findings.errors import BuildError

LOCK = "build.lock"
# Which process holds it: beside the lock, for on Windows nobody else can read a file that is locked.
OWNER = "build.pid"
# Seconds: who only looks whether a build goes on holds the lock for an instant.
_PATIENCE = 0.2


@contextmanager
def build_lock(index: Path) -> Iterator[None]:
    """Hold the lock of the builds into `index`; a file beside it names the process that holds it.

    Raises:
        BuildError: another build holds it, or nothing can be written there.
    """
    try:
        index.mkdir(parents=True, exist_ok=True)
        lock = FileLock(index / LOCK)
        lock.acquire(timeout=_PATIENCE)
    except Timeout as error:
        owner = _owner(index)
        raise BuildError(
            f"Another build (process {owner}) is running: wait for it, or stop it, and try again."
        ) from error
    except OSError as error:
        raise BuildError(
            f"{index} cannot be written to ({error.strerror}): choose another with --index."
        ) from error
    try:
        _sign(index)
        yield
    finally:
        (index / OWNER).unlink(missing_ok=True)
        lock.release()


def is_locked(index: Path) -> bool:
    """Whether a build into `index` goes on."""
    if not (index / LOCK).exists():  # nothing was ever built there
        return False
    try:
        with FileLock(index / LOCK).acquire(blocking=False):
            return False
    except Timeout:
        return True
    except OSError:
        return False


def _sign(index: Path) -> None:
    try:
        (index / OWNER).write_text(f"{os.getpid()}\n")
    except OSError as error:
        raise BuildError(
            f"Nothing can be written to {index} ({error.strerror}). Is the disk full?"
        ) from error


def _owner(index: Path) -> str:
    try:
        return (index / OWNER).read_text().strip() or "unknown"
    except OSError:
        return "unknown"
