"""How well an encoder ranks the passages of authorities it was not trained on, by the product's recipe.

Of each query the authority is given as a filter. Passages, best sentences and words (BM25) are fused as in
`findings/search/retrieve.py`, then the best are reranked by late interaction. A sentence's vector is pooled from the
states of its passage.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from findings.index.protocol import Scope
from findings.records import Filters
from findings.search.fusion import fuse, min_max
from findings.search.query import selected
from findings.search.retrieve import DEFAULT, word_query
from training.encoder.data import Corpus, Pair
from training.encoder.model import Adapted, Encoded, Floats

RERANKED = 50  # best fused hits
MIX = 0.7  # weight of late interaction against the fused score
DEPTH = 10  # ranks that count


class Ranks(NamedTuple):
    """The rank of the first right passage by each method, 0 beyond DEPTH."""

    passages: int
    sentences: int
    fused: int
    late: int
    reranked: int


@dataclass(frozen=True)
class _Asked:
    """What does not depend on the encoder: the rows searched (True for each) and the BM25 scores by row."""

    allowed: NDArray[np.bool_]
    words: dict[int, float]


class Evaluation:
    """The passages of some authorities and the queries about them."""

    def __init__(self, corpus: Corpus, queries: Sequence[Pair], authorities: Collection[str]) -> None:
        self.queries = [pair for pair in queries if pair.authority in authorities]
        self._corpus = corpus
        self._rows = [row for row, name in enumerate(corpus.authorities) if name in authorities]
        self._place = {row: place for place, row in enumerate(self._rows)}
        self._spans = [corpus.spans[row] for row in self._rows]
        self._first_sentence = np.cumsum([0, *map(len, self._spans)])
        self._asked = [self._ask(pair) for pair in self.queries]
        held_back = {"standard": DEFAULT.standard_factor, "footnote": DEFAULT.footnote_factor}
        self._factors = [held_back.get(corpus.passages[row].kind, 1.0) for row in self._rows]

    def _ask(self, pair: Pair) -> _Asked:
        library = self._corpus.library
        generation = library.generation
        plan = library.plan(pair.query, Filters((pair.authority,)))
        documents = generation.numbers_of(selected(generation.documents, plan.filters))
        rows, scores = generation.by_words(
            word_query(plan, DEFAULT), DEFAULT.depth, Scope(frozenset(documents)), DEFAULT.heading_weight
        )
        allowed = np.isin(generation.documents_of(np.array(self._rows)), documents)
        found = zip(rows.tolist(), scores.tolist(), strict=True)
        return _Asked(allowed, {self._place[row]: score for row, score in found})

    def ranks(self, model: Adapted, words_weight: float) -> list[Ranks]:
        """Of every query, in their order. `words_weight` is that of BM25 against each kind of vectors."""
        passages = model.encode([self._corpus.texts[row] for row in self._rows], self._spans)
        asked = model.encode([pair.ids for pair in self.queries])
        found = []
        for number, vector in enumerate(asked.vectors):
            known = self._asked[number]
            by_passage = _best(passages.vectors @ vector, known.allowed)
            by_sentence = _best(_highest(passages.sentences @ vector, self._first_sentence), known.allowed)
            floor = 0.0 if len(known.words) < DEFAULT.depth else None
            runs = [(by_passage, 1.0, None), (by_sentence, 1.0, None), (known.words, words_weight, floor)]
            fused = {place: score * self._factors[place] for place, score in fuse(runs).items()}
            first = dict(sorted(fused.items(), key=lambda item: (-item[1], item[0]))[:RERANKED])
            tokens = tokens_of(asked, number)
            late = {place: _late(tokens, tokens_of(passages, place)) for place in first}
            late_share, fused_share = min_max(late), min_max(first)
            mixed = {place: MIX * late_share[place] + (1 - MIX) * fused_share[place] for place in first}
            right = {self._place[row] for row in self.queries[number].rows}
            methods = (by_passage, by_sentence, fused, late, mixed)
            found.append(Ranks(*(_first(scores, right) for scores in methods)))
        return found


def tokens_of(encoded: Encoded, number: int) -> Floats:
    """The token vectors of one text, float32 [tokens, width]."""
    return encoded.tokens[encoded.starts[number] : encoded.starts[number + 1]]


def reciprocal(rank: int) -> float:
    return 1 / rank if rank else 0.0


def _late(tokens: Floats, theirs: Floats) -> float:
    stored = np.round(theirs * 127) / 127  # as the index keeps them, in eight bits
    return float((stored @ tokens.T).max(axis=0).mean())


def _highest(scores: Floats, first: NDArray[np.int64]) -> Floats:
    """The best score of each passage's sentences; -2 where it has none."""
    best = np.full(len(first) - 1, -2.0, dtype=np.float32)
    some = np.flatnonzero(np.diff(first))
    best[some] = np.maximum.reduceat(scores, first[some])
    return best


def _best(scores: Floats, allowed: NDArray[np.bool_]) -> dict[int, float]:
    kept = np.where(allowed, scores, -2.0)
    order = np.argsort(-kept, kind="stable")[: DEFAULT.depth]
    return {int(place): float(kept[place]) for place in order if kept[place] > -2.0}


def _first(scores: Mapping[int, float], right: Collection[int]) -> int:
    order = sorted(scores, key=lambda place: (-scores[place], place))[:DEPTH]
    return next((rank for rank, place in enumerate(order, 1) if place in right), 0)
