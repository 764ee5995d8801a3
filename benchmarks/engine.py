"""A store in PostgreSQL beside the generation in files it was loaded from: agreement, time, sizes.

    python -m benchmarks.engine INDEX URL QUERIES [--passages 200000 --out FOLDER]

INDEX is a folder, URL a store (docs/scale.md), QUERIES a file of JSON lines with `query`. What is in use at URL is
replaced by INDEX, unless it is that already. With --passages an index of so many is spliced from INDEX first
(`benchmarks/large_index.py`), in the folder OUT. Nothing is judged: what is compared is what the stores do.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import large_index
from findings.errors import IndexMissing
from findings.index.engine.connection import server
from findings.index.engine.engine_index import open_engine
from findings.index.engine.loading import load
from findings.index.engine.store_tables import COLUMNS, schema_of
from findings.index.generation import Generation, open_generation
from findings.index.protocol import EVERYWHERE, SearchIndex
from findings.records import Plan
from findings.search.expansion import Vocabulary
from findings.search.query import understand
from findings.search.retrieve import DEFAULT, embedded_query, retrieve, word_query

TOP = 10


class Stages:
    """Prints how long each stage of a load took."""

    def __init__(self) -> None:
        self._name, self._began = "", time.perf_counter()

    def stage(self, name: str, total: int) -> None:
        self.end()
        self._name, self._began = name, time.perf_counter()

    def step(self, done: int, note: str = "") -> None: ...

    def end(self) -> None:
        if self._name:
            print(f"{self._name}: {time.perf_counter() - self._began:.0f} s", flush=True)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How much of the first ten of one store is among those of the other, 0..1."""

    mean: float
    lowest: float
    same_order: int  # queries
    queries: int


def agreement(ones: Sequence[Sequence[int]], others: Sequence[Sequence[int]]) -> Agreement:
    shares = [
        len({*one} & {*other}) / max(1, len(one)) for one, other in zip(ones, others, strict=True) if len(one)
    ]
    same = sum(list(one) == list(other) for one, other in zip(ones, others, strict=True))
    return Agreement(float(np.mean(shares)), min(shares), same, len(ones))


def nearest(index: SearchIndex, plans: Sequence[Plan]) -> list[list[int]]:
    """The ten passages of each query that are nearest by their vectors."""
    vectors = [index.embed(embedded_query(plan, DEFAULT)).vector for plan in plans]
    return [index.near(vector, index.likely_depth if index.likely_depth < 10_000 else 500, EVERYWHERE)[0][:TOP].tolist()
            for vector in vectors]  # fmt: skip


def retrieved(index: SearchIndex, plans: Sequence[Plan]) -> list[list[int]]:
    """The ten best of each query by everything but the judge."""
    found = [retrieve(index, plan, DEFAULT).fused for plan in plans]
    return [sorted(each, key=lambda row: (-round(each[row], 6), row))[:TOP] for each in found]


def by_words(index: SearchIndex, plans: Sequence[Plan]) -> list[list[int]]:
    return [
        index.by_words(word_query(plan, DEFAULT), 100, EVERYWHERE, DEFAULT.heading_weight)[0].tolist()
        for plan in plans
    ]


def timed(action: Callable[[Plan], Any], plans: Sequence[Plan]) -> str:
    """Milliseconds, p50 and p95, one query at a time."""
    took = []
    for plan in plans:
        began = time.perf_counter()
        action(plan)
        took.append((time.perf_counter() - began) * 1000)
    return f"p50 {np.percentile(took, 50):.1f} ms, p95 {np.percentile(took, 95):.1f} ms"


def sizes(url: str, generation: Generation) -> None:
    """Print the bytes of every table for each passage, with its indexes and what lies out of line."""
    count, total = generation.manifest.passages, 0
    with server(url).writing() as connection:
        for table in COLUMNS:
            name = f"{schema_of(generation.id)}.{table}"
            found = connection.execute(
                "select pg_total_relation_size(%s), pg_indexes_size(%s)", [name, name]
            ).fetchone()
            whole, indexes = found or (0, 0)
            total += whole
            print(
                f"{table:>12}: {whole / count:8,.0f} bytes a passage, {indexes / count:6,.0f} of them indexes"
            )
    files = sum(path.stat().st_size for path in generation.folder.rglob("*") if path.is_file())
    print(
        f"{'store':>12}: {total / count:8,.0f} bytes a passage; in files {files / count:,.0f}, the encoder included"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("index", type=Path)
    parser.add_argument("url")
    parser.add_argument("queries", type=Path)
    parser.add_argument("--passages", type=int)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    folder = options.index
    if options.passages:
        folder = options.out
        large_index.write(open_generation(options.index), folder, options.passages)
    generation = open_generation(folder)
    stages = Stages()
    load(generation, options.url, progress=stages)
    stages.end()
    store = open_engine(options.url, encoder=generation.encoder, cache=folder / "encoders")
    if store.id != generation.id:
        raise IndexMissing(f"{options.url} holds {store.id}, not {generation.id}")
    sizes(options.url, generation)
    texts = [json.loads(line)["query"] for line in options.queries.read_text("utf-8").splitlines()]
    vocabulary = Vocabulary(generation.vocabulary)
    plans = [understand(text, generation.documents, vocabulary) for text in texts]
    print(f"by vectors alone: {agreement(nearest(generation, plans), nearest(store, plans))}")
    print(f"by words alone, first 100: {agreement(by_words(generation, plans), by_words(store, plans))}")
    print(f"by everything: {agreement(retrieved(generation, plans), retrieved(store, plans))}")
    for name, index in (("files", generation), ("store", store)):
        print(f"{name}: {timed(lambda plan, index=index: retrieve(index, plan, DEFAULT), plans)}")  # type: ignore[misc]


if __name__ == "__main__":
    main()
