"""Kinds of document named in a query: "focused visits", "the JTAI", "area SEND inspection"."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
