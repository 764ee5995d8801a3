"""Why a passage was returned: the words of the query that stand in it, the added ones, and its best sentence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from findings.asking.topic import content_words
from findings.indexing import words as word_index
from findings.indexing.words import tokens
from findings.records import Passage, Plan, Term

# A sentence that holds the query's words is the better one to mark, if the vectors see little between two.
WORDS_SHARE = 0.2


@lru_cache(maxsize=4096)
def stems(text: str) -> tuple[str, ...]:
    """The stems of a text; one query asks for those of the same passages several times."""
    return tuple(word_index.stems(text))


def words_found(plan: Plan, passage: Passage) -> tuple[str, ...]:
    """The query's words as they stand in the passage ("allegations" for "allegation"), in order, once each."""
    found: dict[str, str] = {}
    for start, end, stem in tokens(passage.text, wanted_stems(plan)):
        found.setdefault(stem, passage.text[start:end])
    return tuple(found.values())


def words_added(plan: Plan, passage: Passage) -> tuple[str, ...]:
    """The other names of what was asked for that stand in the passage, as the plan names them."""
    here = stems(passage.text) if plan.added else ()
    return tuple(dict.fromkeys(term.long for term in added_in(plan, here)))


def added_in(plan: Plan, here: Sequence[str]) -> list[Term]:
    """The plan's added terms whose other name stands among the stems `here`, word after word."""
    return [term for term in plan.added if _holds(here, stems(term.long))]


def known_as(plan: Plan, name: str) -> tuple[str, ...]:
    """A name of the query with what else it may be called: the plural of a short form ("GCSEs"), the plan's other
    names for it."""
    plural = (f"{name}s",) if name.isupper() and " " not in name else ()
    others = tuple(term.long for term in plan.added if name.lower() in term.short.lower())
    return tuple(dict.fromkeys((name, *plural, *others)))


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


def wanted_stems(plan: Plan) -> frozenset[str]:
    """Stems of the topic's content words."""
    return _topic_stems(plan.topic)


@lru_cache(maxsize=64)
def _topic_stems(topic: str) -> frozenset[str]:
    return frozenset(stem for word in content_words(topic) for stem in significant_stems(word))


def significant_stems(word: str) -> tuple[str, ...]:
    """The stems of a word of a query: of "children's" not the lone "s"."""
    found = stems(word)
    return tuple(stem for stem in found if len(stem) > 1) or found


def _holds(words: Sequence[str], phrase: Sequence[str]) -> bool:
    size = len(phrase)
    return size > 0 and any(list(words[i : i + size]) == list(phrase) for i in range(len(words) - size + 1))
