"""How many documents a search found by authority, year and type, each a link that leaves only those. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from html import escape
from urllib.parse import urlencode

from findings.app.state.address import SearchAddress
from findings.app.text import shared_text
from findings.citation import capital
from findings.document_kinds import KINDS
from findings.records import Document, Filters

# (heading, of a document its value, what leaves the documents of a value).
Facet = tuple[str, Callable[[Document], str], Callable[[Filters, str], Filters]]
FACETS: tuple[Facet, ...] = (
    (
        shared_text.BY_AUTHORITY,
        lambda document: document.about or "",
        lambda filters, name: replace(filters, authorities=(name,)),
    ),
    (
        shared_text.BY_YEAR,
        lambda document: str(document.date.year) if document.date else "",
        lambda filters, year: replace(filters, year_from=int(year), year_to=int(year)),
    ),
    (
        shared_text.BY_KIND,
        lambda document: document.kind,
        lambda filters, kind: replace(filters, kinds=(kind,)),
    ),
)


def html(asked: SearchAddress, documents: Iterable[Document]) -> str:
    """A line that opens to show the counts; "" where every document has the same."""
    each = list({document.id: document for document in documents}.values())
    parts = [_facet(asked, each, *facet) for facet in FACETS]
    shown = "".join(parts)
    if not shown:
        return ""
    return (
        f'<details class="about counts"><summary>{shared_text.counted(len(each))}</summary>{shown}</details>'
    )


def _facet(
    asked: SearchAddress,
    documents: list[Document],
    heading: str,
    value: Callable[[Document], str],
    only: Callable[[Filters, str], Filters],
) -> str:
    counted = Counter(name for document in documents if (name := value(document)))
    if len(counted) < 2:
        return ""
    names = sorted(counted, reverse=heading == shared_text.BY_YEAR)
    items = "".join(f"<li>{_link(asked, name, counted[name], only)}</li>" for name in names)
    return f'<p><strong>{heading}</strong></p><ul class="jumps">{items}</ul>'


def _link(asked: SearchAddress, name: str, number: int, only: Callable[[Filters, str], Filters]) -> str:
    address = replace(asked, filters=only(asked.filters, name), page=1)
    query = urlencode(address.params(), doseq=True)
    label = f"{capital(KINDS.get(name, name))} ({number:,})"
    return f'<a href="?{escape(query)}" target="_self">{escape(label)}</a>'
