"""How far a build or a long answer has come, for whoever watches."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told of every stage and of every step within it."""

    def stage(self, name: str, total: int) -> None:
        """A stage begins: "Reading", "Encoding", ...; `total` steps of equal effort, 0 when they are not counted."""

    def step(self, done: int, note: str = "") -> None:
        """`done` more steps are behind; `note` says what they came to, in words."""


class Silent:
    """Progress nobody watches."""

    def stage(self, name: str, total: int) -> None: ...

    def step(self, done: int, note: str = "") -> None: ...


class Counted:
    """How far the stage has come, for a page that looks now and then."""

    def __init__(self) -> None:
        self.done, self.total = 0, 0

    def stage(self, name: str, total: int) -> None:
        self.done, self.total = 0, total

    def step(self, done: int, note: str = "") -> None:
        self.done += done
