"""Fits the tags of a query's words, and measures them by writer: trained on the queries of all others."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from findings.search.query_tags import NONE, TAGS, sure_tags, word_features
from findings.text.tagger import EDGE, tagger_of
from training.forms.chain import Chain, fit_chain
from training.forms.fitting import matrix
from training.forms.tagged_queries import Query, more_like, untagged

SEED = 7
COPIES = 1  # of each tagged query, about other topics
RARE = 5  # a feature of fewer words is left out
STRENGTH = 4.0  # inverse of the regularisation
STEPS = 100
TINY = 0.2  # a feature that weighs less for every tag is left out
NOTHING = 0.1  # a weight below this is written as 0
# Added to the score of a word without a tag: one wrongly cut from a topic harms more than one left in it.
CAUTION = 0.35


def fitted_tagger(queries: Sequence[Query], topics: Sequence[str]) -> dict[str, Any]:
    """A tagger as it is written."""
    chance = random.Random(SEED)
    tagged = [query for query in queries if set(query.tags) != {NONE}]
    known = [
        *queries,
        *(more_like(query, topics, chance) for query in tagged for _ in range(COPIES)),
        *(untagged(topic) for topic in topics),
    ]
    seen = [word_features(query.text) for query in known]
    counts = Counter(feature for words in seen for word in words for feature in word)
    features = sorted(feature for feature, count in counts.items() if count >= RARE)
    names = [NONE, *TAGS]
    made = fit_chain(
        matrix([word for words in seen for word in words], features),
        np.array([names.index(tag) for query in known for tag in query.tags]),
        [len(query.tags) for query in known],
        len(names),
        STRENGTH,
        STEPS,
    )
    weights = {
        feature: [round(float(weight), 2) if abs(weight) >= NOTHING else 0 for weight in row]
        for feature, row in zip(features, made.weights, strict=True)
        if np.abs(row).max() >= TINY
    }
    bias = [
        round(float(one) + CAUTION * (name == NONE), 2) for name, one in zip(names, made.bias, strict=True)
    ]
    return {"classes": names, "bias": bias, "weights": weights, "follows": _follows(made, names)}


def _follows(made: Chain, names: Sequence[str]) -> list[list[Any]]:
    """Each tag and its next with their score; the edge before the first and after the last."""
    first = [[EDGE, name, score] for name, score in zip(names, made.first, strict=True)]
    last = [[name, EDGE, score] for name, score in zip(names, made.last, strict=True)]
    between = [
        [one, other, score]
        for one, row in zip(names, made.follows, strict=True)
        for other, score in zip(names, row, strict=True)
    ]
    return [[one, other, round(float(score), 2)] for one, other, score in (*first, *between, *last)]


def by_writer(queries: Sequence[Query], topics: Sequence[str]) -> list[tuple[str, ...]]:
    """The tags of each query by a tagger that saw none of its writer's."""
    found: list[tuple[str, ...]] = [()] * len(queries)
    for writer in sorted({query.writer for query in queries}):
        made = tagger_of(fitted_tagger([q for q in queries if q.writer != writer], topics))
        for number, query in enumerate(queries):
            if query.writer == writer:
                found[number] = sure_tags(made, word_features(query.text))
    return found


def report(queries: Sequence[Query], found: Sequence[tuple[str, ...]]) -> None:
    """Of each tag how many of its words are found and how often it is right; how many queries are wholly right."""
    pairs = list(zip(queries, found, strict=True))
    whole = [query.tags == tags for query, tags in pairs]
    print(f"query: {len(queries)} queries, {sum(whole) / len(whole):.1%} wholly right")
    for writer in sorted({query.writer for query in queries}):
        own = [right for query, right in zip(queries, whole, strict=True) if query.writer == writer]
        print(f"  {writer}: {len(own)}, {sum(own) / len(own):.1%}")
    words = [pair for query, tags in pairs for pair in zip(query.tags, tags, strict=True)]
    for tag in TAGS:
        both = sum(one == other == tag for one, other in words)
        of, said = sum(one == tag for one, _ in words), sum(other == tag for _, other in words)
        print(
            f"  {tag}: {of} words, found {both / max(1, of):.0%}, right where said {both / max(1, said):.0%}"
        )
    plain = [tags for query, tags in pairs if set(query.tags) == {NONE}]
    cut = sum(set(tags) != {NONE} for tags in plain)
    print(f"  of {len(plain)} queries without a tag {cut} are cut")
    wrong = sum(one == NONE != other for one, other in words)
    print(f"  of {sum(one == NONE for one, _ in words)} words without a tag {wrong} are cut")
