"""Answers on questions about other authorities, written by hand and never tuned on.

    python -m benchmarks.ask_wide INDEX [--questions FILE] [--half A|B] [--show]

`questions.jsonl`, or another FILE like it: of each question its `kind` (answerable, or why it has no answer:
near_topic, wrong_year, wrong_authority, missing_number, false_premise, out_of_domain, named_thing) and the authority it
is about, in `questions_blind.jsonl` also the `half` it belongs to; of an answerable one the `file`, and the `answers`:
page, paragraph and first words of each sentence that answers. INDEX must hold the reports
named. An answer is found when one of its quotations is such a sentence.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from benchmarks.ask import Tally, show, verbatim
from findings.library import open_library
from findings.records import Answer

QUESTIONS = Path(__file__).parent / "questions.jsonl"


def found(query: dict[str, Any], answer: Answer) -> bool:
    """Whether one of the quotations, or a place that says the same, is a sentence that answers."""
    starts = [_plain(wanted["starts"]) for wanted in query["answers"]]
    return any(
        citation.document.file.endswith(query["file"])
        and any(start in _plain(citation.quote) for start in starts)
        for sentence in answer.sentences
        for citation in sentence.citations
    )


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("‘", "'").split())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("index", type=Path)
    parser.add_argument("--questions", type=Path, default=QUESTIONS)
    parser.add_argument("--half", choices=("A", "B"), help="only the questions of this half")
    parser.add_argument("--show", action="store_true", help="print each question with its answer")
    arguments = parser.parse_args()
    library = open_library(arguments.index)
    tally = Tally()
    for line in arguments.questions.read_text(encoding="utf-8").splitlines():
        query = json.loads(line)
        if arguments.half and query["half"] != arguments.half:
            continue
        answer = library.ask(query["question"])
        assert verbatim(library, answer), query["id"]
        facts = [found(query, answer)] if query["kind"] == "answerable" else []
        tally.add(query["kind"], answer, facts)
        if arguments.show:
            show(query["id"], query["kind"], query["question"], answer, facts)
    tally.report()


if __name__ == "__main__":
    main()
