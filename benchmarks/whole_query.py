"""Whole queries, one at a time: encoding, three retrievers, fusion, reranking, grouping, best sentences.

    python -m benchmarks.whole_query EVAL_FOLDER INDEX [--authority NAME] [--rounds N] [--hits K]

The development queries are put to an index of any size (`benchmarks/spliced.py` makes a large one) in processes of
their own, with and without reranking in turn. Prints the time of a query by the clock and of the processor, and the
memory of the process once it has answered.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import time
from pathlib import Path
from typing import Any

import numpy as np

from findings.library import open_library
from findings.records import Filters
from findings.search.retrieve import DEFAULT, Recipe

RECIPES = {"reranked": DEFAULT, "not reranked": Recipe(rerank_weight=0)}


def measure(
    index: Path, queries: list[str], recipe: Recipe, authorities: list[str], k: int
) -> dict[str, Any]:
    """Milliseconds of every query, by the clock and of the processor; MB of the process: its own, and of files."""
    began = time.perf_counter()
    library = open_library(index)
    library.search("children", k, Filters(tuple(authorities)), recipe=recipe)
    started = time.perf_counter() - began
    wall, processor = [], []
    for query in queries:
        clock, used = time.perf_counter(), time.process_time()
        library.search(query, k, Filters(tuple(authorities)), recipe=recipe)
        wall.append(1000 * (time.perf_counter() - clock))
        processor.append(1000 * (time.process_time() - used))
    _, held, shared, *_ = (int(pages) * resource.getpagesize() / 1e6 for pages in _statm())
    return {"started": started, "wall": wall, "processor": processor, "own": held - shared, "files": shared}


def _statm() -> list[str]:
    return Path("/proc/self/statm").read_text(encoding="ascii").split()


def in_process(*arguments: Any) -> dict[str, Any]:
    """The result of `measure` in a fresh process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        found: dict[str, Any] = pool.apply(measure, arguments)
        return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("eval", type=Path)
    parser.add_argument("index", type=Path)
    parser.add_argument("--authority", action="append", default=[])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--hits", type=int, default=10)
    options = parser.parse_args()
    lines = (options.eval / "halton.dev.jsonl").read_text(encoding="utf-8").splitlines()
    queries = [json.loads(line)["query"] for line in lines if line.strip()]
    runs: dict[str, list[dict[str, Any]]] = {name: [] for name in RECIPES}
    for _ in range(options.rounds):
        for name, recipe in RECIPES.items():
            runs[name].append(in_process(options.index, queries, recipe, options.authority, options.hits))
    for name, found in runs.items():
        for kind in ("wall", "processor"):
            p50, p95 = np.percentile([ms for run in found for ms in run[kind]], [50, 95])
            print(f"{name}, {kind}: p50 {p50:.1f} ms, p95 {p95:.1f} ms ({len(queries)} queries)")
        started, own, files = (
            np.median([run[part] for run in found]) for part in ("started", "own", "files")
        )
        print(
            f"  first answer after {started:.1f} s; memory {own:.0f} MB, and {files:.0f} MB of mapped files"
        )


if __name__ == "__main__":
    main()
