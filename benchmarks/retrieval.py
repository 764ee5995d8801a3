"""Retrieval on the development queries about Halton: a table by type of query, and what each part of a search brings.

    python -m benchmarks.retrieval EVAL INDEX [--ablation] [--authority A]

EVAL is a folder, not in the repository, with `halton.dev.jsonl` (queries with the quotations that answer them) and its
scorer `measure.py`, which judges by quotation: no change of passages matters. INDEX is built from the documents that
the queries are about, alone or among others (then give `--authority Halton`).
"""

from __future__ import annotations

import argparse
import importlib.util
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.labels import read_labels
from benchmarks.recipes import ABLATION, heading, row
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
    """What was found for each query, as the scorer reads it."""
    lines = []
    for query in queries:
        hits = library.search(query["query"], DEPTH, Filters(authorities), recipe=recipe).hits
        results = [
            {"doc": judged_name(h.document.file), "text": h.passage.text, "score": h.score} for h in hits
        ]
        lines.append({"id": query["id"], "results": results})
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("eval", type=Path)
    parser.add_argument("index", type=Path)
    parser.add_argument("--ablation", action="store_true")
    parser.add_argument("--authority", action="append", default=[], help="search only its documents")
    arguments = parser.parse_args()
    queries = read_labels(arguments.eval / "halton.dev.jsonl")
    measure, library = scorer(arguments.eval), open_library(arguments.index)
    authorities = tuple(arguments.authority)
    print(f"{library.manifest.documents} documents, {library.manifest.passages} passages")
    if arguments.ablation:
        judged = [query for query in queries if query["gold"]]
        print(heading())
        for name, recipe in ABLATION.items():
            found = run(library, judged, recipe, authorities)
            scores = [
                measure.score_query(q, f["results"])["ndcg10"] for q, f in zip(judged, found, strict=True)
            ]
            print(
                row(name, [(q["type"], score) for q, score in zip(judged, scores, strict=True)]), flush=True
            )
        return
    report = measure.report(queries, run(library, queries, DEFAULT, authorities))
    for kind, means in report.items():
        if not kind.startswith("_"):
            print(f"{kind:12s} {' '.join(f'{m}={means[m]:.3f}' for m in MEASURES)} n={means['n']}")


if __name__ == "__main__":
    main()
