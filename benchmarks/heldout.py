"""Retrieval on the held-out queries about six authorities that are not Halton: `heldout.jsonl` of this folder.

    python -m benchmarks.heldout INDEX [--ablation] [--everywhere] [--misses]

INDEX is built from the reports that the judgements name. The authority is given as a filter, as a person would, unless
`--everywhere`. A judged passage is found when a hit, or a passage grouped under it, covers at least half of it; what
says the same in the same words counts once.
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.recipes import ABLATION, TYPES, heading, interval, row
from benchmarks.references import References
from findings.library import Library, open_library
from findings.records import Filters, Passage
from findings.search.hits import group
from findings.search.retrieve import DEFAULT, Recipe

QUERIES = Path(__file__).with_name("heldout.jsonl")
DEPTH = 20
MEASURES = ("nDCG@10", "MRR@10", "recall@10", "recall@20")

# One thing to be found: the passages that say it, in the same words, and its grade (2 a finding on it, 1 bears on it).
Unit = tuple[tuple[Passage, ...], int]


@dataclass(frozen=True, slots=True)
class Query:
    id: str
    type: str
    query: str
    authority: str
    units: tuple[Unit, ...]


def load(file: Path, library: Library) -> list[Query]:
    """The queries with their judged passages; one that is not in the index is named and left out."""
    references = References(library)
    queries = []
    for line in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
        grades: dict[str, int] = {}
        passages: dict[str, Passage] = {}
        for reference in line["relevant"]:
            found = references.find(reference)
            if not found:
                print(f"{line['id']}: no passage of {reference['file']} begins: {reference['start_words']}")
            for passage in found[:1]:
                passages[passage.id], grades[passage.id] = passage, reference["grade"]
        units = tuple(
            ((leader, *same), max(grades[p.id] for p in (leader, *same)))
            for leader, same in group(list(passages.values()))
        )
        queries.append(Query(line["id"], line["type"], line["query"], line["authority"], units))
    return queries


def covers(hit: Passage, judged: Passage) -> bool:
    """Whether at least half of the judged passage stands in the hit."""
    shared = min(hit.end, judged.end) - max(hit.start, judged.start)
    return hit.doc == judged.doc and 2 * shared >= judged.end - judged.start


def score(units: Sequence[Unit], hits: Sequence[Sequence[Passage]]) -> dict[str, float]:
    """The measures of one query. Each hit is its passage and those grouped under it.

    A unit is credited to the first hit that holds it; a hit's gain is 2**grade - 1 of its best new unit.
    """
    seen: set[int] = set()
    gains: list[int] = []
    found: list[int] = []  # units seen up to each rank
    for passages in hits:
        new = {
            i
            for i, (same, _) in enumerate(units)
            if i not in seen and any(covers(hit, judged) for hit in passages for judged in same)
        }
        seen |= new
        gains.append(max((2 ** units[i][1] - 1 for i in new), default=0))
        found.append(len(seen))
    ideal = sorted((2**grade - 1 for _, grade in units), reverse=True)
    first = next((rank for rank, gain in enumerate(gains[:10], 1) if gain), None)
    return {
        "nDCG@10": _dcg(gains) / _dcg(ideal),
        "MRR@10": 1 / first if first else 0.0,
        "recall@10": found[min(len(found), 10) - 1] / len(units) if found else 0.0,
        "recall@20": found[min(len(found), 20) - 1] / len(units) if found else 0.0,
    }


def _dcg(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains[:10], 1))


def run(
    library: Library, queries: Sequence[Query], recipe: Recipe, everywhere: bool = False
) -> list[dict[str, float]]:
    """The measures of every query, in order."""
    scores = []
    for query in queries:
        authorities = () if everywhere else (query.authority,)
        hits = library.search(query.query, DEPTH, Filters(authorities), recipe=recipe).hits
        scores.append(score(query.units, [(hit.passage, *hit.same) for hit in hits]))
    return scores


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("index", type=Path)
    parser.add_argument("--ablation", action="store_true")
    parser.add_argument("--everywhere", action="store_true", help="no authority filter")
    parser.add_argument("--misses", action="store_true", help="name the queries with nothing found among ten")
    arguments = parser.parse_args()
    library = open_library(arguments.index)
    queries = load(QUERIES, library)
    if arguments.ablation:
        print(heading())
        for name, recipe in ABLATION.items():
            scores = run(library, queries, recipe, arguments.everywhere)
            values = [(q.type, s["nDCG@10"]) for q, s in zip(queries, scores, strict=True)]
            print(row(name, values), flush=True)
        return
    scores = run(library, queries, DEFAULT, arguments.everywhere)
    for kind in ("all", *TYPES):
        those = [s for q, s in zip(queries, scores, strict=True) if kind in ("all", q.type)]
        figures = " ".join(f"{m}={statistics.mean(s[m] for s in those):.3f}" for m in MEASURES)
        low, high = interval([s["nDCG@10"] for s in those])
        print(f"{kind:12s} {figures} nDCG between {low:.3f} and {high:.3f} n={len(those)}")
    if arguments.misses:
        for query, measures in zip(queries, scores, strict=True):
            if not measures["MRR@10"]:
                print(f"  {query.id} {query.type}: {query.query} ({query.authority})")


if __name__ == "__main__":
    main()
