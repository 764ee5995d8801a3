"""Inspections in order: grouped by authority, dated, with the long gaps between them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from findings.records import InspectionView

MOST = 20  # inspections on one page of several authorities
LONG = 3  # years without an inspection that are worth saying


Group = tuple[str | None, list[InspectionView]]  # of an authority; None: not known


def groups(views: Sequence[InspectionView]) -> list[Group]:
    """The inspections by authority, in the order of the alphabet, those of no known authority last.

    Where only one authority is known there is one group under its name, whatever could not be told.
    """
    known = sorted({view.document.about for view in views if view.document.about})
    if len(known) < 2:
        return [(known[0] if known else None, list(views))] if views else []
    found: list[Group] = [(name, [view for view in views if view.document.about == name]) for name in known]
    others = [view for view in views if not view.document.about]
    return [*found, (None, others)] if others else found


def paged(grouped: Sequence[Group]) -> list[list[Group]]:
    """The groups on pages of about `MOST` inspections; an authority is never parted."""
    pages: list[list[Group]] = [[]]
    for name, views in grouped:
        held = sum(len(others) for _, others in pages[-1])
        if held and held + len(views) > MOST:
            pages.append([])
        pages[-1].append((name, views))
    return pages


def ordered(views: Sequence[InspectionView], order: str) -> list[InspectionView]:
    """Newest or oldest first; what has no date comes last either way."""
    sign = -1 if order == "newest" else 1
    day = {id(view): view.document.date for view in views}
    return sorted(
        views,
        key=lambda view: (
            day[id(view)] is None,
            sign * (day[id(view)] or date.min).toordinal(),
            view.document.id,
        ),
    )


def gaps(views: Sequence[InspectionView]) -> dict[str, tuple[date, date]]:
    """Document id -> the long time between the inspection shown before it and its own, earlier day first.

    A council's statement is no inspection and fills no gap.
    """
    found = {}
    for one, other in pairwise(view for view in views if view.document.kind != "statement"):
        if one.document.date and other.document.date:
            first, last = sorted((one.document.date, other.document.date))
            if last > _years_after(first, LONG):
                found[other.document.id] = (first, last)
    return found


def kinds(views: Sequence[InspectionView]) -> tuple[str, ...]:
    """The kinds of inspection that are known, in order; a statement is no inspection."""
    told = (view.document.kind for view in views if view.document.kind not in ("statement", "other"))
    return tuple(dict.fromkeys(told))


def _years_after(day: date, number: int) -> date:
    last_of_february = day.month == 2 and day.day == 29
    return day.replace(year=day.year + number, day=28 if last_of_february else day.day)
