"""What a page shows, as a drawing: inspections on a line of time, and a row for each authority or theme. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from findings.app.components.labels import LABELS, of_view
from findings.app.components.pictures.drawing import MUTED, Drawing, Mark, Rule, Words, framed
from findings.records import InspectionView

ROW, STEP, CHAR = 34, 44, 7.5  # height of a row, width of a year, of a character


class Caption(NamedTuple):
    """What stands around a picture."""

    title: str
    dated: str
    source: str


def timeline(views: Sequence[InspectionView], caption: Caption) -> Drawing:
    """The inspections of one authority: a column a year, a row a label; silent ones have their rows too."""
    dated = [(view.document.date, of_view(view).code) for view in views if view.document.date]
    years = _years([day for day, _ in dated])
    rows = list(LABELS.values())
    left = 150
    body: list[Words | Mark | Rule] = _heads(years, left, len(rows))
    for place, label in enumerate(rows):
        y = ROW * (place + 0.5)
        body += [Words(0, y + 5, label.words), Rule(left, y, left + STEP * len(years), y)]
        body += [Mark(_at(day, years, left), y, code) for day, code in dated if code == label.code]
    return framed(*caption, body, left + STEP * len(years), ROW * len(rows) + 24)


def matrix(rows: Sequence[tuple[str, Sequence[tuple[int, str]]]], caption: Caption) -> Drawing:
    """A row for each name with (year, code of a label) of its marks, and below it what the marks mean."""
    years = _years([date(year, 1, 1) for _, marks in rows for year, _ in marks])
    left = int(max([len(name) for name, _ in rows] + [12]) * CHAR) + 12
    body: list[Words | Mark | Rule] = _heads(years, left, len(rows))
    for place, (name, marks) in enumerate(rows):
        y = ROW * (place + 0.5)
        body += [Words(0, y + 5, name), Rule(0, y + ROW / 2, left + STEP * len(years), y + ROW / 2)]
        for n, year in enumerate(years):
            own = [code for found, code in marks if found == year]
            step = min(18, STEP / max(1, len(own)))
            first = left + STEP * (n + 0.5) - step * (len(own) - 1) / 2
            body += [Mark(first + step * k, y, code, min(8, step / 2)) for k, code in enumerate(own)]
    used = [
        label
        for label in LABELS.values()
        if any(code == label.code for _, marks in rows for _, code in marks)
    ]
    foot, x = ROW * len(rows) + 52, 8.0
    for label in used:
        body += [Mark(x, foot - 5, label.code, 7), Words(x + 14, foot, label.words, 12, colour=MUTED)]
        x += 14 + len(label.words) * 7 + 26
    return framed(*caption, body, max(left + STEP * len(years), int(x)), foot + 6)


def _years(days: Sequence[date]) -> range:
    return range(min(days).year, max(days).year + 1) if days else range(0)


def _heads(years: range, left: int, rows: int) -> list[Words | Mark | Rule]:
    """The years below the rows; every other one where many stand side by side."""
    every = 1 if len(years) <= 25 else 2
    y = ROW * rows + 18
    return [
        Words(left + STEP * (n + 0.5), y, str(year), 12, colour=MUTED, middle=True)
        for n, year in enumerate(years)
        if n % every == 0
    ]


def _at(day: date, years: range, left: int) -> float:
    return left + STEP * (day.year - years[0] + (day.timetuple().tm_yday - 1) / 366)
