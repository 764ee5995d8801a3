"""The themes in one picture: a row a theme, how many reports say what, and a column a year. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import urlencode

from findings.app.components.labels import LABELS
from findings.app.components.tables.html_table import Sheet
from findings.app.state.address import OverTimeAddress, ThemesAddress
from findings.app.text import themes_text as said
from findings.citation import capital, kind
from findings.records import STANCES
from findings.timeline.themes import ThemeView, urgency


def ordered(shown: Iterable[ThemeView], order: str) -> list[ThemeView]:
    """What calls for a look first; or by group."""
    if order == "group":
        return sorted(shown, key=lambda one: (one.theme.group, one.theme.title))
    return sorted(shown, key=urgency)


def grid_html(shown: Sequence[ThemeView], asked: ThemesAddress) -> str:
    """The table; the name of a theme opens it over time, with the same filters."""
    days = [document.date.year for one in shown for document, _ in one.said if document.date]
    years = range(min(days), max(days) + 1) if days else range(0)
    heads = "".join(f'<th scope="col">{_marked(label, LABELS[label].words)}</th>' for label in said.COUNTED)
    heads += "".join(f'<th scope="col"><span>{year}</span></th>' for year in years)
    rows = []
    group = ""
    for one in shown:
        if asked.order == "group" and one.theme.group != group:
            group = one.theme.group
            width = 2 + len(said.COUNTED) + len(years)
            rows.append(f'<tr><th scope="colgroup" colspan="{width}" class="group">{escape(group)}</th></tr>')
        rows.append(_row(one, years, asked))
    return (
        f'<div class="grid-scroll" tabindex="0" role="region" aria-label="{said.TABLE}">'
        f'<table class="grid themes"><caption>{said.TABLE}</caption>'
        f'<thead><tr><th scope="col">{said.THEME}</th><th scope="col">{said.SPEAKING}</th>{heads}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def _marked(label: str, spoken: str, number: str = "") -> str:
    """The mark of a label with its number; its title is its name."""
    shown = f'<span aria-hidden="true">{LABELS[label].glyph}{number}</span>'
    return f'<span role="img" class="mark {label}" title="{escape(spoken)}">{shown}</span>'


def _row(one: ThemeView, years: range, asked: ThemesAddress) -> str:
    address = OverTimeAddress(one.theme.topic, asked.filters)
    link = escape(f"over-time?{urlencode(address.params(), doseq=True)}")
    cells = [f"<td>{said.speaking(one.speaking, len(one.said))}</td>"]
    cells += [f"<td>{one.count(label) or ''}</td>" for label in said.COUNTED]
    cells += [f"<td>{_year(one, year)}</td>" for year in years]
    head = f'<a href="{link}" target="_self">{escape(one.theme.title)}</a>'
    return f'<tr><th scope="row">{head}</th>{"".join(cells)}</tr>'


def _year(one: ThemeView, year: int) -> str:
    """The labels of a year, each with how many reports have it where there are several."""
    found = Counter(
        label
        for document, label in one.said
        if document.date and document.date.year == year and label in STANCES
    )
    marks = []
    for label in said.COUNTED:
        if number := found[label]:
            spoken = f"{LABELS[label].words}: {number}"
            marks.append(_marked(label, spoken, str(number) if sum(found.values()) > 1 else ""))
    return "".join(marks)


def sheet(shown: Iterable[ThemeView]) -> Sheet:
    """Every report with its label on every theme, for a spreadsheet."""
    rows = [
        [
            one.theme.title,
            one.theme.group,
            document.authority or "",
            capital(kind(document)),
            document.iso_date,
            LABELS[label].words,
            document.file,
        ]
        for one in shown
        for document, label in one.said
    ]
    return Sheet(said.TITLE, said.CSV_COLUMNS, rows)
