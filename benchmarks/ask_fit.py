"""Fit the confidence of an answer, and say how well it generalises.

    python -m benchmarks.ask_fit EVAL_FOLDER INDEX TRAINING_FOLDER WIDE_INDEX [--sample N] [--write]

Fitted on: the development questions (INDEX: their eight documents); over WIDE_INDEX the questions of `questions.jsonl`
and of half A of `questions_blind.jsonl`, answerable questions in the sector's language (TRAINING_FOLDER), and
`off_topic.txt`, questions that no inspection of children's services answers, each asked of one authority. Questions
that lack something asked for are left out: their confidence is a constant, printed too.

Each development question has a topic of its own: leaving out one question at a time is cross-validation by topic. Of
the other labelled questions a whole authority is left out at a time.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.ask import questions
from benchmarks.calibrate import keep
from benchmarks.retrieval import scorer
from findings.answers.answer import read_evidence
from findings.answers.confidence import SIGNS, Features
from findings.errors import QueryError
from findings.library import Library, open_library
from findings.records import Filters
from findings.search.retrieve import DEFAULT

SEED = 5
# Below it an answer is withheld; chosen from the table that is printed.
CUT = 0.4
CUTS = (0.3, 0.4, 0.5, 0.6, 0.7)
# Penalty on the squared weights.
RIDGE = 0.5

Floats = NDArray[np.float64]


class Case(NamedTuple):
    """One question: where it is from, what is left out with it, whether it has an answer."""

    source: str
    group: str
    answerable: bool
    features: Features


def observed(library: Library, query: str, authority: str | None = None) -> Features:
    """The features of one question."""
    plan = library.plan(query, Filters((authority,) if authority else ()))
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


def labelled(library: Library) -> Iterator[Case]:
    """The questions over other authorities, half B of the blind ones left aside."""
    for name in ("questions.jsonl", "questions_blind.jsonl"):
        for line in (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines():
            query = json.loads(line)
            if query.get("half") != "B":
                found = observed(library, query["question"])
                yield Case("other authorities", query["authority"], query["kind"] == "answerable", found)


def off_topic(library: Library) -> Iterator[Features]:
    """The off-topic questions, the authorities in turn."""
    names = sorted({document.authority for document in library.documents() if document.authority})
    lines = (Path(__file__).parent / "off_topic.txt").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        yield observed(library, line, names[number % len(names)])


def fit(rows: Floats, answerable: Floats) -> Floats:
    """Bias and weights of a ridge logistic regression, by Newton's method."""
    x = np.c_[np.ones(len(rows)), rows]
    penalty = np.diag([0.0] + [RIDGE] * rows.shape[1])
    beta = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ beta))
        slope = x.T @ (p - answerable) + penalty @ beta
        curve = (x * (p * (1 - p))[:, None]).T @ x + penalty
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
    parser.add_argument("--sample", type=int, default=160)
    parser.add_argument("--write", action="store_true", help="keep what was fitted in the calibration")
    arguments = parser.parse_args()
    narrow, wide = open_library(arguments.index), open_library(arguments.wide_index)
    cases = [
        Case("development", q["id"], q["type"] == "question", observed(narrow, q["query"]))
        for q in questions(arguments.eval)
    ]
    cases += labelled(wide)
    cases += [
        Case("sector", "", True, f) for f in sector_questions(arguments.training, wide, arguments.sample)
    ]
    cases += [Case("off topic", "", False, f) for f in off_topic(wide)]
    beta = report(cases, scorer(arguments.eval).auroc)
    if arguments.write:
        bias, *weights = (round(float(value), 2) for value in beta)
        keep(narrow.generation.encoder, "confidence", {"bias": bias, "weights": weights, "cut": CUT})


def report(cases: list[Case], auroc: Callable[[list[float], list[float]], float]) -> Floats:
    """Print the fitted weights and what they do on each set; returns bias and weights."""
    source = np.array([case.source for case in cases])
    group = np.array([f"{case.source} {case.group}" for case in cases])
    answerable = np.array([float(case.answerable) for case in cases])
    gap = np.array([case.features.gap for case in cases])
    rows = np.array([[float(getattr(case.features, name)) for name in SIGNS] for case in cases])
    asked = np.isin(source, ("development", "other authorities"))
    with_gap = (answerable[gap & asked].sum() + 0.5) / ((gap & asked).sum() + 1)
    beta = fit(rows[~gap], answerable[~gap])
    print(
        f"bias {beta[0]:.2f}", *(f"{name} {value:.2f}" for name, value in zip(SIGNS, beta[1:], strict=True))
    )
    print(f"with a gap {with_gap:.2f}")
    fitted = np.where(gap, with_gap, predicted(beta, rows))
    held_out = fitted.copy()
    for left_out in sorted(set(group[asked])):
        own, others = ~gap & (group == left_out), ~gap & (group != left_out)
        if own.any():
            held_out[own] = predicted(fit(rows[others], answerable[others]), rows[own])
    for name in ("development", "other authorities"):
        for how, scores in (("fitted", fitted), ("cross-validated", held_out)):
            yes, no = (source == name) & (answerable == 1), (source == name) & (answerable == 0)
            print(
                f"{name:17s} {how:15s} area {auroc(list(scores[yes]), list(scores[no])):.3f}",
                *(
                    f"| {cut:.1f}: refused {(scores[yes] < cut).mean():.0%}, answered {(scores[no] >= cut).mean():.0%}"
                    for cut in CUTS
                ),
            )
    for name in ("sector", "off topic"):
        of = source == name
        if of.any():
            print(
                f"{name:17s} answered",
                *(f"| cut {cut:.1f}: {(fitted[of] >= cut).mean():.0%}" for cut in CUTS),
            )
    return beta


if __name__ == "__main__":
    main()
