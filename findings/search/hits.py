"""Search: plan, retrieve, fuse, group, explain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from findings.index.generation import Generation
from findings.index.near_duplicates import near_duplicates
from findings.judge.calibration import calibration
from findings.judge.relevance import evidence, stem_weights, words_share
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

SORTS = ("relevant", "newest", "oldest")


def search(
    generation: Generation, plan: Plan, k: int, *, sort: str = "relevant", recipe: Recipe = DEFAULT
) -> SearchResult:
    """The `k` best hits of `plan`, near-duplicates grouped.

    Same generation and plan, same result: ties go to the newer document, then to the earlier place. With `sort`
    "newest" or "oldest" the hits that are about the topic are put in date order; the possible ones stay behind.
    """
    found = retrieve(generation, plan, recipe)

    def order(row: int) -> tuple[float, int, str, int]:
        document = generation.documents[generation.passage_documents[row]]
        day = document.date.toordinal() if document.date else 0
        return -round(found.fused[row], 9), -day, document.id, int(generation.passage_starts[row])

    rows = sorted(found.fused, key=order)
    groups = group_rows(rows, generation.near_duplicates) if recipe.group else [(row, ()) for row in rows]
    shown = [row for leader, same in groups[:k] for row in (leader, *same)]
    passages = dict(zip(shown, generation.store.passages(shown), strict=True))
    weights = stem_weights(plan, generation.words)
    hits = [
        _hit(generation, plan, found, weights, row, passages[row], tuple(passages[r] for r in same), rank)
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


def _hit(
    generation: Generation,
    plan: Plan,
    found: Candidates,
    weights: Mapping[str, float],
    row: int,
    passage: Passage,
    same: tuple[Passage, ...],
    rank: int,
) -> Hit:
    document = generation.documents[generation.passage_documents[row]]
    cosines = generation.sentence_vectors.vectors(generation.sentence_rows(row)) @ found.query_vector
    fitted = calibration(generation.encoder).relevance
    support = evidence(found.cosine[row], words_share(plan, passage, weights), fitted)
    return Hit(
        rank=rank,
        score=round(found.fused[row], 6),
        passage=passage,
        document=document,
        sentence=best_sentence(plan, passage, cosines),
        words_found=words_found(plan, passage),
        words_added=words_added(plan, passage),
        same=same,
        possible=support < fitted.cut,
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


def best_sentence(plan: Plan, passage: Passage, cosines: np.ndarray) -> tuple[int, int]:
    """The sentence of the passage to mark: the highest cosine plus the share of the query's words it holds.

    `cosines` has one value for each sentence, in order.
    """
    wanted = wanted_stems(plan).union(*(stems(term.long) for term in plan.added))

    def worth(index: int) -> float:
        start, end = passage.sentences[index]
        held = set(stems(passage.text[start - passage.start : end - passage.start]))
        return float(cosines[index]) + WORDS_SHARE * len(held & wanted) / max(1, len(wanted))

    # The earlier sentence wins a tie.
    return passage.sentences[max(range(len(passage.sentences)), key=lambda i: (worth(i), -i))]
