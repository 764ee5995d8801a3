"""A brief as a Word document: a table, a part for each authority, sources; `brief_styles` says how it looks."""

from __future__ import annotations

import io
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from findings.packs import wording
from findings.packs.brief import brief_wording as said
from findings.packs.brief.brief_records import Authority, Brief, Request, Row
from findings.packs.brief.from_topic import PASSAGES
from findings.packs.pack import Response
from findings.packs.reproducible_zip import without_times
from findings.packs.to_word import properties
from findings.packs.word_styles import footer, header_row, named_line

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

FEW = 4  # authorities that have a heading and paragraphs each; of more each is one paragraph
# (heading, centimetres) of the table's columns: 17.8 between the margins upright, 26.5 lying.
UPRIGHT = (  # a day with its month, and "paragraph 134", each on one line
    ("Item", 1.0),
    ("", 2.05),
    ("Date", 2.25),
    ("Our label", 2.15),
    ("What it says", 8.0),
    ("Place", 2.35),
)
LYING = (
    *(("Item", 1.0), ("", 2.0), ("Date", 2.35), ("Our label", 2.15), ("What it says", 8.1), ("Place", 2.4)),
    *((wording.RESPONSE, 4.5), (wording.EVIDENCE, 4.0)),
)


# A brief of as many passages as two pages are meant to hold has smaller type where that is what it takes.
PAGES, SCALES = 2, (1.0, 0.95, 0.9)


def brief_bytes(brief: Brief) -> bytes:
    """The document: the same brief gives the same bytes."""
    from findings.packs.brief.brief_length import pages

    made = (_document(brief, scale) for scale in SCALES)
    usual = next(made)
    fits = usual if len(brief.rows) > PASSAGES or pages(usual) <= PAGES else None
    document = fits or next((one for one in made if pages(one) <= PAGES), usual)
    out = io.BytesIO()
    document.save(out)
    return without_times(out.getvalue())


def _document(brief: Brief, scale: float) -> WordDocument:
    import docx

    from findings.packs.brief.brief_styles import dress

    document = docx.Document()
    parts = brief.options.parts
    dress(document, lying="response" in parts, scale=scale)
    footer(document, brief.title)
    properties(document, brief.title, brief.author, brief.on)
    document.add_paragraph(brief.title, "Title")
    if brief.purpose:
        _said(document, "Purpose", brief.purpose)
    document.add_paragraph(f"{brief.prepared}. {brief.summary}")
    if brief.rows and "table" in parts:
        _table(document, brief)
    if brief.rows and set(parts) & {"authorities", "asked", "silence"}:
        document.add_heading(said.AUTHORITIES_TITLE, 1)
        shown = {row.number for row in brief.rows} if "table" in parts else set()
        quoted = [one for one in brief.authorities if one.latest]
        for one in quoted:
            _authority(document, one, parts, shown, many=len(quoted) > FEW)
        if "silence" in parts and len(quoted) < len(brief.authorities):
            others = [one for one in brief.authorities if not one.latest]
            _said(document, said.NOT_QUOTED, said.others(others))
        document.add_paragraph(said.NUMBERS_NOTE, "Small")
    _sources(document, brief)
    return document


def _table(document: WordDocument, brief: Brief) -> None:
    from docx.shared import Cm

    from findings.packs.brief.brief_styles import TABLE_TEXT, shade, thin_lines

    response = "response" in brief.options.parts
    columns = LYING if response else UPRIGHT
    document.add_heading(said.TABLE_TITLE, 1)
    table = document.add_table(1 + len(brief.rows), len(columns))
    table.autofit = False
    thin_lines(table)
    first = "Authority" if brief.several else "Inspection"
    titles = [title or first for title, _ in columns]
    for column, (_, width) in zip(table.columns, columns, strict=True):
        column.width = Cm(width)  # for LibreOffice; Word reads those of the cells
    for place, (cell, title) in enumerate(zip(table.rows[0].cells, titles, strict=True)):
        cell.width = Cm(columns[place][1])
        cell.paragraphs[0].style = TABLE_TEXT
        cell.paragraphs[0].add_run(title)
        shade(cell)
    for line, row in zip(list(table.rows)[1:], brief.rows, strict=True):
        cells = list(line.cells)
        for cell, (_, width) in zip(cells, columns, strict=True):
            cell.width = Cm(width)
            cell.paragraphs[0].style = TABLE_TEXT
        who = row.authority if brief.several else row.inspection
        for cell, words in zip(cells[:4], (str(row.number), who, row.date, row.label_words), strict=True):
            cell.paragraphs[0].add_run(words)
        _words(cells[4], row, "notes" in brief.options.parts)
        cells[5].paragraphs[0].add_run(row.place)
        if response:
            _paragraphs(cells[6], (row.response.response, *_action(row.response)))
            _paragraphs(cells[7], (row.response.evidence,))
    header_row(table)
    document.add_paragraph(said.LABELS_NOTE, "Small")


def _words(cell: Any, row: Row, notes: bool) -> None:
    """The quotation in marks, under what decides its sense; what comes before and after; warnings."""
    words = row.words
    lines = [("Warning", warning) for warning in row.warnings]
    if row.under:
        lines.append(("Under", f"‘{row.under}’"))
    if words.before:
        lines.append((said.BEFORE, f"‘{words.before}’"))
    lines.append(("", f"‘{words.said}’"))
    if words.after:
        lines.append((said.GOES_ON if words.turns else said.AFTER, f"‘{words.after}’"))
    if notes and row.note:
        lines.append((wording.NOTE, row.note))
    for place, (name, text) in enumerate(lines):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph(style=cell.paragraphs[0].style)
        if name:
            paragraph.add_run(f"{name}: ").bold = True
        paragraph.add_run(text)


def _paragraphs(cell: Any, lines: tuple[str, ...]) -> None:
    filled = [line for line in lines if line]
    for place, line in enumerate(filled):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph(style=cell.paragraphs[0].style)
        paragraph.add_run(line)


def _action(response: Response) -> tuple[str, ...]:
    """ "Owner: Bo; Due: 1 December 2026; Status: In progress", in one line."""
    named = wording.response(replace(response, response="", evidence=""))
    return ("; ".join(f"{name}: {value}" for name, value in named),)


def _authority(
    document: WordDocument, one: Authority, parts: tuple[str, ...], shown: Container[int], *, many: bool
) -> None:
    """What is said of one authority, a paragraph for each; of `many` all of it in one, after its name."""
    lines = list(_lines(one, parts, shown, many=many))
    if not many:
        document.add_heading(one.name, 2)
        for line in lines:
            _named(document.add_paragraph(), line)
    elif lines:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{one.name}. ").bold = True
        _named(paragraph, [named for line in lines for named in line])


def _lines(
    one: Authority, parts: tuple[str, ...], shown: Container[int], *, many: bool
) -> Iterator[list[tuple[str, str]]]:
    """Lines of names with what each is followed by."""
    if "authorities" in parts:
        yield [(said.LATEST, said.latest(one))]
        labelled = [(title, one.labelled[label]) for label, title in said.LABEL_LINES.items()]
        rows = [row for _, held in labelled for row in held]
        if len(rows) > len(one.latest):  # else it stands in the line above
            yield [(title, f"{said.numbered(held, shown)}.") for title, held in labelled if held]
    if "asked" in parts:
        yield from _requests(one.requests, shown)
    if "silence" in parts:
        if one.not_quoted:
            quiet = [(found, "not_mentioned") for found in one.not_quoted]
            yield [(said.NOT_QUOTED, said.counted(one.not_quoted) if many else said.silences(quiet))]
        if one.silences:
            silent = [(found.document, found.silence) for found in one.silences]
            yield [(said.SILENT, said.silences(silent))]


def _requests(requests: Sequence[Request], shown: Container[int]) -> Iterator[list[tuple[str, str]]]:
    """What was asked for is in the table under its number; what later reports say is quoted where it is not. Those of
    which nothing is quoted stand together."""
    without: dict[str, list[Row]] = {}
    for request in requests:
        if not request.later:
            without.setdefault(said.later_none(request), []).append(request.row)
    for why, rows in without.items():
        yield [(said.ASKED, f"{said.asked_in(rows, shown)}. {why}")]
    for request in requests:
        if request.later:
            asked = said.asked_in([request.row], shown)
            yield [(said.ASKED, f"{asked}. Later: {said.later(request.later, shown)}")]


def _named(paragraph: Any, line: Sequence[tuple[str, str]]) -> None:
    for place, (name, value) in enumerate(line):
        named_line(paragraph, f" {name}" if place else name, value)


def _sources(document: WordDocument, brief: Brief) -> None:
    if "sources" in brief.options.parts and brief.sources:
        document.add_heading(wording.SOURCES_TITLE, 1)
        for line in brief.sources:
            name, _, documents = line.partition(": ")
            named_line(document.add_paragraph("", "Small"), name, documents)
        document.add_paragraph(said.CHECKSUMS, "Small")
    for name, line in (
        *((wording.SEARCHED_TITLE, receipt) for receipt in brief.receipts),
        (said.CHECK_TITLE, brief.checked),
    ):
        named_line(document.add_paragraph("", "Small"), name, line)


def _said(document: WordDocument, name: str, value: str) -> None:
    named_line(document.add_paragraph(), name, value)
