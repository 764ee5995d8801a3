"""Tables that stack on a narrow page, and links in their cells. Pure.

Roles are written out: the narrow layout takes the table's own away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple
from urllib.parse import urlencode

from findings.app.state.address import DocumentsAddress
from findings.app.text.documents_text import OPEN_DOCUMENT, beginning
from findings.citation import citation, named, open_label
from findings.records import Document, Passage


class Sheet(NamedTuple):
    """A table of words under its heads, for a spreadsheet."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], name: str, style: str = "") -> str:
    """`rows` are cells of HTML that is escaped already, in the order of the columns; the first of each is its heading.

    `name` is read out.
    """
    head = "".join(f'<th role="columnheader" scope="col">{escape(column)}</th>' for column in columns)
    body = "".join(_row(columns, cells) for cells in rows)
    return (
        f'<table class="documents {style}" role="table" aria-label="{escape(name)}">'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table>'
    )


def _row(columns: Sequence[str], cells: Sequence[str]) -> str:
    named = zip(columns, cells, strict=True)
    drawn = "".join(_cell(column, cell, head=place == 0) for place, (column, cell) in enumerate(named))
    return f'<tr role="row">{drawn}</tr>'


def _cell(column: str, cell: str, *, head: bool) -> str:
    tag, told = ("th", 'scope="row" role="rowheader"') if head else ("td", 'role="cell"')
    empty = "" if cell else " class=empty"
    return f'<{tag} {told} data-label="{escape(column)}"{empty}><div>{cell}</div></{tag}>'


def open_passages(places: Sequence[tuple[Passage, Document, str]]) -> list[str]:
    """Links to passages in the reader; where two would be read out alike, each says how its words, the third, begin."""
    shown = [open_label(passage, document.format) for passage, document, _ in places]
    names = [
        f"{label}: {citation(passage, document)}"
        for label, (passage, document, _) in zip(shown, places, strict=True)
    ]
    counted = Counter(names)
    return [
        open_passage(passage, label, name if counted[name] == 1 else f"{name}: ‘{beginning(words)}’")
        for label, name, (passage, _, words) in zip(shown, names, places, strict=True)
    ]


def open_passage(passage: Passage, label: str, spoken: str = "") -> str:
    """A link to a passage in the reader."""
    return link(DocumentsAddress(doc=passage.doc, page=passage.page, passage=passage.id), label, spoken)


def open_document(document: Document) -> str:
    """A link to a whole document in the reader."""
    return link(DocumentsAddress(doc=document.id), OPEN_DOCUMENT, f"{OPEN_DOCUMENT}: {named(document)}")


def link(address: DocumentsAddress, label: str, spoken: str = "") -> str:
    """A link to the reader; `spoken` is read out in place of its label."""
    query = urlencode(address.params(), doseq=True)
    aria = f' aria-label="{escape(spoken)}"' if spoken else ""
    return f'<a class="in-app" href="documents?{escape(query)}" target="_self"{aria}>{escape(label)}</a>'
