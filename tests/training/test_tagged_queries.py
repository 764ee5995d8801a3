"""Queries whose words were tagged by hand, and the chain that is learned from them."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from training.forms.chain import Chain, by_place, expected, fit_chain
from training.forms.tagged_queries import OURS, Query, marked_query, more_like, read_queries
from training.forms.tags import fitted_tagger


def test_a_line_is_its_words_and_their_tags() -> None:
    found = marked_query("{over: how has} the MASH {over: changed}, {from: since 2018}?", "x")
    assert found == Query(
        "x",
        ("how", "has", "the", "MASH", "changed,", "since", "2018?"),
        ("over", "over", "none", "none", "over", "from", "from"),
    )
    assert marked_query("caseloads").tags == ("none",)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("neglect {when: since 2018}", r"‘when’ is no tag\. Use one of: over, ask"),
        ("neglect {from: since 2018", r"a brace without its pair in ‘neglect \{from: since 2018’"),
        ("neglect {since 2018}", r"a brace without its pair"),
    ],
)
def test_a_slip_is_named_with_its_line(line: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "q.txt").write_text(f"# a\ncaseloads\n\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=rf"^q\.txt, line 4: {said}"):
        read_queries(tmp_path / "q.txt")


def test_all_lines_are_read_with_their_writers() -> None:
    found = read_queries()
    assert {query.writer for query in found} == {"a", "b", "c", "d", "e", OURS}
    assert all(len(query.words) == len(query.tags) for query in found)


def test_another_query_has_another_topic_and_the_same_words_around_it() -> None:
    query = marked_query("{ask: show me} the front door {kind: in the JTAI}")
    other = more_like(query, ["life story work"], random.Random(1))
    assert other.words[:2] == ("show", "me")
    assert other.tags[:2] == ("ask", "ask")
    topic = tuple(word for word, tag in zip(other.words, other.tags, strict=True) if tag == "none")
    assert topic in (("life", "story", "work"), ("work",))
    assert other.words[other.tags.index("kind") :][:2] == ("in", "the")
    assert "JTAI" not in other.words


def test_expected_counts_are_those_of_every_sequence() -> None:
    """Sequences of three words, one and two, whose 27, 3 and 9 ways to be tagged are all tried."""
    numbers, lengths, count = np.random.default_rng(0), [3, 1, 2], 3
    chain = Chain(
        np.zeros((0, count)),
        np.zeros(count),
        numbers.normal(size=(count, count)),
        numbers.normal(size=count),
        numbers.normal(size=count),
    )
    scores = numbers.normal(size=(6, count))
    likelihood, shares, pairs = expected(scores, chain, by_place(lengths))
    tried, tags, following = 0.0, np.zeros((6, count)), np.zeros((count, count))
    for start, length in zip((0, 3, 4), lengths, strict=True):
        ways = {}
        for way in itertools.product(range(count), repeat=length):
            score = chain.first[way[0]] + chain.last[way[-1]]
            score += sum(scores[start + at, tag] for at, tag in enumerate(way))
            ways[way] = np.exp(score + sum(chain.follows[pair] for pair in itertools.pairwise(way)))
        total = sum(ways.values())
        tried += float(np.log(total))
        for way, odds in ways.items():
            for at, tag in enumerate(way):
                tags[start + at, tag] += odds / total
            for pair in itertools.pairwise(way):
                following[pair] += odds / total
    assert likelihood == pytest.approx(tried)
    assert np.allclose(shares, tags)
    assert np.allclose(pairs, following)


def test_a_chain_learns_what_follows_what() -> None:
    """No feature tells the words apart; every sequence is 0, 1."""
    made = fit_chain(csr_matrix((20, 1)), np.array([0, 1] * 10), [2] * 10, 2, 10.0, 50)
    assert made.follows.argmax() == 1  # from 0 to 1
    assert made.first[0] > made.first[1]
    assert made.last[1] > made.last[0]
    assert not made.weights.any()


def test_the_fit_is_the_same_each_time() -> None:
    few = [query for query in read_queries() if query.writer == OURS]
    topics = ["life story work", "the front door"]
    made = fitted_tagger(few, topics)
    assert made == fitted_tagger(few, topics)
    assert made["classes"][0] == "none"
    assert set(made) == {"classes", "bias", "weights", "follows"}
