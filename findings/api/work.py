"""What takes long is done in a few threads; who would wait too long is told so at once."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from findings.api.problems import Busy, TooSlow
from findings.progress import Progress
from findings.request import Request, serving

Result = TypeVar("Result")


class Deadline(Progress):
    """Stops an answer that reads every document as soon as its time is over."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def stage(self, name: str, total: int) -> None:
        self.check()

    def step(self, done: int, note: str = "") -> None:
        self.check()

    def check(self) -> None:
        """Raises TooSlow when the time is over."""
        if time.monotonic() > self._end:
            raise TooSlow(slow(self._seconds))


def slow(seconds: float) -> str:
    return (
        f"This took longer than the {seconds:g} seconds that a request may take. Ask for fewer documents, or try again "
        "later."
    )


class Work:
    """`threads` requests at once, `waiting` more that wait their turn, each at most `seconds`. For one event loop."""

    def __init__(self, threads: int, waiting: int, seconds: float) -> None:
        self._pool = ThreadPoolExecutor(threads, "service")
        self._most = threads + waiting
        self._seconds = seconds
        self.inside = 0

    async def do(self, task: Callable[[Deadline], Result]) -> Result:
        """What `task` returns, or raises, done in a thread.

        Raises:
            Busy: too many wait already.
            TooSlow: its time, waiting included, is over. A thread that works on it stops at the next document or pair
                of the judge, and counts as taken until then.
        """
        if self.inside >= self._most:
            raise Busy("The service is busy: too many requests are waiting. Try again in a moment.")
        deadline = Deadline(self._seconds)

        def timely() -> Result:
            with serving(Request(deadline.check)):
                deadline.check()
                return task(deadline)

        self.inside += 1
        future = asyncio.get_running_loop().run_in_executor(self._pool, timely)
        future.add_done_callback(self._done)
        try:
            return await asyncio.wait_for(asyncio.shield(future), self._seconds)
        except TimeoutError:
            raise TooSlow(slow(self._seconds)) from None

    def _done(self, future: asyncio.Future[Result]) -> None:
        self.inside -= 1
        if not future.cancelled():
            future.exception()  # of one that nobody waits for any more it is not told as unseen

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
