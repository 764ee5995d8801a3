"""Many authorities over time in one picture: a row an authority, a column a year, a mark an inspection. Pure.

It is a table, so that what the eye sees a screen reader can read; the mark's shape and its name carry the label.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from html import escape
from urllib.parse import urlencode

from findings.app.components.inspection_groups import Group
from findings.app.components.labels import LABELS, of_view
from findings.app.components.tables.html_table import Sheet
from findings.app.state.address import OverTimeAddress
from findings.app.text import over_time_text as said
from findings.citation import full_citation, kind, named
from findings.records import STANCES, InspectionView

_WORTH = {label: place for place, label in enumerate(("needs_improvement", "mixed", "mentioned", "strength"))}
_SILENT = 9  # after every label


def ordered(grouped: Sequence[Group], order: str) -> list[Group]:
    """By name, by the latest label (what needs improvement first), or by how far it moved (fallen first)."""
    if order == "latest":
        return sorted(grouped, key=lambda group: (_latest(group), group[0] or "￿"))
    if order == "change":
        return sorted(grouped, key=lambda group: (_change(group), group[0] or "￿"))
    return list(grouped)


def _worths(group: Group) -> list[int]:
    """Of the inspections that say something, oldest first."""
    return [_WORTH[view.stance] for view in group[1] if view.stance in _WORTH]


def _latest(group: Group) -> int:
    return (_worths(group) or [_SILENT])[-1]


def _change(group: Group) -> int:
    worths = _worths(group)
    return worths[-1] - worths[0] if len(worths) > 1 else _SILENT


def grid_html(grouped: Sequence[Group], asked: OverTimeAddress) -> str:
    """The picture; the name of an authority opens its inspections."""
    days = [view.document.date.year for _, views in grouped for view in views if view.document.date]
    if not days:
        return ""
    years = range(min(days), max(days) + 1)
    head = "".join(f'<th scope="col"><span>{year}</span></th>' for year in years)
    body = "".join(_row(name, views, years, asked) for name, views in grouped if _dated(views))
    return (
        f'<div class="grid-scroll" tabindex="0" role="region" aria-label="{escape(said.GRID)}">'
        f'<table class="grid"><caption>{escape(said.GRID)}</caption>'
        f'<thead><tr><th scope="col">{said.AUTHORITY}</th>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _dated(views: Sequence[InspectionView]) -> list[InspectionView]:
    return [view for view in views if view.document.date]


def key_html(codes: Collection[str] = tuple(LABELS)) -> str:
    """What the marks mean."""
    marks = "".join(
        f'<li class="label {label.code}"><span aria-hidden="true">{label.glyph}</span> {label.words}</li>'
        for label in LABELS.values()
        if label.code in codes
    )
    return f'<ul class="marks">{marks}</ul>'


def _row(name: str | None, views: Sequence[InspectionView], years: range, asked: OverTimeAddress) -> str:
    cells = []
    for year in years:
        own = [view for view in views if view.document.date and view.document.date.year == year]
        cells.append(f"<td>{''.join(_mark(view, asked) for view in own)}</td>")
    shown = escape(name or said.AUTHORITY_NOT_KNOWN)
    head = f'<a href="{_address(asked, name)}" target="_self">{shown}</a>' if name else shown
    return f'<tr><th scope="row">{head}</th>{"".join(cells)}</tr>'


def _address(asked: OverTimeAddress, name: str, at: str = "") -> str:
    """Of the inspections of one authority, each in a block of its own; that of document `at` in view."""
    address = OverTimeAddress(asked.q, replace(asked.filters, authorities=(name,)), at=at)
    return escape(f"over-time?{urlencode(address.params(), doseq=True)}")


def _mark(view: InspectionView, asked: OverTimeAddress) -> str:
    """Its title is its name: beside another name it would be read out as well."""
    document, label = view.document, of_view(view)
    drawn = f'<span aria-hidden="true">{label.glyph}</span>'
    told = f'class="mark {label.code}" title="{escape(f"{label.words}: {named(document)}")}"'
    if document.about is None:
        return f'<span role="img" {told}>{drawn}</span>'
    return f'<a {told} href="{_address(asked, document.about, document.id)}" target="_self">{drawn}</a>'


def marks(grouped: Sequence[Group]) -> list[tuple[str, list[tuple[int, str]]]]:
    """Of each authority (year, label) of its dated inspections, for a picture."""
    return [
        (
            name or said.AUTHORITY_NOT_KNOWN,
            [(view.document.date.year, of_view(view).code) for view in views if view.document.date],
        )
        for name, views in grouped
        if _dated(views)
    ]


def sheet(grouped: Sequence[Group]) -> Sheet:
    """Every inspection with its label and its best sentence, for a spreadsheet."""
    return Sheet(said.GRID, said.CSV_COLUMNS, [_cells(view) for _, views in grouped for view in views])


def _cells(view: InspectionView) -> list[str]:
    document = view.document
    quote, source = "", ""
    if hit := view.telling:
        quote, source = hit.quote, full_citation(hit.passage, document)
    label = STANCES[view.stance] if view.stance else of_view(view).words
    day = document.iso_date
    return [document.about or "", kind(document), day, label, quote, source, document.file]
