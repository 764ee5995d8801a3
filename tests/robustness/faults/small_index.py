"""A small corpus and its index, built within a second."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from findings.encoding.types import Encoder
from findings.index.bm25 import WordQuery
from findings.index.build import build
from findings.index.generation import Generation, open_generation
from findings.reading.rules import Rules, reading_rules
from tests.fakes import FakeEncoder

_SENTENCE = (
    "Supervision of social workers in team {team} is regular and the LADO oversees allegation {number}."
)

ENCODER: Encoder = FakeEncoder(tokens=True)  # counts words: as deterministic as the real one and instant
# In one process, so that a kill hits the build itself wherever it is.
RULES: Rules = replace(reading_rules(), limits=None)


def write_corpus(corpus: Path, round: int, files: int = 6) -> None:
    """Documents that differ from round to round, so that every build has something to do."""
    corpus.mkdir(exist_ok=True)
    for number in range(files):
        lines = [_SENTENCE.format(team=number, number=n + round) for n in range(40)]
        text = f"Inspection of team {number}\n\n" + "\n\n".join(
            f"{n}. {line}" for n, line in enumerate(lines, 1)
        )
        (corpus / f"report-{number}.txt").write_text(text, encoding="utf-8")


def built(corpus: Path, index: Path) -> str:
    return build(corpus, index, ENCODER, rules=RULES).generation


def opened(index: Path) -> Generation:
    return open_generation(index, ENCODER)


def usable(generation: Generation) -> bool:
    """It answers by words and by vectors, and every passage is what stands in its document."""
    rows, _ = generation.words.search(WordQuery(terms=(("supervision", 1.0),)), 5)
    near, _ = generation.passage_vectors.search(ENCODER.encode(["supervision"])[0], 5)
    for passage in generation.store.passages([*rows, *near]):
        if generation.store.content(passage.doc).text[passage.start : passage.end] != passage.text:
            return False
    return len(rows) == len(near) == 5
