"""Documents of other inspectorates: are their facts, what they ask for and the place of an answer found?

    python -m benchmarks.others INDEX [--truth FILE] [--misses]

FILE (`others.jsonl` of this folder) has a line a document: its file, its facts as printed (null or {} for what is not
printed), how many recommendations it makes (null: not counted) and queries with words of the passage that answers each.
INDEX is built from those files. A fact is right, wrong or empty; one that is given and not printed is wrong.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from findings.library import Library, open_library
from findings.records import Document

TRUTH = Path(__file__).with_name("others.jsonl")
FACTS = (
    *(
        "inspectorate",
        "subject",
        "identifier",
        "authority",
        "inspection_start",
        "inspection_end",
        "published",
    ),
    *("lead_inspector", "grades"),
)
DATES = ("inspection_start", "inspection_end", "published")
RIGHT, WRONG, EMPTY = "right", "wrong", "empty"


@dataclass(slots=True)
class Score:
    """What was counted: by fact, of documents that ask for something counted, of queries."""

    facts: dict[str, Counter[str]] = field(default_factory=lambda: {name: Counter() for name in FACTS})
    counted: int = 0  # documents whose recommendations are counted
    within: int = 0  # of them those with at most one more or less
    asked: int = 0  # recommendations made
    found: int = 0  # recommendations found
    both: int = 0  # found, up to the number made, document by document
    queries: int = 0
    first: int = 0  # whose first hit answers

    def add_recommendations(self, made: int, found: int) -> None:
        self.counted += 1
        self.within += abs(made - found) <= 1
        self.asked, self.found, self.both = (
            self.asked + made,
            self.found + found,
            self.both + min(made, found),
        )

    def report(self) -> None:
        print(f"{'fact':18}{RIGHT:>7}{WRONG:>7}{EMPTY:>7}")
        for name, counts in [*self.facts.items(), ("all", sum(self.facts.values(), Counter()))]:
            print(f"{name:18}{counts[RIGHT]:>7}{counts[WRONG]:>7}{counts[EMPTY]:>7}")
        print(f"recommendations within one: {self.within} of {self.counted} documents")
        print(
            f"recommendations: {self.asked} made, {self.found} found, at least {self.found - self.both} too many"
        )
        print(f"first hit answers: {self.first} of {self.queries} queries")


def told(document: Document, name: str) -> Any:
    """A fact as the truth writes it; a publication date that only the file's name gives is not printed."""
    if name == "grades":
        return dict(document.grades)
    if name == "published" and document.published_from == "file name":
        return None
    return document.iso(name) or None if name in DATES else getattr(document, name)


def judged(wanted: Any, given: Any) -> str | None:
    """right, wrong or empty; None where nothing is printed and nothing given. Case and marks count for nothing."""
    if not wanted and not given:
        return None
    if not given:
        return EMPTY
    return RIGHT if wanted and _plain(wanted) == _plain(given) else WRONG


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {_plain(key): _plain(one) for key, one in value.items()}
    return "".join(letter for letter in str(value).lower() if letter.isalnum())


def measure(library: Library, truth: Path, misses: bool) -> Score:
    lines = [json.loads(line) for line in truth.read_text(encoding="utf-8").splitlines()]
    documents = {document.file: document for document in library.documents()}
    asked = Counter(one.document.file for one in library.recommendations())
    score = Score()
    for line in lines:
        document = documents.get(line["file"])
        if document is None:
            print(f"not in the index: {line['file']}")
            continue
        for name in FACTS:
            result = judged(line[name], told(document, name))
            if result:
                score.facts[name][result] += 1
            if misses and result in (WRONG, EMPTY):
                print(f"{line['file']}: {name} {result}: {told(document, name)!r} for {line[name]!r}")
        if line["recommendations"] is not None:
            score.add_recommendations(line["recommendations"], asked[line["file"]])
            if misses and abs(line["recommendations"] - asked[line["file"]]) > 1:
                print(f"{line['file']}: {asked[line['file']]} of {line['recommendations']} recommendations")
        for query in line["queries"]:
            hits = library.search(query["query"], k=1).hits
            right = (
                bool(hits)
                and hits[0].document.file == line["file"]
                and _holds(hits[0].passage.text, query["words"])
            )
            score.queries, score.first = score.queries + 1, score.first + right
            if misses and not right:
                print(f"{line['file']}: not first: {query['query']}")
    return score


def _holds(text: str, words: str) -> bool:
    return _plain(words) in _plain(text)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("index", type=Path)
    parser.add_argument("--truth", type=Path, default=TRUTH)
    parser.add_argument("--misses", action="store_true", help="name every miss")
    given = parser.parse_args()
    measure(open_library(given.index), given.truth, given.misses).report()


if __name__ == "__main__":
    main()
