"""What the stance model is trained on: passages labelled by hand, with the sentences and vectors of an index."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from benchmarks.references import wanted_passages
from findings.encoding.types import Floats, unit
from findings.judge.stance_features import features
from findings.judge.stance_model import LABELS, Numbers
from findings.library import Library

SHARED_BY = 3  # authorities that a feature must occur in
MIXED = LABELS.index("mixed")


@dataclass(frozen=True, eq=False)
class Example:
    """A labelled passage. `second` is another defensible label, or None."""

    text: str
    spans: tuple[tuple[int, int], ...]  # of its sentences
    vectors: Floats  # of its sentences, [sentences, dimensions]
    label: int
    second: int | None
    cue: str
    authority: str


def load(folder: Path, library: Library) -> list[Example]:
    """Every labelled passage that the library holds, as the library has it: its text, sentences, and their vectors."""
    labelled = lines(folder / "stance.jsonl")
    texts = {passage["pid"]: passage for passage in lines(folder / "passages.jsonl")}
    held = wanted_passages({line["pid"]: texts[line["pid"]] for line in labelled}, library)
    generation = library.generation
    passages = generation.passages(range(library.manifest.passages))
    row_of = {passage.id: row for row, passage in enumerate(passages)}
    found = []
    for line in labelled:
        if line["pid"] in held:
            authority, ids = held[line["pid"]]
            rows = [row_of[passage_id] for passage_id in ids]
            # Of several the one with the words that decided, else the most alike.
            row = next((row for row in rows if line["cue"] in passages[row].text), rows[0])
            passage = passages[row]
            found.append(
                Example(
                    passage.text,
                    tuple((a - passage.start, b - passage.start) for a, b in passage.sentences),
                    generation.sentence_vectors_of([row])[0],
                    LABELS.index(line["label"]),
                    LABELS.index(line["second"]) if line.get("second") else None,
                    line["cue"],
                    authority,
                )
            )
    return found


def lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


@dataclass(frozen=True)
class Data:
    """The examples as matrices: a row for each passage, a row for each of their sentences."""

    examples: Sequence[Example]
    names: list[str]  # of the features
    passages: Any  # sparse [passages, names]: 1 + log of how often
    sentences: Any  # sparse [sentences, names]
    vectors: Numbers  # [sentences, dimensions]

    @cached_property
    def label(self) -> NDArray[np.int64]:
        return np.array([e.label for e in self.examples])

    @cached_property
    def authority(self) -> NDArray[np.int64]:
        known = {name: number for number, name in enumerate(sorted({e.authority for e in self.examples}))}
        return np.array([known[e.authority] for e in self.examples])

    @cached_property
    def first(self) -> NDArray[np.int64]:
        """Of each passage the number of its first sentence; at the end how many there are."""
        return np.cumsum([0, *(len(e.spans) for e in self.examples)])

    @cached_property
    def owner(self) -> NDArray[np.int64]:
        """Of each sentence the number of its passage."""
        return np.repeat(np.arange(len(self.examples)), np.diff(self.first))

    @cached_property
    def mean(self) -> Numbers:
        """Of each passage the mean of its sentences' vectors, unit length."""
        sums = np.add.reduceat(self.vectors, self.first[:-1])
        return unit(sums.astype(np.float32)).astype(np.float64)

    @cached_property
    def cued(self) -> NDArray[np.bool_]:
        """Whether a sentence holds the words that decided the label."""
        return np.array([bool(e.cue) and e.cue in e.text[slice(*s)] for e in self.examples for s in e.spans])

    def extra(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """The sentences of those passages that are examples of their own: which way a sentence of a mixed passage
        leans is known only of the one that decided it."""
        several = np.isin(self.owner, rows) & (np.diff(self.first)[self.owner] > 1)
        return np.flatnonzero(several & (self.cued | (self.label[self.owner] != MIXED)))


def data(examples: Sequence[Example]) -> Data:
    def count(example: Example, spans: Sequence[tuple[int, int]]) -> Counter[str]:
        return Counter(feature.name for feature in features(example.text, spans))

    whole = [count(e, e.spans) for e in examples]
    single = [count(e, [span]) for e in examples for span in e.spans]
    authorities: dict[str, set[str]] = defaultdict(set)
    for example, counts in zip(examples, whole, strict=True):
        for name in counts:
            authorities[name].add(example.authority)
    names = sorted(name for name, found in authorities.items() if len(found) >= SHARED_BY)
    column = {name: number for number, name in enumerate(names)}

    def matrix(rows: Sequence[Counter[str]]) -> Any:
        cells = [
            (r, column[n], 1 + np.log(t)) for r, c in enumerate(rows) for n, t in c.items() if n in column
        ]
        at, columns, values = zip(*cells, strict=True)
        return csr_matrix((values, (at, columns)), shape=(len(rows), len(names)))

    vectors = np.concatenate([e.vectors for e in examples]).astype(np.float64)
    return Data(examples, names, matrix(whole), matrix(single), vectors)
