"""Fits a linear-chain conditional random field (Lafferty, McCallum and Pereira, "Conditional random fields", 2001).

Weights of features and of tags that follow each other are learned together, by the likelihood of whole sequences.
Forward and backward passes run over all sequences at once, one place after another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """What is learned, for tags by their number: weights of features, and scores of a tag after another, of the first
    and of the last."""

    weights: Floats  # feature x tag
    bias: Floats
    follows: Floats  # tag x next tag
    first: Floats
    last: Floats

    def flat(self) -> Floats:
        parts = (self.weights, self.bias, self.follows, self.first, self.last)
        return np.concatenate([part.ravel() for part in parts])


def chain_of(flat: Floats, width: int, count: int) -> Chain:
    """The chain of `width` features and `count` tags whose numbers stand in one row."""
    ends = np.cumsum([width * count, count, count * count, count])
    weights, bias, follows, first, last = np.split(flat, ends)
    return Chain(weights.reshape(width, count), bias, follows.reshape(count, count), first, last)


def fit_chain(
    seen: csr_matrix, tags: Numbers, lengths: Sequence[int], count: int, strength: float, steps: int
) -> Chain:
    """Learn from words in the order of their sequences, which have these lengths, at least one word each.

    `strength` is the inverse of the regularisation; after `steps` the search ends.
    """
    width, rows = seen.shape[1], by_place(lengths)
    told = np.zeros((len(tags), count))
    told[np.arange(len(tags)), tags] = 1
    counted = _counted(seen, tags, told, rows)
    transposed = seen.T.tocsr()

    def loss(flat: Floats) -> tuple[float, Floats]:
        chain = chain_of(flat, width, count)
        likelihood, shares, pairs = expected(seen @ chain.weights + chain.bias, chain, rows)
        ends = shares[rows[0]].sum(0), shares[_last_rows(rows)].sum(0)
        due = Chain(transposed @ shares, shares.sum(0), pairs, *ends).flat()
        value = strength * (likelihood - float(flat @ counted)) + 0.5 * float(flat @ flat)
        return value, strength * (due - counted) + flat

    start = np.zeros(width * count + count * (count + 3))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": steps})
    return chain_of(found.x, width, count)


def by_place(lengths: Sequence[int]) -> list[Numbers]:
    """For each place in a sequence the rows of the words there, those of the longest sequences first."""
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.int64)
    order = np.argsort([-length for length in lengths], kind="stable")
    sizes = np.asarray(lengths)[order]
    return [starts[order[: int((sizes > place).sum())]] + place for place in range(max(lengths))]


def _last_rows(rows: Sequence[Numbers]) -> Numbers:
    return np.concatenate(
        [now[len(after) :] for now, after in zip(rows, [*rows[1:], rows[0][:0]], strict=True)]
    )


def _counted(seen: csr_matrix, tags: Numbers, told: Floats, rows: Sequence[Numbers]) -> Floats:
    """How often each feature, pair of tags and so on stands in the labelled sequences."""
    pairs = np.zeros((told.shape[1], told.shape[1]))
    for before, after in pairwise(rows):
        np.add.at(pairs, (tags[before[: len(after)]], tags[after]), 1)
    ends = told[rows[0]].sum(0), told[_last_rows(rows)].sum(0)
    return Chain(seen.T @ told, told.sum(0), pairs, *ends).flat()


def expected(scores: Floats, chain: Chain, rows: Sequence[Numbers]) -> tuple[float, Floats, Floats]:
    """The logarithm of the sum over all sequences of tags, the probability of each tag of each word, and how often each
    pair of tags is expected. Sums are scaled at each place, so that none leaves the range of a number.
    """
    most = scores.max(1, keepdims=True)
    own, follows = np.exp(scores - most), np.exp(chain.follows)
    ahead, behind, scale = np.zeros_like(own), np.zeros_like(own), np.ones((len(own), 1))
    come = np.exp(chain.first)
    for now, after in zip(rows, [*rows[1:], rows[0][:0]], strict=True):
        here = own[now] * come
        scale[now] = here.sum(1, keepdims=True)
        ahead[now] = here / scale[now]
        come = ahead[now[: len(after)]] @ follows
    pairs, last = np.zeros_like(follows), np.exp(chain.last)
    after = rows[0][:0]
    for now in reversed(rows):
        going = own[after] * behind[after] / scale[after]
        behind[now[: len(after)]] = going @ follows.T
        behind[now[len(after) :]] = last
        total = (ahead[now] * behind[now]).sum(1, keepdims=True)[: len(after)]
        pairs += (ahead[now[: len(after)]] / total).T @ going * follows
        after = now
    shares = ahead * behind
    ends = ahead[_last_rows(rows)] @ last
    likelihood = float(np.log(scale).sum() + most.sum() + np.log(ends).sum())
    return likelihood, shares / shares.sum(1, keepdims=True), pairs
