"""The bar that a build draws. The only file that imports tqdm."""

from __future__ import annotations

from typing import Any


class Bar:
    """A bar for each stage on standard error, with the time left."""

    def __init__(self) -> None:
        self._bar: Any = None

    def stage(self, name: str, total: int) -> None:
        from tqdm import tqdm

        self.close()
        shape = "{desc:<10}{percentage:3.0f}% |{bar:24}| {unit}  [{elapsed} gone, {remaining} left]"
        shape = shape if total else "{desc}"
        # The note stands in the place of the unit: before its own postfix tqdm puts a comma.
        self._bar = tqdm(total=total or None, desc=name, unit=" ", bar_format=shape, leave=total > 0)

    def step(self, done: int, note: str = "") -> None:
        if self._bar is not None:
            if note:
                self._bar.unit = note
            self._bar.update(done)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None
