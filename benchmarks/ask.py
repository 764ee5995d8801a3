"""Answers on labelled questions: facts found, questions refused that have an answer, questions answered that have none.

    python -m benchmarks.ask EVAL_FOLDER INDEX [--show]

EVAL_FOLDER holds `halton.dev.jsonl` and `abstain.dev.jsonl`; of the first the questions and the unanswerable are taken.
A fact is found when it stands in the sentences of the answer, case and punctuation aside. The facts of
`halton.dev.jsonl` are told in other words: there each quotation of grade 2 is a fact.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.retrieval import scorer
from findings.library import Library, open_library
from findings.records import Answer

FILES = ("abstain.dev.jsonl", "halton.dev.jsonl")


def questions(folder: Path) -> Iterator[dict[str, Any]]:
    """The questions of both files, answerable and not."""
    for name in FILES:
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            query = json.loads(line)
            if query["type"] in ("question", "unanswerable"):
                yield query | {"verbatim": name == FILES[0]}


def facts_found(measure: Any, query: dict[str, Any], answer: Answer) -> list[bool]:
    """For each fact of an answerable question: does it stand in the answer?"""
    text = " ".join(measure.norm(sentence.text) for sentence in answer.sentences)
    if query["verbatim"]:
        return [measure.norm(fact) in text for fact in query["facts"]]
    return [measure.holds(text, measure.norm(g["quote"])) for g in query["gold"] if g["grade"] == 2]


def verbatim(library: Library, answer: Answer) -> bool:
    """Whether every quotation is what its document holds there."""
    return all(
        library.content(c.document.id).text[c.start : c.end] == c.quote
        for sentence in answer.sentences
        for c in sentence.citations
    )


@dataclass
class Tally:
    """What happened to each question, by kind: "answerable", or why it has no answer."""

    confidence: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    answered: Counter[str] = field(default_factory=Counter)
    facts: list[list[bool]] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)

    def add(self, kind: str, answer: Answer, facts: list[bool]) -> None:
        self.confidence[kind].append(answer.confidence)
        self.answered[kind] += not answer.abstained
        if kind == "answerable":
            self.facts.append(facts)
        if not answer.abstained:
            self.sentences.append(len(answer.sentences))

    def report(self) -> None:
        every = [fact for facts in self.facts for fact in facts]
        yes = self.confidence["answerable"]
        no = [value for kind, values in self.confidence.items() if kind != "answerable" for value in values]
        refused = len(yes) - self.answered["answerable"]
        wrongly = self.answered.total() - self.answered["answerable"]
        print(f"facts found: {sum(every)} of {len(every)} ({sum(every) / len(every):.0%})")
        print(f"answerable refused: {refused} of {len(yes)} ({refused / len(yes):.0%})")
        print(f"unanswerable answered: {wrongly} of {len(no)} ({wrongly / len(no):.0%})")
        for kind, values in sorted(self.confidence.items()):
            if kind != "answerable":
                print(f"    {kind:16s} {self.answered[kind]} of {len(values)}")
        print(f"area under the ROC curve of confidence: {auroc(yes, no):.3f}")
        print(f"sentences an answer: {statistics.mean(self.sentences):.1f}")


def auroc(yes: Sequence[float], no: Sequence[float]) -> float:
    """The chance that an answerable question is the more confident of two; a tie counts half."""
    return sum((y > n) + 0.5 * (y == n) for y in yes for n in no) / (len(yes) * len(no))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("eval", type=Path)
    parser.add_argument("index", type=Path)
    parser.add_argument("--show", action="store_true", help="print each question with its answer")
    arguments = parser.parse_args()
    measure, library = scorer(arguments.eval), open_library(arguments.index)
    library.ask("warm up")
    tally, times = Tally(), []
    for query in questions(arguments.eval):
        started = time.perf_counter()
        answer = library.ask(query["query"])
        times.append((time.perf_counter() - started) * 1000)
        assert verbatim(library, answer), query["id"]
        answerable = query["type"] == "question"
        kind = "answerable" if answerable else query.get("kind", "other")
        facts = facts_found(measure, query, answer) if answerable else []
        tally.add(kind, answer, facts)
        if arguments.show:
            show(query["id"], kind, query["query"], answer, facts)
    tally.report()
    print(f"median time {statistics.median(times):.0f} ms")


def show(number: str, kind: str, question: str, answer: Answer, found: Sequence[bool]) -> None:
    """One question with its answer, for reading."""
    said = (
        answer.reason if answer.abstained else f"{sum(found)} of {len(found)} facts" if found else "answered"
    )
    print(
        f"\n{number} {kind} {answer.confidence:.2f} {question}\n  {said} {answer.not_found} {answer.conflict}"
    )
    for sentence in answer.sentences:
        print(f"    {sentence.when} | {' '.join(sentence.text.split())} [{len(sentence.citations)}]")


if __name__ == "__main__":
    main()
