"""Is the sentence that is marked in a hit the one that matters?

    python -m benchmarks.marked EVAL_FOLDER EIGHT ALL

Of the first 20 hits of each labelled query those count that hold a sentence labelled as the finding or the answer, and
others beside it: the gold quotations of the development queries (EIGHT), the answering sentences of `questions.jsonl`
and `questions_blind.jsonl` (ALL).
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.ask import FILES
from findings.asking import match
from findings.asking.recipe import DEFAULT
from findings.asking.retrieve import retrieve
from findings.errors import QueryError
from findings.library import Library, open_library

HITS = 20
QUESTIONS = ("questions.jsonl", "questions_blind.jsonl")
WEIGHTS = (0.0, 0.1, 0.2, 0.3, 0.4)
# Characters by which a labelled sentence is known; shorter ones stand in many places.
_KNOWN_BY, _TELLING = 60, 15


def development(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Queries, each with its gold quotations."""
    for name in FILES:
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            query = json.loads(line)
            yield query["query"], [gold["quote"] for gold in query.get("gold", ())]


def answered() -> Iterator[tuple[str, list[str]]]:
    """Questions, each with the first words of the sentences that answer it."""
    for name in QUESTIONS:
        for line in Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines():
            query = json.loads(line)
            yield query["question"], [answer["starts"] for answer in query.get("answers", ())]


def marks(library: Library, labelled: Iterator[tuple[str, list[str]]]) -> list[bool]:
    """Of each hit that counts, whether the marked sentence is a labelled one."""
    generation = library.generation
    right = []
    for query, quotes in labelled:
        wanted = [plain for quote in quotes if len(plain := _plain(quote)) > _TELLING]
        try:
            plan = library.plan(query)
        except QueryError:
            continue
        found = retrieve(generation, plan, DEFAULT)
        rows = sorted(found.fused, key=lambda row: (-found.fused[row], row))[:HITS]
        for row, passage in zip(rows, generation.store.passages(rows), strict=True):
            texts = [
                _plain(passage.text[a - passage.start : b - passage.start]) for a, b in passage.sentences
            ]
            gold = [_labelled(text, wanted) for text in texts]
            if any(gold) and not all(gold):
                vectors = generation.sentence_vectors.vectors(generation.sentence_rows(row))
                span = match.best_sentence(plan, passage, vectors @ found.query_vector)
                right.append(gold[passage.sentences.index(span)])
    return right


def _labelled(text: str, wanted: Sequence[str]) -> bool:
    return any(quote[:_KNOWN_BY] in text or (len(text) > _TELLING and text in quote) for quote in wanted)


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9 ]", "", " ".join(text.lower().split()))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("eval", type=Path)
    parser.add_argument("eight", type=Path)
    parser.add_argument("all", type=Path)
    arguments = parser.parse_args()
    narrow, wide = open_library(arguments.eight), open_library(arguments.all)
    for weight in sorted({*WEIGHTS, match.WORDS_SHARE}):
        match.WORDS_SHARE = weight
        own, others = marks(narrow, development(arguments.eval)), marks(wide, answered())
        print(
            f"weight of words {weight:.2f}: development {statistics.mean(own):.3f} of {len(own)}, "
            f"questions {statistics.mean(others):.3f} of {len(others)}"
        )


if __name__ == "__main__":
    main()
