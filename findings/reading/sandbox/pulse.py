"""How a long reading says that it goes on: each word gives it its time anew, and is shown to whoever waits."""

from __future__ import annotations

from collections.abc import Callable

_listener: Callable[[str], None] | None = None


def listen(told: Callable[[str], None]) -> None:
    """Hand every word of this process to `told`; the process that reads has one listener, others none."""
    global _listener
    _listener = told


def say(note: str) -> None:
    """`note` in a few words: "page 3 of 20"."""
    if _listener is not None:
        _listener(note)
