"""Cross-validation by authority: python -m training.judge.crossval --data FOLDER --eval FILE --out FOLDER [recipe].

Each fold is judged by what was trained without its authorities. With --only, one fold: the bed for trials.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch

from training.judge import data, model
from training.judge.data import NONE, SAYS, Question
from training.judge.measures import Floats, Measures, by_question, measure
from training.judge.train import Recipe, probabilities, report, trained

FOLDS = 3
DRAWS = 1000


def bootstrap(
    questions: Sequence[Question], rows: Floats, draws: int = DRAWS, seed: int = 1
) -> dict[str, tuple[float, float]]:
    """95 % intervals of the figures, questions drawn anew."""
    parts = by_question(questions, rows)
    chance = np.random.default_rng(seed)
    found: list[Measures] = []
    for _ in range(draws):
        drawn = chance.integers(0, len(questions), len(questions))
        found.append(measure([questions[n] for n in drawn], np.concatenate([parts[n] for n in drawn])))
    wanted: dict[str, Callable[[Measures], float]] = {
        "auroc": lambda m: m.auroc,
        "wrong at 10 %": lambda m: m.wrong[0],
        "wrong at 15 %": lambda m: m.wrong[1],
        "wrong at 20 %": lambda m: m.wrong[2],
        "precision": lambda m: m.precision,
        "first": lambda m: m.first,
    }
    return {name: _interval([figure(m) for m in found]) for name, figure in wanted.items()}


def _interval(values: Sequence[float]) -> tuple[float, float]:
    low, high = np.quantile(values, [0.025, 0.975])
    return round(float(low), 3), round(float(high), 3)


def is_topic(question: Question) -> bool:
    """Whether it was typed as a topic (`topics.H.jsonl`)."""
    return question.id.startswith("H")


def apart(questions: Sequence[Question], rows: Floats) -> dict[str, float]:
    """How well p(says it) parts sentences: those that do from those that do not at all, and from all others."""
    from sklearn.metrics import roc_auc_score  # type: ignore[import-untyped]

    labels = np.array([pair.label for question in questions for pair in question.pairs])
    says = rows[:, SAYS]
    clear = (labels == SAYS) | (labels == NONE)
    return {
        "sentences": float(len(labels)),
        "says it against none": float(roc_auc_score(labels[clear] == SAYS, says[clear])),
        "says it against all others": float(roc_auc_score(labels == SAYS, says)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--eval", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", type=int, nargs="*", default=list(range(FOLDS)))
    parser.add_argument(
        "--asked", type=int, help="look at that many questions of each fold, and at no topics"
    )
    parser.add_argument("--threads", type=int, default=2)
    for name, default in asdict(Recipe()).items():
        parser.add_argument(f"--{name}", type=type(default), default=default)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    recipe = Recipe(**{name: getattr(args, name) for name in asdict(Recipe())})
    questions, dev = data.read(data.training_files(args.data)), data.read([args.eval])
    groups = data.folds(questions, FOLDS)
    args.out.mkdir(parents=True, exist_ok=True)
    for number in args.only:
        inside, held = data.split(questions, groups[number])
        if args.asked:
            held = drawn(held, args.asked)
        print(f"fold {number}: {len(inside)} to train on, {len(held)} held out; {recipe}", flush=True)
        began = time.monotonic()
        judge = trained(inside, recipe)
        print(f"fold {number} took {time.monotonic() - began:.0f}s", flush=True)
        model.save(judge, args.out / f"fold{number}")
        names = json.dumps({question.id: len(question.pairs) for question in held})
        (args.out / f"fold{number}" / "held.json").write_text(names, encoding="utf-8")
        for name, look in {"dev": dev, "held": held}.items():
            rows = probabilities(judge, look)
            np.save(args.out / f"fold{number}" / f"{name}.npy", rows)
            report(f"fold {number} {name}", measure(look, rows))
    _pool(questions, args.out)


def drawn(questions: Sequence[Question], count: int, seed: int = 1) -> list[Question]:
    """That many of the questions, topics left out."""
    asked = [question for question in questions if not is_topic(question)]
    random.Random(seed).shuffle(asked)
    return asked[:count]


def read_folds(folder: Path) -> dict[str, Floats]:
    """By the id of each question that was held out, its judged sentences, of all folds that are there."""
    found: dict[str, Floats] = {}
    for fold in sorted(folder.glob("fold*")):
        lengths = json.loads((fold / "held.json").read_text(encoding="utf-8"))
        ends = np.cumsum(list(lengths.values()))
        found |= zip(lengths, np.split(np.load(fold / "held.npy"), ends[:-1]), strict=True)
    return found


def _pool(questions: Sequence[Question], folder: Path) -> None:
    """The figures over the folds that are there, with intervals."""
    cut = read_folds(folder)
    asked = [question for question in questions if question.id in cut]
    kept = {
        "all": asked,
        "questions": [q for q in asked if not is_topic(q)],
        "topics": [q for q in asked if is_topic(q)],
    }
    results = {}
    for name, part in kept.items():
        if not part:
            continue
        mine = np.concatenate([cut[q.id] for q in part])
        found = measure(part, mine)
        report(f"pooled {name}", found)
        results[name] = {"figures": asdict(found), "apart": apart(part, mine), "95 %": bootstrap(part, mine)}
        print(json.dumps({k: results[name][k] for k in ("apart", "95 %")}), flush=True)
    (folder / "crossval.json").write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
