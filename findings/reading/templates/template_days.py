"""The days of a document as its template says where they stand: after labels, in titles, in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from findings.reading.templates import printed_labels as labels
from findings.reading.templates.template import Template, general
from findings.text import dates

Found = Mapping[str, Sequence[str]]  # field -> the values that stand after its labels

_NOT_THIS = re.compile(r"\b(?:previous|last|next|former)\b", re.I)
# In running text what is told of another visit: anywhere in the sentence before the date.
_ANOTHER = re.compile(
    r"\b(?:previous(?:ly)?|last|earlier|since|following|next|former|prior|until|before|after)\b", re.I
)
_TITLE_LINES = 12
# A line that goes on with the dates of the line above: it begins with a day.
_GOES_ON = re.compile(r"(?:(?:and|to|&|-)\s+)?(?:[A-Z][a-z]+day,?\s+)?\d{1,2}(?:st|nd|rd|th)?\b")


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day; `month` where months are printed and no days: then of the first and the last day of them."""

    start: date
    end: date
    month: bool = False

    @property
    def single_month(self) -> bool:
        return self.month and (self.start.year, self.start.month) == (self.end.year, self.end.month)


class Days:
    """Finds the days of one document. `head` are its title lines, `prose` the paragraphs of its first pages."""

    def __init__(self, template: Template | None, head: Sequence[str], prose: Sequence[str] = ()) -> None:
        american = any(dates.month_first(dates.normalised(line)) for line in head)
        self.american = template.month_first if template else (american or None)
        self.template = template
        self.head = [self._plain(line) for line in head]
        self.prose = [self._plain(text) for text in prose]

    def inspected(self, found: Found) -> Span | None:
        """When it was looked at; the days of several lines count together."""
        if span := next(self._labelled(found, "inspected"), None):
            return span
        begins, ends = (next(self._labelled(found, field), None) for field in ("begins", "ends"))
        if begins:
            last = ends or begins
            if begins.start > last.end or begins.month != last.month:
                return None
            return Span(begins.start, last.end, last.month)
        return self._elsewhere("inspected")

    def published(self, found: Found) -> Span | None:
        """The day of publication, or the month."""
        for value in found.get("published", ()):
            plain = self._plain(value)
            days = dates.ranges(plain)
            if days and days[0][0] == days[0][1] and not _NOT_THIS.search(value):
                return Span(*days[0])
            if not days and (month := _month(plain)):
                return month
        span = self._elsewhere("published")
        return span if span and (span.single_month if span.month else span.start == span.end) else None

    def _plain(self, text: str) -> str:
        return dates.normalised(text, american=self.american)

    def _labelled(self, found: Found, field: str) -> Iterator[Span]:
        for value in found.get(field, ()):
            plain = _NOT_THIS.split(self._plain(_first_lines(value)))[0]
            days = dates.ranges(plain)
            if days:
                yield Span(min(start for start, _ in days), max(end for _, end in days))
            elif months := dates.months(plain.removeprefix("in ")):
                yield Span(*months, month=True)

    def _elsewhere(self, field: str) -> Span | None:
        """A date in a line of its own, or in a title line, where the template says what that is; else what running
        text says in the template's words, or in those of all."""
        alone = self.template is not None and self.template.date_alone == field
        titled = self.template is not None and self.template.date_in_title == field
        in_lines = (
            *(self._alone() if alone else ()),
            *((_titled(line) for line in self.head[:_TITLE_LINES]) if titled else ()),
        )
        span = next((span for span in in_lines if span), None) or self._told(field)
        return span or (self._period() if field == "inspected" else None)

    def _period(self) -> Span | None:
        """Months that a line of the title consists of: "October 2012 – March 2013" is what a report is on."""
        for line in self.head[:_TITLE_LINES]:
            if (months := dates.only_months(line)) and not (span := Span(*months, month=True)).single_month:
                return span
        return None

    def _alone(self) -> Iterator[Span | None]:
        for line in self.head:
            found = next(dates.spans(line), None)
            if found and line[: found[0][0]].strip(" .") == line[found[0][1] :].strip(" .") == "":
                yield Span(*found[1])
        for line in self.head:
            if months := dates.only_months(line):
                yield Span(*months, month=True)

    def _told(self, field: str) -> Span | None:
        words = [
            one.dates_after[field]
            for one in (*((self.template,) if self.template else ()), general())
            if field in one.dates_after
        ]
        for text in (*self.head, *self.prose):
            for pattern in words:
                for found in pattern.finditer(text):
                    sentence = re.split(r"[.;]\s", text[: found.start()])[-1]
                    days = next(dates.spans(text[found.end() :]), None)
                    # The date follows at once, a weekday before it allowed.
                    if days and len(text[found.end() :][: days[0][0]].strip(" :,")) == 0:
                        if not _ANOTHER.search(sentence):
                            return Span(*days[1])
                    elif (months := dates.months(text[found.end() :].lstrip(" :,"))) and not _ANOTHER.search(
                        sentence
                    ):
                        return Span(*months, month=True)
        return None


def _month(plain: str) -> Span | None:
    """A single month that a text begins with."""
    months = dates.months(plain)
    span = Span(*months, month=True) if months else None
    return span if span and span.single_month else None


def _titled(line: str) -> Span | None:
    if days := dates.ranges(line):
        return Span(*days[0])
    months = dates.months_in(line)
    return Span(*months, month=True) if months else None


def _first_lines(value: str) -> str:
    """The first cell of the first line, with the lines below that go on with days."""
    lines = [re.split(r"\t", line, maxsplit=1)[0] for line in value.strip().split("\n")]
    kept = [labels.first_line(value)]
    for line in lines[1:]:
        if not _GOES_ON.match(line.strip()):
            break
        kept.append(line)
    return " ".join(kept)
