"""Postings are checked against tantivy, whose BM25 they are to give; no server is needed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from findings.index.bm25 import WordQuery, WordRow, Words, clauses
from findings.index.engine.postings import (
    FIELDS,
    LENGTHS,
    FieldStatistics,
    Postings,
    PostingsMaker,
    TermPostings,
    WordSource,
    held,
    norms_of,
    phrase,
    scored,
)

WORDS = "child children care carer visit visits officer lado plan the of late secure home school".split()


def random_texts(count: int) -> list[WordRow]:
    """Of 0 to 200 words, so that lengths are rounded; equal texts too."""
    random = np.random.default_rng(5)
    rows = []
    for number in range(count):
        text = " ".join(random.choice(WORDS, random.integers(0, 200)))
        heading = " ".join(random.choice(WORDS, random.integers(0, 4)))
        rows.append(WordRow(text, heading, number // 10))
    return [*rows, *rows[:5]]


def source(made: Sequence[TermPostings], statistics: Sequence[FieldStatistics]) -> WordSource:
    postings: dict[tuple[str, str], list[TermPostings]] = {}
    for one in made:
        postings.setdefault((FIELDS[one.field], one.term), []).append(one)

    def joined(parts: Sequence[TermPostings]) -> Postings:
        own = [part.postings for part in parts]
        return Postings(
            np.concatenate([each.rows for each in own]),
            np.concatenate([each.counts for each in own]),
            np.concatenate([each.norms for each in own]),
        )

    return WordSource(
        lambda terms: {term: joined(postings[term]) for term in terms if term in postings},
        lambda terms: {
            term: np.concatenate([part.positions for part in postings[term]])
            for term in terms
            if term in postings
        },
        dict(zip(FIELDS, statistics, strict=True)),
    )


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Words, WordSource]:
    """The same texts in tantivy, and as postings of two blocks."""
    rows = random_texts(300)
    maker = PostingsMaker()
    made = [*maker.block(rows[:128]), *maker.block(rows[128:])]
    words = Words.build(tmp_path_factory.mktemp("words"), rows)
    return words, source(made, maker.statistics())


@pytest.mark.parametrize(
    "query",
    [
        WordQuery(terms=(("care", 1.0),)),
        WordQuery(terms=(("children's", 1.0), ("visiting", 0.5), ("badger", 1.0))),
        WordQuery(terms=(("plan", 1.0),), alternatives=(("care officer", 0.35), ("late", 0.7))),
        WordQuery(terms=(("home", 1.0),), phrases=("secure home",)),
        WordQuery(phrases=("the lado", "of the")),
        WordQuery(phrases=("care care",)),
        WordQuery(alternatives=(("the the", 1.0),)),
        WordQuery(phrases=("no such words",)),
        WordQuery(terms=(("care", 1.0),), phrases=("...",)),
        WordQuery(terms=(("care", 0.0),)),
    ],
)
@pytest.mark.parametrize("heading_weight", [0.5, 0.0])
def test_the_first_hundred_and_their_scores_are_those_of_tantivy(
    both: tuple[Words, WordSource], query: WordQuery, heading_weight: float
) -> None:
    words, postings = both
    rows, scores = words.search(query, 100, heading_weight=heading_weight)
    ours, own = scored(clauses(query, heading_weight), postings)
    order = np.lexsort((ours, -own))[:100]
    assert ours[order].tolist() == rows.tolist()
    np.testing.assert_allclose(own[order], scores, rtol=3e-6)


def test_lengths_are_exact_to_forty_and_rounded_down_above() -> None:
    assert LENGTHS[:41].tolist() == list(range(41))
    assert LENGTHS[41:50].tolist() == [42, 44, 46, 48, 50, 52, 54, 56, 60]
    assert norms_of(np.array([0, 40, 41, 42, 43, 59, 60])).tolist() == [0, 40, 40, 41, 41, 48, 49]


def test_where_words_stand() -> None:
    maker = PostingsMaker()
    made = list(maker.block([WordRow("Plans of care, care plans", "Care", 0), WordRow("Late", "", 0)]))
    own = {(FIELDS[one.field], one.term): one for one in made}
    plan = own["text", "plan"]
    assert (plan.postings.rows.tolist(), plan.postings.counts.tolist()) == ([0], [2])
    assert plan.positions.tolist() == [0, 4]
    assert own["exact", "plans"].positions.tolist() == [0, 4]
    assert own["heading", "care"].postings.rows.tolist() == [0]
    assert maker.statistics() == [FieldStatistics(2, 6), FieldStatistics(2, 1), FieldStatistics(2, 6)]
    [later] = [one for one in maker.block([WordRow("Late", "", 0)]) if one.field == 0]
    assert later.postings.rows.tolist() == [2]


def test_a_phrase_does_not_run_from_one_passage_into_the_next() -> None:
    maker = PostingsMaker()
    made = list(
        maker.block([WordRow("plan care", "", 0), WordRow("plan", "", 0), WordRow("x care plan", "", 0)])
    )
    words = source(made, maker.statistics())
    [(found, counts, _)] = held(words, [("text", ("care", "plan"))])
    assert (found.rows.tolist(), counts.tolist()) == ([2], [1])
    empty, none = phrase([])
    assert (len(empty.rows), len(none)) == (0, 0)


def test_statistics_of_parts_add_up() -> None:
    assert FieldStatistics(2, 10) + FieldStatistics(3, 5) == FieldStatistics(5, 15)


def test_no_passages_have_no_postings() -> None:
    maker = PostingsMaker()
    assert list(maker.block([])) == []
    assert maker.statistics() == [FieldStatistics(0, 0)] * 3
