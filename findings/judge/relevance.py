"""Whether a passage is about a topic: numbers that can be compared between queries, documents and topics.

For a hit, its cosine and the share of the words met. Over time, the log-odds of a logistic regression over four things:
the cosine to the topic, the share of its words that are met, the share of its neighbouring words that stand together,
and late interaction. "Children in care council" is not met by a passage that has the council in one place and children
in care in another. The weights are in the encoder's calibration.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from math import log
from typing import NamedTuple

from findings.index.bm25 import Words
from findings.judge.calibration import Logistic, Relevance
from findings.records import Passage, Plan
from findings.text.content_words import content_words
from findings.text.matching import added_in, significant_stems
from findings.text.stems import stems


def stem_weights(plan: Plan, words: Words) -> dict[str, float]:
    """The topic's stems with their inverse document frequency: rare words say more about what was meant."""
    weights: dict[str, float] = {}
    for word in content_words(plan.topic):
        rarity = log(1 + words.count / (1 + words.document_frequency(word)))
        weights |= dict.fromkeys(significant_stems(word), rarity)
    return weights


def words_share(plan: Plan, passage: Passage, weights: Mapping[str, float]) -> float:
    """The weighted share (0..1) of the topic's words that stand in the passage or its headings, or are met there by
    another name."""
    here = stems(" ".join((passage.text, passage.lead_in, *passage.section)))
    met = set(here).union(*(stems(term.short) for term in added_in(plan, here)))
    total = sum(weights.values())
    return sum(weight for stem, weight in weights.items() if stem in met) / total if total else 0.0


def evidence(cosine: float, share: float, fitted: Relevance) -> float:
    """Evidence that a passage is about the topic. `cosine` is the better of passage and best sentence, -1..1."""
    return cosine + fitted.words * share


# Words that stand together have at most this many places between them: "plans for the pathway".
_TOGETHER = 3


class Signs(NamedTuple):
    """What speaks for a passage being about the topic."""

    cosine: float  # the better of passage and best sentence, -1..1
    share: float  # of the topic's words, weighted by rarity, that are met: 0..1
    together: float  # of its neighbouring words, that stand together: 0..1; of a single word, its share
    late: float = 0.0  # of the topic with the passage, compared word by word: -1..1; 0 without token vectors


def log_odds(signs: Signs, fitted: Logistic) -> float:
    """Above 0: more likely than not about the topic. The weights are those of the signs, in their order."""
    return fitted.bias + sum(weight * sign for weight, sign in zip(fitted.weights, signs, strict=True))


def signs(plan: Plan, text: str, weights: Mapping[str, float], cosine: float, late: float = 0.0) -> Signs:
    """Of a text with its headings; `weights` are those of the topic's stems, see `relevance.stem_weights`."""
    places = _places(plan, stems(text))
    total = sum(weights.values())
    share = sum(weight for stem, weight in weights.items() if stem in places) / total if total else 0.0
    return Signs(cosine, share, _together(plan, places, weights, share), late)


def _places(plan: Plan, here: Sequence[str]) -> Mapping[str, list[int]]:
    """Where each stem stands; the stems of what was typed also stand where another name of it does."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, stem in enumerate(here):
        places[stem].append(place)
    for term in plan.added:
        name = _stems(term.long)
        for first in places.get(name[0], ()) if name else ():
            if tuple(here[first : first + len(name)]) == name:
                for stem in _stems(term.short):
                    # A list of its own: `first` is being read from one.
                    places[stem] = [*places[stem], first, first + len(name) - 1]
    return places


@lru_cache(maxsize=256)
def _stems(name: str) -> tuple[str, ...]:
    return tuple(stems(name))


@lru_cache(maxsize=64)
def _topic_stems(topic: str) -> tuple[str, ...]:
    """One stem of each content word, in order."""
    return tuple(significant_stems(word)[-1] for word in content_words(topic))


def _together(
    plan: Plan, places: Mapping[str, Sequence[int]], weights: Mapping[str, float], alone: float
) -> float:
    words = _topic_stems(plan.topic)
    pairs = [(a, b, min(weights.get(a, 0.0), weights.get(b, 0.0))) for a, b in pairwise(words)]
    total = sum(weight for _, _, weight in pairs)
    if not total:
        return alone
    near = sum(
        weight
        for a, b, weight in pairs
        if any(abs(i - j) <= _TOGETHER for i in places.get(a, ()) for j in places.get(b, ()))
    )
    return near / total
