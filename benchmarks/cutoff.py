"""Calibrate the line between "Passages" and "Possible matches" on labelled queries.

    python -m benchmarks.cutoff EVAL_FOLDER INDEX [--write]

For the top 20 hits of each development query: is the hit relevant (it holds a judged quotation), and what is the
evidence for it? Prints how well the evidence separates the two for several weights of the words, and what each cut
would keep; `--write` keeps the weight and the cut it chooses in the encoder's calibration.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from benchmarks.calibrate import keep
from benchmarks.retrieval import judged_name, scorer
from findings.judge.calibration import calibration
from findings.judge.relevance import stem_weights, words_share
from findings.library import Library, open_library
from findings.search.retrieve import DEFAULT, retrieve

DEPTH = 20
WEIGHTS = (0.0, 0.2, 0.3, 0.4, 0.6, 1.0, 2.0)
NOISE = 0.005  # of the area
KEPT = 0.85  # of the relevant hits, at least, stand among the passages


def observations(library: Library, folder: Path) -> np.ndarray:
    """One row a hit: cosine, share of the query's words, relevant (1.0 or 0.0)."""
    measure = scorer(folder)
    queries = map(json.loads, (folder / "halton.dev.jsonl").read_text(encoding="utf-8").splitlines())
    rows = []
    for query in (q for q in queries if q["gold"]):
        gold = [(g["doc"], measure.norm(g["quote"])) for g in query["gold"]]
        plan = library.plan(query["query"])
        found = retrieve(library.generation, plan, DEFAULT)
        weights = stem_weights(plan, library.generation.words)
        passages = library.generation.store.passages(found.fused)
        cosine = {p.id: found.cosine[row] for p, row in zip(passages, found.fused, strict=True)}
        for hit in library.search(query["query"], DEPTH).hits:
            text, name = measure.norm(hit.passage.text), judged_name(hit.document.file)
            relevant = any(name == doc and measure.holds(text, quote) for doc, quote in gold)
            rows.append((cosine[hit.passage.id], words_share(plan, hit.passage, weights), float(relevant)))
    return np.array(rows)


def area_under_curve(scores: np.ndarray, relevant: np.ndarray) -> float:
    """The chance that a relevant hit scores above one that is not; a tie counts half."""
    above, below = scores[relevant][:, None], scores[~relevant][None]
    return float(((above > below) + 0.5 * (above == below)).mean())


def main() -> None:
    parser = argparse.ArgumentParser(
        description="Calibrate the cut below which a hit is only a possible match."
    )
    parser.add_argument("eval", type=Path)
    parser.add_argument("index", type=Path)
    parser.add_argument("--write", action="store_true", help="keep the weight and the cut chosen")
    arguments = parser.parse_args()
    library = open_library(arguments.index)
    cosine, share, label = observations(library, arguments.eval).T
    relevant = label == 1
    fitted = calibration(library.generation.encoder).relevance
    print(f"{len(label)} hits, {relevant.mean():.0%} relevant; in use: {fitted}")
    areas = {weight: area_under_curve(cosine + weight * share, relevant) for weight in WEIGHTS}
    for weight, area in areas.items():
        print(f"weight of words {weight:.1f}: area under the ROC curve {area:.3f}")
    # The smallest weight within the noise of the best: on other documents words can be few.
    words = min(weight for weight, area in areas.items() if area >= max(areas.values()) - NOISE)
    every = cosine + words * share
    cuts = np.arange(0.3, 0.95, 0.05)
    chosen = round(float(max(c for c in cuts if (every[relevant] >= c).mean() >= KEPT)), 2)
    print(f"weight {words}, cut {chosen}")
    for cut in cuts:
        kept = every >= cut
        recall, precision = relevant[kept].sum() / relevant.sum(), relevant[kept].mean()
        print(
            f"cut {cut:.2f}: keeps {recall:.0%} of the relevant; {precision:.0%} of what it keeps is relevant"
        )
    if arguments.write:
        keep(library.generation.encoder, "relevance", {"words": words, "cut": chosen})


if __name__ == "__main__":
    main()
