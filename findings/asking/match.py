"""Why a passage was returned: the words of the query that stand in it, the added ones, and its best sentence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from findings.asking.topic import content_words
from findings.indexing.words import tokens
from findings.records import Passage, Plan

# A sentence that holds the query's words is the better one to mark, if the vectors see little between two.
_WORDS_SHARE = 0.4


def words_found(plan: Plan, passage: Passage) -> tuple[str, ...]:
    """The query's words as they stand in the passage ("allegations" for "allegation"), in order, once each."""
    wanted = {token.stem for word in content_words(plan.topic) for token in tokens(word)}
    found = {t.stem: passage.text[t.start : t.end] for t in reversed(tokens(passage.text)) if t.stem in wanted}
    order = sorted(found, key=lambda stem: passage.text.find(found[stem]))
    return tuple(found[stem] for stem in order)


def words_added(plan: Plan, passage: Passage) -> tuple[str, ...]:
    """The other names of what was asked for that stand in the passage, as the plan names them."""
    here = [token.stem for token in tokens(passage.text)]
    return tuple(
        dict.fromkeys(term.long for term in plan.added if _holds(here, [t.stem for t in tokens(term.long)]))
    )


def best_sentence(plan: Plan, passage: Passage, cosines: np.ndarray) -> tuple[int, int]:
    """The sentence of the passage to mark: the highest cosine plus the share of the query's words it holds.

    `cosines` has one value for each sentence, in order.
    """
    wanted = {token.stem for word in content_words(plan.topic) for token in tokens(word)}
    wanted |= {token.stem for term in plan.added for token in tokens(term.long)}

    def worth(index: int) -> float:
        start, end = passage.sentences[index]
        held = {t.stem for t in tokens(passage.text[start - passage.start : end - passage.start])}
        return float(cosines[index]) + _WORDS_SHARE * len(held & wanted) / max(1, len(wanted))

    # The earlier sentence wins a tie.
    return passage.sentences[max(range(len(passage.sentences)), key=lambda i: (worth(i), -i))]


def _holds(words: Sequence[str], phrase: Sequence[str]) -> bool:
    size = len(phrase)
    return size > 0 and any(list(words[i : i + size]) == list(phrase) for i in range(len(words) - size + 1))


