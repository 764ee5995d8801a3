"""Work that is done beside the page and kept: a person can leave it, and nobody waits for the same work twice.

Streamlit ends a page's run only between two of its commands, so a long call inside the run would hold its person fast.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Lock
from typing import Any, TypeVar

import streamlit as st

T = TypeVar("T")

AT_ONCE = 4  # pieces of work; more wait their turn
KEPT = 96  # results
LOOK = 0.1  # seconds between two looks at whether the person has left
LONG = 10  # seconds after which the page says that it takes long


class Kept:
    """Results by key, the least used forgotten. What failed is not kept. Safe to share between sessions."""

    def __init__(self, most: int = KEPT) -> None:
        self._most = most
        self._lock = Lock()
        self._known: OrderedDict[Hashable, Future[Any]] = OrderedDict()
        self._threads = ThreadPoolExecutor(AT_ONCE, "answer")

    def start(self, key: Hashable, work: Callable[[], T]) -> Future[T]:
        """The work under this key: done, under way, or begun now."""
        with self._lock:
            known = self._known.get(key)
            if known is None or (known.done() and known.exception() is not None):
                known = self._known[key] = self._threads.submit(work)
            self._known.move_to_end(key)
            while len(self._known) > self._most:
                self._known.popitem(last=False)
            return known


def result_of(future: Future[T], slow: str) -> T:
    """Wait for the work; after a while the page says `slow`. Raises what the work raised."""
    started, said = time.monotonic(), st.empty()
    told = False
    while not future.done():
        wait((future,), timeout=LOOK)
        _may_end_here()
        if not told and time.monotonic() - started > LONG:
            said.markdown(slow)
            told = True
    said.empty()
    return future.result()


def _may_end_here() -> None:
    """Any look at the session's state is a place where Streamlit may end this run, because the person went on."""
    st.session_state.get("work")
