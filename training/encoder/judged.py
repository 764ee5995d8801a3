"""Queries from what was labelled for the judge: a question or topic, and the passages whose sentences say it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from training.encoder.data import Corpus, Pair, pair_of
from training.judge import own_topics
from training.judge.data import CLASSES, SAYS, training_files

# Our own files, but `held.jsonl`, which nothing is trained on.
OWN = tuple(
    own_topics.FILE.with_name(f"{name}.jsonl")
    for name in ("topics", "questions", "directions", "everyday", "groups")
)
MOST = 2  # passages of one question: a topic that every report speaks of must not outweigh the others

# The file of a report, and where a sentence begins and ends in its stored text.
Where = tuple[str, int, int]


def judged_pairs(folder: Path, corpus: Corpus) -> list[Pair]:
    """The queries of the judge's data in `folder` and of our own."""
    return pairs_of([*training_files(folder), *OWN], corpus)


def pairs_of(files: Iterable[Path], corpus: Corpus) -> list[Pair]:
    """A query for each of the first passages that say what was asked; the others that say it are right as well.

    A sentence that no passage of the index holds is left out.
    """
    holders = _Holders(corpus)
    found = []
    for path in files:
        for line in path.read_text(encoding="utf-8").splitlines():
            asked, sentences = _read(json.loads(line))
            rows = list(dict.fromkeys(row for s in sentences if (row := holders.row(*s)) is not None))
            for row in rows[:MOST]:
                others = [other for other in rows if other != row]
                found.append(pair_of(corpus, "judged", asked, corpus.authorities[row], [row, *others]))
    return found


def _read(line: dict[str, Any]) -> tuple[str, list[Where]]:
    """What was asked, and the sentences that say it; in either form of labelled file."""
    if "candidates" in line:
        asked = line["question"]
        sentences = [(c["file"], c["start"], c["end"], c["label"]) for c in line["candidates"]]
    else:
        asked, sentences = line["topic"], line["sentences"]
    return asked, [(file, start, end) for file, start, end, label in sentences if label == CLASSES[SAYS]]


class _Holders:
    """Finds the passage of a sentence. Reads each document once."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._passages: dict[str, list[Any]] = {}

    def row(self, file: str, start: int, end: int) -> int | None:
        """None when the index does not hold it. Raises ValueError when it does not hold the document."""
        if file not in self._passages:
            library = self._corpus.library
            document = own_topics.document_of(file, library.documents())
            self._passages[file] = library.generation.document_passages(document.id)
        passage = own_topics.holder(self._passages[file], start, end)
        return self._corpus.row[passage.id] if passage else None
