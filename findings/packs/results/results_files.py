"""The results of a search as CSV, Excel and Word, each with what was searched. The same results give the same bytes."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from findings.citation import capital, citation, named
from findings.packs import formats, wording
from findings.packs.results.search_results import Results
from findings.packs.rows import COLUMNS, rows, safe
from findings.packs.to_excel import workbook_bytes
from findings.reading.under import introduction
from findings.records import Document

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    from findings.packs.check import Checked

TITLE = "Search results"
CLEAR, POSSIBLE = "Passages", "Possible matches"
_MATCH = {True: "Clear match", False: "Possible match"}
# Of the columns of a pack, those that a result has: it has no note, no topic and nothing that was changed.
_LEFT_OUT = frozenset(
    {
        *("Topic", "Label changed by you", "Your note (not inspectors' words)", "Added"),
        *("What the document says now", "Compared with the document"),
    }
)
_KEPT = tuple(place for place, (name, _) in enumerate(COLUMNS) if name not in _LEFT_OUT)
COLUMNS_HERE = (COLUMNS[0], ("Match", 14), *(COLUMNS[place] for place in _KEPT[1:]))


@dataclass(frozen=True, slots=True)
class ResultFormat:
    """One form of file: the end of its name, its media type, and what writes it on a day."""

    code: str
    words: str
    media: str
    write: Callable[[Results, date], bytes]


def checked_line(results: Results) -> str:
    """That every quotation was compared; results in which one differs are never written."""
    number = len(results.found)
    if number == 1:
        return "The quotation matches its document."
    return f"All {number:,} quotations match their documents."


def receipt_lines(results: Results) -> list[tuple[str, str]]:
    """What was searched, as names and values."""
    found = results.searched
    unreadable = [("Could not be read", wording.count(len(found.unreadable), "document"))]
    return [
        ("Searched for", found.query),
        ("Filters", wording.filters(found)),
        ("Other names searched for", wording.names(found)),
        ("Documents searched", f"{len(found.documents):,}"),
        *(unreadable if found.unreadable else ()),
        ("Index", wording.built(found)),
        ("Quotations", checked_line(results)),
    ]


def file_name(query: str, code: str) -> str:
    """ "search-results-lado-arrangements.xlsx": plain letters and figures, whatever was searched for."""
    return formats.file_name(query, code, "search-results")


def _cells(results: Results) -> list[list[str]]:
    return [
        [row[0], _MATCH[number < results.clear], *(row[place] for place in _KEPT[1:])]
        for number, row in enumerate(rows(results.checked))
    ]


def csv_bytes(results: Results) -> bytes:
    """A row a passage; what was searched stands in each, so that a row says by itself where it is from."""
    told = receipt_lines(results)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*(name for name, _ in COLUMNS_HERE), *(name for name, _ in told)])
    for row in _cells(results):
        writer.writerow([safe(cell) for cell in (*row, *(value for _, value in told))])
    return out.getvalue().encode("utf-8-sig")


def excel_bytes(results: Results, on: date) -> bytes:
    """Two sheets: the passages, and what was searched with every document."""
    told = [list(pair) for pair in (("Prepared", wording.prepared(on)), *receipt_lines(results))]
    told.append(["Labels", wording.LABELS_NOTE])
    told += [["Document searched", f"{capital(named(d))} ({d.file})"] for d in _searched(results)]
    told += [["Could not be read", d.file] for d in results.searched.unreadable]
    sheets = (
        (CLEAR, COLUMNS_HERE, _cells(results)),
        (wording.SEARCHED_TITLE, (("What", 34), ("Value", 100)), told),
    )
    return workbook_bytes(f"{TITLE}: {results.searched.query}", "", on, sheets)


def _searched(results: Results) -> list[Document]:
    return wording.newest_first(results.searched.documents)


def word_bytes(results: Results, on: date) -> bytes:
    """The passages with their places, then what was searched."""
    import docx

    from findings.packs.reproducible_zip import without_times
    from findings.packs.to_word import properties
    from findings.packs.word_styles import dress, footer

    document = docx.Document()
    dress(document)
    title = f"{TITLE}: ‘{results.searched.query}’"
    footer(document, title)
    properties(document, title, "", on)
    document.add_paragraph(title, "Title")
    documents = len({one.item.kept.document.id for one in results.found})
    document.add_paragraph(f"{wording.prepared(on)}. {wording.held(len(results.found), documents)}.")
    document.add_paragraph(f"{checked_line(results)} {wording.LABELS_NOTE}")
    _passages(document, CLEAR, results.found[: results.clear])
    _passages(document, POSSIBLE, results.found[results.clear :])
    _receipt(document, results)
    out = io.BytesIO()
    document.save(out)
    return without_times(out.getvalue())


def _passages(document: WordDocument, heading: str, found: Sequence[Checked]) -> None:
    if not found:
        return
    document.add_heading(heading, 1)
    for one in found:
        kept = one.item.kept
        document.add_heading(f"{one.number}. {wording.inspection(kept.document)}", 2)
        if above := introduction(kept.passage):
            document.add_paragraph(f"Introduced by: ‘{above}’")
        document.add_paragraph(kept.quote, "Quote")
        document.add_paragraph(f"{citation(kept.passage, kept.document)}. Our label: {wording.label(one)}.")


def _receipt(document: WordDocument, results: Results) -> None:
    from findings.packs.word_styles import named_line

    document.add_heading(wording.SEARCHED_TITLE, 1)
    for name, value in receipt_lines(results):
        named_line(document.add_paragraph(), name, value)
    for title, lines in (
        ("Documents searched", [wording.inspection(one) for one in _searched(results)]),
        ("Documents that could not be read", [one.file for one in results.searched.unreadable]),
    ):
        if lines:
            document.add_heading(f"{title}: {len(lines)}", 2)
        for line in lines:
            document.add_paragraph(line, "List Bullet")


_OFFICE = "application/vnd.openxmlformats-officedocument"
RESULT_FORMATS = {
    form.code: form
    for form in (
        ResultFormat("docx", "Word document", f"{_OFFICE}.wordprocessingml.document", word_bytes),
        ResultFormat("xlsx", "Excel workbook", f"{_OFFICE}.spreadsheetml.sheet", excel_bytes),
        ResultFormat("csv", "CSV", "text/csv", lambda results, on: csv_bytes(results)),
    )
}
