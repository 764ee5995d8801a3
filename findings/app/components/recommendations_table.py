"""What inspectors asked for, as an HTML table and as rows of a file. Pure; everything escaped."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from urllib.parse import urlencode

from findings.app.components.quote import words_html
from findings.app.state.address import DocumentsAddress
from findings.app.text import recommendations_text as said
from findings.citation import capital, citation, dated, full_citation, kind, open_label, place
from findings.records import Document, Hit, Passage, Recommendation

Row = Recommendation | Document  # a document that lists nothing has a row of its own
UNSAFE = ("=", "+", "-", "@", "\t", "\r", "\n")  # what a spreadsheet would take for a formula


def table_html(rows: Sequence[Row], several: bool) -> str:
    """One row a recommendation. Roles are written out: the narrow layout takes the table's own away."""
    head = "".join(f'<th role="columnheader" scope="col">{name}</th>' for name in said.COLUMNS)
    body = "".join(_row(row, several) for row in rows)
    return (
        f'<table class="documents recommendations" role="table" aria-label="{escape(said.TITLE)}">'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table>'
    )


def csv_bytes(recommendations: Sequence[Recommendation]) -> bytes:
    """The same rows for a spreadsheet, with full citations; no cell can act as a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(said.CSV_COLUMNS)
    writer.writerows([[_safe(cell) for cell in _cells(one)] for one in recommendations])
    return out.getvalue().encode("utf-8-sig")


def _row(row: Row, several: bool) -> str:
    document = row if isinstance(row, Document) else row.document
    if isinstance(row, Document):
        cells = (_when(document, several), said.NO_LIST, "", _open_document(document))
    else:
        cells = (
            _when(document, several, row.passage),
            _asked(row),
            _later(row),
            _open(row.passage, document),
        )
    drawn = "".join(
        f'<td role="cell" data-label="{name}"{"" if cell else " class=empty"}><div>{cell}</div></td>'
        for name, cell in zip(said.COLUMNS, cells, strict=True)
    )
    return f'<tr role="row">{drawn}</tr>'


def _when(document: Document, several: bool, passage: Passage | None = None) -> str:
    who = f"{escape(document.authority)}<br>" if several and document.authority else ""
    where = (
        f'<p class="muted small">{escape(capital(place(passage, document.format)))}</p>' if passage else ""
    )
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
    where = place(replace(hit.passage, section=()), hit.document.format)
    name = f"{kind(hit.document)}{joint}{dated(hit.document)}{', ' if where else ''}{where}"
    start, end = hit.sentence
    quote = hit.passage.text[start - hit.passage.start : end - hit.passage.start]
    return (
        f"<p>{_link(hit.passage, said.later_in(name))}</p>"
        f'<details class="about"><summary>{said.WHAT_IT_SAYS}</summary>'
        f'<blockquote class="quote"><p>{words_html(quote)}</p></blockquote></details>'
    )


def _open(passage: Passage, document: Document) -> str:
    label = open_label(passage, document.format)
    return _link(passage, label, f"{label}: {citation(passage, document)}")


def _open_document(document: Document) -> str:
    query = urlencode(DocumentsAddress(doc=document.id).params(), doseq=True)
    spoken = escape(f"Open document: {kind(document)}, {dated(document)}")
    return f'<a href="documents?{escape(query)}" target="_self" aria-label="{spoken}">Open document</a>'


def _link(passage: Passage, label: str, spoken: str = "") -> str:
    address = DocumentsAddress(doc=passage.doc, page=passage.page, passage=passage.id)
    query = urlencode(address.params(), doseq=True)
    aria = f' aria-label="{escape(spoken)}"' if spoken else ""
    return f'<a href="documents?{escape(query)}" target="_self"{aria}>{escape(label)}</a>'


def _cells(row: Recommendation) -> list[str]:
    document, passage = row.document, row.passage
    return [
        document.authority or "",
        kind(document),
        document.date.isoformat() if document.date else "",
        document.published.isoformat() if document.published else "",
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


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(UNSAFE) else cell
