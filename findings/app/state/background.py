"""Work that is done beside the page and kept: a person can leave it, and nobody waits for the same work twice.

Streamlit ends a page's run only between two of its commands, so a long call inside the run would hold its person fast.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Lock
from typing import Any, Generic, TypeVar

import streamlit as st

from findings.progress import Counted
from findings.request import Request, serving

T = TypeVar("T")

AT_ONCE = 4  # pieces of work; more wait their turn
LONG_AT_ONCE = (
    2  # of those that look at every document: they wait for one another, and short ones not for them
)
KEPT = 96  # results
GONE = 2.0  # seconds after which who left does not come back: a page that is drawn again leaves for a moment
LOOK = 0.1  # seconds between two looks at whether the person has left
SHORT = 1  # seconds after which it shows how far the work has come
LONG = 10  # seconds after which the page says that it takes long


class NobodyWaits(Exception):
    """Everybody who waited for a piece of work has gone on."""


class Work(Generic[T]):
    """A result to come, how far the work has come, and how many wait for it: one at first.

    Once it is given up it stays so, which one lock decides: whoever could join it is given its result.
    """

    future: Future[T]

    def __init__(self) -> None:
        self.progress = Counted()
        self._lock = Lock()
        self._waiting = 1
        self._left = 0.0  # when the last one left
        self._given_up = False

    def join(self) -> bool:
        """One more waits for it; False where it was given up, or failed."""
        with self._lock:
            if self._given_up or (self.future.done() and self.future.exception() is not None):
                return False
            self._waiting += 1
            return True

    def leave(self) -> None:
        """One of those who wait goes on."""
        with self._lock:
            self._waiting -= 1
            self._left = time.monotonic()

    def do(self, work: Callable[[Counted], T]) -> T:
        """Called in a thread: the work, unless everybody has left before it begins."""
        with serving(Request(self._check)):
            self._check()
            return work(self.progress)

    def _check(self) -> None:
        """Raises NobodyWaits when everybody has left and not come back."""
        with self._lock:
            self._given_up |= self._waiting == 0 and time.monotonic() > self._left + GONE
            if self._given_up:
                raise NobodyWaits


class Kept:
    """Results by key, the least used forgotten. What failed is not kept. Safe to share between sessions."""

    def __init__(self, most: int = KEPT) -> None:
        self._most = most
        self._lock = Lock()
        self._known: OrderedDict[Hashable, Work[Any]] = OrderedDict()
        self._short = ThreadPoolExecutor(AT_ONCE, "answer")
        self._long = ThreadPoolExecutor(LONG_AT_ONCE, "answer-long")

    def start(self, key: Hashable, work: Callable[[Counted], T], *, long: bool = False) -> Work[T]:
        """The work under this key: done, under way, or begun now; it tells how far it has come.

        Who asks for it waits for it until they `leave`; who never does wants it in any case. `long` work has a lane of
        its own.
        """
        with self._lock:
            known = self._known.get(key)
            if known is None or not known.join():
                known = self._known[key] = Work()
                known.future = (self._long if long else self._short).submit(known.do, work)
            self._known.move_to_end(key)
            while len(self._known) > self._most:
                self._known.popitem(last=False)
            return known


@st.cache_resource(show_spinner=False)
def kept() -> Kept:
    """What all sessions share."""
    return Kept()


def result_of(work: Work[T], slow: str, steps: Callable[[int, int], str]) -> T:
    """Wait for the work. After a moment the page shows how far it has come, in the words of `steps`; after a while it
    says `slow`. Raises what the work raised. A person who goes on meanwhile waits no more.
    """
    started, told, shown = time.monotonic(), False, 0
    try:
        bar, said = st.empty(), st.empty()
        while not work.future.done():
            wait((work.future,), timeout=LOOK)
            may_end_here()
            spent, progress = time.monotonic() - started, work.progress
            if spent > SHORT and progress.done > shown:
                shown = progress.done
                bar.progress(min(1.0, shown / progress.total), text=steps(shown, progress.total))
            if not told and spent > LONG:
                said.markdown(slow)
                told = True
    finally:
        work.leave()
    bar.empty()
    said.empty()
    return work.future.result()


def may_end_here() -> None:
    """Any look at the session's state is a place where Streamlit may end this run, because the person went on."""
    st.session_state.get("work")
