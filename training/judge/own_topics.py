"""Our own labelled topics and questions: sentences named by their place in the reports, read through an index of them.

A line of `topics.jsonl`, of `directions.jsonl` (questions for praise alone, for faults alone, or yes or no), of
`questions.jsonl` (questions that the judge found hard, and topics over many reports) and of `held.jsonl` (300 more of
such questions, which nothing is trained on): `id`, `authority` (`*`: several), `type`, `topic`, `verdict` where it was
given by hand, and `sentences`: [file below the reports' folder, start and end in its stored text, label].
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.labels import same_file
from findings.judge import judge
from findings.judge.pair_text import segments
from findings.library import Library
from findings.records import Document, Passage
from training.judge.data import CLASSES, SAYS, Pair, Question

FILE = Path(__file__).with_name("topics.jsonl")
DIRECTIONS = Path(__file__).with_name("directions.jsonl")
QUESTIONS = Path(__file__).with_name("questions.jsonl")
HELD = Path(__file__).with_name("held.jsonl")


def read(path: Path, library: Library) -> list[Question]:
    """The topics of a file, in order. Raises ValueError when the index does not hold a document or a sentence."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    files = sorted({sentence[0] for line in lines for sentence in line["sentences"]})
    documents = {file: document_of(file, library.documents()) for file in files}
    index = library.generation
    passages = {file: index.document_passages(document.id) for file, document in documents.items()}
    return [_question(line, documents, passages) for line in lines]


def place(document: Document, passages: Sequence[Passage], start: int, end: int) -> judge.Place:
    """A sentence where it stands. Raises ValueError when no passage holds it."""
    passage = holder(passages, start, end)
    if passage is None:
        raise ValueError(f"No passage of {document.file} holds {start}-{end}: was its text read anew?")
    return judge.Place(document, passage, start, end)


def holder(passages: Sequence[Passage], start: int, end: int) -> Passage | None:
    """The passage that holds a sentence: its own bullet rather than the list that holds it."""
    found = [passage for passage in passages if passage.start <= start and end <= passage.end]
    return min(found, key=lambda p: (p.is_list, p.start), default=None)


def document_of(file: str, documents: Sequence[Document]) -> Document:
    """The document of a file below the reports' folder. Raises ValueError when there is none."""
    for document in documents:
        names = (document.file, *document.duplicates)
        if document.status == "ready" and any(same_file(name, file) for name in names):
            return document
    raise ValueError(f"The index does not hold {file}.")


def _question(
    line: dict[str, Any], documents: Mapping[str, Document], passages: Mapping[str, Sequence[Passage]]
) -> Question:
    asked = line["topic"]
    pairs = []
    for file, start, end, label in line["sentences"]:
        read_of = judge.read(place(documents[file], passages[file], start, end))
        first, second = segments(asked, *read_of)
        pairs.append(Pair(first, second, CLASSES.index(label), read_of[-1]))
    # Named as the index names it, so that it can be held out with the questions of the same authority.
    names = {documents[file].authority or "*" for file, *_ in line["sentences"]}
    authority = names.pop() if line["authority"] != "*" and len(names) == 1 else "*"
    verdict = line.get("verdict") or ("yes" if any(pair.label == SAYS for pair in pairs) else "no")
    return Question(line["id"], authority, line["type"], verdict, asked, tuple(pairs))
