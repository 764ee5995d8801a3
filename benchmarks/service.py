"""Searches a second from the service, and what each costs in processor time: fresh, kept, unchanged.

python -m benchmarks.service INDEX [--workers 2] [--clients 8] [--seconds 20]

Starts `findings serve` on a free port over INDEX, puts the queries of heldout.jsonl to it, and stops it. Processor time
is that of the service's processes, which other work on the machine changes least (Linux alone: it is read in /proc).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count, cycle
from pathlib import Path
from urllib.parse import urlencode

QUERIES = Path(__file__).with_name("heldout.jsonl")


@dataclass(frozen=True, slots=True)
class Round:
    """One kind of request, put for a while."""

    name: str
    judge: bool
    fresh: bool  # each query once, so that nothing is remembered of it; else the same ones over and over
    etag: str = ""
    cache: int = 64  # megabytes of answers that are kept


ROUNDS = (
    Round("fresh, with the judge", judge=True, fresh=True),
    Round("fresh, without the judge", judge=False, fresh=True),
    Round("asked before, nothing kept but judgements", judge=True, fresh=False, cache=0),
    Round("without the judge, nothing kept", judge=False, fresh=False, cache=0),
    Round("kept answers", judge=True, fresh=False),
    Round("unchanged (If-None-Match)", judge=True, fresh=False, etag="known"),
)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("index", type=Path)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=20.0)
    given = parser.parse_args()
    queries = [json.loads(line)["query"] for line in QUERIES.read_text(encoding="utf-8").splitlines()]
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"{given.workers} processes, {given.clients} clients; {os.cpu_count()} cores, load before: {load}")
    print("| searches | a second | p50, p95 ms | processor, ms each | memory of a process, MB |")
    print("|---|---|---|---|---|")
    for one in ROUNDS:
        with served(given.index, given.workers, one.cache) as (port, pid):
            line = asyncio.run(measured(one, queries, port, pid, given.clients, given.seconds))
        print(line, flush=True)


@contextmanager
def served(index: Path, workers: int, cache: int) -> Iterator[tuple[int, int]]:
    """The service on a port of its own, ready: (port, process id)."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as data:
        settings = {"FINDINGS_DATA": data, "FINDINGS_JOURNAL": "off", "FINDINGS_SERVICE_CACHE": str(cache)}
        settings["FINDINGS_SERVICE_SECONDS"] = "600"  # on a busy machine requests wait long
        command = [sys.executable, "-m", "findings", "serve", "--index", str(index), "--address", "127.0.0.1"]
        process = subprocess.Popen(
            [*command, "--port", str(port), "--workers", str(workers)],
            env={**os.environ, **settings},
            stderr=subprocess.DEVNULL,
        )
        try:
            # Every process is to be ready: each new connection may meet another.
            ready = 0
            for _ in range(600):
                try:
                    status, _, _ = asyncio.run(_once(port, "/health/ready"))
                except OSError:
                    status = 0
                ready = ready + 1 if status == 200 else 0
                if ready == 10 * workers:
                    break
                time.sleep(0.2 if status != 200 else 0)
            else:
                raise SystemExit("the service did not become ready")
            yield port, process.pid
        finally:
            process.terminate()
            process.wait(30)


async def measured(one: Round, queries: list[str], port: int, pid: int, clients: int, seconds: float) -> str:
    """A line of the table."""
    if not one.fresh:  # each process is to have seen each of them
        for _ in range(4):
            await asyncio.gather(*(_once(port, _address(query, one.judge)) for query in queries[:clients]))
    _, _, etag = await _once(port, _address(queries[0], one.judge))
    supply = iter(queries) if one.fresh else cycle(queries[:clients])
    took: list[float] = []
    before, began = processor(pid), time.perf_counter()
    end = began + (600 if one.fresh else seconds)

    async def client(_number: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for query in supply:
            if time.perf_counter() > end:
                break
            started = time.perf_counter()
            status, _, _ = await _ask(reader, writer, _address(query, one.judge), etag if one.etag else "")
            if status not in (200, 304):
                raise SystemExit(f"{query}: {status}")
            took.append((time.perf_counter() - started) * 1000)
        writer.close()

    await asyncio.gather(*(client(number) for number in range(clients)))
    spent, passed = processor(pid) - before, time.perf_counter() - began
    took.sort()
    p50, p95 = took[len(took) // 2], took[int(len(took) * 0.95)]
    each = spent / len(took) * 1000
    return f"| {one.name} | {len(took) / passed:,.1f} | {p50:,.1f}, {p95:,.1f} | {each:.2f} | {memory(pid):,.0f} |"


def _address(query: str, judge: bool) -> str:
    return "/v1/search?" + urlencode({"query": query, "k": 10, "judge": str(judge).lower()})


async def _once(port: int, address: str) -> tuple[int, int, str]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        return await _ask(reader, writer, address, "")
    finally:
        writer.close()


async def _ask(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, address: str, etag: str
) -> tuple[int, int, str]:
    """(status, bytes, ETag) of one request on a connection that stays open."""
    known = f"If-None-Match: {etag}\r\n" if etag else ""
    writer.write(f"GET {address} HTTP/1.1\r\nHost: localhost\r\n{known}\r\n".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return int(first.split()[1]), len(body), headers.get("etag", "")


def processes(pid: int) -> list[int]:
    """A process and all below it."""
    below: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        below.setdefault(int(fields[1]), []).append(int(path.parent.name))
    found = [pid]
    for number in count():
        if number == len(found):
            return found
        found += below.get(found[number], [])
    raise AssertionError


def processor(pid: int) -> float:
    """Seconds of processor that they have used."""
    ticks = 0
    for one in processes(pid):
        fields = Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> float:
    """The largest process's own memory, without files that it maps, in MB."""
    found = []
    for one in processes(pid):
        lines = Path(f"/proc/{one}/status").read_text().splitlines()
        found += [int(line.split()[1]) / 1024 for line in lines if line.startswith("RssAnon:")]
    return max(found)


if __name__ == "__main__":
    main()
