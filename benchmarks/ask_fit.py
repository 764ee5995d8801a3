"""Fit the confidence of an answer, and say how well it generalises.

    python -m benchmarks.ask_fit EVAL_FOLDER INDEX TRAINING_FOLDER WIDE_INDEX [--sample N] [--write]

Fitted on: the development questions (INDEX: their eight documents), answerable questions in the sector's language
over other authorities (TRAINING_FOLDER, over WIDE_INDEX), and `off_topic.txt`, questions that no inspection of
children's services answers, each asked of one authority. Questions that lack something asked for are left out: their
confidence is a constant, printed too.

Each development question has a topic of its own: leaving out one question at a time is cross-validation by topic.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.ask import questions
from benchmarks.calibrate import keep
from benchmarks.retrieval import scorer
from findings.asking.answer import read_evidence
from findings.asking.confidence import SIGNS, Features
from findings.asking.recipe import DEFAULT
from findings.errors import QueryError
from findings.library import Library, open_library

SEED = 5
# Below it an answer is withheld; chosen from the table that is printed.
CUT = 0.4
# Penalty on the squared weights.
RIDGE = 0.5

Floats = NDArray[np.float64]


def observed(library: Library, query: str, authority: str | None = None) -> Features:
    """The features of one question."""
    plan = library.plan(query, authorities=[authority] if authority else ())
    return read_evidence(library.generation, plan, DEFAULT).features


def sector_questions(folder: Path, library: Library, sample: int) -> Iterator[Features]:
    """A random sample of the training questions, each asked of the authority its passage is about."""

    def read(name: str) -> list[dict[str, str]]:
        return [json.loads(line) for line in (folder / name).read_text(encoding="utf-8").splitlines()]

    authority = {passage["pid"]: passage["authority"] for passage in read("passages.jsonl")}
    every = [query for query in read("queries.jsonl") if query["type"] == "question"]
    for query in random.Random(SEED).sample(every, min(sample, len(every))):
        try:
            yield observed(library, query["query"], authority[query["pid"]])
        except QueryError:  # an authority that is not held
            continue


def off_topic(library: Library) -> Iterator[Features]:
    """The off-topic questions, the authorities in turn."""
    names = sorted({document.authority for document in library.documents() if document.authority})
    lines = (Path(__file__).parent / "off_topic.txt").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        yield observed(library, line, names[number % len(names)])


def fit(rows: Floats, answerable: Floats, weight: Floats) -> Floats:
    """Bias and weights of a ridge logistic regression, by Newton's method."""
    x = np.c_[np.ones(len(rows)), rows]
    penalty = np.diag([0.0] + [RIDGE] * rows.shape[1])
    beta = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ beta))
        slope = x.T @ (weight * (p - answerable)) + penalty @ beta
        curve = (x * (weight * p * (1 - p))[:, None]).T @ x + penalty
        beta -= np.linalg.solve(curve, slope)
    return beta


def predicted(beta: Floats, rows: Floats) -> Floats:
    """The probability of an answer, for each row."""
    result: Floats = 1 / (1 + np.exp(-(np.c_[np.ones(len(rows)), rows] @ beta)))
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    for name in ("eval", "index", "training", "wide_index"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--sample", type=int, default=300)
    parser.add_argument("--write", action="store_true", help="keep what was fitted in the calibration")
    arguments = parser.parse_args()
    narrow, wide = open_library(arguments.index), open_library(arguments.wide_index)
    cases = [
        ("development", q["type"] == "question", observed(narrow, q["query"]))
        for q in questions(arguments.eval)
    ]
    cases += [("sector", True, f) for f in sector_questions(arguments.training, wide, arguments.sample)]
    cases += [("off topic", False, f) for f in off_topic(wide)]
    beta = report(cases, scorer(arguments.eval).auroc)
    if arguments.write:
        bias, *weights = (round(float(value), 2) for value in beta)
        keep(narrow.generation.encoder, "confidence", {"bias": bias, "weights": weights, "cut": CUT})


def report(
    cases: list[tuple[str, bool, Features]], auroc: Callable[[list[float], list[float]], float]
) -> Floats:
    """Print the fitted weights and what they do on each set; returns bias and weights."""
    source = np.array([case[0] for case in cases])
    answerable = np.array([float(case[1]) for case in cases])
    gap = np.array([case[2].gap for case in cases])
    rows = np.array([[float(getattr(case[2], name)) for name in SIGNS] for case in cases])
    weight = np.ones(len(cases))
    with_gap = (answerable[gap & (source == "development")].sum() + 0.5) / (
        (gap & (source == "development")).sum() + 1
    )
    beta = fit(rows[~gap], answerable[~gap], weight[~gap])
    print(
        f"bias {beta[0]:.2f}", *(f"{name} {value:.2f}" for name, value in zip(SIGNS, beta[1:], strict=True))
    )
    print(f"with a gap {with_gap:.2f}")
    fitted = np.where(gap, with_gap, predicted(beta, rows))
    held_out = fitted.copy()
    for number in np.flatnonzero((source == "development") & ~gap):
        others = ~gap & (np.arange(len(cases)) != number)
        held_out[number] = predicted(fit(rows[others], answerable[others], weight[others]), rows[[number]])[0]
    for name, scores in (("fitted", fitted), ("cross-validated", held_out)):
        own = source == "development"
        yes, no = own & (answerable == 1), own & (answerable == 0)
        print(
            f"{name:16s} area {auroc(list(scores[yes]), list(scores[no])):.3f}",
            *(
                f"| cut {cut:.2f}: refused {(scores[yes] < cut).mean():.0%}, answered {(scores[no] >= cut).mean():.0%}"
                for cut in sorted({0.4, 0.5, 0.6, 0.65, 0.7, CUT})
            ),
        )
    for name in ("sector", "off topic"):
        of = source == name
        if not of.any():
            continue
        print(
            f"{name:16s} answered",
            *(f"| cut {cut:.2f}: {(fitted[of] >= cut).mean():.0%}" for cut in (0.4, 0.5, 0.6, 0.65, 0.7)),
        )
    return beta


if __name__ == "__main__":
    main()
