"""Figures and dates in a sentence: counts, shares, money and times, told from years, ages and numbers of sections."""

from __future__ import annotations

import re
from dataclasses import dataclass

from findings.text.years import year_spans

_ONES = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORD = rf"(?:(?:{_TENS.replace(' ', '|')})(?:-(?:one|{_ONES.replace(' ', '|')}))?|{_ONES.replace(' ', '|')})"
_NUMBER = rf"(?:\d[\d,]*(?:\.\d+)?|{_WORD})"
_TIME = r"(?:working\s+|calendar\s+|school\s+)?(?:minutes?|hours?|days?|weeks?|months?|terms?|years?)"
_SCALE = r"(?:\s*(?:million|billion|thousand|m|bn|k)\b)?"

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.I))
    for kind, pattern in (
        ("money", rf"£\s*\d[\d,]*(?:\.\d+)?{_SCALE}|\b{_NUMBER}{_SCALE}\s+pounds\b"),
        ("share", rf"(?<![\w.]){_NUMBER}\s*(?:%|per\s?cent\b|percentage\s+points?\b)"),
        ("share", rf"\b(?:one|{_NUMBER})\s+(?:in|out\s+of)\s+(?:every\s+)?{_NUMBER}\b"),
        ("share", rf"\b{_NUMBER}\s+of\s+(?:the\s+)?(?:[\w’']+\s+){{0,4}}?{_NUMBER}\b"),
        (
            "share",
            r"\b(?:(?:a|one|two|three|over|under|nearly|almost|about|around)[\s-]+)?"
            r"(?:half|(?:a|one|two)[\s-]thirds?|(?:a|one|three)[\s-](?:quarters?|fifths?|tenths?))\b(?!\s+term)",
        ),
        ("share", r"\ball\s+but\s+(?:one|two|three|a\s+few)\b"),
        ("time", rf"(?<![\w.]){_NUMBER}(?:\s+|-){_TIME}\b(?!\s+olds?|-olds?)"),
        ("rate", rf"(?<![\w.]){_NUMBER}\s+per\s+[\d,]+"),
        ("times", r"\b(?:once|twice|daily|weekly|fortnightly|monthly|quarterly|annually|yearly)\b"),
        ("none", r"\b(?:none|nobody|no\s+\w+)\b"),
        ("all", r"^all\b|\b(?:doubled|trebled|tripled|halved|quadrupled)\b"),
        ("count", rf"(?<![\w.,£/-]){_NUMBER}(?![\w%]|[-–]\w|/\d)"),
    )
)
# What looks like a count and numbers something else: an age, a page, a section, a stage.
_LABEL_BEFORE = re.compile(
    r"(?:\b(?:sections?|paragraphs?|regulations?|articles?|pages?|year|years|stage|key\s+stage|phase|tier|level|band|"
    r"part|chapter|schedule|table|figure|working\s+together|under|aged?|ages|act|team|group|no\.?|unit|standard|turn(?:s|ed|ing)?|"
    r"operation|between\s+the\s+ages\s+of)\s+(?:\d+\s*(?:and|to|or|[-–])\s*)?|[#§])$",
    re.I,
)
_AGE_AFTER = re.compile(
    r"^(?:[-–]?\s*(?:and|to|or|[-–])\s*\d+)?[\s-]*(?:years?[\s-]olds?|year[\s-]olds?|years?\s+of\s+age)", re.I
)
_MONTH_YEAR = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:and\s+\d{1,2}\s+)?)?(?:january|february|march|april|may|june|july|august|"
    r"september|october|november|december|spring|summer|autumn|winter)\s+(?:of\s+)?(?:19|20)\d\d\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)?\s+(?:january|february|march|april|may|june|july|august|september|october|november|"
    r"december)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity in a text: `text[start:end]` is `words`; `kind` is money, share, time, rate, times, none, all
    or count."""

    kind: str
    start: int
    end: int
    words: str


def figures(text: str) -> tuple[Figure, ...]:
    """The quantities of a sentence in order; dates, years, ages and the numbers of sections are none."""
    taken = [span[:2] for span in year_spans(text)] + [match.span() for match in _MONTH_YEAR.finditer(text)]
    found: list[Figure] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < e and s < end for s, e in taken):
                continue
            if _LABEL_BEFORE.search(text[:start]) or _AGE_AFTER.match(text[end:]):
                continue
            taken.append((start, end))
            found.append(Figure(kind, start, end, match[0]))
    return tuple(sorted(found, key=lambda figure: figure.start))


def dates_in(text: str) -> tuple[str, ...]:
    """The dates a sentence gives, as it gives them: days, months with a year, financial years, years."""
    spans = [match.span() for match in _MONTH_YEAR.finditer(text)]
    spans += [(s, e) for s, e, _ in year_spans(text) if not any(a <= s < b for a, b in spans)]
    return tuple(text[start:end] for start, end in sorted(spans))
