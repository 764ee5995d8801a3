"""Answers that were given lately, as the bytes that were sent: the least lately used goes first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass

# What an entry takes besides its bytes: its key, mostly a plan with its words.
_KEY = 2000


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it is sent."""

    body: bytes
    total: int | None = None  # of a list of which the body is a part


class Cache:
    """At most `most` bytes. Used by one thread: the one that serves requests."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[Hashable, Kept] = OrderedDict()
        self.size = 0
        self.hits = 0
        self.misses = 0

    def __len__(self) -> int:
        return len(self._held)

    def get(self, key: Hashable) -> Kept | None:
        found = self._held.get(key)
        if found is None:
            self.misses += 1
            return None
        self.hits += 1
        self._held.move_to_end(key)
        return found

    def put(self, key: Hashable, kept: Kept) -> None:
        """Keep an answer; one larger than an eighth of all is not worth what would have to go for it."""
        own = len(kept.body) + _KEY
        if own > self._most // 8:
            return
        before = self._held.pop(key, None)
        if before is not None:
            self.size -= len(before.body) + _KEY
        self._held[key] = kept
        self.size += own
        while self.size > self._most:
            _, gone = self._held.popitem(last=False)
            self.size -= len(gone.body) + _KEY

    def clear(self) -> None:
        """Forget everything: a newer generation is in use."""
        self._held.clear()
        self.size = 0
