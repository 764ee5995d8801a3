"""Headings: their rank among the headings of a document, and the grade printed in them."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Ofsted's grades of all its frameworks, CQC's, HMICFRS's and HMI Probation's.
_GRADES = (
    "outstanding",
    "good",
    "requires improvement to be good",
    "requires improvement to be outstanding",
    "requires improvement",
    "require improvement to be good",
    "require improvement",
    "inadequate",
    "adequate",
    "satisfactory",
    "requires significant improvement",
    "not yet judged",
    "insufficient evidence to rate",
    "inspected but not rated",
)
GRADE = "|".join(re.escape(grade) for grade in sorted(_GRADES, key=len, reverse=True))
_IN_HEADING = re.compile(
    rf"(?:\s*[:–—]\s*|\s+-\s+|\s+(?:is|are)(?:\s+that\s+(?:it|they)(?:\s+(?:is|are))?)?\s+|\t+\s*)({GRADE})"
    r"\s*[.¹²³⁴⁵⁶⁷⁸⁹]*$"
    r"|\s+(requires? improvement(?: to be good)?)\s*[.¹²³⁴⁵⁶⁷⁸⁹]*$",
    re.IGNORECASE,
)
_LIMITING = re.compile(rf"\s*\(?\bgrade \d\s*[:(]\s*({GRADE})\)?\s*$", re.IGNORECASE)
_ONLY_GRADE = re.compile(rf"(?:grade \d\s*\(?)?({GRADE})\)?\s*[.¹²³⁴⁵⁶⁷⁸⁹]*", re.IGNORECASE)


def split_grade(text: str) -> tuple[str, str | None]:
    """("The impact of leaders: good") -> ("The impact of leaders", "good"), as printed; (text, None) without one."""
    found = _LIMITING.search(text) or _IN_HEADING.search(text)
    if not found or not text[: found.start()].strip():
        return text, None
    return re.sub(r"\s+(?:is|are)$", "", text[: found.start()].rstrip()), next(
        grade for grade in found.groups() if grade
    )


def only_grade(text: str) -> str | None:
    """The grade a text consists of, as printed, or None."""
    found = _ONLY_GRADE.fullmatch(" ".join(text.split()))
    return found[1] if found else None


def levels(looks: Iterable[tuple[float, bool]], body: float) -> dict[tuple[float, bool], int]:
    """(size, bold) of every heading -> its level, 1 for the largest; sizes within half a point are one level.

    Boldness parts only headings of body size: a larger one is a heading either way.
    """
    rank: dict[tuple[float, bool], int] = {}
    level = 0
    previous = float("inf")
    bold_before = True
    for size, bold in sorted(set(looks), reverse=True):
        small = size <= body + 1.2
        if previous - size > 0.6 or (small and bold != bold_before):
            level += 1
            previous = size
        rank[size, bold] = level
        bold_before = bold
    return rank
