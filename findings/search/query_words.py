"""What the words of a query say besides its topic: kinds of document, years, words to the tool, words for time.

Which words these are is learned (`query_tags.py`); here they become filters. A bare year ("in 2014", "2013-14") is
none: a later report may state a figure for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from findings.search.kind_names import named_kinds
from findings.search.query_tags import Tagged, tagged
from findings.text.question_model import TRIM
from findings.text.years import range_in, year_spans

_ENDS = "?!."
# Words for a range of years, and which of its two years they give.
_FIRST, _LAST = frozenset({"from", "between"}), frozenset({"until", "between"})


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a query with one meaning: they and the punctuation around them stand from `start` to `end`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Range:
    """Words that limit the years; both years are included, part of a year may lie after "after 2019"."""

    words: Words
    year_from: int | None
    year_to: int | None


@dataclass(frozen=True, slots=True)
class KindWords:
    """Words that name a kind of document; `codes` are those of the kinds called so."""

    words: Words
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class QueryWords:
    """What was read of a query besides its topic."""

    ranges: tuple[Range, ...]
    kinds: tuple[KindWords, ...]
    over: tuple[Words, ...]  # ask for the whole course of time: "over time"
    asking: tuple[Words, ...]  # are said to the tool: "show me"
    visit_years: frozenset[int]  # of inspections named by their year: "the 2017 inspection"

    @property
    def instructions(self) -> tuple[Words, ...]:
        """Words that are searched for in no case, in their order."""
        return tuple(sorted((*self.over, *self.asking), key=lambda words: words.start))


def read_words(query: str) -> QueryWords:
    """What the words of a query say besides its topic."""
    found = tagged(query)
    kinds = tuple(kind for one in found if one.tag == "kind" for kind in _kinds(query, one))
    return QueryWords(
        ranges=tuple(_ranges(query, found)),
        kinds=kinds,
        over=tuple(_words(query, one.start, one.end) for one in found if one.tag == "over"),
        asking=tuple(_words(query, one.start, one.end) for one in found if one.tag == "ask"),
        visit_years=frozenset(_visit_years(query, found, kinds)),
    )


def _words(query: str, start: int, end: int) -> Words:
    """Words from `start` to `end`; a question mark behind them is the query's."""
    text = query[start:end].rstrip(_ENDS)
    return Words(text.strip(TRIM) or text, start, start + len(text))


def _ranges(query: str, found: Sequence[Tagged]) -> Iterator[Range]:
    """Words without a year limit nothing, nor do those whose year is already given by words before them."""
    first = last = None
    for one in found:
        years = range_in(query[one.start : one.end]) if one.tag in _FIRST | _LAST else None
        if years is None:
            continue
        year_from = years[0] if one.tag in _FIRST else None
        year_to = years[1] if one.tag in _LAST else None
        if (year_from and first) or (year_to and last):
            continue
        if (year_from or first or 0) > (year_to or last or 9999):
            continue
        first, last = year_from or first, year_to or last
        yield Range(_words(query, one.start, one.end), year_from, year_to)


def _kinds(query: str, one: Tagged) -> Iterator[KindWords]:
    """The kinds that tagged words name: the words up to the end of a name belong to it, the last takes the rest."""
    named = named_kinds(query[one.start : one.end])
    start = one.start
    for place, (_, end, codes) in enumerate(named):
        ends = one.end if place == len(named) - 1 else max(start, one.start + end)
        if start < ends:
            yield KindWords(_words(query, start, ends), codes)
        start = max(start, ends)


def _visit_years(query: str, found: Sequence[Tagged], kinds: Sequence[KindWords]) -> Iterator[int]:
    """The years in words that name an inspection, and those right beside a kind: "the May 2019 focused visit"."""
    for start, end, years in year_spans(query):
        inside = {one.tag for one in found if one.start <= start < one.end}
        beside = any(
            not query[min(end, kind.words.end) : max(start, kind.words.start)].strip(TRIM) for kind in kinds
        )
        if "visit" in inside or (beside and not inside & (_FIRST | _LAST)):
            yield from years
