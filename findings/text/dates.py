"""Dates and ranges of days as inspection documents print them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

_NAMES = ("january february march april may june july august september october november december").split()
_MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}
_SHORT = {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
# Every way to write one, in small letters.
MONTHS = frozenset({*_MONTHS, *_SHORT})
_MONTH = "|".join([*_NAMES, "sept", *(name[:3] for name in _NAMES)])
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
_ORDINAL = r"(?:st|nd|rd|th)?"
_DAY = rf"{_WEEKDAY}(?P<{{0}}day>\d{{{{1,2}}}}){_ORDINAL}"
_OWN_MONTH = rf"(?:\s+(?:of\s+)?(?P<{{0}}month>{_MONTH})\.?(?:,?\s+(?P<{{0}}year>\d{{{{4}}}}))?)"
_BETWEEN = r"\s*(?:-|to|and|until|&)\s*"
_RANGE = re.compile(
    rf"\b{_DAY.format('a')}{_OWN_MONTH.format('a')}?(?:,\s*\d{{1,2}}{_ORDINAL})*,?{_BETWEEN}{_DAY.format('b')}{_OWN_MONTH.format('b')}(?!\w)",
    re.I,
)
_SINGLE = re.compile(rf"\b{_DAY.format('b')}{_OWN_MONTH.format('b')}(?!\w)", re.I)
# As Americans write them: "September 18, 2023", "June 6-8, 2023", "March 28 to April 3, 2023".
_MONTH_FIRST = re.compile(
    rf"\b(?P<amonth>{_MONTH})\.?\s+(?P<aday>\d{{1,2}}){_ORDINAL}(?:,?\s+(?P<ayear>\d{{4}}))?"
    rf"(?:\s*(?:-|to|and|&|through)\s*(?:(?P<bmonth>{_MONTH})\.?\s+)?(?P<bday>\d{{1,2}}){_ORDINAL}"
    r"(?:,?\s+(?P<byear>\d{4}))?)?(?!\w)",
    re.I,
)
# A month without a day: "March 2023", "January and February 2023", "October 2012 to March 2013".
_WHOLE_MONTHS = re.compile(
    rf"(?<!\w)(?:(?P<amonth>{_MONTH})\.?,?(?:\s+(?P<ayear>\d{{4}}))?{_BETWEEN})?(?P<bmonth>{_MONTH})\.?,?\s+(?P<byear>\d{{4}})(?!\w)",
    re.I,
)
_DAY_BEFORE = re.compile(rf"\d{_ORDINAL}(?:\s+of)?\s+$", re.I)
# Of a form with a box for each figure: "2 0 0 1 2 0 1 0".
_BOXES = re.compile(r"(?<![\d-])(?<!\d\s)" + r"\s".join([r"(\d)"] * 8) + r"(?![\d-]|\s\d\b)")
# "28-JUN-2021"
_HYPHENED = re.compile(rf"\b(\d{{1,2}})-({_MONTH})-(\d{{4}})\b", re.I)
_FIGURES = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")
_FIGURES_MONTH_FIRST = re.compile(r"(?<![\d-])(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?![\d-])")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_IN_NAME = re.compile(rf"(?<!\d)(\d{{1,2}})[-_ ]({_MONTH})[-_ ](\d{{4}})(?!\d)", re.I)


def normalised(text: str, *, american: bool | None = False) -> str:
    """One spelling of dashes, quotes and spaces; 03/02/2015 in words. Lengths may change.

    With `american` 02/03/2015 is the third of February; None: not known which, and only a date that can be read one
    way is put into words.
    """
    text = re.sub("[‐‑‒–—―−─\ufffe]", "-", text).replace("’", "'").replace("‘", "'")
    text = _HYPHENED.sub(r"\1 \2 \3", " ".join(text.split()))
    text = _BOXES.sub(r"\1\2/\3\4/\5\6\7\8", text)
    if american is False:
        return _FIGURES.sub(_in_words, text)
    return _FIGURES_MONTH_FIRST.sub(_american_in_words if american else _certain_in_words, text)


def _in_words(found: re.Match[str]) -> str:
    day, month, year = (int(part) for part in found.groups())
    return f"{day} {_NAMES[month - 1]} {year}" if 1 <= month <= 12 else found[0]


def _american_in_words(found: re.Match[str]) -> str:
    month, day, year = (int(part) for part in found.groups())
    return f"{day} {_NAMES[month - 1]} {year}" if 1 <= month <= 12 else found[0]


def _certain_in_words(found: re.Match[str]) -> str:
    one, other, _ = (int(part) for part in found.groups())
    if one > 12:
        return _in_words(found)
    return _american_in_words(found) if other > 12 or one == other else found[0]


def month_first(text: str) -> bool:
    """Whether a normalised text writes a whole date as Americans do: "June 6, 2023"."""
    return any(_days(_american(found), None) for found in _MONTH_FIRST.finditer(text))


def _american(found: re.Match[str]) -> dict[str, str | None]:
    """The parts of a date with the month first, as of one with the day first."""
    parts = found.groupdict()
    if not parts["bday"]:
        return {"bday": parts["aday"], "bmonth": parts["amonth"], "byear": parts["ayear"]}
    return {**parts, "bmonth": parts["bmonth"] or parts["amonth"]}


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
        # Of those that begin at one place a range goes before a day.
        found = [
            each
            for each in (_RANGE.search(text, at), _SINGLE.search(text, at), _american_at(text, at))
            if each
        ]
        if not found:
            return
        match = min(found, key=lambda each: each.start())
        at = match.end()
        days = _days(_american(match) if match.re is _MONTH_FIRST else match.groupdict(), year)
        if days:
            yield match.span(), days


def _american_at(text: str, at: int) -> re.Match[str] | None:
    """The next whole date with the month first: one without a year would take the day from "in June 20 children"."""
    return next((each for each in _MONTH_FIRST.finditer(text, at) if _days(_american(each), None)), None)


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


def months(text: str) -> tuple[date, date] | None:
    """First and last day of the month, or of the months, that a normalised text begins with: "March 2023".

    The first day of the first month and the last of the last: no day is printed.
    """
    found = _WHOLE_MONTHS.match(text)
    if found is None:
        return None
    end_month, end_year = _month(found["bmonth"]), int(found["byear"])
    month = _month(found["amonth"]) if found["amonth"] else end_month
    try:
        start = date(int(found["ayear"]) if found["ayear"] else end_year - (month > end_month), month, 1)
        end = (date(end_year, end_month, 1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    except (ValueError, OverflowError):
        return None
    return (start, end) if start <= end else None


def months_in(text: str) -> tuple[date, date] | None:
    """The same of the first month in a normalised text that no day stands before."""
    for found in _WHOLE_MONTHS.finditer(text):
        if not _DAY_BEFORE.search(text[: found.start()]):
            return months(found[0])
    return None


def only_months(text: str) -> tuple[date, date] | None:
    """The same of a normalised text that consists of them."""
    found = _WHOLE_MONTHS.fullmatch(text.strip(" ."))
    return months(found[0]) if found else None


def day(text: str) -> date | None:
    """The date a normalised text begins with, a weekday before it allowed."""
    found = _SINGLE.match(text) or _MONTH_FIRST.match(text)
    return _single_day(found)


def only_day(text: str) -> date | None:
    """The date a normalised text consists of."""
    found = _SINGLE.fullmatch(text.strip(" .")) or _MONTH_FIRST.fullmatch(text.strip(" ."))
    return _single_day(found)


def _single_day(found: re.Match[str] | None) -> date | None:
    if found is None:
        return None
    days = _days(_american(found) if found.re is _MONTH_FIRST else found.groupdict(), None)
    return days[1] if days and days[0] == days[1] else None


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
