"""How likely a document speaks of a topic: fits `findings/judge/likelihood.json`, cross-validated by topic.

python -m training.judge.likelihood TOPICS INDEX [--write]
TOPICS is in the form that `benchmarks/over_time.py` describes; INDEX holds the documents it names. The regression
sees of each document the best value of each kind that its candidates have; what is printed is what the product does
with it: a document is as likely to speak as its likeliest sentence.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
from sklearn.metrics import roc_auc_score  # type: ignore[import-untyped]
from sklearn.model_selection import GroupKFold  # type: ignore[import-untyped]

from benchmarks.labels import answers_to, read_labels
from findings.judge.judge import Judging, Place, log_odds, open_judge
from findings.judge.likelihood import FILE
from findings.library import Library, open_library
from findings.records import Document
from findings.search.fusion import late_of
from findings.timeline.candidates import Topic, candidates
from training.judge.measures import Floats

NAMES = ("says", "nearness", "late")
FOLDS = 10
CUTS = (0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7)


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """A topic in a document; `rows` [candidates, NAMES]."""

    topic: str
    says: str  # speaks, named, silent
    rows: Floats


@dataclass(frozen=True, slots=True)
class Fitted:
    """The numbers of `likelihood.json`: the bias, and the weights of NAMES in their order."""

    bias: float
    weights: tuple[float, ...]

    def of(self, cell: Cell) -> float:
        """That the document speaks, 0..1; 0 without candidates."""
        odds = self.bias + cell.rows @ np.array(self.weights)
        return float(1 / (1 + np.exp(-odds.max()))) if len(odds) else 0.0


def cells(topics: Sequence[dict[str, Any]], library: Library, judge: Judging) -> list[Cell]:
    """Every topic in every document of which it is clear whether it speaks."""
    found = []
    ready = [document for document in library.documents() if document.status == "ready"]
    for line in topics:
        topic = Topic.of(library.generation, library.plan(line["topic"]))
        for file, truth in line["docs"].items():
            document = next((d for d in ready if answers_to(d, file)), None)
            if document is None:
                print(f"not in the index: {file}")
            elif not (truth.get("also_says") or truth.get("says_also_ok")):
                rows = _rows(topic, library.generation.numbers[document.id], document, judge)
                found.append(Cell(line["topic"], truth["says"], rows))
    return found


def _rows(topic: Topic, number: int, document: Document, judge: Judging) -> Floats:
    near = [one for one in candidates(topic, number) if one.finds]
    judgements = judge.judge(topic.plan.topic, [Place(document, one.passage, *one.span) for one in near])
    late = late_of(topic.generation, topic.tokens, [one.row for one in near])
    rows = [
        (log_odds(judgement.says), one.nearness, value)
        for judgement, one, value in zip(judgements, near, late, strict=True)
    ]
    return np.array(rows).reshape(len(rows), len(NAMES))


def fit(known: Sequence[Cell]) -> Fitted:
    """On the best of each kind; documents that only name the topic, or have no candidates, teach nothing."""
    clear = [cell for cell in known if cell.says != "named" and len(cell.rows)]
    made = LogisticRegression(C=1.0, max_iter=2000).fit(
        np.array([cell.rows.max(axis=0) for cell in clear]), [cell.says == "speaks" for cell in clear]
    )
    return Fitted(
        round(float(made.intercept_[0]), 2), tuple(round(float(weight), 2) for weight in made.coef_[0])
    )


def crossed(known: Sequence[Cell]) -> Floats:
    """How likely each speaks, by a regression that saw nothing of its topic."""
    topics = [cell.topic for cell in known]
    found = np.zeros(len(known))
    folds = GroupKFold(min(FOLDS, len(set(topics))))
    for inside, held in folds.split(topics, groups=topics):
        made = fit([known[n] for n in inside])
        found[held] = [made.of(known[n]) for n in held]
    return found


def errors(known: Sequence[Cell], likely: Floats, cut: float) -> dict[str, float]:
    """By kind, of those that are there: shares of the speaking called silent, of the others given a voice."""
    says = np.array([cell.says for cell in known])
    heard = likely >= cut
    wrong = {"speaks": ~heard, "named": heard, "silent": heard}
    return {kind: float(which[says == kind].mean()) for kind, which in wrong.items() if (says == kind).any()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("topics", type=Path)
    parser.add_argument("index", type=Path)
    parser.add_argument("--write", action="store_true", help="replace the likelihood of the product")
    args = parser.parse_args()
    known = cells(read_labels(args.topics), open_library(args.index), open_judge())
    likely = crossed(known)
    clear = [number for number, cell in enumerate(known) if cell.says != "named"]
    truth = [known[number].says == "speaks" for number in clear]
    print(f"{len(known)} cells; speaking against silent, AUROC {roc_auc_score(truth, likely[clear]):.3f}")
    print("wrong at a cut, by what the document does:", dict(Counter(cell.says for cell in known)))
    for cut in CUTS:
        print(cut, " ".join(f"{kind} {share:.1%}" for kind, share in errors(known, likely, cut).items()))
    made = fit(known)
    fitted = {"bias": made.bias, **dict(zip(NAMES, made.weights, strict=True))}
    print(json.dumps(fitted))
    if args.write:
        FILE.write_text(json.dumps(fitted) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
