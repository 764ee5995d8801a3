"""Over time on labelled topics: documents wrongly called silent, wrongly heard, the label, the first passage shown.

    python -m benchmarks.over_time INDEX TOPICS [--show]

TOPICS has a topic on each line: `id`, `topic`, and `docs`, by file: `says` (speaks, named or silent), and of one that
speaks its `label` (strength, mixed, needs_improvement, mentioned), other labels that can be defended (`also_ok`) and
the `quotes` that carry it. A document of which another reading of `says` can be defended (`also_says`, `says_also_ok`)
is left out. INDEX must hold the documents that TOPICS names.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.labels import answers_to, holds, read_labels, share, words
from findings.library import open_library
from findings.records import InspectionView


@dataclass
class Score:
    """Counts over topics and documents."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, topic: str, file: str, truth: dict[str, Any], view: InspectionView) -> None:
        if truth.get("also_says") or truth.get("says_also_ok"):
            return
        heard, says = view.silence is None, truth["says"]
        self.counts[says] += 1
        self.counts[f"{says}, heard"] += heard
        if heard != (says == "speaks") and says != "named":
            self.wrong.append(f"{topic} | {file} | {'heard' if heard else 'called silent'}, {says}")
        if heard and says == "speaks":
            quotes = [words(quote) for quote in truth["quotes"]]
            shown = [
                any(holds(words(hit.passage.text), quote) for quote in quotes) for hit, _ in view.passages
            ]
            self.counts["label right"] += view.stance in (truth["label"], *(truth.get("also_ok") or ()))
            self.counts["first passage right"] += shown[:1] == [True]
            self.counts["a passage right"] += any(shown)

    def report(self) -> None:
        of = self.counts
        print(
            f"documents that speak, called silent: {share(of['speaks'] - of['speaks, heard'], of['speaks'])}"
        )
        print(f"silent documents, heard: {share(of['silent, heard'], of['silent'])}")
        print(f"documents that only name the topic, heard: {share(of['named, heard'], of['named'])}")
        for what in ("label right", "first passage right", "a passage right"):
            print(f"of those rightly heard, {what}: {share(of[what], of['speaks, heard'])}")
        if of["not in the index"]:
            print(f"left out, not in the index: {of['not in the index']}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("index", type=Path)
    parser.add_argument("topics", type=Path)
    parser.add_argument(
        "--show", action="store_true", help="name every document wrongly heard or called silent"
    )
    options = parser.parse_args()
    topics = read_labels(options.topics)
    library, score = open_library(options.index), Score()
    for line in topics:
        views = library.over_time(line["topic"]).inspections
        for file, truth in line["docs"].items():
            view = next((v for v in views if answers_to(v.document, file)), None)
            if view is None:
                score.counts["not in the index"] += 1
            else:
                score.add(line["topic"], file, truth, view)
    if options.show:
        print(*score.wrong, sep="\n")
    score.report()


if __name__ == "__main__":
    main()
