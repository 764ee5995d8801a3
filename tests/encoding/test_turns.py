"""Whose turn is next, and that every call comes to an end: done, failed, or given up."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count

import pytest

from findings.encoding.turns import Turns
from findings.request import Request, serving, serving_now
from tests.encoding.threads import problems_of


class LeftError(Exception):
    """Nobody waits any more."""


class Desk:
    """One thread for all, kept busy until the door opens; `done` names whose items were worked on, in order."""

    def __init__(self) -> None:
        self.turns = Turns(1, "test")
        self.done: list[str] = []
        self._callers = ThreadPoolExecutor(8)
        self._door = threading.Event()

    @contextmanager
    def closed(self) -> Iterator[None]:
        """Calls that are made inside all wait when the door opens."""
        self._door.clear()
        busy = threading.Event()

        def hold(_: object) -> None:
            busy.set()
            assert self._door.wait(10)

        held = self._callers.submit(self.turns.map, hold, [None])
        assert busy.wait(10)
        try:
            yield
        finally:
            self._door.set()
        held.result(10)

    def call(self, name: str, items: int, request: Request | None = None) -> Future[list[int]]:
        """Work for a request, which waits when this returns."""
        waiting = len(self.turns._waiting) + 1

        def ask() -> list[int]:
            with serving(request or Request()):
                return self.turns.map(lambda item: self.done.append(name) or item, range(items))

        future = self._callers.submit(ask)
        for _ in range(1000):
            if len(self.turns._waiting) == waiting:
                return future
            threading.Event().wait(0.01)
        raise AssertionError("the call does not wait")


def test_results_are_in_the_order_of_the_items() -> None:
    assert Turns(4, "test").map(lambda item: item * item, range(50)) == [item * item for item in range(50)]
    assert Turns(1, "test").map(str, []) == []


def test_the_smaller_is_done_first_however_late_it_came() -> None:
    """All began at turn 1, which holds the door. The look is due at 1 + 8 x 6, the search at 25, the question at 17."""
    desk = Desk()
    with desk.closed():
        calls = [desk.call("look", 6), desk.call("search", 3), desk.call("ask", 2)]
    assert [future.result(10) for future in calls] == [[0, 1, 2, 3, 4, 5], [0, 1, 2], [0, 1]]
    assert desk.done == ["ask"] * 2 + ["search"] * 3 + ["look"] * 6


def test_what_a_request_asked_for_before_counts() -> None:
    """A look comes again with one item; it had five before, and is due at turn 1 + 8 x 6. The search began at turn 7
    and is due at 7 + 8 x 2."""
    desk, look = Desk(), Request()
    with desk.closed():
        before = desk.call("look", 5, look)
    before.result(10)
    desk.done.clear()
    with desk.closed():
        calls = [desk.call("look", 1, look), desk.call("search", 2)]
    for future in calls:
        future.result(10)
    assert (look.began, look.asked) == (1, 6)
    assert desk.done == ["search", "search", "look"]


def test_who_has_waited_long_enough_goes_before_smaller_ones() -> None:
    """A look of three began at turn 1 and is due at 25. Searches of one are due eight turns after they came: those that
    come up to turn 16 pass it, and those from turn 18 on do not."""
    desk = Desk()
    with desk.closed():
        look = desk.call("look", 3)
        desk.turns._given = 16
        early = desk.call("early", 1)
        desk.turns._given = 18
        late = desk.call("late", 1)
    for future in (look, early, late):
        future.result(10)
    assert desk.done == ["early", "look", "look", "look", "late"]


def test_equals_are_served_in_the_order_they_came() -> None:
    desk = Desk()
    with desk.closed():
        calls = [desk.call(name, 2) for name in "abc"]
    for future in calls:
        future.result(10)
    assert desk.done == ["a", "a", "b", "b", "c", "c"]


def test_a_request_that_nobody_waits_for_stops_at_its_next_item() -> None:
    desk, wanted = Desk(), threading.Event()
    wanted.set()

    def check() -> None:
        if not wanted.is_set():
            raise LeftError

    def work(item: int) -> None:
        desk.done.append("left")
        if item == 1:
            wanted.clear()

    with serving(Request(check)), pytest.raises(LeftError):
        desk.turns.map(work, range(100))
    assert desk.done == ["left", "left"]
    assert desk.turns._waiting == []
    assert desk.turns.map(str, [1]) == ["1"]


def test_what_was_never_wanted_is_not_begun() -> None:
    def check() -> None:
        raise LeftError

    done: list[int] = []
    with serving(Request(check)), pytest.raises(LeftError):
        Turns(2, "test").map(done.append, range(9))
    assert done == []


def test_an_error_reaches_its_own_caller_alone_and_others_have_their_turns() -> None:
    desk = Desk()

    def fail(item: int) -> None:
        raise ZeroDivisionError(item)

    with desk.closed():
        other = desk.call("other", 9)
        failing = desk._callers.submit(desk.turns.map, fail, range(20))
    with pytest.raises(ZeroDivisionError, match="0"):
        failing.result(10)
    assert other.result(10) == list(range(9))
    assert desk.turns._waiting == []


def test_many_threads_with_failing_ones_among_them_all_come_to_an_end() -> None:
    turns, numbers = Turns(3, "test"), count()

    def work(item: int) -> int:
        if item == 13:
            raise ValueError
        return item

    def ask() -> None:
        number = next(numbers)  # of the odd ones most hold the item that fails
        items = range(number % 7, number % 7 + 20) if number % 2 else range(10)
        try:
            assert turns.map(work, items) == list(items)
        except ValueError:
            assert 13 in items

    def fifty() -> None:
        for _ in range(50):
            ask()

    assert problems_of(fifty, 8) == []
    assert turns._waiting == []


def test_a_thread_serves_the_request_that_was_named_and_no_other() -> None:
    one = Request()
    assert serving_now() is not serving_now()
    with serving(one):
        assert serving_now() is one
        with ThreadPoolExecutor(1) as other:
            assert other.submit(serving_now).result(10) is not one
    assert serving_now() is not one
