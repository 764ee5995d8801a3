"""From BM25 to the whole: what each step brings, by type of query, and what it takes in time and on disk.

    python -m benchmarks.steps EVAL BASE_EIGHT EIGHT BASE_ALL ALL

EVAL holds the labelled development queries; EIGHT is an index of their eight documents, ALL of the reports and these;
BASE_EIGHT and BASE_ALL the same built with `--encoder all-MiniLM-L6-v2`. Prints tables of nDCG@10: the development
queries over EIGHT and, with their authority as a filter, over ALL; the held-out queries over ALL. Intervals hold 95 %
of the means of queries drawn with replacement.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from benchmarks import heldout, retrieval
from findings.library import Library, open_library
from findings.search.retrieve import DEFAULT, Recipe

TYPES = ("keyword", "acronym", "over_time", "question", "paraphrase")
# The weight of words that served the unadapted encoder best.
_BASE = replace(DEFAULT, rerank_weight=0, words_weight=1.5)
_WORDS = replace(_BASE, passage_weight=0, sentence_weight=0, expand=False, year_boost=0)


class Step(NamedTuple):
    name: str
    adapted: bool  # the encoder
    recipe: Recipe
    needs: tuple[str, ...]  # files of a generation, by the beginnings of their names, besides the texts


STEPS = (
    Step("words (BM25)", False, _WORDS, ("words",)),
    Step(
        "and passage vectors, unadapted encoder",
        False,
        replace(_BASE, sentence_weight=0, expand=False, year_boost=0),
        ("words", "passages.faiss", "encoder"),
    ),
    Step(
        "and sentence vectors",
        False,
        replace(_BASE, expand=False, year_boost=0),
        ("words", "passages.faiss", "sentences.faiss", "encoder"),
    ),
    Step(
        "and other names and years", False, _BASE, ("words", "passages.faiss", "sentences.faiss", "encoder")
    ),
    Step(
        "the adapted encoder instead",
        True,
        replace(DEFAULT, rerank_weight=0),
        ("words", "passages.faiss", "sentences.faiss", "encoder"),
    ),
    Step(
        "and late interaction: the default",
        True,
        DEFAULT,
        ("words", "passages.faiss", "sentences.faiss", "encoder", "token"),
    ),
)

# A library and a recipe -> (type, nDCG@10) of each query.
Judged = Callable[[Library, Recipe], list[tuple[str, float]]]


def development(
    measure: ModuleType, queries: Sequence[dict[str, Any]], authorities: tuple[str, ...]
) -> Judged:
    """`measure` is the scorer of the development queries."""
    labelled = [query for query in queries if query["gold"]]

    def judged(library: Library, recipe: Recipe) -> list[tuple[str, float]]:
        found = retrieval.run(library, labelled, recipe, authorities)
        return [
            (query["type"], measure.score_query(query, line["results"])["ndcg10"])
            for query, line in zip(labelled, found, strict=True)
        ]

    return judged


def held_out(library: Library, recipe: Recipe) -> list[tuple[str, float]]:
    queries = heldout.load(heldout.QUERIES, library)
    scores = heldout.run(library, queries, recipe)
    return [(query.type, score["nDCG@10"]) for query, score in zip(queries, scores, strict=True)]


def table(title: str, libraries: Mapping[bool, Library], judged: Judged) -> None:
    """`libraries` by whether the encoder is adapted."""
    print(f"\n{title}\n\n| step | all | between | {' | '.join(TYPES).replace('_', ' ')} |")
    print("|---" * (3 + len(TYPES)) + "|")
    for step in STEPS:
        by_type: dict[str, list[float]] = defaultdict(list)
        for kind, value in judged(libraries[step.adapted], step.recipe):
            by_type[kind].append(value)
        every = [value for values in by_type.values() for value in values]
        low, high = heldout.interval(every)
        each = " | ".join(f"{statistics.mean(by_type[kind]):.3f}" for kind in TYPES)
        print(
            f"| {step.name} | {statistics.mean(every):.3f} | {low:.3f} to {high:.3f} | {each} |", flush=True
        )


def cost(libraries: Mapping[bool, Library], queries: Sequence[str]) -> None:
    """Processor time of whole queries, all filters off, and the size of the files each step needs."""
    print("\n| step | processor, ms a query: p50 | p95 | on disk, MiB |\n|---|---|---|---|")
    for step in STEPS:
        library = libraries[step.adapted]
        library.search(queries[0], recipe=step.recipe)
        took = []
        for query in queries:
            began = time.process_time()
            library.search(query, recipe=step.recipe)
            took.append((time.process_time() - began) * 1000)
        sizes = library.manifest.sizes
        size = sum(bytes for name, bytes in sizes.items() if name.startswith(step.needs)) / 2**20
        p50, p95 = statistics.median(took), statistics.quantiles(took, n=20)[-1]
        print(f"| {step.name} | {p50:.0f} | {p95:.0f} | {size:.0f} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    for name in ("eval", "base_eight", "eight", "base_all", "all"):
        parser.add_argument(name, type=Path)
    options = parser.parse_args()
    eight = {False: open_library(options.base_eight), True: open_library(options.eight)}
    every = {False: open_library(options.base_all), True: open_library(options.all)}
    measure = retrieval.scorer(options.eval)
    lines = (options.eval / "halton.dev.jsonl").read_text(encoding="utf-8").splitlines()
    queries = [json.loads(line) for line in lines]
    table("Development queries, eight documents", eight, development(measure, queries, ()))
    table("Development queries, 110 reports and these", every, development(measure, queries, ("Halton",)))
    table("Held-out queries, 110 reports", every, held_out)
    cost(every, [query["query"] for query in queries])


if __name__ == "__main__":
    main()
