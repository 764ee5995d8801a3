"""What inspectors asked for, as an HTML table and as rows of a file. Pure; everything escaped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

from findings.app.components.quote import words_html
from findings.app.components.tables import html_table
from findings.app.components.tables.html_table import Sheet
from findings.app.text import recommendations_text as said
from findings.citation import capital, dated, full_citation, kind, place
from findings.records import Document, Hit, Passage, Recommendation

Row = Recommendation | Document  # a document that lists nothing has a row of its own


def table_html(rows: Sequence[Row], several: bool) -> str:
    """One row a recommendation."""
    asked = [row for row in rows if isinstance(row, Recommendation)]
    links = iter(html_table.open_passages([(row.passage, row.document, _text(row)) for row in asked]))
    cells = (
        _silent(row, several) if isinstance(row, Document) else (*_row(row, several), next(links))
        for row in rows
    )
    return html_table.table(said.COLUMNS, cells, said.TITLE, style="recommendations")


def sheet(recommendations: Sequence[Recommendation]) -> Sheet:
    """The same rows for a spreadsheet, with full citations."""
    return Sheet(said.TITLE, said.CSV_COLUMNS, [_cells(one) for one in recommendations])


def _silent(document: Document, several: bool) -> tuple[str, ...]:
    return _when(document, several), said.NO_LIST, "", html_table.open_document(document)


def _row(row: Recommendation, several: bool) -> tuple[str, ...]:
    """All but the link."""
    return _when(row.document, several, row.passage), _asked(row), _later(row)


def _when(document: Document, several: bool, passage: Passage | None = None) -> str:
    who = f"{escape(document.about)}<br>" if several and document.about else ""
    where = f'<p class="muted small">{escape(capital(place(passage, document)))}</p>' if passage else ""
    return f"{who}{escape(capital(dated(document)))}<p>{escape(capital(kind(document)))}</p>{where}"


def _asked(row: Recommendation) -> str:
    """Verbatim, under the sentence that introduces it, apart from what was printed beside it."""
    tags = [f"<strong>{said.PRIORITY}</strong>"] if row.priority else []
    tags += [f"{said.FOR} {escape(' '.join(row.body.split()))}"] if row.body else []
    head = f'<p class="small">{". ".join(tags)}</p>' if tags else ""
    lead = (
        f'<p class="muted small lead-in">{words_html(row.passage.lead_in)}</p>' if row.passage.lead_in else ""
    )
    number = f'<span class="printed">{escape(row.number)}</span> ' if row.number else ""
    return f'{head}{lead}<p class="asked">{number}<span class="words">{words_html(_text(row))}</span></p>'


def _later(row: Recommendation) -> str:
    if row.status != "said_again":
        return said.status(row)
    return "".join(_later_hit(hit) for hit in row.later)


def _later_hit(hit: Hit) -> str:
    joint = " of " if hit.document.inspection_end else " "  # "of 5 May 2023", "published 5 May 2023"
    where = place(replace(hit.passage, section=()), hit.document)
    name = f"{kind(hit.document)}{joint}{dated(hit.document)}{', ' if where else ''}{where}"
    return (
        f"<p>{html_table.open_passage(hit.passage, said.later_in(name))}</p>"
        f'<details class="about"><summary>{said.WHAT_IT_SAYS}</summary>'
        f'<blockquote class="quote"><p>{words_html(hit.quote)}</p></blockquote></details>'
    )


def _cells(row: Recommendation) -> list[str]:
    document, passage = row.document, row.passage
    return [
        document.about or "",
        kind(document),
        document.iso_date,
        document.iso("published"),
        row.number or "",
        "yes" if row.priority else "",
        row.body or "",
        _text(row),
        str(passage.page or ""),
        " > ".join(passage.section),
        full_citation(passage, document),
        said.status(row),
        "\n".join(hit.passage.text for hit in row.later),
        "\n".join(full_citation(hit.passage, hit.document) for hit in row.later),
    ]


def _text(row: Recommendation) -> str:
    return row.text or row.passage.text
