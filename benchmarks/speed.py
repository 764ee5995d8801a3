"""How long whole queries take, one at a time, and the memory of the process that answers them.

    python -m benchmarks.speed INDEX [--queries FILE] [--authority NAME] [--rounds N] [--reference]

A query is everything from its words to ten hits: encoding, three searches, fusion, late interaction, the judge,
grouping. The judge remembers what it read: only in the first round of a query does it read anything. Each way of
searching runs in processes of its own, in turn with the others, so that all meet the same machine. Processor time is
what a busy machine changes least. FILE has a `query` on each line; without it the held-out queries are asked.
`--reference`: sentence-transformers encodes the queries too, instead of the exported encoder.
`benchmarks/large_index.py` makes a large INDEX.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import time
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.heldout import QUERIES
from benchmarks.labels import read_labels
from findings.records import Filters
from findings.search.retrieve import DEFAULT, Recipe

EXPORTED, REFERENCE = "the default", "with sentence-transformers"
WAYS = (EXPORTED, "without the judge", "without late interaction")


def measure(index: Path, queries: list[str], way: str, authorities: tuple[str, ...]) -> dict[str, Any]:
    """Milliseconds of every query by the clock and of processor; seconds to the first answer; MB of memory."""
    began = time.perf_counter(), time.process_time()
    from findings.encoding import onnx_encoder
    from findings.index import generation
    from findings.library import open_library

    if way == REFERENCE:  # as where there is no runtime for the exported encoder
        onnx_encoder.available = generation.available = lambda: False  # type: ignore[attr-defined]
    recipe = {WAYS[1]: Recipe(judge_depth=0), WAYS[2]: Recipe(judge_depth=0, rerank_weight=0)}.get(
        way, DEFAULT
    )
    library = open_library(index)

    def search(query: str) -> list[str]:
        return [hit.passage.id for hit in library.search(query, 10, Filters(authorities), recipe=recipe).hits]

    search("children")
    first = time.perf_counter() - began[0], time.process_time() - began[1]
    clock, processor, tops = [], [], []
    for query in queries:
        started, used = time.perf_counter(), time.process_time()
        tops.append(search(query))
        clock.append(1000 * (time.perf_counter() - started))
        processor.append(1000 * (time.process_time() - used))
    held, mapped = memory()
    return {"first": first, "clock": clock, "processor": processor, "memory": (held, mapped), "tops": tops}


def memory() -> tuple[float, float]:
    """MB of this process: its own, and of files mapped into it."""
    _, resident, shared, *_ = Path("/proc/self/statm").read_text(encoding="ascii").split()
    page = resource.getpagesize() / 1e6
    return (int(resident) - int(shared)) * page, int(shared) * page


def in_process(*arguments: Any) -> dict[str, Any]:
    """The result of `measure` in a fresh process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        found: dict[str, Any] = pool.apply(measure, arguments)
        return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("index", type=Path)
    parser.add_argument("--queries", type=Path, default=QUERIES, metavar="FILE")
    parser.add_argument("--authority", action="append", default=[], help="search only its documents")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--reference", action="store_true", help="compare with sentence-transformers")
    options = parser.parse_args()
    queries = [line["query"] for line in read_labels(options.queries)]
    ways = (*WAYS, REFERENCE) if options.reference else WAYS
    runs: dict[str, list[dict[str, Any]]] = {way: [] for way in ways}
    for _ in range(options.rounds):
        for way, found in runs.items():
            found.append(in_process(options.index, queries, way, tuple(options.authority)))
    for way, found in runs.items():
        print(f"{way} ({len(queries)} queries, {options.rounds} rounds):")
        for kind in ("clock", "processor"):
            p50, p95 = np.percentile([ms for run in found for ms in run[kind]], [50, 95])
            print(f"  a query, {kind}: p50 {p50:.1f} ms, p95 {p95:.1f} ms")
        clock, used = np.median([run["first"] for run in found], axis=0)
        own, files = np.median([run["memory"] for run in found], axis=0)
        print(f"  first answer after {clock:.1f} s, {used:.1f} s of processor")
        print(f"  memory: {own:.0f} MB, and {files:.0f} MB of mapped files")
    if options.reference:
        pairs = zip(runs[EXPORTED][0]["tops"], runs[REFERENCE][0]["tops"], strict=True)
        print(
            f"same ten hits with sentence-transformers: {sum(a == b for a, b in pairs)} of {len(queries)} queries"
        )


if __name__ == "__main__":
    main()
