"""Tables that stack on a narrow page, and links in their cells. Pure.

Roles are written out: the narrow layout takes the table's own away.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple
from urllib.parse import urlencode

from findings.app.state.address import DocumentsAddress
from findings.citation import citation, open_label
from findings.records import Document, Passage


class Sheet(NamedTuple):
    """A table of words under its heads, for a spreadsheet."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], name: str, style: str = "") -> str:
    """`rows` are cells of HTML that is escaped already, in the order of the columns; `name` is read out."""
    head = "".join(f'<th role="columnheader" scope="col">{escape(column)}</th>' for column in columns)
    body = "".join(_row(columns, cells) for cells in rows)
    return (
        f'<table class="documents {style}" role="table" aria-label="{escape(name)}">'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table>'
    )


def _row(columns: Sequence[str], cells: Sequence[str]) -> str:
    drawn = "".join(
        f'<td role="cell" data-label="{escape(column)}"{"" if cell else " class=empty"}><div>{cell}</div></td>'
        for column, cell in zip(columns, cells, strict=True)
    )
    return f'<tr role="row">{drawn}</tr>'


def open_passage(passage: Passage, document: Document, label: str = "", spoken: str = "") -> str:
    """A link to a passage in the reader."""
    shown = label or open_label(passage, document.format)
    address = DocumentsAddress(doc=passage.doc, page=passage.page, passage=passage.id)
    aria = spoken or ("" if label else f"{shown}: {citation(passage, document)}")
    return link(address, shown, aria)


def link(address: DocumentsAddress, label: str, spoken: str = "") -> str:
    """A link to the reader; `spoken` is read out in place of its label."""
    query = urlencode(address.params(), doseq=True)
    aria = f' aria-label="{escape(spoken)}"' if spoken else ""
    return f'<a href="documents?{escape(query)}" target="_self"{aria}>{escape(label)}</a>'
