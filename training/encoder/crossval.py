"""Cross-validate the adapted encoder over authorities, against the unadapted one.

    python -m training.encoder.crossval FIGURES [--data TRAINING INDEX] [--seeds N]
    python -m training.encoder.crossval FIGURES --data TRAINING INDEX --saved ADAPTER...

The queries about every authority outside `UNSEEN` are ranked by models trained without that authority: `FOLDS`
trainings for each seed. With `--saved` nothing is trained: the queries about `UNSEEN` are ranked by adapters that
`training.encoder.train` wrote, one folder a seed. FIGURES is a file of JSON lines, one for each query and model; what
is in it is not computed again. The table printed is made from it.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from findings.library import open_library
from training.encoder.data import UNSEEN, Corpus, Pair, pairs
from training.encoder.evaluate import Evaluation, Ranks, reciprocal
from training.encoder.exact_queries import evaluation_queries, off_domain
from training.encoder.judged import judged_pairs
from training.encoder.model import Adapted
from training.encoder.save import base_model, load
from training.encoder.train import Settings, base_vectors, train

FOLDS = 3
BASE = "base"
# The weight of words that served each best: better vectors need them less.
BASE_WORDS, ADAPTED_WORDS = 1.5, 1.0
METHODS = (*Ranks._fields,)
LABELLED = ("keyword", "paraphrase", "question")


def cross_validate(
    corpus: Corpus, chosen: Sequence[Pair], judged: Sequence[Pair], seeds: int, figures: Path
) -> None:
    """Append the ranks of every fold's queries by the base encoder and by ones adapted on the other folds.

    `judged` are only trained on: the passages that answer them are not all known.
    """
    done = {(line["fold"], line["model"]) for line in _lines(figures)}
    taught = [pair for pair in (*chosen, *judged) if pair.authority]
    base = base_vectors(corpus, taught)
    names = sorted({pair.authority for pair in chosen} - UNSEEN)
    for seed in (None, *range(seeds)):
        for fold in range(FOLDS):
            held_out = frozenset(names[fold::FOLDS])
            label = BASE if seed is None else f"seed {seed}"
            if (fold, label) not in done:
                seen = [pair for pair in taught if pair.authority not in held_out | UNSEEN]
                model = base_model() if seed is None else train(corpus, base, seen, Settings(), seed)
                evaluation = Evaluation(corpus, [*chosen, *evaluation_queries(corpus)], held_out)
                _append(figures, corpus, evaluation, model, fold, label)


def evaluate_saved(corpus: Corpus, chosen: Sequence[Pair], folders: Sequence[Path], figures: Path) -> None:
    """Append the ranks of the queries about `UNSEEN` by the base encoder and by saved ones, which never saw them."""
    done = {line["model"] for line in _lines(figures)}
    evaluation = Evaluation(corpus, [*chosen, *evaluation_queries(corpus)], UNSEEN - {"Halton"})
    for label, folder in ((BASE, None), *((folder.name, folder) for folder in folders)):
        if label not in done:
            _append(figures, corpus, evaluation, load(folder) if folder else base_model(), 0, label)


def _append(
    figures: Path, corpus: Corpus, evaluation: Evaluation, model: Adapted, fold: int, label: str
) -> None:
    ranked = evaluation.ranks(model, BASE_WORDS if label == BASE else ADAPTED_WORDS)
    lines = [
        {"fold": fold, "model": label, "type": pair.type, "number": number, **ranks._asdict()}
        for number, (pair, ranks) in enumerate(zip(evaluation.queries, ranked, strict=True))
    ]
    lines += [
        {"fold": fold, "model": label, "type": "off domain", "number": number, "passages": rank}
        for number, rank in enumerate(off_domain(corpus, model))
    ]
    with figures.open("a", encoding="utf-8") as file:
        file.writelines(json.dumps(line) + "\n" for line in lines)
    print(f"fold {fold}, {label}: {len(lines)} queries", flush=True)


def table(lines: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Of every type and method: MRR@10 of the base encoder, of the adapted ones, and what was gained.

    The spread is the standard deviation over seeds; the noise of a gain two standard errors of its mean over queries.
    """
    seeds = sorted({line["model"] for line in lines} - {BASE})
    values: dict[tuple[str, str, str], dict[tuple[int, int], float]] = defaultdict(dict)
    for line in lines:
        kinds = [line["type"]]
        if line["type"] in LABELLED:
            kinds.append("all three")
        for method in METHODS:
            if method in line:
                for kind in kinds:
                    key = line["fold"], line["number"]
                    values[kind, method, line["model"]][key] = reciprocal(line[method])
    for kind, method in sorted({key[:2] for key in values}):
        base = values[kind, method, BASE]
        adapted = [values[kind, method, seed] for seed in seeds]
        shared = sorted(set(base).intersection(*adapted))
        means = [float(np.mean([each[key] for key in shared])) for each in adapted]
        gains = np.array([np.mean([each[key] for each in adapted]) - base[key] for key in shared])
        spread = float(np.std(means, ddof=1)) if len(means) > 1 else 0.0
        noise = 2 * float(gains.std(ddof=1)) / len(gains) ** 0.5
        before = np.mean([base[key] for key in shared])
        yield (
            f"| {kind} | {method} | {before:.3f} | {np.mean(means):.3f} ± {spread:.3f} "
            f"| {gains.mean():+.3f} ± {noise:.3f} | {len(shared)} |"
        )


def _lines(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("figures", type=Path)
    parser.add_argument("--data", nargs=2, type=Path, metavar=("TRAINING", "INDEX"))
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument(
        "--saved", nargs="+", type=Path, metavar="ADAPTER", help="evaluate these, train nothing"
    )
    arguments = parser.parse_args()
    if arguments.data:
        torch.set_num_threads(1)
        corpus = Corpus(open_library(arguments.data[1]))
        chosen = pairs(arguments.data[0], corpus)
        if arguments.saved:
            evaluate_saved(corpus, chosen, arguments.saved, arguments.figures)
        else:
            judged = judged_pairs(arguments.data[0], corpus)
            cross_validate(corpus, chosen, judged, arguments.seeds, arguments.figures)
    print("| queries | ranked by | base | adapted | gain | n |", "|---|---|---|---|---|---|", sep="\n")
    print(*table(_lines(arguments.figures)), sep="\n")


if __name__ == "__main__":
    main()
