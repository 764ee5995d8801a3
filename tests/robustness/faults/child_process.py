"""Run an action in a child process, which may be killed at any moment."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from functools import partial


def run_in_child(action: Callable[[], str], kill_after: float | None = None) -> tuple[int, str]:
    """(exit status, or minus the signal; what the action returned).

    The child is a copy of this process, which itself starts no threads: nothing has to be loaded again.
    `kill_after` is in seconds.
    """
    return run_reporting(lambda report: report(action()), kill_after)


def run_reporting(
    action: Callable[[Callable[[str], None]], None], kill_after: float | None = None
) -> tuple[int, str]:
    """As `run_in_child`, for an action that reports its progress: all that it had reported when it ended."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # only what is reported counts
            action(partial(_write, theirs))
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


def _write(pipe: int, text: str) -> None:
    os.write(pipe, text.encode()[:4000])
