"""Which words of a query stand in a text, in any inflection and under their other names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from sys import intern

from findings.records import Passage, Plan, Term
from findings.text import stems as analysis
from findings.text.content_words import content_words
from findings.text.stems import tokens


@lru_cache(maxsize=32_768)
def stems(text: str) -> tuple[str, ...]:
    """The stems of a text; one query asks for those of the same passages several times, and every
    topic for those of the same sentences."""
    return tuple(map(intern, analysis.stems(text)))


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
    return [term for term in plan.added if holds(here, stems(term.long))]


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


def holds(words: Sequence[str], phrase: Sequence[str]) -> bool:
    """Whether the words of a phrase stand among `words`, one after the other; one of no words stands nowhere."""
    if not phrase or phrase[0] not in words:  # mostly so
        return False
    size, phrase = len(phrase), list(phrase)
    return any(list(words[i : i + size]) == phrase for i in range(len(words) - size + 1))
