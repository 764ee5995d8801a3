"""Tags of the words of a text: a linear model for each word, and the best sequence of them all.

A linear-chain conditional random field (Lafferty, McCallum and Pereira, 2001): what the model says of a word is joined
with how likely a tag is after another. The sequence with the highest sum is found by dynamic programming (Viterbi,
"Error bounds for convolutional codes", 1967). `training/forms/chain.py` learns the numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from findings.text.question_model import Model, model_of

# Before the first word and after the last.
EDGE = "^"


@dataclass(frozen=True, slots=True)
class Tagger:
    """`follows`: scores of a tag and the next, with EDGE before the first and after the last; 0 where none is named."""

    model: Model
    follows: Mapping[tuple[str, str], float]

    def tags(self, seen: Sequence[frozenset[str]]) -> tuple[str, ...]:
        """The best sequence of tags for words with these features; of equal ones that of the earlier class."""
        best: dict[str, tuple[float, tuple[str, ...]]] = {EDGE: (0.0, ())}
        for features in seen:
            own = zip(self.model.classes, self.model.scores(features), strict=True)
            ways = [(name, score, self._before(best, name)) for name, score in own]
            best = {name: (before + score, (*path, name)) for name, score, (before, path) in ways}
        return self._before(best, EDGE)[1]

    def score(self, seen: Sequence[frozenset[str]], tags: Sequence[str]) -> float:
        """What the best sequence has most of: log-odds, of use only against another sequence of the same words."""
        own = sum(
            self.model.scores(features)[self.model.classes.index(tag)]
            for features, tag in zip(seen, tags, strict=True)
        )
        return own + sum(self.follows.get(pair, 0.0) for pair in pairwise((EDGE, *tags, EDGE)))

    def _before(
        self, best: Mapping[str, tuple[float, tuple[str, ...]]], name: str
    ) -> tuple[float, tuple[str, ...]]:
        """The best way to come to a word of the tag `name`."""
        return max(
            ((score + self.follows.get((before, name), 0.0), path) for before, (score, path) in best.items()),
            key=lambda way: way[0],
        )


def tagger_of(written: Mapping[str, Any]) -> Tagger:
    """A tagger as its file has it: the model, and `follows` as lists of [tag, next tag, score]."""
    return Tagger(model_of(written), {(one, other): score for one, other, score in written["follows"]})
