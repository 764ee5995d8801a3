"""Whose work is done next, where many requests wait for few cores.

First comes the request that is known to be the smallest: by what it still waits for, and what it had in earlier calls.
So a search passes a look over time, which comes again and again with more, and of two searches the one that is nearly
done is done first. Every fourth turn is the oldest request's, so that large ones come to an end as well. (Shortest
remaining processing time: Schrage and Miller, 1966; the turns of the oldest are aging.)
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Generic, TypeVar

from findings.request import Request, serving_now

Item = TypeVar("Item")
Found = TypeVar("Found")

OLDEST = 4  # one turn in so many is the oldest request's


class _Call(Generic[Item, Found]):
    """What one call waits for. `begun` counts its items that had their turn; it changes under the lock of `Turns`."""

    def __init__(self, request: Request, work: Callable[[Item], Found], items: Sequence[Item]) -> None:
        self.request = request
        self.work = work
        self.items = items
        self.found: list[Future[Found]] = [Future() for _ in items]
        self.begun = 0
        self.had = request.had

    @property
    def size(self) -> tuple[int, int]:
        """By what the smallest is found: items that wait and those of earlier calls; then the older request."""
        return self.had + len(self.items) - self.begun, self.request.number

    def do(self, place: int) -> None:
        """Work on one item. Whatever goes wrong is told to who waits for it."""
        try:
            self.request.check()
            self.found[place].set_result(self.work(self.items[place]))
        except BaseException as error:
            self.found[place].set_exception(error)


class Turns:
    """A few threads, shared by all calls. Each turn works on one item, and who has it is chosen when it begins.

    For every item that waits there is at least one turn to come, and no turn waits for another, so that nobody can wait
    for ever. A call that fails or is given up takes back the items that have not begun; turns that are left over find
    nothing to do, or serve others.
    """

    def __init__(self, threads: int, name: str) -> None:
        self._threads = ThreadPoolExecutor(threads, name)
        self._lock = threading.Lock()
        self._waiting: list[_Call[Any, Any]] = []  # those with items that have not begun
        self._given = 0

    def map(self, work: Callable[[Item], Found], items: Sequence[Item]) -> list[Found]:
        """`work` of each item, in their order. The items are worked on in their order too, several at once.

        Raises:
            what `work` raised, or the check of the request that this thread works for.
        """
        if not items:
            return []
        call = _Call(serving_now(), work, items)
        try:
            with self._lock:
                self._waiting.append(call)
            for _ in items:
                self._threads.submit(self._turn)
            return [future.result() for future in call.found]
        finally:
            self._end(call)

    def _turn(self) -> None:
        with self._lock:
            if not self._waiting:
                return
            call, place = self._next()
        call.do(place)

    def _next(self) -> tuple[_Call[Any, Any], int]:
        """The call whose turn it is, and its item. Under the lock."""
        self._given += 1
        by_age = self._given % OLDEST == 0
        call = min(self._waiting, key=lambda one: one.request.number if by_age else one.size)
        call.begun += 1
        if call.begun == len(call.items):
            self._waiting.remove(call)
        return call, call.begun - 1

    def _end(self, call: _Call[Any, Any]) -> None:
        """Nothing more of this call is begun; what was counts for the next of its request."""
        with self._lock:
            if call in self._waiting:
                self._waiting.remove(call)
            call.request.had += call.begun
