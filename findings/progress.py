"""How far a build has come, for whoever watches."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told of every stage of a build and of every step within it."""

    def stage(self, name: str, total: int) -> None:
        """A stage begins: "Reading", "Encoding", ...; `total` steps of equal effort, 0 when they are not counted."""

    def step(self, done: int, note: str = "") -> None:
        """`done` more steps are behind; `note` says what they came to, in words."""


class Silent:
    """Progress nobody watches."""

    def stage(self, name: str, total: int) -> None: ...

    def step(self, done: int, note: str = "") -> None: ...
