"""Work that is done beside the page and kept: a person can leave it, and nobody waits for the same work twice.

Streamlit ends a page's run only between two of its commands, so a long call inside the run would hold its person fast.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from threading import Lock
from typing import Any, Generic, TypeVar

import streamlit as st

from findings.progress import Counted

T = TypeVar("T")

AT_ONCE = 4  # pieces of work; more wait their turn
KEPT = 96  # results
LOOK = 0.1  # seconds between two looks at whether the person has left
SHORT = 1  # seconds after which it shows how far the work has come
LONG = 10  # seconds after which the page says that it takes long


@dataclass(frozen=True, slots=True)
class Work(Generic[T]):
    """A result to come, and how far the work has come."""

    future: Future[T]
    progress: Counted


class Kept:
    """Results by key, the least used forgotten. What failed is not kept. Safe to share between sessions."""

    def __init__(self, most: int = KEPT) -> None:
        self._most = most
        self._lock = Lock()
        self._known: OrderedDict[Hashable, Work[Any]] = OrderedDict()
        self._threads = ThreadPoolExecutor(AT_ONCE, "answer")

    def start(self, key: Hashable, work: Callable[[Counted], T]) -> Work[T]:
        """The work under this key: done, under way, or begun now; it tells how far it has come."""
        with self._lock:
            known = self._known.get(key)
            if known is None or (known.future.done() and known.future.exception() is not None):
                progress = Counted()
                known = self._known[key] = Work(self._threads.submit(work, progress), progress)
            self._known.move_to_end(key)
            while len(self._known) > self._most:
                self._known.popitem(last=False)
            return known


def result_of(work: Work[T], slow: str, steps: Callable[[int, int], str]) -> T:
    """Wait for the work. After a moment the page shows how far it has come, in the words of `steps`; after a while it
    says `slow`. Raises what the work raised.
    """
    started, bar, said = time.monotonic(), st.empty(), st.empty()
    told, shown = False, 0
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
    bar.empty()
    said.empty()
    return work.future.result()


def may_end_here() -> None:
    """Any look at the session's state is a place where Streamlit may end this run, because the person went on."""
    st.session_state.get("work")
