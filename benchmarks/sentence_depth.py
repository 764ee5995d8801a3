"""How many of the likest passages must have their sentences compared (`Recipe.sentence_depth`)?

    python -m benchmarks.sentence_depth EVAL EIGHT ALL BIG

EVAL holds the labelled development queries; EIGHT, ALL and BIG are indexes of their eight documents, of the 110 reports
and these, and of `benchmarks/spliced.py`. Prints, by the number of passages, nDCG@10 of the development queries over
EIGHT and of the held-out queries over ALL, and the share of all queries with the same top ten as if every sentence were
compared; then, over parts of ALL drawn by a fixed seed, the share of the passages best by their best sentence that are
among the likest.
"""

from __future__ import annotations

import argparse
import json
import statistics
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks import heldout, retrieval
from benchmarks.synthetic import SEED
from findings.asking.recipe import DEFAULT, Recipe
from findings.asking.retrieve import embedded_query
from findings.library import Library, open_library

DEPTHS = (250, 500, 1000, 2000, 4000)
EVERY = 10**9
BEST = (10, 100)
PARTS = (1 / 8, 1 / 4, 1 / 2, 1)


def tops(library: Library, queries: Sequence[str], recipe: Recipe) -> list[list[str]]:
    return [[hit.passage.id for hit in library.search(query, recipe=recipe).hits] for query in queries]


def covered(library: Library, queries: Sequence[str], part: float) -> tuple[int, dict[int, list[float]]]:
    """Passages in a part of the documents; best passages by sentence -> for each of DEPTHS, the share of them among
    that many likest passages."""
    generation = library.generation
    owners = generation.passage_documents
    documents = np.random.default_rng(SEED).permutation(np.unique(owners))
    rows = np.flatnonzero(np.isin(owners, documents[: round(len(documents) * part)]))
    passages = generation.passage_vectors.vectors(rows)
    sentences = generation.sentence_vectors.vectors(generation.sentences_of(rows))
    counts = np.array([len(generation.sentence_rows(int(row))) for row in rows])
    starts = np.cumsum(counts) - counts
    shares: dict[int, list[list[float]]] = {best: [] for best in BEST}
    for query in queries:
        vector = generation.embed(embedded_query(library.plan(query), DEFAULT)).vector
        place = np.argsort(np.argsort(-(passages @ vector)))
        order = np.argsort(-np.maximum.reduceat(sentences @ vector, starts))
        for best in BEST:
            shares[best].append([float(np.mean(place[order[:best]] < depth)) for depth in DEPTHS])
    return len(rows), {best: np.mean(found, axis=0).tolist() for best, found in shares.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    for name in ("eval", "eight", "all", "big"):
        parser.add_argument(name, type=Path)
    options = parser.parse_args()
    measure = retrieval.scorer(options.eval)
    lines = (options.eval / "halton.dev.jsonl").read_text(encoding="utf-8").splitlines()
    labelled = [query for query in map(json.loads, lines) if query["gold"]]
    libraries = {name: open_library(getattr(options, name)) for name in ("eight", "all", "big")}
    held = heldout.load(heldout.QUERIES, libraries["all"])
    queries = [*(json.loads(line)["query"] for line in lines), *(query.query for query in held)]

    print(
        "| likest passages | development | held-out | same top ten: EIGHT | ALL | BIG |\n|---|---|---|---|---|---|"
    )
    whole = {
        name: tops(library, queries, replace(DEFAULT, sentence_depth=EVERY))
        for name, library in libraries.items()
    }
    for depth in (*DEPTHS, EVERY):
        recipe = replace(DEFAULT, sentence_depth=depth)
        found = retrieval.run(libraries["eight"], labelled, recipe)
        development = statistics.mean(
            measure.score_query(query, line["results"])["ndcg10"]
            for query, line in zip(labelled, found, strict=True)
        )
        held_out = statistics.mean(score["nDCG@10"] for score in heldout.run(libraries["all"], held, recipe))
        same = [
            f"{statistics.mean(a == b for a, b in zip(tops(library, queries, recipe), whole[name], strict=True)):.3f}"
            for name, library in libraries.items()
        ]
        name = "all" if depth == EVERY else f"{depth:,}"
        print(f"| {name} | {development:.3f} | {held_out:.3f} | {' | '.join(same)} |", flush=True)

    print(f"\n| passages | best by sentence | {' | '.join(f'{depth:,}' for depth in DEPTHS)} |")
    print("|---" * (2 + len(DEPTHS)) + "|")
    for part in PARTS:
        count, shares = covered(libraries["all"], queries, part)
        for best, each in shares.items():
            print(f"| {count:,} | {best} | {' | '.join(f'{share:.3f}' for share in each)} |", flush=True)


if __name__ == "__main__":
    main()
