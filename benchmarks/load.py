"""Many people at once: sessions over Streamlit's own WebSocket against a running app on this machine.

    python -m benchmarks.load URL INDEX [--users 50] [--seconds 120] [--pid PID]

Every user opens addresses as a browser would (a page is a run of its script) and reads until the run ends: half of
them search, the others ask, look at a topic over time, and read pages of documents. Every query holds a number of its
user's own; a page that shows another user's number, or an exception, is counted as a fault. Only addresses on the
loopback interface are accepted. With --pid the resident memory of the app's process is read at start and end.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import numpy as np
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from findings.library import open_library

LOOPBACK = ("127.0.0.1", "localhost", "::1")
TOPICS = (
    "LADO arrangements",
    "how quickly strategy meetings are held",
    "supervision of social workers",
    "return home interviews",
    "private fostering",
    "children waiting for mental health support",
    "care leavers' accommodation",
    "agency staff and turnover",
)
MARK = re.compile(r"person(\d+)x")
PAUSE = (1.0, 5.0)  # seconds a person reads before the next page
LONGEST = 120.0  # seconds until a run is given up


@dataclass
class Seen:
    """What all users saw."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    exceptions: int = 0
    mixed: int = 0
    lost: int = 0
    faults: list[str] = field(default_factory=list)


def addresses(index: Path) -> list[tuple[str, str]]:
    """(page, query string) of printed pages of documents."""
    documents = [d for d in open_library(index).documents() if d.status == "ready" and d.pages]
    return [
        ("documents", urlencode({"doc": document.id, "page": page}))
        for document in documents
        for page in range(1, min(document.pages or 1, 6) + 1)
    ]


def visit(user: int, searches: bool, pages: list[tuple[str, str]], chance: random.Random) -> tuple[str, str]:
    """The next address of a user, with the user's own number in what is asked."""
    words = {"q": f"{chance.choice(TOPICS)} person{user}x"}
    if searches:
        return "", urlencode(words)
    page = chance.choice(("ask", "over-time", "documents"))
    if page == "documents" and pages:
        return chance.choice(pages)
    return page, urlencode({"topic": words["q"]} if page == "over-time" else words)


async def open_page(socket: ClientConnection, page: str, query: str, user: int, seen: Seen) -> None:
    """Ask for a run of the page's script and read to its end."""
    message = BackMsg()
    message.rerun_script.query_string = query
    message.rerun_script.page_name = page
    began = time.perf_counter()
    await socket.send(message.SerializeToString())
    running = False
    while True:
        raw = await asyncio.wait_for(socket.recv(decode=False), LONGEST)
        answer = ForwardMsg()
        answer.ParseFromString(raw)
        kind = answer.WhichOneof("type")
        running |= kind == "new_session"
        if kind == "delta":
            others = {int(number) for number in MARK.findall(raw.decode("utf-8", "ignore"))} - {user}
            seen.mixed += len(others)
            if answer.delta.new_element.WhichOneof("type") == "exception":
                seen.exceptions += 1
                seen.faults.append(answer.delta.new_element.exception.message[:200])
        elif kind == "script_finished" and running:
            if answer.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                break
            if answer.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                seen.exceptions += 1
                break
    seen.seconds[page or "search"].append(time.perf_counter() - began)


async def person(url: str, user: int, ends: float, pages: list[tuple[str, str]], seen: Seen) -> None:
    chance = random.Random(user)
    await asyncio.sleep(chance.uniform(0, 5))
    while time.monotonic() < ends:
        try:
            async with connect(url, subprotocols=["streamlit"], max_size=None, open_timeout=60) as socket:  # type: ignore[list-item]
                for _ in range(5):  # then the browser is closed and opened again
                    await open_page(socket, *visit(user, user % 2 == 0, pages, chance), user, seen)
                    await asyncio.sleep(chance.uniform(*PAUSE))
                    if time.monotonic() > ends:
                        return
        except (OSError, TimeoutError) as error:
            seen.lost += 1
            seen.faults.append(f"{type(error).__name__}: {error}")


def resident(pid: int) -> float:
    """MiB of the process that are in memory."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


async def crowd(url: str, users: int, seconds: float, pages: list[tuple[str, str]]) -> Seen:
    seen = Seen()
    ends = time.monotonic() + seconds
    await asyncio.gather(*(person(url, user, ends, pages, seen) for user in range(users)))
    return seen


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("url", help="such as http://127.0.0.1:8501")
    parser.add_argument("index", type=Path)
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--pid", type=int)
    options = parser.parse_args()
    parts = urlsplit(options.url)
    if parts.hostname not in LOOPBACK:
        parser.error(f"only an app on this machine is put under load, not {parts.hostname}")
    socket = f"ws://{parts.netloc}{parts.path.rstrip('/')}/_stcore/stream"
    pages = addresses(options.index)
    before = resident(options.pid) if options.pid else 0.0
    seen = asyncio.run(crowd(socket, options.users, options.seconds, pages))
    for page, took in sorted(seen.seconds.items()):
        p50, p95 = np.percentile(took, [50, 95])
        print(f"{page:12s} {len(took):6,} pages, p50 {p50:.2f} s, p95 {p95:.2f} s, longest {max(took):.2f} s")
    print(f"{seen.exceptions} exceptions, {seen.mixed} texts of other people, {seen.lost} connections lost")
    for fault in sorted(set(seen.faults))[:10]:
        print(f"  {fault}")
    if options.pid:
        print(f"memory {before:.0f} MiB before, {resident(options.pid):.0f} MiB after")


if __name__ == "__main__":
    main()
