"""Known-item search on hand-written queries over many authorities: is the passage that a query was written for found?

    python -m benchmarks.known_item TRAINING_FOLDER INDEX [--sample N] [--everywhere]

TRAINING_FOLDER holds `queries.jsonl` and `passages.jsonl`; INDEX is built from the reports they come from. Other
passages may answer a query too, so the figures are lower bounds, good for comparing recipes on text and authorities
that the development queries never see. The authority is given as a filter, as a person would, unless `--everywhere`.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.retrieval import ABLATION
from findings.asking.recipe import DEFAULT, Recipe
from findings.indexing.alike import shingles
from findings.library import Library, open_library

DEPTH = 20
SEED = 7
# The share of the judged passage's four-word runs that a passage of ours must hold, or the other way round.
SAME = 0.6


@dataclass(frozen=True, slots=True)
class Item:
    """A query, its type, and the ids of the passages it was written for."""

    query: str
    type: str
    authority: str
    wanted: frozenset[str]


def items(folder: Path, library: Library, sample: int) -> list[Item]:
    """A random sample (fixed seed) of the queries whose passage is found in the index."""
    queries = [
        json.loads(line) for line in (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    passages = {
        p["pid"]: p for p in map(json.loads, (folder / "passages.jsonl").read_text("utf-8").splitlines())
    }
    chosen = random.Random(SEED).sample(sorted(passages), min(sample, len(passages)))
    found = wanted_passages({pid: passages[pid] for pid in chosen}, library)
    print(f"{len(found)} of {len(chosen)} passages matched")
    return [
        Item(q["query"], q["type"], authority, frozenset(ids))
        for q in queries
        if q["pid"] in found
        for authority, ids in [found[q["pid"]]]
    ]


def wanted_passages(
    passages: Mapping[str, Mapping[str, str]], library: Library
) -> dict[str, tuple[str, tuple[str, ...]]]:
    """The authority and the ids of the library's passages that hold each judged one, the most alike first."""
    documents = {document.file: document for document in library.documents()}
    found = {}
    for pid, judged in passages.items():
        document = next((d for f, d in documents.items() if f.endswith(judged["file"])), None)
        if document is None or document.authority is None:
            continue
        theirs = shingles(judged["text"])
        shared = []
        for passage in library.generation.store.document_passages(document.id):
            ours = shingles(passage.text)
            if ours and len(ours & theirs) >= SAME * min(len(ours), len(theirs)):
                shared.append((-len(ours & theirs), passage.id))
        if shared:
            found[pid] = document.authority, tuple(passage_id for _, passage_id in sorted(shared))
    return found


def evaluate(
    library: Library, chosen: Iterable[Item], recipe: Recipe, everywhere: bool
) -> Mapping[str, list[float]]:
    """Reciprocal ranks (0 beyond DEPTH) by type of query."""
    ranks: dict[str, list[float]] = defaultdict(list)
    for item in chosen:
        authorities = () if everywhere else (item.authority,)
        hits = library.search(item.query, DEPTH, authorities=authorities, recipe=recipe).hits
        rank = next(
            (h.rank for h in hits if item.wanted & {h.passage.id, *(same.id for same in h.same)}), None
        )
        ranks[item.type].append(1 / rank if rank else 0.0)
        ranks["ALL"].append(1 / rank if rank else 0.0)
    return ranks


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("training", type=Path)
    parser.add_argument("index", type=Path)
    parser.add_argument("--sample", type=int, default=150, help="passages; each has three queries")
    parser.add_argument("--everywhere", action="store_true", help="no authority filter")
    parser.add_argument("--ablation", action="store_true")
    arguments = parser.parse_args()
    library = open_library(arguments.index)
    chosen = items(arguments.training, library, arguments.sample)
    for name, recipe in (ABLATION if arguments.ablation else {"default": DEFAULT}).items():
        ranks = evaluate(library, chosen, recipe, arguments.everywhere)
        figures = " ".join(f"{kind}={statistics.mean(values):.3f}" for kind, values in ranks.items())
        print(f"{name:34s} MRR@{DEPTH} {figures} n={len(ranks['ALL'])}")


if __name__ == "__main__":
    main()
