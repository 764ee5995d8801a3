"""What a page of the app costs: processor time of its process and messages to the browser, answers remembered.

python -m benchmarks.page_cost INDEX [--beside CHECKOUT] [--opens 16]

Starts the app of this checkout over INDEX on a free port, and with --beside that of another checkout, so that one run
has both: their pages are opened in turn, and other work on the machine falls on both alike. Every topic is asked once
before, so what is measured is the page and not the search. Linux alone: processor time is read in /proc.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import AsyncExitStack, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode

from tests.robustness.load import TOPICS, processor
from tests.robustness.visitor import visiting

HERE = Path(__file__).resolve().parents[1]
SECONDS = 180  # until an app that does not answer is given up
# Page of the app -> the name of its question in the address.
PAGES = {"": "q", "ask": "q", "over-time": "topic", "recommendations": "topic"}
ROUNDS = 8  # in which the apps take turns


@dataclass(frozen=True, slots=True)
class App:
    """A running app: whose it is, where it answers, its process."""

    name: str
    address: str
    pid: int


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one page: milliseconds of processor and messages with something drawn."""

    milliseconds: float
    messages: float


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("index", type=Path)
    parser.add_argument("--beside", type=Path, help="another checkout, measured in turn with this one")
    parser.add_argument("--opens", type=int, default=16, help="of each page")
    given = parser.parse_args()
    checkouts = {"there": given.beside, "here": HERE} if given.beside else {"here": HERE}
    with ExitStack() as running:
        apps = [running.enter_context(served(name, root, given.index)) for name, root in checkouts.items()]
        found = asyncio.run(measured(apps, given.opens))
    print("| page | " + " | ".join(f"{app.name}: ms, messages" for app in apps) + " |")
    print("|---|" + "---|" * len(apps))
    for page in PAGES:
        cells = (
            f"{cost.milliseconds:.1f}, {cost.messages:.0f}" for cost in (found[a.name, page] for a in apps)
        )
        print(f"| {page or 'search'} | " + " | ".join(cells) + " |")


async def measured(apps: list[App], opens: int) -> dict[tuple[str, str], Cost]:
    """(app, page) -> what it costs, the median of the rounds; in each round every app draws every page."""
    each = max(1, opens // ROUNDS)
    spent: dict[tuple[str, str], list[Cost]] = {(app.name, page): [] for app in apps for page in PAGES}
    async with AsyncExitStack() as browsers:
        visitors = {app.name: await browsers.enter_async_context(visiting(app.address)) for app in apps}
        for app in apps:
            for page, name in PAGES.items():
                for topic in TOPICS:
                    await opened(visitors[app.name], page, name, topic)
        for number in range(ROUNDS):
            for page, name in PAGES.items():
                for app in apps if number % 2 else apps[::-1]:
                    before, messages = processor(app.pid), 0
                    for turn in range(each):
                        topic = TOPICS[(number * each + turn) % len(TOPICS)]
                        messages += await opened(visitors[app.name], page, name, topic)
                    used = 1000 * (processor(app.pid) - before) / each
                    spent[app.name, page].append(Cost(used, messages / each))
    return {
        where: Cost(
            sum(cost.milliseconds for cost in costs) / len(costs), median(cost.messages for cost in costs)
        )
        for where, costs in spent.items()
    }


async def opened(visitor: Any, page: str, name: str, topic: str) -> int:
    """Open one page to its end; the messages it took. Raises RuntimeError when the page shows a fault."""
    drawn = await visitor.open(page, urlencode({name: topic}))
    if drawn.exceptions:
        raise RuntimeError(drawn.exceptions[0])
    return len(drawn.raw)


@contextmanager
def served(name: str, checkout: Path, index: Path) -> Iterator[App]:
    """The app of a checkout on a port of its own, with a data folder to throw away."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as data:
        chosen = {"FINDINGS_DATA": data, "FINDINGS_INDEX": str(index.resolve()), "PYTHONPATH": str(checkout)}
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
        process = subprocess.Popen(
            [*command, "--server.address", "127.0.0.1"],
            cwd=checkout,
            env={**os.environ, **chosen},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(f"{address}/_stcore/health", process)
            yield App(name, address, process.pid)
        finally:
            process.terminate()
            process.wait(timeout=60)


def _wait(health: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(health, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the app did not start")


if __name__ == "__main__":
    main()
