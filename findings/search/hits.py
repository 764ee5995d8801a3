"""Search: plan, retrieve, fuse, group, explain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from findings.index.generation import Generation
from findings.index.near_duplicates import near_duplicates
from findings.judge.judge import UNJUDGED, Judgement, Judging, Place
from findings.records import Hit, Passage, Plan, SearchResult
from findings.search.query import selected
from findings.search.retrieve import DEFAULT, Candidates, Recipe, retrieve
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

# A hit is clear from this probability on that its best sentence says what was asked or belongs beside it.
CLEAR = 0.3

SORTS = ("relevant", "newest", "oldest")


def search(
    generation: Generation,
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

    def order(row: int) -> tuple[float, int, str, int]:
        document = generation.documents[generation.passage_documents[row]]
        day = document.date.toordinal() if document.date else 0
        return -round(scores[row], 9), -day, document.id, int(generation.passage_starts[row])

    scores = found.fused
    first = sorted(found.fused, key=order)[: max(k, recipe.judge_depth) if recipe.judge_depth else 0]
    told = judged(generation, judge, plan, found, first, recipe)
    scores = _mixed(found.fused, told, recipe)
    rows = sorted(scores, key=order)
    groups = group_rows(rows, generation.near_duplicates) if recipe.group else [(row, ()) for row in rows]
    shown = [row for leader, same in groups[:k] for row in (leader, *same)]
    passages = dict(zip(shown, generation.store.passages(shown), strict=True))
    hits = [
        _hit(generation, plan, scores, told, row, passages[row], tuple(passages[r] for r in same), rank)
        for rank, (row, same) in enumerate(groups[:k], 1)
    ]
    hits = _sorted(hits, sort)
    return SearchResult(
        plan=plan,
        hits=tuple(hits),
        documents_searched=len(selected(generation.documents, plan.filters)),
        documents_unreadable=sum(document.status == "unreadable" for document in generation.documents),
        total=len(groups),
    )


def judged(
    generation: Generation,
    judge: Judging,
    plan: Plan,
    found: Candidates,
    rows: Sequence[int],
    recipe: Recipe,
) -> dict[int, tuple[tuple[int, int], Judgement]]:
    """Of each passage (best first) its best sentence and what the judge says of that."""
    places: list[Place] = []
    owners: list[int] = []
    for number, (row, passage) in enumerate(zip(rows, generation.store.passages(list(rows)), strict=True)):
        document = generation.documents[generation.passage_documents[row]]
        cosines = generation.sentence_vectors.vectors(generation.sentence_rows(row)) @ found.query_vector
        count = recipe.judge_sentences if number < recipe.judge_depth else 1
        for span in best_sentences(plan, passage, cosines, count):
            places.append(Place(document, passage, *span))
            owners.append(row)
    best: dict[int, tuple[tuple[int, int], Judgement]] = {}
    for row, place, judgement in zip(owners, places, judge.judge(plan.topic, places), strict=True):
        if row not in best or judgement.worth > best[row][1].worth:
            best[row] = ((place.start, place.end), judgement)
    return best


def _mixed(
    fused: Mapping[int, float], told: Mapping[int, tuple[object, Judgement]], recipe: Recipe
) -> dict[int, float]:
    """Fused scores with the judge's added to the rows that were judged, which are the first ones: 0..1."""
    weight = recipe.judge_weight
    return {
        row: (score + (weight * told[row][1].worth if row in told else 0.0)) / (1 + weight)
        for row, score in fused.items()
    }


def _hit(
    generation: Generation,
    plan: Plan,
    scores: Mapping[int, float],
    told: Mapping[int, tuple[tuple[int, int], Judgement]],
    row: int,
    passage: Passage,
    same: tuple[Passage, ...],
    rank: int,
) -> Hit:
    span, judgement = told.get(row, (passage.sentences[0], UNJUDGED))
    return Hit(
        rank=rank,
        score=round(scores[row], 6),
        passage=passage,
        document=generation.documents[generation.passage_documents[row]],
        sentence=span,
        words_found=words_found(plan, passage),
        words_added=words_added(plan, passage),
        same=same,
        possible=judgement.says + judgement.beside < CLEAR,
    )


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
