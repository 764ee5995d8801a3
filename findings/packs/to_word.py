"""A pack as a Word document with real headings, quotations and lists; `word_styles` says how they look."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from findings.citation import capital, citation, dated, kind, place
from findings.packs import pack, wording
from findings.packs.check import Checked, CheckedPack, Section, silent
from findings.packs.pack import Searched
from findings.packs.reproducible_zip import without_times
from findings.reading.under import introduction
from findings.records import Document

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

WIDTHS = (3.4, 5.4, 3.6, 2.2, 1.4)  # of the summary's columns, in centimetres: 16 between the margins
DIGEST = 12  # characters of a checksum that are printed


def word_bytes(checked: CheckedPack, on: date) -> bytes:
    """The document, made on the day `on`: the same pack on the same day gives the same bytes."""
    import docx

    from findings.packs.word_styles import dress, footer

    pack = checked.pack
    document = docx.Document()
    dress(document)
    footer(document, wording.title(pack.name))
    properties(document, wording.title(pack.name), pack.prepared_by, on)
    _front(document, checked, on)
    _summary(document, checked)
    for section in checked.sections:
        _section(document, section)
    _searched(document, checked)
    _sources(document, checked)
    out = io.BytesIO()
    document.save(out)
    return without_times(out.getvalue())


def properties(document: WordDocument, title: str, author: str, on: date) -> None:
    """What Word shows of a file, the same for the same content on the same day."""
    core, when = document.core_properties, datetime.combine(on, time())
    core.title = title
    core.author = core.last_modified_by = author
    core.subject, core.comments, core.keywords = "", "", ""
    core.language = "en-GB"
    core.created = core.modified = when
    core.revision = 1
    relations = document.part.package.rels
    for name in [name for name, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        relations.pop(name)  # the picture of the empty document that python-docx begins with


def _front(document: WordDocument, checked: CheckedPack, on: date) -> None:
    pack, items = checked.pack, checked.items
    document.add_paragraph(wording.title(pack.name), "Title")
    held = [one.item.kept.document for one in items]
    names = list(dict.fromkeys(found.about for found in held if found.about))
    lines = [
        "; ".join(names),
        wording.prepared(on),
        f"Prepared by {pack.prepared_by}" if pack.prepared_by else "",
        wording.held(len(items), len({found.id for found in held})) if items else wording.NOTHING_KEPT,
    ]
    for line in filter(None, lines):
        document.add_paragraph(line)
    if pack.purpose:
        document.add_paragraph(f"Purpose: {pack.purpose}")
    document.add_heading(wording.HOW_TITLE, 1)
    for line in wording.HOW:
        document.add_paragraph(line, "List Bullet")


def _summary(document: WordDocument, checked: CheckedPack) -> None:
    """Every item and every silent inspection, the newest first."""
    from docx.shared import Cm

    from findings.packs.word_styles import header_row

    rows = [_summary_row(one) for one in checked.items]
    several = len(checked.sections) > 1
    rows += [
        (one.document.date, _cells(one.document, wording.silence(one, several), "", ""))
        for one in silent(checked)
    ]
    if not rows:
        return
    document.add_heading(wording.SUMMARY_TITLE, 1)
    document.add_paragraph(wording.LABELS_NOTE)
    # Sorting is stable: those of one day stay in the order of the pack.
    rows.sort(key=lambda row: -row[0].toordinal() if row[0] else 0)
    table = document.add_table(1 + len(rows), len(wording.SUMMARY_COLUMNS), "Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Cm(width)  # for LibreOffice; Word reads those of the cells
    for row, cells in zip(table.rows, (wording.SUMMARY_COLUMNS, *(cells for _, cells in rows)), strict=True):
        for cell, text, width in zip(row.cells, cells, WIDTHS, strict=True):
            cell.text, cell.width = text, Cm(width)
            cell.paragraphs[0].paragraph_format.line_spacing = 1.15
    header_row(table)


def _summary_row(one: Checked) -> tuple[date | None, tuple[str, ...]]:
    kept = one.item.kept
    cells = _cells(
        kept.document, wording.label(one), wording.where(kept.passage, kept.document), str(one.number)
    )
    return kept.document.date, cells


def _cells(document: Document, label: str, page: str, number: str) -> tuple[str, ...]:
    return (
        capital(dated(document)),
        capital(kind(document)) + wording.of(document),
        label,
        page,
        number,
    )


def _section(document: WordDocument, section: Section) -> None:
    document.add_heading(wording.heading(section.heading), 1)
    checked = {one.item.id: one for one in section.items}
    for run in pack.by_inspection([one.item for one in section.items]):
        document.add_heading(wording.inspection(run[0].kept.document), 2)
        for item in run:
            _item(document, checked[item.id])


def _item(document: WordDocument, one: Checked) -> None:
    """Number, warnings, quotation, citation, label, note."""
    item, kept = one.item, one.item.kept
    where = place(kept.passage, kept.document)
    document.add_heading(f"Item {one.number}" + (f": {where}" if where else ""), 3)
    for warning in wording.warnings(one):
        _said(document, "Warning", warning)
    if above := introduction(kept.passage):
        document.add_paragraph(f"Introduced by: ‘{above}’")
    document.add_paragraph(kept.quote, "Quote")
    if one.now:
        document.add_paragraph(wording.NOW)
        document.add_paragraph(one.now, "Quote")
    if one.around is not None and one.around.turn:
        document.add_paragraph(f"{wording.turn(one.around.turn)} In full: ‘{one.around.after}’")
    document.add_paragraph(citation(kept.passage, kept.document) + ".")
    _said(document, "Label", wording.label(one))
    if item.note:
        _said(document, wording.NOTE, item.note)
    for name, value in wording.response(item.response):
        _said(document, name, value)


def _said(document: WordDocument, name: str, value: str) -> None:
    from findings.packs.word_styles import named_line

    named_line(document.add_paragraph(), name, value)


def _searched(document: WordDocument, checked: CheckedPack) -> None:
    document.add_heading(wording.SEARCHED_TITLE, 1)
    if not checked.pack.searches:
        document.add_paragraph(wording.NOT_SEARCHED)
    for search in checked.pack.searches:
        _search(document, search)


def _search(document: WordDocument, search: Searched) -> None:
    document.add_heading(wording.what(search), 2)
    _said(document, "Filters", wording.filters(search))
    _said(document, "Other names searched for", wording.names(search))
    _said(document, "Index", wording.built(search))
    lists: list[tuple[str, list[str]]] = [
        ("Documents searched", [wording.inspection(one) for one in wording.newest_first(search.documents)]),
        ("Documents that could not be read", [one.file for one in search.unreadable]),
        (wording.SILENT_TITLE, wording.silences(search.silent)),
    ]
    for title, lines in lists:
        if lines:
            document.add_heading(f"{title}: {len(lines)}", 3)
        for line in lines:
            document.add_paragraph(line, "List Bullet")
    if search.silent:
        document.add_paragraph(wording.SILENT_NOTE)


def _sources(document: WordDocument, checked: CheckedPack) -> None:
    """Each document once, by its checksum of the day it was kept: where it changed in between, it stands twice."""
    held: dict[tuple[str, str], Any] = {}
    for one in checked.items:
        kept = one.item.kept
        held.setdefault((kept.document.id, kept.document.checksum), kept)
    if not held:
        return
    document.add_heading(wording.SOURCES_TITLE, 1)
    for kept in held.values():
        document.add_paragraph(source_line(kept.document), "List Number")


def source_line(document: Document) -> str:
    """Name, title, file and web address, and the first characters of the file's checksum."""
    named = capital(f"{kind(document)}{wording.of(document)}, {dated(document)}")
    title = f" ‘{document.title}’." if document.title and document.kind != "other" else ""
    address = f", {document.source}" if document.source else ""
    checksum = f". Checksum (SHA-256): {document.checksum[:DIGEST]}" if document.checksum else ""
    return f"{named}.{title} {document.file}{address}{checksum}"
