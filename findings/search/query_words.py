"""What the words of a query say besides its topic: kinds of document, instructions, ranges of years.

"Focused visits" and "the JTAI" are kinds; "over time" is an instruction; "since 2018" a range. A bare year ("in 2014",
"2013-14") is not a range: a later report may state a figure for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_VISITS = r"(?:visits?|letters?|inspections?|reports?)"
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.I), kind)
    for pattern, kind in (
        (rf"\bfocus(?:s?ed)?\s+{_VISITS}(?:\s+letters?)?", "focused-visit"),
        (rf"\bmonitoring\s+{_VISITS}(?:\s+letters?)?", "monitoring-visit"),
        (rf"\bjoint\s+targeted\s+area\s+(?:inspections?|reports?)(?:\s+{_VISITS})?", "jtai"),
        (rf"\bJTAIs?\b(?:\s+{_VISITS})?", "jtai"),
        (rf"\b(?:local\s+)?area\s+SEND\s+{_VISITS}", "area-send"),
        (r"\bSEND\s+(?:inspections?|reports?)", "area-send"),
        (rf"\bILACS\b(?:\s+{_VISITS})?", "ilacs"),
        (rf"\bsingle\s+inspections?(?:\s+framework)?(?:\s+{_VISITS})?", "sif"),
        (rf"\bre-?inspections?(?:\s+{_VISITS})?", "reinspection"),
        (r"\bcouncil(?:['’]s)?\s+(?:own\s+)?statements?", "statement"),
    )
)
# "since the focused visit" names a moment, not the documents to look in.
_MOMENT = re.compile(
    r"(?:since|after|before|following|until|from|prior\s+to|last|previous|next)\s+(?:the\s+|its\s+|their\s+|our\s+)?"
    r"(?:\w+\s+)?(?:(?:19|20)\d\d\s+)?$",
    re.I,
)
# The words around a kind that belong to it: "at the May 2024 ...", "in ...s".
_BEFORE = re.compile(
    r"(?:\b(?:in|at|from|during|of|by|across)\s+)?(?:\b(?:the|all|any|both)\s+)?$",
    re.I,
)


def find_kinds(query: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, kind) for each kind of document that `query` names as a place to look."""
    taken: list[tuple[int, int]] = []
    for pattern, kind in _PATTERNS:
        for match in pattern.finditer(query):
            start, end = match.span()
            if any(start < e and s < end for s, e in taken) or _MOMENT.search(query[:start]):
                continue
            taken.append((start, end))
            before = _BEFORE.search(query[:start])
            yield (before.start() if before else start), end, kind


_YEAR = r"(?:19|20)\d\d"
_MONTH = r"(?:(?:jan|febr)uary|march|april|may|june|july|august|(?:septem|octo|novem|decem)ber)"
_RANGES = (
    (re.compile(rf"\b(?:from|between)\s+({_YEAR})\s+(?:to|and|until|till|-|–)\s+({_YEAR})\b", re.I), "both"),
    (re.compile(rf"\b({_YEAR})\s*(?:to|-|–|—)\s*({_YEAR})\b", re.I), "both"),
    (re.compile(rf"\b(?:ever\s+)?since\s+(?:{_MONTH}\s+)?({_YEAR})\b", re.I), "from"),
    (re.compile(rf"\bfrom\s+({_YEAR})\s+(?:on|onwards?)\b", re.I), "from"),
    (re.compile(rf"\bafter\s+(?:{_MONTH}\s+)?({_YEAR})\b", re.I), "from"),
    (
        re.compile(
            rf"\b(?:before|until|up to)\s+(?:{_MONTH}\s+)?({_YEAR})\b(?!\s+\w*\s*(?:inspection|visit))", re.I
        ),
        "to",
    ),
)
_INSTRUCTIONS = re.compile(
    r"""
    \b(?:over|through|throughout|across)\s+(?:the\s+)?(?:time|years|(?:different\s+)?inspections|reports|visits)\b
    | \b(?:year\s+(?:by|on)\s+year|then\s+and\s+now|before\s+and\s+after|timeline(?:\s+of)?|so\s+far|to\s+date|
         in\s+recent\s+years|down\s+the\s+years)\b
    | [-–,:]?\s*\b(?:is|are|has|have)\s+(?:it|they|this|that|things)\s+(?:been\s+)?(?:getting|got|become)\s+
         (?:any\s+)?(?:better|worse|stronger|weaker)(?:\s+or\s+(?:better|worse))?(?:\s+or\s+not)?\b
    | \b(?:what|which)\s+(?:has|have|did|do|does)\s+(?:the\s+)?(?:inspectors?|ofsted|reports?|inspections?)\s+
         (?:say|said|find|found|report|reported|write|written|think|thought)\s+(?:about|on|of|regarding)\b
    | \b(?:show|tell|give|find)\s+me\s+(?:about|everything\s+(?:on|about))?\b
    """,
    re.I | re.X,
)
_CHANGED = re.compile(
    r"^\s*how\s+(?:has|have|did)\s+(?P<topic>.+?)\s+(?:been\s+)?(?:chang|develop|evolv)(?:ed?|ing)\b", re.I
)
_SINGLE_YEAR = re.compile(rf"\b({_YEAR})(?!\s*[-–/]\s*\d)\b")


@dataclass(frozen=True, slots=True)
class TimeWords:
    """What the time words of a query ask for; `spans` are the offsets of the words that are no topic."""

    year_from: int | None
    year_to: int | None
    range_words: str
    instructions: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def read_time_words(query: str) -> TimeWords:
    """Ranges and instructions in `query`. Ranges are inclusive: part of the year may lie after "after 2019"."""
    year_from = year_to = None
    range_words = ""
    instructions: list[str] = []
    spans: list[tuple[int, int]] = []
    for pattern, side in _RANGES:
        match = pattern.search(query)
        if not match:
            continue
        years = sorted(int(year) for year in match.groups())
        if side == "both":
            year_from, year_to = years
        elif side == "from":
            year_from = years[0]
        else:
            year_to = years[0]
        range_words = match.group().strip()
        spans.append(match.span())
        break
    changed = _CHANGED.search(query)
    if changed:
        topic_start, topic_end = changed.span("topic")
        spans += [(changed.start(), topic_start), (topic_end, changed.end())]
        instructions.append("changed")
    for match in _INSTRUCTIONS.finditer(query):
        spans.append(match.span())
        instructions.append(" ".join(match.group().strip(" -–,:").split()))
    return TimeWords(year_from, year_to, range_words, tuple(instructions), tuple(sorted(spans)))


def single_years(query: str) -> tuple[int, ...]:
    """Years named on their own, such as "in 2020": they point to documents but leave none out."""
    return tuple(sorted({int(year) for year in _SINGLE_YEAR.findall(query)}))
