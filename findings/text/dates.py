"""Dates and ranges of days as inspection documents print them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

_NAMES = ("january february march april may june july august september october november december").split()
_MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}
_SHORT = {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_MONTH = "|".join([*_NAMES, "sept", *(name[:3] for name in _NAMES)])
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
_ORDINAL = r"(?:st|nd|rd|th)?"
_DAY = rf"{_WEEKDAY}(?P<{{0}}day>\d{{{{1,2}}}}){_ORDINAL}"
_OWN_MONTH = rf"(?:\s+(?:of\s+)?(?P<{{0}}month>{_MONTH})\.?(?:,?\s+(?P<{{0}}year>\d{{{{4}}}}))?)"
_BETWEEN = r"\s*(?:-|to|and|until|&)\s*"
_RANGE = re.compile(
    rf"\b{_DAY.format('a')}{_OWN_MONTH.format('a')}?{_BETWEEN}{_DAY.format('b')}{_OWN_MONTH.format('b')}(?!\w)",
    re.I,
)
_SINGLE = re.compile(rf"\b{_DAY.format('b')}{_OWN_MONTH.format('b')}(?!\w)", re.I)
_FIGURES = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_IN_NAME = re.compile(rf"(?<!\d)(\d{{1,2}})[-_ ]({_MONTH})[-_ ](\d{{4}})(?!\d)", re.I)


def normalised(text: str) -> str:
    """One spelling of dashes, quotes and spaces; 03/02/2015 in words. Lengths may change."""
    text = re.sub("[‐‑‒–—―−─\ufffe]", "-", text).replace("’", "'").replace("‘", "'")
    text = " ".join(text.split())
    return _FIGURES.sub(_in_words, text)


def _in_words(found: re.Match[str]) -> str:
    day, month, year = (int(part) for part in found.groups())
    return f"{day} {_NAMES[month - 1]} {year}" if 1 <= month <= 12 else found[0]


def ranges(text: str, year: int | None = None) -> list[tuple[date, date]]:
    """First and last day of each range or single date in normalised text, in order of print.

    "29 April - 21 May 2014", "22 and 26 February 2016", "28 July 2016". The start takes month and year from the end;
    `year` is used where none is printed, else such a date is left out.
    """
    return [days for _, days in spans(text, year)]


def spans(text: str, year: int | None = None) -> Iterator[tuple[tuple[int, int], tuple[date, date]]]:
    """As `ranges`, each with where it stands in the text."""
    at = 0
    while True:
        span, single = _RANGE.search(text, at), _SINGLE.search(text, at)
        match = span if span and (not single or span.start() <= single.start()) else single
        if match is None:
            return
        at = match.end()
        days = _days(match.groupdict(), year)
        if days:
            yield match.span(), days


def _days(parts: dict[str, str | None], year: int | None) -> tuple[date, date] | None:
    end_year = int(parts["byear"]) if parts["byear"] else year
    if end_year is None:
        return None
    end_month = _month(parts["bmonth"])
    try:
        end = date(end_year, end_month, int(parts["bday"] or 0))
        if not parts.get("aday"):
            return end, end
        month = _month(parts["amonth"]) if parts["amonth"] else end_month
        start_year = int(parts["ayear"]) if parts["ayear"] else end_year - (month > end_month)
        start = date(start_year, month, int(parts["aday"] or 0))
    except ValueError:
        return None
    return (start, end) if start <= end else None


def _month(name: str | None) -> int:
    word = (name or "").lower()
    return _MONTHS.get(word) or _SHORT[word]


def day(text: str) -> date | None:
    """The date a normalised text begins with, a weekday before it allowed."""
    found = _SINGLE.match(text)
    days = _days(found.groupdict(), None) if found else None
    return days[1] if days else None


def only_day(text: str) -> date | None:
    """The date a normalised text consists of."""
    found = _SINGLE.fullmatch(text.strip(" ."))
    days = _days(found.groupdict(), None) if found else None
    return days[1] if days else None


def in_file_name(name: str) -> date | None:
    """The last whole date in a file's name: "...-15-april-2020.pdf", "2018-07-25-letter.txt"."""
    dates: list[tuple[int, date]] = []
    for found in _IN_NAME.finditer(name):
        dates += _dated(found.start(), int(found[3]), _month(found[2]), int(found[1]))
    for found in _ISO.finditer(name):
        dates += _dated(found.start(), int(found[1]), int(found[2]), int(found[3]))
    return max(dates)[1] if dates else None


def _dated(at: int, year: int, month: int, day: int) -> list[tuple[int, date]]:
    try:
        return [(at, date(year, month, day))]
    except ValueError:
        return []
