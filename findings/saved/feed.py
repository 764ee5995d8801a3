"""Atom feeds (RFC 4287) of new documents and of what is saved for all. Pure: the same state gives the same bytes.

Written with the standard library: a feed is one kind of element in another, and the libraries for it bring a
compiled one.
"""

from __future__ import annotations

import re
import uuid
import xml.etree.ElementTree as xml
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode

from findings.citation import capital, citation, named
from findings.records import Document, Passage
from findings.saved.arrivals import Arrivals
from findings.saved.news import Match
from findings.saved.saved_question import VIEWS, Saved

MEDIA = "application/atom+xml"
MOST = 50  # entries of a feed
_ATOM = "http://www.w3.org/2005/Atom"
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
# What XML cannot hold: some documents have it in their text.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a feed: `key` tells it from all others."""

    key: str
    title: str
    text: str
    link: str
    came: datetime


def documents_feed(documents: Sequence[Document], arrivals: Arrivals, address: str) -> bytes:
    """The documents that can be searched, the latest come first; `address` is that of the app, "" gives no links."""
    entries = [
        Entry(
            document.checksum,
            capital(named(document)),
            _about(document),
            reader_link(address, document),
            came,
        )
        for document, came in _dated(documents, arrivals)
    ]
    return _feed("documents", "New inspection documents", "", entries, address)


def saved_feed(saved: Saved, found: Sequence[Match], arrivals: Arrivals, address: str) -> bytes:
    """What is saved for all: the documents that match it, the latest come first, each with its best sentence."""
    by_id = {match.document.id: match for match in found}
    entries = [
        Entry(
            f"{saved.id} {document.checksum}",
            capital(named(document)),
            f"‘{by_id[document.id].quote}’ {citation(by_id[document.id].passage, document)}.",
            reader_link(address, document, by_id[document.id].passage),
            came,
        )
        for document, came in _dated([match.document for match in found], arrivals)
    ]
    asked = f"{VIEWS[saved.question.view]}: ‘{saved.question.query}’"
    return _feed(saved.id, saved.name, asked, entries, address, saved.created)


def reader_link(address: str, document: Document, passage: Passage | None = None) -> str:
    """The address at which the app opens a document, at a passage; "" where the app's own is not known."""
    if not address:
        return ""
    params = {"doc": document.id}
    if passage is not None:
        params |= {"page": str(passage.page or ""), "p": passage.id}
    return f"{address}/documents?{urlencode({name: value for name, value in params.items() if value})}"


def _dated(documents: Iterable[Document], arrivals: Arrivals) -> list[tuple[Document, datetime]]:
    came = [(d, arrivals[d.checksum]) for d in documents if d.status == "ready" and d.checksum in arrivals]
    return sorted(came, key=lambda pair: (-pair[1].timestamp(), pair[0].file))[:MOST]


def _about(document: Document) -> str:
    pages = f" {document.pages} page{'' if document.pages == 1 else 's'}." if document.pages else ""
    title = f" ‘{document.title}’." if document.title else ""
    return f"{capital(named(document))}.{title}{pages} {document.file}"


def _feed(
    key: str, title: str, subtitle: str, entries: Sequence[Entry], address: str, began: datetime = _NEVER
) -> bytes:
    xml.register_namespace("", _ATOM)
    feed = xml.Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "en-GB"})
    _add(feed, "id", _id(key))
    _add(feed, "title", title)
    if subtitle:
        _add(feed, "subtitle", subtitle)
    _add(feed, "updated", _time(max((entry.came for entry in entries), default=began)))
    _add(_add(feed, "author"), "name", "Findings")
    if address:
        _add(feed, "link", rel="alternate", href=f"{address}/saved")
    for entry in entries:
        told = _add(feed, "entry")
        _add(told, "id", _id(entry.key))
        _add(told, "title", entry.title)
        _add(told, "updated", _time(entry.came))
        _add(told, "content", entry.text, type="text")
        if entry.link:
            _add(told, "link", rel="alternate", href=entry.link)
    xml.indent(feed)
    data: bytes = xml.tostring(feed, encoding="utf-8", xml_declaration=True)
    return data + b"\n"


def _add(parent: xml.Element, name: str, text: str = "", **attributes: str) -> xml.Element:
    child = xml.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    child.text = _NOT_XML.sub(" ", text) or None
    return child


def _id(key: str) -> str:
    """The same for the same thing, in whatever order and however often it is written."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, f'findings {key}')}"


def _time(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
