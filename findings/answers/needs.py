"""What a question needs an answer to hold, where that can be told for certain: a figure, a sum, a day, a name.

One row a need: the words that ask for it, what finds it in a sentence, and what a reader is told where nothing does. A
need that is not met makes an answer less likely; it never refuses by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from findings.text.figures import dates_in, figures
from findings.text.names import proper_names
from findings.text.places import find_in


@dataclass(frozen=True, slots=True)
class Need:
    """`met(text, known)`: whether a sentence holds what is needed; `known` are the question's words, lower case."""

    name: str
    cue: re.Pattern[str]
    met: Callable[[str, frozenset[str]], bool]
    missing: str


def _figure(*kinds: str) -> Callable[[str, frozenset[str]], bool]:
    return lambda text, known: any(figure.kind in kinds for figure in figures(text))


def _row(name: str, cue: str, met: Callable[[str, frozenset[str]], bool], what: str) -> Need:
    return Need(name, re.compile(cue, re.I), met, f"We did not find {what} in the documents searched.")


NEEDS: tuple[Need, ...] = (
    _row(
        "share",
        r"\b(?:what|which)\s+(?:percentage|per\s?cent|proportion|share)|\bpercentages?\s+of\b",
        _figure("share", "none", "all", "rate"),
        "a percentage or share for this",
    ),
    _row(
        "money",
        r"\bhow\s+much\s+(?:money|funding|was\s+spent)|£|\bhow\s+much\b.*\b(?:costs?|spen[dt]|pa(?:y|id))\b",
        _figure("money"),
        "a sum of money for this",
    ),
    _row(
        "figure",
        r"\bhow\s+many\b|\bwhat\s+(?:is|was|were|are)\s+the\s+(?:total\s+)?(?:number|rate|average)\b",
        _figure("money", "share", "time", "rate", "none", "all", "count"),
        "a figure for this",
    ),
    _row(
        "date",
        r"\b(?:what|which)\s+(?:dates?|day|month|year)\b|^when\s+(?:did|was|were|will|is)\b",
        lambda text, known: bool(dates_in(text)),
        "a date for this",
    ),
    _row(
        "name",
        r"\bnames?\s+of\b|\bwho\s+(?:is|was|were|are|chairs?|chaired|leads?|led)\b|\bwhich\s+(?:\w+\s+)?(?:compan|organisation|"
        r"provider|charit|businesses|schools?|hospitals?|colleges?)",
        lambda text, known: bool(proper_names(text, known)),
        "a name for this",
    ),
    _row(
        "place",
        r"\b(?:which|what)\s+(?:other\s+|neighbouring\s+)*(?:councils?|(?:local\s+)?authorit(?:y|ies)|boroughs?)\b",
        lambda text, known: any(name.lower() not in known for _, _, name in find_in(text)),
        "the name of an authority for this",
    ),
)


def needs_of(question: str) -> tuple[Need, ...]:
    """What the question asks for; mostly nothing."""
    return tuple(need for need in NEEDS if need.cue.search(question))


def holds(need: Need, question: str, text: str) -> bool:
    """Whether a sentence gives it, over and above the words of the question."""
    return need.met(text, frozenset(re.findall(r"[\w’']+", question.lower())))
