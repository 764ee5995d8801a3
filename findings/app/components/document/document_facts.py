"""What is known about a document, as a short list. Pure; a fact that was not found is left out."""

from __future__ import annotations

from html import escape
from urllib.parse import urlsplit

from findings.app.text import documents_text
from findings.citation import FORMATS, published, size, visit
from findings.records import Document

PUBLISHED_FROM = {"file name": " (from the file's name)", "side file": " (entered by an administrator)"}


def form(document: Document) -> str:
    """The format in words."""
    return FORMATS.get(document.format, document.format or "file")


def size_of(document: Document) -> str:
    return size(document.size)


def facts(document: Document) -> list[tuple[str, str]]:
    """(name, value) of what is known, in the order shown."""
    day = published(document)
    if day:
        day += PUBLISHED_FROM.get(document.published_from or "", "")
    known = [
        ("Title", document.title or ""),
        ("Visit", visit(document)),
        ("Published", day),
        ("Lead inspector", document.lead_inspector or ""),
        ("File", document.file),
        (documents_text.HOW_READ, " ".join((document.message, *document.notes)).strip()),
        (documents_text.ALSO_HELD_AS, ", ".join(document.duplicates)),
    ]
    return [(name, value) for name, value in known if value]


def facts_html(document: Document, open_at_first: bool) -> str:
    """The facts as a description list, grades as printed, the publisher's copy as a link."""
    rows = [(escape(name), escape(value)) for name, value in facts(document)]
    if document.grades:
        graded = "".join(f"<li>{escape(what)}: {escape(grade)}</li>" for what, grade in document.grades)
        rows.append(("Grades, as printed", f"<ul>{graded}</ul>"))
    if document.source and urlsplit(document.source).scheme in ("http", "https"):
        link = f'<a href="{escape(document.source)}" rel="noreferrer">{escape(document.source)}</a>'
        rows.append(("Publisher's copy", link))
    said = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in rows)
    shown = " open" if open_at_first else ""
    summary = f"<summary>{documents_text.ABOUT}</summary>"
    return f'<details class="about"{shown}>{summary}<dl class="facts">{said}</dl></details>'
