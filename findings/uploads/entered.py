"""The facts of a document as a person corrected them, and what of them a side file has to say. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from findings.citation import day as day_in_words
from findings.citation import month as month_in_words
from findings.citation import published, visited
from findings.records import Document
from findings.text import dates, places

# No inspection of children's services that is read here is older.
EARLIEST = date(1990, 1, 1)
# Documents of these kinds speak of no visit: their day is that of publication.
_NO_VISIT = ("statement", "other")
_FIGURES = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})")


@dataclass(frozen=True, slots=True)
class Entered:
    """What a person says of a document; None or "" is not known."""

    authority: str | None
    kind: str
    day: str  # as typed: "13 January 2023"


def day_of(text: str) -> date | None:
    """The day a person typed: "13 January 2023", "13 Jan 2023", "13/1/23" (the day first), "2023-01-13"; None if it is
    none.

    Of a month, "January 2023", its last day.
    """
    text = " ".join(text.split())
    try:
        if figures := _FIGURES.fullmatch(text):
            return date(_year(figures[3]), int(figures[2]), int(figures[1]))
        if month := dates.only_months(text):
            return month[1]
        return dates.only_day(dates.normalised(text)) or date.fromisoformat(text)
    except ValueError:
        return None


def _year(figures: str) -> int:
    """Of two figures the year that a document here can be of: "97" is 1997, "24" is 2024."""
    if len(figures) == 4:
        return int(figures)
    century = EARLIEST.year // 100 * 100
    return century + int(figures) + (100 if century + int(figures) < EARLIEST.year else 0)


def written(text: str) -> str | date | None:
    """What a side file says of a day that a person typed: of a month alone "2023-01"; None if it is no day."""
    day = day_of(text)
    if day is None:
        return None
    return f"{day:%Y-%m}" if dates.only_months(" ".join(text.split())) else day


def shown_back(text: str) -> str:
    """A day or a month as it was understood, "24 November 2022", "January 2023"; "" if it is neither."""
    known = written(text)
    if known is None:
        return ""
    return (
        day_in_words(known) if isinstance(known, date) else month_in_words(date.fromisoformat(f"{known}-01"))
    )


def _iso(value: str | date | None) -> str:
    return value.isoformat() if isinstance(value, date) else value or ""


def own_day(document: Document) -> str:
    """The day, or the month, that is offered for correction, "" where none is known: a council's statement is not dated
    by the visit it follows."""
    return published(document) if document.kind == "statement" else visited(document) or published(document)


def problem_with_day(name: str, text: str, today: date) -> str:
    """What is wrong with the day entered for a file, in one line; "" when nothing is."""
    if not text.strip():
        return f"Enter the date of the inspection for ‘{name}’."
    found = day_of(text)
    if found is None:
        return f"‘{text.strip()[:40]}’ is not a date. Write the date of ‘{name}’ like 13 January 2023."
    if not EARLIEST <= found <= today:
        when = "in the future" if found > today else f"before {EARLIEST.year}"
        return f"The date of ‘{name}’ is {when}. Check it."
    return ""


def changed_facts(
    now: Document, authority: str | None, kind: str, days: Mapping[str, str]
) -> dict[str, str | date | None]:
    """Keys and values of a side file for what a person corrected of a document; `days` as typed, by inspection_end and
    published.

    A corrected end that lies before the beginning that is known leaves the beginning open.
    """
    authority = (authority or "").strip()
    authority = places.canonical(authority) or authority
    said: dict[str, str | date | None] = {}
    if authority != (now.authority or ""):
        said["authority"] = authority or None
    if kind != now.kind:
        said["kind"] = kind
    said |= {name: day for name, text in days.items() if _iso(day := written(text)) != now.iso(name)}
    end = day_of(days.get("inspection_end", ""))
    if "inspection_end" in said and now.inspection_start and (end is None or end < now.inspection_start):
        said["inspection_start"] = None
    return said


def corrections(found: Document, entered: Entered) -> dict[str, str | date | None]:
    """Keys and values of a side file: only what differs from what was found in the document.

    The day entered is that of the visit's end, of publication where the document speaks of no visit. A corrected end
    makes the beginning that was found doubtful: it is then left open.
    """
    said: dict[str, str | date | None] = {}
    authority = (entered.authority or "").strip()
    authority = places.canonical(authority) or authority
    if authority != (found.authority or ""):
        said["authority"] = authority or None
    if entered.kind != found.kind:
        said["kind"] = entered.kind
    day, by_itself = written(entered.day), entered.kind == "statement"
    was = found.iso("published") if by_itself else found.iso_date
    if day is not None and _iso(day) != was:
        of_publication = by_itself or (
            found.inspection_end is None and (found.published or entered.kind in _NO_VISIT)
        )
        said["published" if of_publication else "inspection_end"] = day
        if not of_publication and found.inspection_start is not None:
            said["inspection_start"] = None
    return said
