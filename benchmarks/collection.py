"""Answers from the whole collection: are the reports in a table the right ones?

    python -m benchmarks.collection INDEX [--questions FILE] [--show]

FILE (`collection.jsonl` of this folder unless named) has a question on each line: `id`, `half` (`open`: looked at while
the forms were built; `kept`: first asked when they stood), `form`, `question`, `rows` (the
`file`s that belong in the table, with `authority` and, of a grade or figure, its `value`) and `also_ok` (files that can
be counted either way). A document held under another name of the same text answers to that name too. `form` is what
its writer meant; the product chooses its own.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.labels import same_file, share
from findings.library import Library, open_library
from findings.records import Answer, Document, Table

QUESTIONS = Path(__file__).with_name("collection.jsonl")


@dataclass
class Score:
    """Counts over the questions of one form."""

    questions: int = 0
    form_right: int = 0
    exact: int = 0
    shown: int = 0  # rows shown that are of clear documents
    right: int = 0
    wanted: int = 0
    values: int = 0  # rows with the value wanted, of those right that have one
    valued: int = 0

    def line(self) -> str:
        return (
            f"form {share(self.form_right, self.questions)}, sets exactly right {share(self.exact, self.questions)}, "
            f"recall {share(self.right, self.wanted)}, precision {share(self.right, self.shown)}, "
            f"values {share(self.values, self.valued)}"
        )


def speaking(table: Table | None) -> dict[str, list[str]]:
    """File -> the values of its rows that say something."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in table.rows if table else ():
        if not row.silence:
            found[row.document.file].append(row.value)
    return found


def wanted(line: dict[str, Any], library: Library) -> tuple[dict[str, str], set[str]]:
    """File of the index -> value, of the rows that belong there; and the files that may or may not."""
    documents = [d for d in library.documents() if d.status == "ready"]
    rows = {
        file: str(row.get("value") or "")
        for row in line["rows"]
        if row["file"] and row.get("value") != "silent" and (file := _held(row["file"], documents))
    }
    silent = {row["file"] for row in line["rows"] if row.get("value") == "silent"}
    loose = {_held(row["file"], documents) for row in line.get("also_ok") or () if row.get("file")} - {None}
    return rows, {str(file) for file in loose if file not in rows and file not in silent}


def _held(file: str, documents: list[Document]) -> str | None:
    return next(
        (d.file for d in documents if any(same_file(name, file) for name in (d.file, *d.duplicates))), None
    )


def add(score: Score, line: dict[str, Any], answer: Answer, library: Library) -> str:
    """Count one question; what is missing and what is too much, in words."""
    rows, loose = wanted(line, library)
    shown = speaking(answer.table)
    clear = set(shown) - loose
    missing, extra = set(rows) - set(shown), clear - set(rows)
    score.questions += 1
    score.form_right += answer.form == line["form"]
    score.exact += not missing and not extra
    score.shown += len(clear)
    score.right += len(clear & set(rows))
    score.wanted += len(rows)
    if line["form"] in ("grades", "figure"):
        for file in clear & set(rows):
            score.valued += 1
            score.values += any(_same(rows[file], value) for value in shown[file])
    return f"{line['id']} {answer.form}: {line['question']}\n  missing {sorted(missing)}\n  too much {sorted(extra)}"


def _same(wanted_value: str, value: str) -> bool:
    one, other = (" ".join(v.lower().replace(",", "").split()) for v in (wanted_value, value))
    return bool(other) and (one in other or other in one)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("index", type=Path)
    parser.add_argument("--questions", type=Path, default=QUESTIONS)
    parser.add_argument("--show", action="store_true", help="name what is missing and what is too much")
    options = parser.parse_args()
    library = open_library(options.index)
    scores: dict[tuple[str, str], Score] = defaultdict(Score)
    for text in options.questions.read_text(encoding="utf-8").splitlines():
        line = json.loads(text)
        found = add(scores[line.get("half", ""), line["form"]], line, library.ask(line["question"]), library)
        if options.show:
            print(found)
    for (half, form), score in scores.items():
        print(f"{half} {form}: {score.line()}")


if __name__ == "__main__":
    main()
