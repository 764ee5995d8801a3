"""Many authorities over time in one picture: a row an authority, a column a year, a mark an inspection. Pure.

It is a table, so that what the eye sees a screen reader can read; the mark's shape and its name carry the label.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from urllib.parse import urlencode

from findings.app.components import html_table
from findings.app.components.inspection_groups import Group
from findings.app.components.labels import LABELS, of_view
from findings.app.state.address import OverTimeAddress
from findings.app.text import over_time_text as said
from findings.citation import capital, dated, full_citation, kind
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
    body = "".join(_row(name, views, years, asked) for name, views in grouped)
    return (
        f'<div class="grid-scroll" tabindex="0" role="region" aria-label="{escape(said.GRID)}">'
        f'<table class="grid"><caption>{escape(said.GRID)}</caption>'
        f'<thead><tr><th scope="col">{said.AUTHORITY}</th>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def key_html() -> str:
    """What the marks mean."""
    marks = "".join(
        f'<li class="label {label.code}"><span aria-hidden="true">{label.glyph}</span> {label.words}</li>'
        for label in LABELS.values()
    )
    return f'<ul class="marks">{marks}</ul>'


def _row(name: str | None, views: Sequence[InspectionView], years: range, asked: OverTimeAddress) -> str:
    cells = []
    for year in years:
        own = [view for view in views if view.document.date and view.document.date.year == year]
        cells.append(f"<td>{''.join(_mark(view, asked) for view in own)}</td>")
    shown = escape(name or said.AUTHORITY_NOT_KNOWN)
    head = f'<a href="{_address(name, asked)}" target="_self">{shown}</a>' if name else shown
    return f'<tr><th scope="row">{head}</th>{"".join(cells)}</tr>'


def _address(name: str, asked: OverTimeAddress) -> str:
    """Of the inspections of one authority, each in a block of its own."""
    address = OverTimeAddress(asked.q, replace(asked.filters, authorities=(name,)))
    return escape(f"over-time?{urlencode(address.params(), doseq=True)}")


def _mark(view: InspectionView, asked: OverTimeAddress) -> str:
    label = of_view(view)
    spoken = f"{label.words}: {capital(kind(view.document))}, {dated(view.document)}"
    drawn = f'<span aria-hidden="true">{label.glyph}</span><span class="unseen">{escape(spoken)}. </span>'
    name = view.document.about
    style = f'class="mark {label.code}" title="{escape(spoken)}"'
    if name is None:
        return f"<span {style}>{drawn}</span>"
    return f'<a {style} href="{_address(name, asked)}" target="_self">{drawn}</a>'


def csv_bytes(grouped: Sequence[Group]) -> bytes:
    """Every inspection with its label and its best sentence, for a spreadsheet."""
    return html_table.csv_bytes(said.CSV_COLUMNS, (_cells(view) for _, views in grouped for view in views))


def _cells(view: InspectionView) -> list[str]:
    document = view.document
    quote, source = "", ""
    if view.passages:
        hit, _ = view.passages[0]
        quote, source = hit.quote, full_citation(hit.passage, document)
    label = STANCES[view.stance] if view.stance else of_view(view).words
    day = document.date.isoformat() if document.date else ""
    return [document.about or "", kind(document), day, label, quote, source, document.file]
