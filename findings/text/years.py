"""Years: those a text names, and those a document speaks of. A financial year, 2013-14, is both of its years."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from findings.records import Document

_YEAR = r"(?:19|20)\d\d"
_SPAN = re.compile(rf"(?<!\d)({_YEAR})\s*(?:[-–—/]|to|until)\s*({_YEAR}|\d\d)(?![\d%])", re.I)
_ONE = re.compile(rf"(?<![\d,.£]){_YEAR}(?![\d%]|,\d)")
_ALONE = re.compile(rf"\b({_YEAR})(?!\s*[-–/]\s*\d)\b")
_SINCE = re.compile(rf"\b(?:since|from)\s+(?:\w+\s+)?({_YEAR})\b(?!\s*(?:to|[-–—/])\s*\d)", re.I)
# What stands at the time of a document, beside another year: "from 253 in 2018 to 144 at the time of inspection".
_NOW = re.compile(
    r"\b(?:at\s+the\s+time\s+of\s+(?:the|this|our)?\s*(?:inspection|visit|review)|currently|now)\b", re.I
)
# A longer range is more likely two figures than years.
_MOST = 10


def years_in(text: str) -> frozenset[int]:
    """Every year named: "2013–14" names 2013 and 2014, "2010 to 2013" all four."""
    return frozenset(year for _, _, years in year_spans(text) for year in years)


def year_spans(text: str) -> list[tuple[int, int, frozenset[int]]]:
    """(start, end, years) of each year, financial year or range of years, in order."""
    found: list[tuple[int, int, frozenset[int]]] = []
    for match in _SPAN.finditer(text):
        first = int(match[1])
        last = int(match[2]) if len(match[2]) == 4 else first // 100 * 100 + int(match[2])
        if len(match[2]) == 2 and last != first + 1:
            continue  # "2014-18" may be anything
        if first <= last <= first + _MOST:
            found.append((*match.span(), frozenset(range(first, last + 1))))
    for match in _ONE.finditer(text):
        if not any(start <= match.start() < end for start, end, _ in found):
            found.append((*match.span(), frozenset({int(match[0])})))
    return sorted(found, key=lambda span: span[:2])


def single_years(text: str) -> tuple[int, ...]:
    """Years named on their own, such as "in 2020", not as part of a financial year or a range."""
    return tuple(sorted({int(year) for year in _ALONE.findall(text)}))


def range_in(words: str) -> tuple[int, int] | None:
    """The first and the last year of words that are known to name a range, so that "2014-18" is one; None for no
    year."""
    named = {int(match[0]) for match in _ONE.finditer(words)}
    for match in _SPAN.finditer(words):
        named.add(int(match[2]) if len(match[2]) == 4 else int(match[1]) // 100 * 100 + int(match[2]))
    return (min(named), max(named)) if named else None


def years_of(document: Document) -> frozenset[int]:
    """The years of the visit and of the publication."""
    days = (document.inspection_start, document.inspection_end, document.published)
    return frozenset(day.year for day in days if day)


def speaks_of(text: str, document: Document, asked: Collection[int]) -> bool:
    """Whether a sentence of the document is about one of the years `asked`: it names one, or it names none and the
    document is of one. "Since 2008" reaches to the day of the document, "at the time of the inspection" is that day."""
    if not asked:
        return True
    own = years_of(document)
    named = years_in(text)
    if open_since := _SINCE.search(text):
        named |= frozenset(range(int(open_since[1]), max(own, default=int(open_since[1])) + 1))
    if _NOW.search(text):
        named |= own
    return bool((named or own) & set(asked))


def in_words(years: Iterable[int]) -> str:
    """ "2011, 2012 and 2014"; a financial year as one, "2013-14"."""
    every = sorted(set(years))
    if len(every) == 2 and every[1] == every[0] + 1:
        return f"{every[0]}-{every[1] % 100:02}"
    return listed(str(year) for year in every)


def listed(words: Iterable[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
