"""What else the collection offers to order hits by, tried on top of the default recipe.

    python -m benchmarks.rerank_ideas EVAL_FOLDER EIGHT ALL

Each idea is one more score of the first 50 hits, moved to 0..1 and added with a weight: the better of the passages
before and after (cosine with the query); the headings a passage stands under, encoded on their own; feedback, the
cosine with the mean of the three best passages. Judged on the development queries over EIGHT (nDCG@10, also by type)
and on the held-out ones of six other authorities over ALL.
"""

from __future__ import annotations

import argparse
import json
import statistics
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from benchmarks import heldout
from benchmarks.retrieval import run, scorer
from findings.asking import search as searching
from findings.asking.fusion import min_max
from findings.asking.recipe import DEFAULT, Recipe
from findings.asking.rerank import best
from findings.asking.retrieve import Candidates, retrieve
from findings.indexing.embedded import heading_text
from findings.indexing.encoder import Floats, unit
from findings.indexing.generation import Generation
from findings.library import open_library
from findings.records import Plan

FIRST = 50
FEEDBACK = 3
WEIGHTS = (0.1, 0.3)

# (generation, rows best first, query) -> a score for each row.
Idea = Callable[[Generation, list[int], Floats], Floats]


def neighbours(generation: Generation, rows: list[int], query: Floats) -> Floats:
    owner = generation.passage_documents
    scores = np.full(len(rows), -1.0, dtype=np.float32)
    for place, row in enumerate(rows):
        beside = [r for r in (row - 1, row + 1) if 0 <= r < len(owner) and owner[r] == owner[row]]
        if beside:
            scores[place] = (generation.passage_vectors.vectors(np.array(beside)) @ query).max()
    return scores


def headings(generation: Generation, rows: list[int], query: Floats) -> Floats:
    texts = [heading_text(passage) for passage in generation.store.passages(rows)]
    return np.array([_heading(generation, text) @ query for text in texts], dtype=np.float32)


@lru_cache(maxsize=20_000)
def _heading(generation: Generation, text: str) -> Floats:
    vector: Floats = generation.encoder.encode([text or " "])[0]
    return vector


def feedback(generation: Generation, rows: list[int], query: Floats) -> Floats:
    vectors = generation.passage_vectors.vectors(np.array(rows))
    scores: Floats = vectors @ unit(vectors[:FEEDBACK].sum(axis=0, keepdims=True))[0]
    return scores


IDEAS: Mapping[str, Idea] = {"neighbours": neighbours, "headings": headings, "feedback": feedback}


def with_idea(idea: Idea, weight: float) -> Callable[[Generation, Plan, Recipe], Candidates]:
    """The default retrieval with the idea's score added to the first hits."""

    def retrieve_and_add(generation: Generation, plan: Plan, recipe: Recipe) -> Candidates:
        found = retrieve(generation, plan, recipe)
        rows = best(found.fused, FIRST)
        if not rows:
            return found
        scores = idea(generation, rows, found.query_vector)
        added = min_max(dict(zip(rows, scores.tolist(), strict=True)))
        return replace(found, fused={r: s + weight * added.get(r, 0.0) for r, s in found.fused.items()})

    return retrieve_and_add


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("eval", type=Path)
    parser.add_argument("eight", type=Path)
    parser.add_argument("all", type=Path)
    arguments = parser.parse_args()
    measure = scorer(arguments.eval)
    lines = (arguments.eval / "halton.dev.jsonl").read_text(encoding="utf-8").splitlines()
    queries: list[dict[str, Any]] = [json.loads(line) for line in lines if line.strip()]
    eight, everything = open_library(arguments.eight), open_library(arguments.all)
    others = heldout.load(heldout.QUERIES, everything)

    def judge(name: str) -> None:
        report = measure.report(queries, run(eight, queries, DEFAULT))
        figures = " ".join(f"{k.strip()}={r['ndcg10']:.3f}" for k, r in report.items() if k[0] != "_")
        scores = heldout.run(everything, others, DEFAULT)
        print(f"{name:18s} development {figures}; others {_mean(scores)}", flush=True)

    judge("the default")
    for name, idea in IDEAS.items():
        for weight in WEIGHTS:
            with patch.object(searching, "retrieve", with_idea(idea, weight)):
                judge(f"{name} {weight}")


def _mean(scores: list[dict[str, float]]) -> str:
    return f"nDCG@10 {statistics.mean(measures['nDCG@10'] for measures in scores):.3f}"


if __name__ == "__main__":
    main()
