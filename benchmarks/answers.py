"""Answers on labelled questions: wrongly answered, wrongly refused, and whether what is quoted answers.

    python -m benchmarks.answers INDEX [--questions FILE] [--seen read|counts] [--show]

FILE has a question on each line: `id`, `authority` (`*`: no filter), `kind`, `question`, `answerable` (yes, partial,
no, or premise: a sentence denies what the question takes for granted) and `candidates`, the labelled sentences: `file`,
`text`, and `label`: 2 answers, 1 belongs beside the answer, x denies what the question takes for granted, 0 none of
these. Without --questions it is `answers.jsonl` of this folder, where only answering sentences are labelled, by their
first words. INDEX must hold the reports that FILE names.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.labels import auroc, read_labels, same_file, share, words
from findings.errors import QueryError
from findings.library import Library, open_library
from findings.records import EVERYTHING, Answer, Filters

QUESTIONS = Path(__file__).with_name("answers.jsonl")
UNLABELLED = "-"
# Of several labels that fit one text the last in this order counts.
ORDER = (UNLABELLED, "0", "1", "x", "2")
SHORTEST = 20  # characters of a text that may be a part of a labelled sentence


@dataclass(frozen=True, slots=True)
class Given:
    """What came of a question: `sentences` and `nearest` are (file, text), the first shown first."""

    refused: bool
    confidence: float
    sentences: tuple[tuple[str, str], ...] = ()
    nearest: tuple[tuple[str, str], ...] = ()


@dataclass
class Score:
    """Counts over questions."""

    answered: Counter[str] = field(default_factory=Counter)  # by kind; "answerable" has an answer
    refused: Counter[str] = field(default_factory=Counter)
    confidence: dict[bool, list[float]] = field(default_factory=lambda: defaultdict(list))  # by answerable
    quoted: Counter[str] = field(
        default_factory=Counter
    )  # labels of the sentences quoted where there is an answer
    first: Counter[str] = field(default_factory=Counter)  # labels of the first of them
    to_quote: int = 0  # sentences labelled 2 of the questions rightly answered
    found: int = 0  # answerable questions with an answering sentence quoted
    complete: bool = False  # whether sentences that do not answer are labelled too
    premises: int = 0
    denied: int = 0  # premises refused with the sentence that denies them

    def add(self, question: dict[str, Any], given: Given) -> None:
        answerable = question["answerable"] in ("yes", "partial")
        kind = "answerable" if answerable else question["kind"]
        self.confidence[answerable].append(given.confidence)
        (self.refused if given.refused else self.answered)[kind] += 1
        labels = question["candidates"]
        self.complete |= any(one["label"] != "2" for one in labels)
        if answerable and not given.refused:
            found = [label_of(labels, file, text) for file, text in given.sentences]
            self.quoted.update(found)
            self.first.update(found[:1])
            self.found += "2" in found
            self.to_quote += sum(one["label"] == "2" for one in labels)
        if question["answerable"] == "premise":
            self.premises += 1
            shown = [label_of(labels, file, text) for file, text in given.nearest]
            self.denied += given.refused and "x" in shown

    def report(self) -> None:
        kinds = sorted({*self.answered, *self.refused} - {"answerable"})
        no = sum(self.answered[kind] + self.refused[kind] for kind in kinds)
        yes = self.answered["answerable"] + self.refused["answerable"]
        print(f"unanswerable, answered: {share(sum(self.answered[kind] for kind in kinds), no)}")
        for kind in kinds:
            print(f"    {kind:16s} {share(self.answered[kind], self.answered[kind] + self.refused[kind])}")
        print(f"answerable, refused: {share(self.refused['answerable'], yes)}")
        print(
            f"area under the ROC curve of the confidence: {auroc(self.confidence[True], self.confidence[False]):.3f}"
        )
        print(f"answerable, a sentence that answers quoted: {share(self.found, yes)}")
        print(f"answering sentences that are quoted: {share(self.quoted['2'], self.to_quote)}")
        every, unlabelled = self.quoted.total(), self.quoted[UNLABELLED]
        labelled = every - unlabelled
        print(f"sentences quoted: {every}, without a label {share(unlabelled, every)}")
        if not self.complete:  # shares of the labelled ones would say nothing
            return
        print(f"  of the labelled ones answer: {share(self.quoted['2'], labelled)}")
        print(f"  or belong beside the answer: {share(self.quoted['2'] + self.quoted['1'], labelled)}")
        print(f"  the first answers: {share(self.first['2'], self.first.total() - self.first[UNLABELLED])}")
        print(f"false premises refused with what denies them: {share(self.denied, self.premises)}")


def label_of(labels: Sequence[dict[str, Any]], file: str, text: str) -> str:
    """The label of a text: that of a sentence that it holds, or is a part of."""
    own = words(text)
    fitting = [
        one["label"]
        for one in labels
        if same_file(one["file"], file)
        and ((named := words(one["text"])) in own or (len(own) > SHORTEST and own in named))
    ]
    return max(fitting, key=ORDER.index, default=UNLABELLED)


def ask(library: Library, question: dict[str, Any]) -> Given:
    """A question that cannot be asked, of an authority that is not held, counts as refused."""
    filters = EVERYTHING if question["authority"] == "*" else Filters((question["authority"],))
    try:
        return given(library.ask(question["question"], filters))
    except QueryError:
        return Given(True, 0.0)


def given(answer: Answer) -> Given:
    return Given(
        answer.abstained,
        answer.confidence,
        tuple((s.citations[0].document.file, s.text) for s in answer.sentences),
        tuple((hit.document.file, hit.passage.text) for hit in answer.nearest),
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("index", type=Path)
    parser.add_argument("--questions", type=Path, default=QUESTIONS, metavar="FILE")
    parser.add_argument(
        "--seen", choices=("read", "counts"), help="only those of which a rule's author saw this"
    )
    parser.add_argument("--show", action="store_true", help="print each question with what came of it")
    options = parser.parse_args()
    questions = [q for q in read_labels(options.questions) if options.seen in (None, q.get("seen"))]
    library, score = open_library(options.index), Score()
    for question in questions:
        found = ask(library, question)
        score.add(question, found)
        if options.show:
            print(f"\n{question['id']} {question['kind']} {found.confidence:.2f} {question['question']}")
            for file, text in found.sentences:
                print(f"    {label_of(question['candidates'], file, text)} {' '.join(text.split())}")
    score.report()


if __name__ == "__main__":
    main()
