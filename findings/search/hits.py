"""Search: plan, retrieve, fuse, group, explain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from findings.index.near_duplicates import near_duplicates
from findings.index.protocol import Scope, SearchIndex
from findings.judge.judge import UNJUDGED, Judgement, Judging, Place
from findings.judge.likelihood import likelihood
from findings.judge.relevance import WORDS, inverse_document_frequencies, share_around, word_share
from findings.records import Document, Hit, Passage, Plan, SearchResult
from findings.search.fusion import late_of
from findings.search.query import selected, unreadable
from findings.search.retrieve import DEFAULT, Candidates, Recipe, embedded_query, retrieve
from findings.text.content_words import content_words
from findings.text.matching import stems, wanted_stems, words_added, words_found


def group_rows(order: Iterable[int], alike: Mapping[int, Sequence[int]]) -> list[tuple[int, tuple[int, ...]]]:
    """Rows best first -> (row, its near-duplicates further down), order kept.

    `alike` are the near-duplicates of each row that has some. A row like several goes under the best of them; what is
    like it alone stands for itself.
    """
    groups: list[tuple[int, list[int]]] = []
    leading: dict[int, int] = {}  # row -> the group it leads
    for row in order:
        under = [leading[other] for other in alike.get(row, ()) if other in leading]
        if under:
            groups[min(under)][1].append(row)
        else:
            leading[row] = len(groups)
            groups.append((row, []))
    return [(leader, tuple(followers)) for leader, followers in groups]


def group(passages: Sequence[Passage]) -> list[tuple[Passage, tuple[Passage, ...]]]:
    """The same of passages, which are compared now."""
    groups = group_rows(range(len(passages)), near_duplicates(passages))
    return [(passages[leader], tuple(passages[place] for place in same)) for leader, same in groups]


# A sentence that holds the query's words is the better one to mark, if the vectors see little between two.
WORDS_SHARE = 0.2

# A hit is clear from this likelihood on that its best sentence says something on the topic: lower than where a document
# speaks over time, for a passage that is shown can be read.
CLEAR = 0.12

# Of the query's words, by their weight, that a passage in another language must hold to be clearly about it.
_MOST_WORDS = 0.6

SORTS = ("relevant", "newest", "oldest")


def search(
    generation: SearchIndex,
    judge: Judging,
    plan: Plan,
    k: int,
    *,
    sort: str = "relevant",
    recipe: Recipe = DEFAULT,
) -> SearchResult:
    """The `k` best hits of `plan`, near-duplicates grouped.

    The first ones are judged by their best sentences, which decides their order with the fused score, which sentence
    is marked and which are only possible. Same generation and plan, same result: ties go to the newer document, then to
    the earlier place. With `sort` "newest" or "oldest" the hits that are about the topic are put in date order; the
    possible ones stay behind.
    """
    found = retrieve(generation, plan, recipe)

    documents = documents_by_row(generation, list(found.fused))
    starts = {
        row: facts.start for row, facts in zip(documents, generation.facts(list(documents)), strict=True)
    }

    def order(row: int) -> tuple[float, int, str, int]:
        document = documents[row]
        day = document.date.toordinal() if document.date else 0
        return -round(scores[row], 9), -day, document.id, starts[row]

    scores = found.fused
    first = sorted(found.fused, key=order)[: max(k, recipe.judge_depth) if recipe.judge_depth else 0]
    told = judged(generation, judge, plan, found, first, recipe)
    scores = _mixed(found.fused, told, recipe)
    rows = sorted(scores, key=order)
    alike = generation.near_duplicates_of(rows) if recipe.group else {}
    groups = group_rows(rows, alike)
    shown = [row for leader, same in groups[:k] for row in (leader, *same)]
    passages = dict(zip(shown, generation.passages(shown), strict=True))
    hits = [
        _hit(documents[row], plan, scores, told, row, passages[row], _elsewhere(passages, row, same), rank)
        for rank, (row, same) in enumerate(groups[:k], 1)
    ]
    hits = _sorted(hits, sort)
    searched = selected(generation.documents, plan.filters)
    return SearchResult(
        plan=plan,
        hits=tuple(hits),
        documents_searched=len(searched),
        documents_unreadable=len(unreadable(generation.documents, plan.filters)),
        total=len(groups),
        mentioning=mentioning(generation, plan, searched),
        spellings=generation.spelling.suggestions(content_words(plan.topic)),
    )


def documents_by_row(generation: SearchIndex, rows: Sequence[int]) -> dict[int, Document]:
    """The document of each passage row."""
    numbers = generation.documents_of(np.array(rows, dtype=np.int64))
    return {row: generation.documents[number] for row, number in zip(rows, numbers, strict=True)}


def mentioning(generation: SearchIndex, plan: Plan, documents: Sequence[Document]) -> tuple[Document, ...]:
    """Those of `documents` of which one passage holds every word of the topic, in any inflection or by another name."""
    words = content_words(plan.topic)
    wanted = [
        (word, *(term.long for term in plan.added if word.lower() in term.short.lower().split()))
        for word in words
    ]
    held = generation.holding(wanted, Scope(frozenset(generation.numbers_of(documents))))
    return tuple(document for document in documents if generation.numbers[document.id] in held)


class Best(NamedTuple):
    """The best sentence of a passage, and what it says."""

    span: tuple[int, int]  # offsets into the stored text
    judgement: Judgement
    likely: float  # that it says something on the topic, 0..1


def judged(
    generation: SearchIndex,
    judge: Judging,
    plan: Plan,
    found: Candidates,
    rows: Sequence[int],
    recipe: Recipe,
) -> dict[int, Best]:
    """Of each passage (best first) its best sentence."""
    weights = inverse_document_frequencies(plan.topic, generation)
    late = late_of(generation, generation.embed(embedded_query(plan, recipe)).tokens, rows)
    places: list[Place] = []
    owners: list[int] = []
    near: list[float] = []
    passages = generation.passages(rows)
    documents = documents_by_row(generation, rows)
    vectors = generation.sentence_vectors_of(rows)
    for number, (row, passage) in enumerate(zip(rows, passages, strict=True)):
        cosines = vectors[number] @ found.query_vector
        around = found.cosine[row] + share_around(plan, passage, weights)
        count = recipe.judge_sentences if number < recipe.judge_depth else 1
        for span in best_sentences(plan, passage, cosines, count):
            text = passage.text[span[0] - passage.start : span[1] - passage.start]
            places.append(Place(documents[row], passage, *span))
            owners.append(number)
            near.append(around + WORDS * word_share(plan, text, weights))
    best: dict[int, Best] = {}
    for number, nearness, place, judgement in zip(
        owners, near, places, judge.judge(plan.topic, places), strict=True
    ):
        row = rows[number]
        if row not in best or judgement.worth > best[row].judgement.worth:
            likely = likelihood(judgement, nearness, late[number])
            if place.document.language is not None:  # the judge knows English alone
                text = passages[number].text
                likely = float(word_share(plan, text, weights) >= _MOST_WORDS)
            best[row] = Best((place.start, place.end), judgement, likely)
    return best


def _mixed(fused: Mapping[int, float], told: Mapping[int, Best], recipe: Recipe) -> dict[int, float]:
    """Fused scores with the judge's added to the rows that were judged, which are the first ones: 0..1."""
    weight = recipe.judge_weight
    return {
        row: (score + (weight * told[row].judgement.worth if row in told else 0.0)) / (1 + weight)
        for row, score in fused.items()
    }


def _hit(
    document: Document,
    plan: Plan,
    scores: Mapping[int, float],
    told: Mapping[int, Best],
    row: int,
    passage: Passage,
    same: tuple[Passage, ...],
    rank: int,
) -> Hit:
    best = told.get(row, Best(passage.sentences[0], UNJUDGED, 0.0))
    return Hit(
        rank=rank,
        score=round(scores[row], 6),
        passage=passage,
        document=document,
        sentence=best.span,
        words_found=words_found(plan, passage),
        words_added=words_added(plan, passage),
        same=same,
        possible=bool(told) and best.likely < CLEAR,  # without a judge it is not known
    )


def _elsewhere(passages: Mapping[int, Passage], row: int, same: Sequence[int]) -> tuple[Passage, ...]:
    """The near-duplicates that are no part of the passage itself: a list and its bullets stand in one place."""
    own = passages[row]
    found = [passages[r] for r in same]
    return tuple(p for p in found if p.doc != own.doc or p.end <= own.start or p.start >= own.end)


def _sorted(hits: list[Hit], sort: str) -> list[Hit]:
    """Date order inside each of the two groups; undated documents last."""
    if sort == "relevant":
        return hits
    sign = -1 if sort == "newest" else 1

    def place(hit: Hit) -> tuple[bool, bool, int, int]:
        date = hit.document.date
        return hit.possible, date is None, sign * date.toordinal() if date else 0, hit.rank

    return sorted(hits, key=place)


def best_sentences(plan: Plan, passage: Passage, cosines: np.ndarray, count: int) -> list[tuple[int, int]]:
    """The `count` sentences of the passage that are nearest to the query: by cosine and the share of its words.

    `cosines` has one value for each sentence, in order. The earlier sentence wins a tie.
    """
    wanted = wanted_stems(plan).union(*(stems(term.long) for term in plan.added))

    def nearness(index: int) -> float:
        start, end = passage.sentences[index]
        held = set(stems(passage.text[start - passage.start : end - passage.start]))
        return float(cosines[index]) + WORDS_SHARE * len(held & wanted) / max(1, len(wanted))

    order = sorted(range(len(passage.sentences)), key=lambda index: (-nearness(index), index))
    return [passage.sentences[index] for index in order[:count]]
