"""Two versions of one document: figures that differ, and words that say that it was corrected, and when."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from findings.text import dates

# Where a document says of itself that it was corrected, in characters from its start.
_HEAD = 2500
_CORRECTED = re.compile(
    r"\b(?:corrected|revised|amended|re-?issued|updated|replaces|corrections? made|this version)\b([^\n]{0,80})",
    re.I,
)
# Not what was corrected, but what was found: "leaders have revised their plan".
_NOT_OF_ITSELF = re.compile(
    r"\b(?:has|have|had|was|were|be|been|being|leaders?|staff|they|plans?|a|an|the)\s+$", re.I
)
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*|[a-z]+")
_NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million half none".split()
)


def corrected(text: str) -> date:
    """When a document says it was last corrected; the first day of all where it says so without a day and `date.min`
    where it does not."""
    found = date.min
    for line in text[:_HEAD].split("\n"):
        match = _CORRECTED.search(line)
        if match and not _NOT_OF_ITSELF.search(line[: match.start()]):
            days = dates.ranges(dates.normalised(line[match.start() :]))
            if days:
                found = max(found, days[-1][1])
            elif re.match(r"\s*(?:version|report|edition)\b", match[1], re.I):
                found = max(found, date(1, 1, 2))
    return found


def apart(one: str, other: str) -> bool:
    """Whether two texts are not of one document: each has figures that the other has not, or one was corrected."""
    if corrected(one) != corrected(other):
        return True
    mine, yours = _figures(one), _figures(other)
    return bool(mine - yours) and bool(yours - mine)


def _figures(text: str) -> Counter[str]:
    return Counter(word for word in _FIGURE.findall(text.lower()) if word[0].isdigit() or word in _NUMBERS)
