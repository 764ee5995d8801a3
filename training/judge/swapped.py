"""Topics beside sentences that say something on another topic and share a word with this one.

Sentences that are found for a topic mostly say something on it, so what a judge learns too easily is that a shared
word is enough. Here it is not: "foster carers' training" and a sentence on the training of social workers.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from findings.text.content_words import content_words
from findings.text.matching import significant_stems, stems
from training.judge.data import NONE, SAYS, Pair, Question

FEWEST, MOST = (
    2,
    7,
)  # stems of a topic: of one every sentence shares all or nothing, long ones are sentences themselves
LOOKED_AT = 700  # sentences drawn for a topic, of all that say something on any
NEAREST = 12  # of them those that share most of its words, at most half
TAKEN = 6  # drawn of those
OWN = 3  # sentences of its own that say something on it, beside them


def swapped(topics: Sequence[Question], seed: int) -> list[Question]:
    """Each topic for which there are such sentences, with these, labelled 0, and some of its own."""
    chance = random.Random(seed)
    pool = [
        (pair, _key(topic), set(stems(pair.sentence)))
        for topic in topics
        for pair in topic.pairs
        if pair.label == SAYS
    ]
    found = []
    for topic in topics:
        own = {stem for word in content_words(topic.asked) for stem in significant_stems(word)}
        if not FEWEST <= len(own) <= MOST:
            continue
        known = {pair.sentence for pair in topic.pairs}
        drawn = chance.sample(pool, min(LOOKED_AT, len(pool)))
        shared = [
            (len(own & words), pair)
            for pair, key, words in drawn
            if key != _key(topic) and pair.sentence not in known and 0 < len(own & words) <= len(own) / 2
        ]
        near = [pair for _, pair in sorted(shared, key=lambda one: -one[0])[:NEAREST]]
        others = chance.sample(near, min(TAKEN, len(near)))
        if others:
            first = topic.pairs[0].first
            kept = [pair for pair in topic.pairs if pair.label == SAYS][:OWN]
            zeros = [Pair(first, pair.second, NONE, pair.sentence) for pair in others]
            found.append(
                Question(
                    f"{topic.id}-swapped",
                    topic.authority,
                    topic.kind,
                    "yes" if kept else "no",
                    topic.asked,
                    (*kept, *zeros),
                )
            )
    return found


def _key(topic: Question) -> str:
    """The same topic may be labelled twice."""
    return " ".join(topic.asked.lower().split())
