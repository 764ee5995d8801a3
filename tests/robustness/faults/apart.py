"""Work in a process of its own, which may be killed at any moment; and disks that are full."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

_BLOCK = 4096  # bytes that a tmpfs gives at once


def apart(action: Callable[[], str], kill_after: float | None = None) -> tuple[int, str]:
    """(exit status, or minus the signal; what it returned) of an action in a process of its own.

    A copy of this process, which itself does nothing that starts threads: so nothing has to be loaded again.
    `kill_after` is in seconds.
    """
    return told(lambda tell: tell(action()), kill_after)


def told(action: Callable[[Callable[[str], None]], None], kill_after: float | None = None) -> tuple[int, str]:
    """As `apart`, for an action that tells what it does while it does it: all that it had told when it ended."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what is told is what counts
            action(partial(_tell, theirs))
            status = 0
        finally:
            os._exit(status)
    os.close(theirs)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    with os.fdopen(ours, "rb") as pipe:
        said = pipe.read().decode()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said


def _tell(pipe: int, text: str) -> None:
    os.write(pipe, text.encode()[:4000])


@contextmanager
def small_disk(folder: Path, size: str = "64m") -> Iterator[Path]:
    """A disk of its own (tmpfs) at `folder`; only root may make one."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def used(disk: Path) -> int:
    """Bytes that are taken."""
    found = os.statvfs(disk)
    return (found.f_blocks - found.f_bfree) * found.f_frsize


@contextmanager
def filled(disk: Path, left: int = 0) -> Iterator[None]:
    """The disk full but for `left` blocks of 4 KB, until the context ends."""
    fill = disk / "fill"
    free = os.statvfs(disk).f_bavail * _BLOCK - left * _BLOCK
    handle = os.open(fill, os.O_WRONLY | os.O_CREAT)
    try:
        os.posix_fallocate(handle, 0, max(free, 1))
        yield
    finally:
        os.close(handle)
        fill.unlink()
