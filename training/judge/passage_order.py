"""Which passage of a document comes first on a topic: fits `findings/timeline/passage_order.json`.

python -m training.judge.passage_order TOPICS INDEX [--write]
TOPICS and INDEX as for `training.judge.likelihood`. Prints how often the first passage of a document that is rightly
shown as speaking holds a sentence that people marked: as it is now (once written, on what it was fitted on), and with
weights fitted on all other authorities.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

from benchmarks.labels import answers_to, holds, read_labels, words
from findings.judge.judge import open_judge
from findings.library import Library, open_library
from findings.timeline.candidates import Topic, candidates
from findings.timeline.over_time import judged, speaking
from findings.timeline.passage_order import FILE, in_order, signs
from training.judge.measures import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """A document that speaks of a topic and is shown so: its passages [passages, signs] as they stand now, and which of
    them are right."""

    authority: str
    passages: Floats
    right: list[bool]


def shown(topics: Path, library: Library) -> tuple[list[Shown], tuple[str, ...]]:
    """Every document that speaks of a topic and is shown so, and the names of the signs."""
    found: list[Shown] = []
    names: tuple[str, ...] = ()
    ready = [document for document in library.documents() if document.status == "ready"]
    for line in read_labels(topics):
        topic = Topic.of(library.generation, library.plan(line["topic"]))
        for file, truth in line["docs"].items():
            document = next((d for d in ready if answers_to(d, file)), None)
            if document is None or truth["says"] != "speaks" or truth.get("also_says"):
                continue
            own = candidates(topic, library.generation.numbers[document.id])
            [told] = judged(open_judge(), topic, [document], [own])
            said = speaking(told)
            if not said:
                continue
            quotes = [words(quote) for quote in truth["quotes"]]
            passages = in_order(said)
            seen = [signs(one) for one in passages]
            names = tuple(seen[0])
            right = [any(holds(words(one[0].passage.text), quote) for quote in quotes) for one in passages]
            rows = np.array([list(one.values()) for one in seen])
            found.append(Shown(truth["authority"], rows, right))
    return found, names


def fit(known: Sequence[Shown]) -> Floats:
    """A weight for each sign, from every pair of a right and a wrong passage of one document."""
    apart = [
        one.passages[good] - one.passages[bad]
        for one in known
        for good in np.flatnonzero(one.right)
        for bad in np.flatnonzero(~np.array(one.right))
    ]
    pairs = np.array([*apart, *(-pair for pair in apart)])
    scale = pairs.std(axis=0) + 1e-9
    made = LogisticRegression(C=0.1, fit_intercept=False, max_iter=1000)
    made.fit(pairs / scale, [1] * len(apart) + [0] * len(apart))
    weights: Floats = made.coef_[0] / scale
    return weights


def first_right(known: Sequence[Shown], weights: Floats) -> list[bool]:
    """Of each document, whether the passage that is worth most is right."""
    return [one.right[int(np.argmax(one.passages @ weights))] for one in known]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("topics", type=Path)
    parser.add_argument("index", type=Path)
    parser.add_argument("--write", action="store_true", help="replace the order of the product")
    args = parser.parse_args()
    known, names = shown(args.topics, open_library(args.index))
    held: list[bool] = []
    for authority in sorted({one.authority for one in known}):
        weights = fit([one for one in known if one.authority != authority])
        held += first_right([one for one in known if one.authority == authority], weights)
    now, some = [one.right[0] for one in known], [any(one.right) for one in known]
    print(f"of {len(known)} documents rightly shown, a passage right: {np.mean(some):.1%}")
    print(f"first passage right: now {np.mean(now):.1%}, weights of other authorities {np.mean(held):.1%}")
    fitted = dict(zip(names, (round(float(weight), 3) for weight in fit(known)), strict=True))
    print(json.dumps(fitted))
    if args.write:
        FILE.write_text(json.dumps(fitted) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
