"""How vectors and words grow: building, opening, memory, time of a query and recall, at any number of passages.

    python -m benchmarks.scale INDEX QUERIES WORK [--rows 62000 300000 1000000] [--only vectors|words]

INDEX is a real index, from whose passages the collection is spliced (`benchmarks/synthetic.py`); QUERIES a file of
JSON lines with `query`; WORK a folder for what is built, some gigabytes for a million. Every kind of index is opened
and searched in a process of its own, so that its memory is its own. Results go to WORK/scale.jsonl.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import synthetic
from findings.encoding.types import Floats
from findings.index import vectors as kinds
from findings.index.bm25 import WordQuery, Words
from findings.index.generation import open_generation
from findings.index.vectors import Vectors
from findings.text.content_words import content_words

# Kind of index -> the most rows taken exactly, and in half precision.
KINDS: Mapping[str, tuple[int, int]] = {"flat": (10**9, 10**9), "half": (0, 10**9), "lists": (0, 0)}
SHARES = (1.0, 0.2, 0.1, 0.01)  # of the rows, kept by a filter
DEPTH = 100


@contextmanager
def kind_of_index(kind: str) -> Iterator[None]:
    """Vectors built inside are of that kind, whatever their number."""
    before = kinds.FLAT_ROWS, kinds.HALF_ROWS
    kinds.FLAT_ROWS, kinds.HALF_ROWS = KINDS[kind]
    try:
        yield
    finally:
        kinds.FLAT_ROWS, kinds.HALF_ROWS = before


def resident() -> float:
    """MiB of this process's own memory and of files mapped into it: (anonymous, file-backed) summed."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith(("RssAnon", "RssFile"))) / 1024


def timed(action: Callable[[Any], Any], queries: list[Any]) -> dict[str, float]:
    """Milliseconds, p50 and p95 over the queries, one at a time."""
    action(queries[0])
    took = []
    for query in queries:
        began = time.perf_counter()
        action(query)
        took.append((time.perf_counter() - began) * 1000)
    return {"p50_ms": float(np.percentile(took, 50)), "p95_ms": float(np.percentile(took, 95))}


def search_vectors(path: Path, queries: Floats, exact: Mapping[float, Any]) -> list[dict[str, Any]]:
    """Open and search one saved index; `exact` holds the true best ten by share of the rows kept."""
    before = resident()
    began = time.perf_counter()
    index = Vectors.load(path)
    opened = time.perf_counter() - began
    results = []
    for share in SHARES:
        rows = kept(index.count, share)
        found = [index.search(query, DEPTH, rows)[0][:10] for query in queries]
        recall = [len(np.intersect1d(f, e)) / 10 for f, e in zip(found, exact[share], strict=True)]
        times = timed(partial(index.search, k=DEPTH, rows=rows), list(queries))
        results.append({"kept": share, "recall10": float(np.mean(recall)), **times})
    return [{"open_s": opened, "memory_mib": resident() - before, **result} for result in results]


def kept(count: int, share: float) -> Any:
    """Rows that a filter keeps: whole runs of 400, as documents are; None for all."""
    if share == 1.0:
        return None
    runs = np.random.default_rng(3).random(count // 400 + 1) < share
    return np.flatnonzero(np.repeat(runs, 400)[:count])


def best_ten(matrix: Floats, queries: Floats, rows: Any) -> list[Any]:
    """The rows of the ten highest cosines, by comparing all."""
    within = np.arange(len(matrix)) if rows is None else rows
    scores = queries @ matrix[within].T
    return [within[np.argsort(-row, kind="stable")[:10]] for row in scores]


def search_words(path: Path, queries: list[list[str]]) -> dict[str, Any]:
    before = resident()
    began = time.perf_counter()
    words = Words.open(path)
    opened = time.perf_counter() - began
    asked = [WordQuery(terms=tuple((word, 1.0) for word in query)) for query in queries]
    times = timed(partial(words.search, k=DEPTH), asked)
    return {"open_s": opened, "memory_mib": resident() - before, **times}


def in_process(function: Callable[..., Any], *arguments: Any) -> Any:
    """The result of a call in a fresh process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(function, arguments)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("index", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--rows", type=int, nargs="+", default=[62_000, 300_000, 1_000_000])
    parser.add_argument("--only", choices=("vectors", "words"))
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    generation = open_generation(options.index)
    texts = [json.loads(line)["query"] for line in options.queries.read_text("utf-8").splitlines()][:100]
    queries = generation.encoder.encode(texts)
    real = synthetic.halves(generation)
    median, lowest = synthetic.closeness(real, generation)
    print(f"spliced vectors against encoded splices: cosine {median:.3f} (median), {lowest:.3f} (lowest)")
    with (options.work / "scale.jsonl").open("a", encoding="utf-8") as out:
        for count in options.rows:
            joined = synthetic.pairs(real, count)
            if options.only != "words":
                matrix = synthetic.vectors(real, joined)
                exact = {share: best_ten(matrix, queries, kept(count, share)) for share in SHARES}
                for kind in KINDS:
                    for line in measure_kind(kind, matrix, queries, exact, options.work):
                        _say(out, {"rows": count, "part": kind, **line})
                del matrix
            if options.only != "vectors":
                folder = options.work / "words"
                shutil.rmtree(folder, ignore_errors=True)
                began = time.perf_counter()
                Words.build(folder, synthetic.word_rows(real, joined))
                built = time.perf_counter() - began
                size = sum(path.stat().st_size for path in folder.rglob("*")) / 2**20
                line = in_process(search_words, folder, [content_words(text) for text in texts])
                _say(out, {"rows": count, "part": "words", "build_s": built, "disk_mib": size, **line})


def measure_kind(
    kind: str, matrix: Floats, queries: Floats, exact: Mapping[float, Any], work: Path
) -> list[dict[str, Any]]:
    path = work / f"{kind}.faiss"
    began = time.perf_counter()
    with kind_of_index(kind):
        Vectors.build(matrix).save(path)
    built = time.perf_counter() - began
    size = path.stat().st_size / 2**20
    return [
        {"build_s": built, "disk_mib": size, **line}
        for line in in_process(search_vectors, path, queries, exact)
    ]


def _say(out: Any, line: dict[str, Any]) -> None:
    rounded = {k: round(v, 4) if isinstance(v, float) else v for k, v in line.items()}
    print(rounded, flush=True)
    out.write(json.dumps(rounded) + "\n")
    out.flush()


if __name__ == "__main__":
    main()
