"""Many people at once: sessions over Streamlit's own WebSocket against a running app on this machine.

    python -m tests.robustness.load URL INDEX [--users 50] [--seconds 120] [--pause 1 5] [--adding] [--pid PID]...

Every person opens addresses as a browser would (a page is a run of its script), reads, and goes on: half of them
search, the others ask, look at a topic over time, read pages of documents, and keep passages in an evidence pack that
they take away as Word and CSV. With --adding one more person adds documents and has them indexed, over and over: give
the app a corpus, an index and a data folder to throw away. Every query holds a number of its person's own; a page or a
file that shows another person's number, or an exception, is counted as a fault. Only addresses on this machine are
accepted. With --pid the memory of the app's processes is read at the start, every half minute and at the end, and their
processor time at the end. Of each kind of page the median and the 95th percentile are printed.
"""

from __future__ import annotations

import argparse
import asyncio
import io
import os
import random
import re
import time
import zipfile
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlencode, urlsplit

import docx
import numpy as np
from websockets.exceptions import WebSocketException

from findings.library import open_library
from tests.robustness.visitor import Drawn, Visitor, visiting

T = TypeVar("T")

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
BUTTON = re.compile(r'data-keep="([^"]+)"')  # of a passage, with its token
MARK = re.compile(r"person(\d+)x")
PAGES = 5  # a person opens before closing the browser
EVERY = 30.0  # seconds between two looks at the memory
LETTER = (
    "Inspection of children's services in place number {number}",
    "Inspection dates: 3 June 2024 to 7 June 2024",
    "Supervision of social workers in place number {number} is regular and well recorded.",
    "Children who go missing are offered a return home interview within {number} days.",
)


@dataclass
class Seen:
    """What all people saw."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    exceptions: int = 0
    mixed: int = 0
    lost: int = 0
    faults: list[str] = field(default_factory=list)

    async def timed(self, what: str, work: Awaitable[T]) -> T:
        began = time.perf_counter()
        done = await work
        self.seconds[what].append(time.perf_counter() - began)
        return done

    def page(self, drawn: Drawn, user: int) -> None:
        """Look at what was drawn for a person."""
        self.exceptions += len(drawn.exceptions)
        self.faults += drawn.exceptions
        self.marks(drawn.found(MARK), user)

    def marks(self, numbers: Iterable[str], user: int) -> None:
        self.mixed += len({int(number) for number in numbers} - {user})


@dataclass
class Crowd:
    """Where everybody goes, at what pace, until when."""

    base: str
    pages: list[tuple[str, str]]  # printed pages of documents: page of the app, query string
    pause: tuple[float, float]  # seconds a person reads before the next page
    ends: float  # on the monotonic clock
    seen: Seen = field(default_factory=Seen)

    async def person(self, user: int) -> None:
        """Opens the browser, five pages, closes it, and again. Those with an even number search."""
        chance = random.Random(user)
        await asyncio.sleep(chance.uniform(0, 5))
        while time.monotonic() < self.ends:
            await self._undisturbed(self._sitting(user, chance))

    async def _sitting(self, user: int, chance: random.Random) -> None:
        async with visiting(self.base) as visitor:
            for _ in range(PAGES):
                if user % 2 == 0:
                    await self._open(visitor, user, "", {"q": asked(user, chance)})
                else:
                    await chance.choice((self._ask, self._over_time, self._read, self._keep))(
                        visitor, user, chance
                    )
                await asyncio.sleep(chance.uniform(*self.pause))
                if time.monotonic() > self.ends:
                    return

    async def _ask(self, visitor: Visitor, user: int, chance: random.Random) -> None:
        await self._open(visitor, user, "ask", {"q": asked(user, chance)})

    async def _over_time(self, visitor: Visitor, user: int, chance: random.Random) -> None:
        await self._open(visitor, user, "over-time", {"topic": asked(user, chance)})

    async def _read(self, visitor: Visitor, user: int, chance: random.Random) -> None:
        page, query = chance.choice(self.pages)
        self.seen.page(await self.seen.timed(page, visitor.open(page, query)), user)

    async def _keep(self, visitor: Visitor, user: int, chance: random.Random) -> None:
        """A passage found is put into the pack, and the pack taken away."""
        drawn = await self._open(visitor, user, "", {"q": asked(user, chance)})
        if (passages := drawn.control("bidi_component", "findings-passages")) and (
            first := next(drawn.found(BUTTON), None)
        ):
            kept = await self.seen.timed("keep a passage", visitor.keep(passages, first))
            self.seen.page(kept, user)
        drawn = await self._open(visitor, user, "evidence-pack", {})
        for label, texts in (("Download Word", of_word), ("Download CSV", of_csv)):
            if button := drawn.control("download_button", label):
                file = await self.seen.timed(f"{label.split()[1]} file", visitor.download(button))
                self.seen.marks(MARK.findall(texts(file)), user)

    async def _open(self, visitor: Visitor, user: int, page: str, query: dict[str, str]) -> Drawn:
        drawn = await self.seen.timed(page or "search", visitor.open(page, urlencode(query)))
        self.seen.page(drawn, user)
        return drawn

    async def adder(self, user: int) -> None:
        """Adds a document, waits until it is indexed, and again."""
        number = 0
        while time.monotonic() < self.ends:
            number += 1
            await self._undisturbed(self._add(user, number))

    async def _add(self, user: int, number: int) -> None:
        async with visiting(self.base) as visitor:
            page = ("documents", urlencode({"view": "add"}))
            drawn = await visitor.open(*page)
            if uploader := drawn.control("file_uploader", ""):
                drawn = await visitor.upload(uploader, f"letter-{time.time_ns()}.docx", letter(number))
                self.seen.page(drawn, user)
            began = time.perf_counter()
            if add := drawn.control("button", "Add 1 document"):
                self.seen.page(await visitor.press(add), user)
                while time.monotonic() < self.ends:
                    await asyncio.sleep(2)
                    drawn = await visitor.open(*page)
                    self.seen.page(drawn, user)
                    if drawn.control("file_uploader", ""):  # which is not there while an index is built
                        self.seen.seconds["index a document"].append(time.perf_counter() - began)
                        break
            await asyncio.sleep(self.pause[1])

    async def _undisturbed(self, work: Awaitable[None]) -> None:
        try:
            await work
        except (OSError, ValueError, WebSocketException) as error:
            self.seen.lost += 1
            self.seen.faults.append(f"{type(error).__name__}: {error}")


def asked(user: int, chance: random.Random) -> str:
    """A topic with the person's own number in it."""
    return f"{chance.choice(TOPICS)} person{user}x"


def letter(number: int) -> bytes:
    """A Word document unlike the others."""
    document = docx.Document()
    for paragraph in LETTER:
        document.add_paragraph(paragraph.format(number=number))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def of_word(file: bytes) -> str:
    """The text of a Word document, markup and all."""
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        return parts.read("word/document.xml").decode()


def of_csv(file: bytes) -> str:
    return file.decode("utf-8-sig")


def addresses(index: Path) -> list[tuple[str, str]]:
    """(page of the app, query string) of the first pages of documents; a text has parts of about a page."""
    documents = [d for d in open_library(index).documents() if d.status == "ready"]
    return [
        ("documents", urlencode({"doc": document.id, "page": page}))
        for document in documents
        for page in range(1, min(document.pages or 2, 6) + 1)
    ]


def resident(pid: int) -> tuple[float, float]:
    """MiB of the process that are in memory: its own, and those of files mapped into it."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    sizes = {line.split(":")[0]: int(line.split()[1]) / 1024 for line in lines if line.startswith("Rss")}
    return sizes["RssAnon"], sizes["RssFile"]


def processor(pid: int) -> float:
    """Seconds of processor that the process has used."""
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


async def watch(pids: list[int], ends: float, tell: Callable[[str], None]) -> None:
    """The memory of each process at the start, every half minute, and at the end."""
    began = time.monotonic()
    while True:
        sizes = ", ".join(f"{own:.0f} and {files:.0f}" for own, files in map(resident, pids))
        tell(f"after {time.monotonic() - began:.0f} s: {sizes} MiB (own, mapped files)")
        if (left := ends - time.monotonic()) <= 0:
            return
        await asyncio.sleep(min(EVERY, left))


async def run(crowd: Crowd, users: int, adding: bool, pids: list[int]) -> None:
    people = [crowd.person(user) for user in range(users)]
    if adding:
        people.append(crowd.adder(users))
    if pids:
        people.append(watch(pids, crowd.ends, print))
    await asyncio.gather(*people)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("url", help="such as http://127.0.0.1:8501")
    parser.add_argument("index", type=Path)
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--pause", type=float, nargs=2, default=(1.0, 5.0), metavar=("LEAST", "MOST"))
    parser.add_argument("--adding", action="store_true")
    parser.add_argument("--pid", type=int, action="append", default=[])
    options = parser.parse_args()
    parts = urlsplit(options.url)
    if parts.hostname not in LOOPBACK:
        parser.error(f"only an app on this machine is put under load, not {parts.hostname}")
    base = f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"
    pages, ends = addresses(options.index), time.monotonic() + options.seconds
    crowd = Crowd(base, pages, (options.pause[0], options.pause[1]), ends)
    used = [processor(pid) for pid in options.pid]
    asyncio.run(run(crowd, options.users, options.adding, options.pid))
    seen = crowd.seen
    total = sum(len(took) for took in seen.seconds.values())
    print(f"{total:,} in all, {total / options.seconds:.1f} a second")
    for pid, before in zip(options.pid, used, strict=True):
        print(f"process {pid}: {processor(pid) - before:.1f} s of processor")
    for what, took in sorted(seen.seconds.items()):
        p50, p95 = np.percentile(took, [50, 95])
        print(f"{what:17s} {len(took):6,}: p50 {p50:.2f} s, p95 {p95:.2f} s, longest {max(took):.2f} s")
    print(f"{seen.exceptions} exceptions, {seen.mixed} texts of other people, {seen.lost} connections lost")
    for fault in sorted(set(seen.faults))[:10]:
        print(f"  {fault}")


if __name__ == "__main__":
    main()
