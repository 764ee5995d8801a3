"""The labelled questions and topics, and the pairs that the judge reads of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from findings.judge.pair_text import segments

# The order of the judge's classes: says it, belongs beside, denies what is taken for granted, none of these.
CLASSES = ("2", "1", "x", "0")
SAYS, BESIDE, DENIES, NONE = range(4)


@dataclass(frozen=True, slots=True)
class Pair:
    """One sentence under one question, as the judge reads it."""

    first: str
    second: str
    label: int  # place in CLASSES
    sentence: str = ""  # its own words, the last of `second`


@dataclass(frozen=True, slots=True)
class Question:
    """A question, or a topic as typed, with the sentences found for it."""

    id: str
    authority: str
    kind: str
    verdict: str  # yes, partial, no, premise
    asked: str  # as it was asked or typed
    pairs: tuple[Pair, ...]

    @property
    def answerable(self) -> bool:
        return self.verdict in ("yes", "partial")


def read(paths: Iterable[Path]) -> list[Question]:
    """The questions of these files, in order."""
    found = []
    for path in paths:
        with path.open(encoding="utf-8") as file:
            found += [_question(json.loads(line)) for line in file if line.strip()]
    return found


def training_files(folder: Path) -> list[Path]:
    """Questions and topics to train on."""
    return [*sorted(folder.glob("answers.*.jsonl")), *sorted(folder.glob("topics.*.jsonl"))]


def authorities(questions: Iterable[Question]) -> list[str]:
    """Their authorities by name, without '*' (all of them)."""
    return sorted({question.authority for question in questions} - {"*"})


def folds(questions: Sequence[Question], count: int) -> list[list[str]]:
    """The authorities in that many groups; neighbours by name fall in different ones."""
    names = authorities(questions)
    return [names[number::count] for number in range(count)]


def split(questions: Iterable[Question], held: Iterable[str]) -> tuple[list[Question], list[Question]]:
    """Those to train on, and those of the authorities held out; '*' belongs to neither when any is held out."""
    away = set(held)
    everything = list(questions)
    inside = [q for q in everything if q.authority not in away and not (away and q.authority == "*")]
    return inside, [q for q in everything if q.authority in away]


def _question(line: dict[str, Any]) -> Question:
    asked = line["question"]
    pairs = tuple(_pair(asked, candidate) for candidate in line["candidates"])
    return Question(line["id"], line["authority"], line["kind"], line["answerable"], asked, pairs)


def _pair(asked: str, candidate: dict[str, Any]) -> Pair:
    section = candidate["section"]
    first, second = segments(
        asked,
        int(candidate["year"] or 0),
        section[-1] if section else "",
        candidate["lead_in"],
        candidate["before"],
        candidate["text"],
    )
    return Pair(first, second, CLASSES.index(candidate["label"]), candidate["text"])
