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
from collections.abc import Iterator
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("eval", type=Path)
    parser.add_argument("index", type=Path)
    parser.add_argument("--show", action="store_true", help="print each question with its answer")
    arguments = parser.parse_args()
    measure, library = scorer(arguments.eval), open_library(arguments.index)
    library.ask("warm up")
    found: list[list[bool]] = []
    refused, answered, sure, unsure, times, counts = 0, 0, [], [], [], []
    for query in questions(arguments.eval):
        started = time.perf_counter()
        answer = library.ask(query["query"])
        times.append((time.perf_counter() - started) * 1000)
        assert verbatim(library, answer), query["id"]
        if query["type"] == "question":
            found.append(facts_found(measure, query, answer))
            refused += answer.abstained
            sure.append(answer.confidence)
        else:
            answered += not answer.abstained
            unsure.append(answer.confidence)
        if not answer.abstained:
            counts.append(len(answer.sentences))
        if arguments.show:
            show(query, answer, found[-1] if query["type"] == "question" else [])
    every = [fact for facts in found for fact in facts]
    whole = statistics.mean(statistics.mean(facts) for facts in found)
    print(
        f"facts found: {sum(every)} of {len(every)} ({sum(every) / len(every):.0%}); mean by question {whole:.0%}"
    )
    print(f"answerable refused: {refused} of {len(sure)} ({refused / len(sure):.0%})")
    print(f"unanswerable answered: {answered} of {len(unsure)} ({answered / len(unsure):.0%})")
    print(f"area under the ROC curve of confidence: {measure.auroc(sure, unsure):.3f}")
    print(
        f"sentences an answer: {statistics.mean(counts):.1f}; median time {statistics.median(times):.0f} ms"
    )


def show(query: dict[str, Any], answer: Answer, found: list[bool]) -> None:
    """One question with its answer, for reading."""
    said = (
        answer.reason if answer.abstained else f"{sum(found)} of {len(found)} facts" if found else "answered"
    )
    print(
        f"\n{query['id']} {query['type']} {answer.confidence:.2f} {query['query']}\n  {said} {answer.not_found}"
    )
    for sentence in answer.sentences:
        print(f"    {sentence.when} | {' '.join(sentence.text.split())} [{len(sentence.citations)}]")


if __name__ == "__main__":
    main()
