"""Retrieval quality on labelled queries: the table by query type and the ablation of the recipe.

    python -m benchmarks.retrieval EVAL_FOLDER INDEX [--ablation] [--authority A]

EVAL_FOLDER holds `halton.dev.jsonl` (queries with quotations that answer them) and `measure.py` (the scorer, which
judges by quotation, so that judgements survive any change of passage boundaries). INDEX is built from the documents
that the queries are about, alone or among others.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

from findings.library import Library, open_library
from findings.records import Filters
from findings.search.retrieve import DEFAULT, Recipe

# The judgements' names of the documents -> how their files' names end, whatever folder they lie in.
DOCUMENTS: Mapping[str, str] = {
    "halton-2015-02-03-inspection-of-services.txt": "halton-2015-sif",
    "halton/childrens-services-inspection-03-february-2015.pdf": "halton-2015-sif",
    "halton-2018-07-25-focused-visit-letter.txt": "halton-2018-focused-visit",
    "halton-2019-08-23-joint-targeted-area-inspection.txt": "halton-2019-jtai",
    "halton/joint-area-child-protection-inspection-23-august-2019.pdf": "halton-2019-jtai",
    "halton/childrens-services-inspection-15-april-2020.pdf": "halton-2020-ilacs",
    "halton-2023-01-13-focused-visit-letter.txt": "halton-2023-focused-visit",
    "halton-2023-01-council-statement.txt": "halton-2023-statement",
    "halton/area-send-full-inspection-26-january-2024.pdf": "halton-2024-send",
    "halton/childrens-services-inspection-12-july-2024.pdf": "halton-2024-ilacs",
}
DEPTH = 50  # hits scored
MEASURES = ("ndcg10", "mrr", "hit1", "rec10", "rec@300w", "docs")

# What the recipe is without, or with only, one of its parts.
_FUSED = replace(DEFAULT, rerank_weight=0)
ABLATION: Mapping[str, Recipe] = {
    "words only": replace(_FUSED, passage_weight=0, sentence_weight=0, expand=False, year_boost=0),
    "passage vectors only": replace(_FUSED, sentence_weight=0, words_weight=0, expand=False, year_boost=0),
    "sentence vectors only": replace(_FUSED, passage_weight=0, words_weight=0, expand=False, year_boost=0),
    "passages + words": replace(_FUSED, sentence_weight=0, expand=False, year_boost=0),
    "+ sentence vectors": replace(_FUSED, expand=False, year_boost=0),
    "+ other names (LADO = ...)": replace(_FUSED, year_boost=0),
    "+ years named": _FUSED,
    "+ late interaction: the default": DEFAULT,
    "all, without grouping": replace(DEFAULT, group=False),
    "all, standard text not held back": replace(DEFAULT, standard_factor=1.0),
}


def scorer(folder: Path) -> ModuleType:
    """The judgements' own scorer, `measure.py`."""
    spec = importlib.util.spec_from_file_location("measure", folder / "measure.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judged_name(file: str) -> str:
    """The judgements' name of a document; another document's own file, which no judgement names."""
    return next((name for ending, name in DOCUMENTS.items() if file.endswith(ending)), file)


def run(
    library: Library, queries: list[dict[str, Any]], recipe: Recipe, authorities: tuple[str, ...] = ()
) -> list[dict[str, Any]]:
    """One run line for each query, each timed as a whole."""
    lines = []
    for query in queries:
        started = time.perf_counter()
        hits = library.search(query["query"], DEPTH, Filters(tuple(authorities)), recipe=recipe).hits
        elapsed = (time.perf_counter() - started) * 1000
        results = [
            {"doc": judged_name(h.document.file), "text": h.passage.text, "score": h.score} for h in hits
        ]
        lines.append({"id": query["id"], "results": results, "latency_ms": elapsed})
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("eval", type=Path)
    parser.add_argument("index", type=Path)
    parser.add_argument("--ablation", action="store_true")
    parser.add_argument("--authority", action="append", default=[], help="search only its documents")
    parser.add_argument("--queries", default="halton.dev.jsonl")
    arguments = parser.parse_args()
    measure = scorer(arguments.eval)
    text = (arguments.eval / arguments.queries).read_text(encoding="utf-8")
    queries = [json.loads(line) for line in text.splitlines() if line.strip()]
    library = open_library(arguments.index)
    library.search("warm up")
    print(f"{library.manifest.documents} documents, {library.manifest.passages} passages")
    for name, recipe in (ABLATION if arguments.ablation else {"default": DEFAULT}).items():
        report = measure.report(queries, run(library, queries, recipe, tuple(arguments.authority)))
        for kind, row in report.items():
            if not kind.startswith("_") and (kind == "ALL" or not arguments.ablation):
                figures = " ".join(f"{m}={row[m]:.3f}" for m in MEASURES)
                print(f"{name if kind == 'ALL' else '  ' + kind:34s} {figures} n={row['n']}")
        if not arguments.ablation:
            print("latency_ms", report["_latency_ms"])


if __name__ == "__main__":
    main()
