"""Who asks: what every room below may know of the request that it works for, without each call passing it on.

Whoever works on a request in a thread says so with `serving`; what is called in that thread finds it by `serving_now`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import count


class Request:
    """One search, question or look over time, from its beginning to its end.

    `check` raises when nobody waits for it any more. It is called often, and from several threads at once.
    """

    def __init__(self, check: Callable[[], None] = lambda: None) -> None:
        self.check = check
        self.number = next(_numbers)  # the older request has the lower one
        # Kept by who shares out the work (encoding/turns.py): pieces that it asked for, and at which turn it began.
        self.asked = 0
        self.began: int | None = None


_numbers = count()
_serving: ContextVar[Request | None] = ContextVar("serving", default=None)


@contextmanager
def serving(request: Request) -> Iterator[None]:
    """What this thread does inside is done for the request."""
    before = _serving.set(request)
    try:
        yield
    finally:
        _serving.reset(before)


def serving_now() -> Request:
    """The request that this thread works for; one of its own where none was named."""
    return _serving.get() or Request()
