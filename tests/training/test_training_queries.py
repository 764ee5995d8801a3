"""The training queries, as far as they can be checked without the reports they were written for."""

from __future__ import annotations

import json
import re
from pathlib import Path

QUERIES = Path(__file__).parents[2] / "training" / "encoder" / "queries.jsonl"
TYPES = {"paraphrase", "question", "topic", "other_inspectorate"}
HELD_OUT = {
    "halton",
    "barnsley",
    "brent",
    "bromley",
    "east-riding-of-yorkshire",
    "redcar-and-cleveland",
    "sheffield",
}

lines = [json.loads(line) for line in QUERIES.read_text(encoding="utf-8").splitlines()]


def runs(text: str) -> set[tuple[str, ...]]:
    """Every four words in a row."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + 4]) for i in range(len(words) - 3)}


def test_every_line_is_a_query_with_its_passages() -> None:
    for line in lines:
        assert set(line) == {"id", "type", "query", "authority", "relevant"}, line
        assert line["type"] in TYPES and len(line["query"].split()) >= 3 and line["relevant"], line
        for passage in line["relevant"]:
            assert set(passage) == {"file", "page", "paragraph", "start_words"}, line
            assert passage["page"] >= 1 and len(passage["start_words"].split()) >= 6, line


def test_no_id_and_no_query_comes_twice() -> None:
    assert len({line["id"] for line in lines}) == len(lines)
    assert len({line["query"].lower() for line in lines}) == len(lines)


def test_nothing_is_from_an_authority_that_is_kept_for_evaluation() -> None:
    for line in lines:
        folders = {Path(passage["file"]).parent.name for passage in line["relevant"]}
        assert folders == {line["authority"].lower().replace(" ", "-")}, line
        assert not folders & HELD_OUT, line
        assert "halton" not in line["query"].lower(), line


def test_no_query_copies_the_beginning_of_its_passage() -> None:
    for line in lines:
        for passage in line["relevant"]:
            assert not runs(line["query"]) & runs(passage["start_words"]), line


def test_most_are_paraphrases() -> None:
    assert sum(line["type"] == "paraphrase" for line in lines) > 0.6 * len(lines)
