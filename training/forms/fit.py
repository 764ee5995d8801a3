"""Fits the models of `findings/text/question_models/`: python -m training.forms.fit [--write].

What the wording of a question tells: the form of its answer (`forms.tsv`), which of its words say what is looked for
(`topics.tsv`), where another question begins (`parts.txt`), of questions for grades or requests what they are after
(`sides.tsv`), and which words of a query are no part of what is looked for (`queries.txt`). Prints figures
cross-validated over eight parts of each file, of the queries over their writers.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.model_selection import StratifiedGroupKFold  # type: ignore[import-untyped]

from findings.text.question_model import FOLDER as MODELS
from findings.text.question_model import (
    features,
    model_of,
    plain,
    start_features,
    starts_in,
    token_features,
    year_features,
)
from training.forms import tags
from training.forms.fitting import Example, fitted
from training.forms.tagged_queries import OURS, read_queries

FOLDER = Path(__file__).parent
FOLDS = 8


def rows_of(name: str) -> list[list[str]]:
    """The lines of a labelled file, their fields parted by tabs."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line.strip()]


def examples() -> dict[str, list[Example]]:
    """By task, in the order of the files."""
    sides: dict[str, list[Example]] = {}
    for number, (task, label, question) in enumerate(rows_of("sides.tsv")):
        seen = year_features(question) if task == "years" else features(question)
        sides.setdefault(task, []).append(Example(seen, label, number))
    return {
        "form": [Example(features(q), form, number) for number, (form, q) in enumerate(rows_of("forms.tsv"))],
        **sides,
        "topic": [
            Example(token_features(words, place), "keep" if kept else "drop", number)
            for number, (_, question, *topic) in enumerate(rows_of("topics.tsv"))
            for words in [question.split()]
            for place, kept in enumerate(marked(words, " ".join(topic).split()))
        ],
        "parts": [
            Example(start_features(words, place), "begins" if place in starts else "goes on", number)
            for number, [line] in enumerate(rows_of("parts.txt"))
            for words, starts in [parted(line)]
            for place in range(1, len(words))
        ],
    }


def parted(line: str) -> tuple[list[str], set[int]]:
    """The words of a line of `parts.txt`, and at which of them another question begins: those after a bar."""
    words: list[str] = []
    starts = set()
    for word in line.split():
        if word == "|":
            starts.add(len(words))
        else:
            words.append(word)
    return words, starts


def marked(words: Sequence[str], topic: Sequence[str]) -> list[bool]:
    """Of each word whether it is one of the topic, whose words stand among them in this order."""
    left = [plain(word) for word in topic]
    found = []
    for word in words:
        kept = bool(left) and plain(word) == left[0]
        found.append(kept)
        if kept:
            left.pop(0)
    if left:
        raise ValueError(f"{' '.join(topic)!r} is not made of words of {' '.join(words)!r}")
    return found


def crossed(known: Sequence[Example]) -> list[dict[str, float]]:
    """How likely each class is of each, by a model that did not see it."""
    labels = np.array([example.label for example in known])
    found: list[dict[str, float]] = [{}] * len(known)
    folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=1)
    groups = [example.question for example in known]
    for inside, held in folds.split(labels, labels, groups):
        model = model_of(fitted([known[n] for n in inside]))
        for n in held:
            found[n] = model.probabilities(known[n].seen)
    return found


def report(task: str, known: Sequence[Example], odds: Sequence[dict[str, float]]) -> None:
    """How often each class is found, and how often it is right where it is found."""
    labels = [example.label for example in known]
    found = [max(each, key=lambda name: each[name]) for each in odds]
    right = sum(one == other for one, other in zip(labels, found, strict=True))
    print(f"{task}: {len(known)} examples, {right / len(known):.1%} right")
    for name in sorted(set(labels)):
        both = sum(one == other == name for one, other in zip(labels, found, strict=True))
        of, said = labels.count(name), found.count(name)
        print(f"  {name}: {of}, found {both / of:.0%}, right where said {both / max(1, said):.0%}")


def report_cuts(known: Sequence[Example], odds: Sequence[dict[str, float]]) -> None:
    """Of the questions that ask several things, and of those that ask one, how many the product cuts rightly."""
    right: dict[bool, list[bool]] = {True: [], False: []}
    for number, [line] in enumerate(rows_of("parts.txt")):
        words, starts = parted(line)
        chances = [each["begins"] for one, each in zip(known, odds, strict=True) if one.question == number]
        right[bool(starts)].append(set(starts_in(words, chances)) == starts)
    several, one = (sum(cut) / len(cut) for cut in (right[True], right[False]))
    print(f"  cut rightly: {several:.0%} of those that ask several things, {one:.0%} of those that ask one")


def write(task: str, made: dict[str, Any]) -> None:
    text = json.dumps(made, separators=(",", ":"))
    (MODELS / f"{task}.json").write_text(text + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="replace the numbers of the product")
    args = parser.parse_args()
    known = examples()
    for task, own in known.items():
        odds = crossed(own)
        report(task, own, odds)
        if task == "parts":
            report_cuts(own, odds)
        if args.write:
            write(task, fitted(own))
    queries, topics = read_queries(), [topic for _, _, topic in rows_of("topics.tsv") if topic]
    hands = [query for query in queries if query.writer != OURS]
    tags.report(hands, tags.by_writer(hands, topics))
    if args.write:
        write("query", tags.fitted_tagger(queries, topics))


if __name__ == "__main__":
    main()
