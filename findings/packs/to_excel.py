"""A pack as an Excel file: the action plan, passages, silent inspections, what was searched."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from findings.citation import capital, dated, kind, named
from findings.packs import wording
from findings.packs.check import CheckedPack, silent
from findings.packs.plan.plan_sheet import add_plan
from findings.packs.row_heights import free_to_grow, height
from findings.packs.rows import COLUMNS, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from xlsxwriter import Workbook

SILENT_COLUMNS = (
    ("Topic", 24),
    ("Date", 20),
    ("Inspection", 36),
    ("Authority", 20),
    ("Silence", 24),
    ("File", 44),
)
CELL = 32_000  # characters of a cell; Excel holds 32,767 and counts some twice


def excel_bytes(checked: CheckedPack, on: date) -> bytes:
    """The workbook, made on the day `on`; all cells are text, or days of the plan, so none is a formula."""
    silences = [
        [
            wording.heading(one.topic),
            capital(dated(one.document)),
            capital(kind(one.document)),
            one.document.about or "",
            wording.SILENCES.get(one.silence, one.silence),
            one.document.file,
        ]
        for one in silent(checked)
    ]
    sheets = (
        ("Passages", COLUMNS, rows(checked)),
        ("Inspections that say nothing", SILENT_COLUMNS, silences),
        ("About this pack", (("What", 34), ("Value", 100)), _about(checked, on)),
    )
    title = wording.title(checked.pack.name)
    return workbook_bytes(title, checked.pack.prepared_by, on, sheets, lambda book: add_plan(book, checked))


def workbook_bytes(
    title: str,
    author: str,
    on: date,
    sheets: Sequence[tuple[str, Sequence[tuple[str, int]], Sequence[Sequence[str]]]],
    first: Callable[[Workbook], None] = lambda book: None,
) -> bytes:
    """A workbook of sheets, each (name, columns with their widths, rows), made on the day `on`; every cell is text.
    `first` adds others before them."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title, "author": author, "created": datetime.combine(on, time())})
    first(book)
    for name, columns, cells in sheets:
        _sheet(book, name, columns, cells)
    book.close()
    return free_to_grow(out.getvalue())


def table_bytes(name: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """A workbook of one sheet; a column is as wide as its longest cell, up to 70 characters."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": name})
    widths = [
        min(70, max([len(column), *(len(row[place]) for row in rows)]) + 2)
        for place, column in enumerate(columns)
    ]
    _sheet(book, _sheet_name(name), list(zip(columns, widths, strict=True)), rows)
    book.close()
    return free_to_grow(out.getvalue())


def _sheet_name(name: str) -> str:
    """What Excel allows: 31 characters, none of []:*?/\\."""
    return "".join(c for c in name if c not in "[]:*?/\\")[:31]


def _sheet(
    book: Workbook, name: str, columns: Sequence[tuple[str, int]], cells: Sequence[Sequence[str]]
) -> None:
    """A sheet with a header that stays in view, filters, and columns as wide as their words need."""
    top: dict[str, Any] = {"text_wrap": True, "valign": "top"}
    head = book.add_format({**top, "bold": True, "bg_color": "#F3F5F7", "bottom": 1})
    body = book.add_format(top)
    sheet = book.add_worksheet(name)
    for place, (title, width) in enumerate(columns):
        sheet.set_column(place, place, width, body)
        sheet.write_string(0, place, title, head)
    for number, row in enumerate(cells, 1):
        sheet.set_row(number, height(row, [width for _, width in columns]))
        for place, cell in enumerate(row):
            sheet.write_string(number, place, cell[:CELL], body)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(cells)), len(columns) - 1)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)


def _about(checked: CheckedPack, on: date) -> list[list[str]]:
    pack = checked.pack
    said = [
        ["Name", pack.name],
        ["Purpose", pack.purpose],
        ["Prepared", wording.prepared(on)],
        ["Prepared by", pack.prepared_by],
        *([wording.HOW_TITLE, line] for line in wording.HOW),
    ]
    for search in pack.searches:
        said += [
            [wording.SEARCHED_TITLE, wording.what(search)],
            ["Filters", wording.filters(search)],
            ["Other names searched for", wording.names(search)],
            ["Index", wording.built(search)],
            *(
                ["Document searched", f"{capital(named(one))} ({one.file})"]
                for one in wording.newest_first(search.documents)
            ),
            *(["Could not be read", one.file] for one in search.unreadable),
        ]
    return [row for row in said if row[1]]
