"""The scorer of the held-out queries, worked out by hand; and its judgements, as far as they can be checked here."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from benchmarks.heldout import QUERIES, Unit, covers, score
from benchmarks.recipes import interval, row
from benchmarks.references import References
from findings.records import Passage
from tests.make_passage import make_passage

lines = [json.loads(line) for line in QUERIES.read_text(encoding="utf-8").splitlines()]


def passage(start: int, end: int, text: str = "", doc: str = "a", page: int | None = 1) -> Passage:
    return make_passage(
        text, start, doc, id=f"{doc}:{start}-{end}", end=end, page=page, page_end=page, paragraph="7"
    )


FINDING: Unit = ((passage(0, 100),), 2)
BEARS: Unit = ((passage(200, 300), passage(700, 800)), 1)  # said twice, in the same words


def test_a_hit_covers_what_it_holds_half_of() -> None:
    assert covers(passage(0, 50), passage(0, 100))
    assert not covers(passage(0, 49), passage(0, 100))
    assert covers(passage(0, 1000), passage(200, 300))  # a list holds its bullet
    assert not covers(passage(0, 100, doc="b"), passage(0, 100))


def test_the_best_order_scores_one() -> None:
    scores = score([BEARS, FINDING], [[passage(0, 100)], [passage(700, 800)]])
    assert scores == {"nDCG@10": 1.0, "MRR@10": 1.0, "recall@10": 1.0, "recall@20": 1.0}


def test_gains_are_three_for_a_finding_and_one_for_what_bears_on_it() -> None:
    scores = score([BEARS, FINDING], [[passage(900, 999)], [passage(200, 300)], [passage(0, 100)]])
    ideal = 3 + 1 / math.log2(3)
    assert scores["nDCG@10"] == pytest.approx((1 / math.log2(3) + 3 / math.log2(4)) / ideal)
    assert scores["MRR@10"] == 1 / 2


def test_what_is_said_twice_counts_once_and_what_is_grouped_under_a_hit_counts() -> None:
    scores = score([BEARS, FINDING], [[passage(900, 999), passage(200, 300)], [passage(700, 800)]])
    assert scores["nDCG@10"] == pytest.approx(1 / (3 + 1 / math.log2(3)))
    assert (scores["MRR@10"], scores["recall@10"]) == (1.0, 0.5)


def test_beyond_the_tenth_hit_only_recall_at_20_counts() -> None:
    others = [[passage(1000 + i, 1001 + i)] for i in range(10)]
    scores = score([FINDING], [*others, [passage(0, 100)]])
    assert scores == {"nDCG@10": 0.0, "MRR@10": 0.0, "recall@10": 0.0, "recall@20": 1.0}
    assert score([FINDING], [])["recall@20"] == 0.0


def test_the_interval_of_equal_values_is_that_value() -> None:
    assert interval([0.5, 0.5, 0.5]) == (0.5, 0.5)
    low, high = interval([0.0, 1.0])
    assert (low, high) == (0.0, 1.0)


def test_a_row_has_the_mean_its_interval_and_the_mean_of_each_type() -> None:
    values = [("keyword", 1.0), ("keyword", 0.5), ("question", 0.75)]
    low, high = interval([1.0, 0.5, 0.75])
    assert row("words", values) == f"| words | 0.750 | {low:.3f} to {high:.3f} | 0.750 |  |  | 0.750 |  |"


def test_every_judged_query_has_a_finding_and_comes_once() -> None:
    assert (
        len({line["id"] for line in lines})
        == len(lines)
        == len({(q["query"], q["authority"]) for q in lines})
    )
    for line in lines:
        assert line["type"] in {"keyword", "acronym", "paraphrase", "question", "over_time"}, line
        assert {judged["grade"] for judged in line["relevant"]} <= {1, 2}, line
        assert any(judged["grade"] == 2 for judged in line["relevant"]), line
        folder = line["authority"].lower().replace(" ", "-")
        assert folder != "halton" and all(f"/{folder}/" in j["file"] for j in line["relevant"]), line
        places = [(j["file"], j["page"], j["start_words"]) for j in line["relevant"]]
        assert len(set(places)) == len(places), line


def library(*passages: Passage, file: str = "brent/a.pdf") -> Any:
    """As much of a library as references look at: one document, `a`, of that file."""
    return SimpleNamespace(
        documents=lambda: (SimpleNamespace(id="a", file=file, duplicates=(), duplicate_of=None),),
        generation=SimpleNamespace(document_passages=lambda _: passages),
    )


def reference(**changed: Any) -> Mapping[str, Any]:
    return {
        "file": "reports/brent/a.pdf",
        "page": 1,
        "paragraph": "7",
        "start_words": "Plans are late",
        **changed,
    }


def test_a_reference_finds_the_passage_that_begins_so_on_that_page() -> None:
    here, elsewhere = passage(0, 30, "Plans are\nlate for many."), passage(40, 60, "Plans are late.", page=2)
    assert References(library(here, elsewhere)).find(reference()) == [here]
    assert References(library(here, file="brent/b.pdf")).find(reference()) == []


def test_after_a_new_cut_a_reference_finds_the_passage_that_holds_its_words() -> None:
    joined = passage(0, 60, "Visits are timely. Plans are late for many.")
    assert References(library(joined)).find(reference()) == [joined]
    assert References(library(joined)).find(reference(start_words="Plans are later")) == []


def test_a_list_that_begins_as_its_first_bullet_does_is_not_meant() -> None:
    bullet = passage(0, 15, "Plans are late.")
    whole = replace(passage(0, 40, "Plans are late. Visits are timely."), is_list=True)
    assert References(library(whole, bullet)).find(reference(start_words="Plans are late.")) == [bullet]
    assert References(library(whole)).find(reference(start_words="Plans are late.")) == [whole]
