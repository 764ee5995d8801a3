"""Many threads at once."""

from __future__ import annotations

import threading
from collections.abc import Callable


def problems_of(work: Callable[[], None], count: int = 6) -> list[str]:
    """What went wrong when as many threads did the work at once."""
    problems: list[str] = []

    def one() -> None:
        try:
            work()
        except BaseException as error:
            problems.append(repr(error))

    threads = [threading.Thread(target=one) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return problems
