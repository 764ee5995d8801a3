"""Is there an answer? Fits the decision of the product, `findings/answers/decision.json`, cross-validated by authority.

python -m training.judge.decide INDEX FILE... [--write]
The questions of each FILE, from which neither the judge nor the encoder learnt, are asked of INDEX as the product asks
them. The cut refuses REFUSED of the answerable ones; one whose premise is denied is refused at any cut.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
from sklearn.metrics import roc_auc_score  # type: ignore[import-untyped]
from sklearn.model_selection import GroupKFold, cross_val_predict  # type: ignore[import-untyped]

from findings.answers.decision import FILE, Features, features
from findings.answers.denial import denial_in
from findings.answers.evidence import judged
from findings.answers.question import read_question
from findings.errors import QueryError
from findings.judge.judge import open_judge
from findings.library import Library, open_library
from findings.records import EVERYTHING, Filters
from findings.search.query import selected
from findings.search.retrieve import DEFAULT
from training.judge.measures import REFUSED, Floats, wrong_at

NAMES = tuple(field.name for field in fields(Features))
FOLDS = 6
# The share of the answerable questions that the cut may refuse.
MAY_REFUSE = 0.12


@dataclass(frozen=True, slots=True)
class Asked:
    """A labelled question as the product sees it."""

    file: str
    authority: str
    answerable: bool
    premise: bool  # it takes something for granted that is not so
    features: Features
    denied: bool


def asked(file: str, line: dict[str, Any], library: Library) -> Asked | None:
    """A line of a labelled file, in either of its forms, asked of an index; None where it cannot be asked."""
    authority, question = line["authority"], line.get("question") or line["topic"]
    try:
        plan = library.plan(question, EVERYTHING if authority == "*" else Filters((authority,)))
    except QueryError:
        return None
    held = {document.authority for document in selected(library.documents(), plan.filters)}
    read = read_question(plan, {name for name in held if name})
    sentences = judged(library.generation, open_judge(), plan, read, DEFAULT)
    verdict = line.get("answerable") or line["verdict"]
    return Asked(
        file,
        authority,
        verdict in ("yes", "partial"),
        verdict == "premise",
        features(read, sentences),
        denial_in(library.generation, read, sentences) is not None,
    )


def chances(known: Sequence[Asked]) -> Floats:
    """Each question's chance of an answer, by a model that saw none of its authority."""
    found: Floats = cross_val_predict(
        _model(),
        np.array([astuple(one.features) for one in known]),
        [one.answerable for one in known],
        groups=[one.authority for one in known],
        cv=GroupKFold(min(FOLDS, len({one.authority for one in known}))),
        method="predict_proba",
    )[:, 1]
    return found


def cut_of(answerable: NDArray[np.bool_], scores: Floats) -> float:
    """The highest cut, in hundredths, that refuses at most MAY_REFUSE of the answerable."""
    refusing = (np.arange(101) / 100)[:, None] > scores[answerable]
    return float(np.flatnonzero(refusing.mean(axis=1) <= MAY_REFUSE)[-1]) / 100


def _model() -> LogisticRegression:
    return LogisticRegression(C=1.0, max_iter=2000)


def _report(name: str, known: Sequence[Asked], scores: Floats, cut: float) -> None:
    """AUROC; the share of the unanswerable answered where some shares of the answerable are refused, and at the cut;
    premises that are refused as denied, and how often that is so where it is said."""
    answerable = np.array([one.answerable for one in known])
    denied, premise = (np.array([getattr(one, field) for one in known]) for field in ("denied", "premise"))
    wrong = np.round(wrong_at(answerable, scores), 3).tolist()
    print(
        f"{name}: {len(known)} questions, AUROC {roc_auc_score(answerable, scores):.3f}, "
        f"wrongly answered at {REFUSED} refused: {wrong}; at {cut}: "
        f"{(scores[~answerable] >= cut).mean():.1%} wrongly answered, {(scores[answerable] < cut).mean():.1%} refused; "
        f"premises denied: {(denied & premise).sum()} of {premise.sum()}, said to be: {denied.sum()}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path, help="of the documents that the files name")
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true", help="replace the decision of the product")
    args = parser.parse_args()
    library = open_library(args.index)
    lines = [
        (file.name, json.loads(line))
        for file in args.files
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    known = [one for file, line in lines if (one := asked(file, line, library))]
    scores = np.where([one.denied for one in known], 0.0, chances(known))
    cut = cut_of(np.array([one.answerable for one in known]), scores)
    _report("cross-validated", known, scores, cut)
    for file in dict.fromkeys(one.file for one in known):
        own = [place for place, one in enumerate(known) if one.file == file]
        _report(file, [known[place] for place in own], scores[own], cut)
    made = _model().fit(np.array([astuple(one.features) for one in known]), [one.answerable for one in known])
    fitted = {
        "bias": round(float(made.intercept_[0]), 2),
        "weights": np.round(made.coef_[0], 2).tolist(),
        "cut": cut,
    }
    print(NAMES, json.dumps(fitted))
    if args.write:
        FILE.write_text(json.dumps(fitted) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
