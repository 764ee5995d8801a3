"""The table of an answer from the whole collection, as HTML and for a spreadsheet. Pure; everything escaped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from findings.app.components.labels import LABELS, label_html
from findings.app.components.quote import words_html
from findings.app.components.tables import html_table
from findings.app.components.tables.html_table import Sheet
from findings.app.text import ask_text as said
from findings.citation import capital, dated, full_citation, kind, place
from findings.records import Table, TableRow


def table_html(table: Table, rows: Sequence[TableRow], several: bool) -> str:
    """`rows` are those of the page shown; `several`: whether the authority must be named."""
    columns = [name for name in table.columns if several or name != "Authority"]
    cited = [
        (row.citations[0].passage, row.document, row.citations[0].quote) for row in rows if row.citations
    ]
    links = iter(html_table.open_passages(cited))
    cells = (
        [
            *(CELLS[name](row) for name in columns),
            next(links) if row.citations else html_table.open_document(row.document),
        ]
        for row in rows
    )
    return html_table.table([*columns, said.OPEN], cells, table.said, style="collected")


def sheet(table: Table) -> Sheet:
    """Every row, with full citations."""
    return Sheet(said.TABLE, said.CSV_COLUMNS, [_plain(row) for row in table.rows])


def _inspection(row: TableRow) -> str:
    where = place(row.citations[0].passage, row.document) if row.citations else ""
    muted = f'<p class="muted small">{escape(capital(where))}</p>' if where else ""
    return f"{escape(capital(dated(row.document)))}<p>{escape(capital(kind(row.document)))}</p>{muted}"


def _label(row: TableRow) -> str:
    return label_html(LABELS[row.label or row.silence or "not_mentioned"], row.note)


def _sentence(row: TableRow) -> str:
    """What is said, word for word; of a silent document nothing."""
    if not row.citations:
        return ""
    return f'<blockquote class="quote"><p>{words_html(row.citations[0].quote)}</p></blockquote>'


def _value(row: TableRow) -> str:
    return f"<strong>{escape(capital(row.value))}</strong>"


# What stands under each heading of a table.
CELLS: dict[str, Callable[[TableRow], str]] = {
    "Authority": lambda row: escape(row.document.about or said.NO_AUTHORITY),
    "Inspection": _inspection,
    "Label": _label,
    "Sentence": _sentence,
    "Grade": _value,
    "Figure": _value,
    "Dates": lambda row: escape(row.value),
    "Area": lambda row: escape(row.what),
    "Kind": lambda row: escape(row.what),
    "Change": lambda row: escape(row.note),
}


def _plain(row: TableRow) -> list[str]:
    document, cited = row.document, row.citations
    code = row.label or row.silence
    label = LABELS[code].words if code else ""
    return [
        document.about or "",
        kind(document),
        document.iso_date,
        row.what,
        row.value,
        label,
        row.note,
        cited[0].quote if cited else "",
        full_citation(cited[0].passage if cited else None, document),
    ]
