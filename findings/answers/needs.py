"""What a question needs an answer to hold, where that can be told for certain: a figure, a share, a sum, a date.

One row a need: the words that ask for it, what finds it in a sentence, and what a reader is told where nothing does. A
need that is not met makes an answer less likely; it never refuses by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from findings.text.figures import dates_in, figures


@dataclass(frozen=True, slots=True)
class Need:
    """`met`: whether a sentence holds what is needed."""

    name: str
    cue: re.Pattern[str]
    met: Callable[[str], bool]
    missing: str


def _figure(*kinds: str) -> Callable[[str], bool]:
    return lambda text: any(figure.kind in kinds for figure in figures(text))


def _row(name: str, cue: str, met: Callable[[str], bool], what: str) -> Need:
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
        lambda text: bool(dates_in(text)),
        "a date for this",
    ),
)


def needs_of(question: str) -> tuple[Need, ...]:
    """What the question asks for; mostly nothing."""
    return tuple(need for need in NEEDS if need.cue.search(question))
