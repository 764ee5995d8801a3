"""The bar that a build draws: one for each stage, on standard error."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from typing import Any

import click


class Bar:
    """Progress as a person watches it: share done and time left. Where nobody watches, in a log, the stages alone."""

    def __init__(self) -> None:
        self._drawn = ExitStack()
        self._bar: Any = None

    def stage(self, name: str, total: int) -> None:
        self.close()
        if not total:  # its steps are not counted
            click.echo(name, err=True)
            return
        bar: Any = click.progressbar(
            length=total, label=f"{name:<10}", width=24, file=sys.stderr, item_show_func=lambda note: note
        )
        self._bar = self._drawn.enter_context(bar)

    def step(self, done: int, note: str = "") -> None:
        if self._bar is None:
            return
        self._bar.update(done, note or None)
        if not done:  # a long step says how it goes
            self._bar.render_progress()

    def close(self) -> None:
        self._drawn.close()
        self._bar = None
