"""Is there an answer? A logistic model over few figures of the judged sentences, cross-validated by authority.

python -m training.judge.decide --data FOLDER --folds FOLDER --eval FILE --judged DEV.npy [--out FILE]
`--folds` is what crossval wrote: each question judged by what was trained without its authority.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
from sklearn.metrics import roc_auc_score  # type: ignore[import-untyped]

from training.judge import data
from training.judge.crossval import FOLDS
from training.judge.data import BESIDE, DENIES, SAYS, Question
from training.judge.measures import Floats, by_question, score, wrong_at

FEATURES = ("says 1", "says 2", "says 3", "denies", "beside", "denies less says, same sentence")


def features(rows: Floats) -> Floats:
    """Of the judged sentences of a question, as log odds."""
    if not len(rows):
        return np.full(len(FEATURES), -6.0)
    odds = np.log((rows + 1e-3) / (1 - rows + 1e-3))
    says = np.sort(odds[:, SAYS])[::-1]
    best = [float(says[min(place, len(says) - 1)]) for place in range(3)]
    both = float((odds[:, DENIES] - odds[:, SAYS]).max())
    return np.array([*best, float(odds[:, DENIES].max()), float(odds[:, BESIDE].max()), both])


def figures(questions: Sequence[Question], scores: Floats) -> dict[str, Any]:
    """AUROC, and the share of the unanswerable that is answered where 10, 15, 20 % of the answerable are refused."""
    answerable = np.array([question.answerable for question in questions])
    return {
        "questions": len(questions),
        "auroc": round(float(roc_auc_score(answerable, scores)), 3),
        "wrong": np.round(wrong_at(answerable, scores), 3).tolist(),
    }


def fitted(table: Floats, questions: Sequence[Question]) -> Any:
    """The model of these questions."""
    return LogisticRegression(C=0.3, max_iter=1000).fit(table, [q.answerable for q in questions])


def crossed(table: Floats, questions: Sequence[Question], count: int = 7) -> Floats:
    """Each question's chance of an answer, by a model that saw none of its authority."""
    names = data.authorities(questions)
    place = np.array([names.index(question.authority) % count for question in questions])
    found = np.zeros(len(questions))
    for number in range(count):
        inside = place != number
        kept = [question for question, keep in zip(questions, inside, strict=True) if keep]
        found[~inside] = fitted(table[inside], kept).predict_proba(table[~inside])[:, 1]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--folds", type=Path, required=True)
    parser.add_argument("--eval", type=Path, required=True)
    parser.add_argument("--judged", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    questions = data.read(data.training_files(args.data))
    asked: list[Question] = []
    parts: list[Floats] = []
    for number, group in enumerate(data.folds(questions, FOLDS)):
        path = args.folds / f"fold{number}" / "held.npy"
        if path.exists():
            held = data.split(questions, group)[1]
            asked += held
            parts += by_question(held, np.load(path))
    chosen = [number for number, question in enumerate(asked) if not question.id.startswith("H")]
    asked = [asked[number] for number in chosen]
    parts = [parts[number] for number in chosen]
    dev = data.read([args.eval])
    judged = by_question(dev, np.load(args.judged))
    table, looked = np.array([features(p) for p in parts]), np.array([features(p) for p in judged])
    made = fitted(table, asked)
    results = {
        "features": FEATURES,
        "coefficients": np.round(made.coef_[0], 3).tolist(),
        "intercept": round(float(made.intercept_[0]), 3),
        "training, best says less best denies": figures(asked, np.array([score(p) for p in parts])),
        "training, logistic, by authority": figures(asked, crossed(table, asked)),
        "dev, best says less best denies": figures(dev, np.array([score(p) for p in judged])),
        "dev, logistic": figures(dev, made.predict_proba(looked)[:, 1]),
    }
    print(json.dumps(results, indent=2))
    if args.out:
        args.out.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
