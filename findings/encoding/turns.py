"""Whose work is done next, where many requests wait for few cores.

A request is due eight turns after it began for every piece of work that it has asked for, and the one that is due first
has the next turn. So a search passes a look over time, which comes again and again with more; of equals the one that
came first is done first; and whoever waits is due in the end, so that nobody waits for ever, however many come.
(Shortest job first, with aging.) Among requests of one size it changes nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Generic, TypeVar

from findings.request import Request, serving_now

Item = TypeVar("Item")
Found = TypeVar("Found")

# Turns until a request is due, for each of its pieces. Beside two looks over 110 reports a search (67 pairs) was done
# after 115 pairs of all with eight, after 192 with four, and after 245 where who comes first is done first.
SLACK = 8


class _Call(Generic[Item, Found]):
    """What one call waits for. `begun`, its items that had their turn, changes under the lock of `Turns`."""

    def __init__(
        self, request: Request, due: tuple[int, int], work: Callable[[Item], Found], items: Sequence[Item]
    ) -> None:
        self.request = request
        self.due = due
        self.work = work
        self.items = items
        self.found: list[Future[Found]] = [Future() for _ in items]
        self.begun = 0

    def do(self, place: int) -> None:
        """Work on one item. Whatever goes wrong is told to who waits for it."""
        try:
            self.request.check()
            self.found[place].set_result(self.work(self.items[place]))
        except BaseException as error:
            self.found[place].set_exception(error)


class Turns:
    """A few threads, shared by all calls. Each turn works on one item, and whose it is is chosen when it begins.

    For every item that waits there is at least one turn to come, and no turn waits for another, so that no call can be
    held up for good. A call that fails or is given up takes back the items that have not begun; turns that are left
    over find nothing to do, or serve others. No work is done, and no check called, while the lock is held.
    """

    def __init__(self, threads: int, name: str) -> None:
        self._threads = ThreadPoolExecutor(threads, name)
        self._lock = threading.Lock()
        self._waiting: list[_Call[Any, Any]] = []  # those with items that have not begun
        self._given = 0  # turns

    def map(self, work: Callable[[Item], Found], items: Sequence[Item]) -> list[Found]:
        """`work` of each item, in their order. The items are worked on in their order too, several at once.

        Raises:
            what `work` raised, or the check of the request that this thread works for.
        """
        if not items:
            return []
        call = self._wait(serving_now(), work, items)
        try:
            for _ in items:
                self._threads.submit(self._turn)
            return [future.result() for future in call.found]
        finally:
            self._end(call)

    def _wait(
        self, request: Request, work: Callable[[Item], Found], items: Sequence[Item]
    ) -> _Call[Item, Found]:
        """The call, which waits from now on; its items count for the request."""
        with self._lock:
            if request.began is None:
                request.began = self._given
            request.asked += len(items)
            call = _Call(request, (request.began + SLACK * request.asked, request.number), work, items)
            self._waiting.append(call)
        return call

    def _turn(self) -> None:
        with self._lock:
            if not self._waiting:
                return
            self._given += 1
            call = min(self._waiting, key=lambda one: one.due)
            place = call.begun
            call.begun += 1
            if call.begun == len(call.items):
                self._waiting.remove(call)
        call.do(place)

    def _end(self, call: _Call[Any, Any]) -> None:
        """Nothing more of this call is begun."""
        with self._lock:
            if call in self._waiting:
                self._waiting.remove(call)
