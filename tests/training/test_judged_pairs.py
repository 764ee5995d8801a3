"""Queries for the encoder from what was labelled for the judge: which passages answer them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pytest

from findings.records import Passage
from tests.fakes import make_document
from tests.make_passage import make_passage
from training.encoder import judged
from training.encoder.data import Corpus, Pair

WORDS = ["The LADO is known.", "Allegations are managed well.", "Foster carers are trained."]


@dataclass(frozen=True)
class Held:
    """As much of a corpus as sentences are found through: three passages of one document."""

    kept: tuple[Passage, ...]

    @property
    def library(self) -> Held:
        return self

    @property
    def generation(self) -> Held:
        return self

    def documents(self) -> tuple[Any, ...]:
        return (make_document("leeds", file="reports/leeds/visit.pdf", authority="Leeds"),)

    def document_passages(self, document: str) -> list[Passage]:
        return [passage for passage in self.kept if passage.doc == document]

    @property
    def row(self) -> dict[str, int]:
        return {passage.id: row for row, passage in enumerate(self.kept)}

    @property
    def authorities(self) -> list[str]:
        return ["Leeds"] * len(self.kept)


@pytest.fixture
def corpus(monkeypatch: pytest.MonkeyPatch) -> Corpus:
    def pair(_: Corpus, kind: str, query: str, authority: str, rows: list[int]) -> Pair:
        return Pair(query, kind, authority, tuple(rows), ())

    monkeypatch.setattr(judged, "pair_of", pair)
    passages = tuple(make_passage(text, 100 * row, "leeds") for row, text in enumerate(WORDS))
    return cast(Corpus, Held(passages))


def written(folder: Path, *lines: dict[str, Any]) -> list[Path]:
    path = folder / "labelled.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return [path]


def topic(*sentences: tuple[int, int, str], file: str = "leeds/visit.pdf") -> dict[str, Any]:
    return {"topic": "allegations", "sentences": [[file, *sentence] for sentence in sentences]}


def test_each_passage_that_says_it_is_a_right_one_of_the_query_and_the_others_stand_behind_it(
    tmp_path: Path, corpus: Corpus
) -> None:
    files = written(tmp_path, topic((0, 18, "2"), (100, 129, "2"), (200, 226, "0")))
    assert judged.pairs_of(files, corpus) == [
        Pair("allegations", "judged", "Leeds", (0, 1), ()),
        Pair("allegations", "judged", "Leeds", (1, 0), ()),
    ]


def test_a_topic_that_many_passages_speak_of_asks_for_the_first_two_of_them(
    tmp_path: Path, corpus: Corpus
) -> None:
    files = written(tmp_path, topic((0, 18, "2"), (100, 129, "2"), (200, 226, "2")))
    assert [pair.rows for pair in judged.pairs_of(files, corpus)] == [(0, 1, 2), (1, 0, 2)]


def test_questions_with_candidates_are_read_too(tmp_path: Path, corpus: Corpus) -> None:
    candidates = [
        {"file": "leeds/visit.pdf", "start": 100, "end": 129, "label": "2"},
        {"file": "leeds/visit.pdf", "start": 0, "end": 18, "label": "1"},
    ]
    files = written(tmp_path, {"question": "Are allegations managed?", "candidates": candidates})
    assert [(p.query, p.rows) for p in judged.pairs_of(files, corpus)] == [("Are allegations managed?", (1,))]


def test_what_no_passage_holds_is_left_out_and_a_report_that_is_missing_is_named(
    tmp_path: Path, corpus: Corpus
) -> None:
    assert judged.pairs_of(written(tmp_path, topic((50, 99, "2"))), corpus) == []
    with pytest.raises(ValueError, match=r"^The index does not hold leeds/other\.pdf\.$"):
        judged.pairs_of(written(tmp_path, topic((0, 18, "2"), file="leeds/other.pdf")), corpus)


def test_the_questions_that_are_kept_for_a_test_are_not_trained_on() -> None:
    assert "held.jsonl" not in {path.name for path in judged.OWN}
    assert all(path.is_file() for path in judged.OWN)
