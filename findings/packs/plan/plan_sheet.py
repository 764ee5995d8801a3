"""The action plan as a sheet that people work in: filters, drop-downs, dates that are dates."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from findings.packs.check import CheckedPack
from findings.packs.plan.plan_rows import COLUMNS, REFERENCE, SHEET, STATUSES, plan_rows
from findings.packs.row_heights import height
from findings.packs.wording import DUE, STATUS

if TYPE_CHECKING:
    from xlsxwriter import Workbook

LATER = 200  # rows below the last passage in which the drop-downs work too: people add rows of their own
_CELL = 32_000  # characters of a cell; Excel holds 32,767 and counts some twice


def add_plan(book: Workbook, checked: CheckedPack) -> None:
    """The sheet, the first of its book; text is never taken for a formula."""
    top: dict[str, Any] = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#B8C0C8"}
    head = book.add_format({**top, "bold": True, "bg_color": "#F3F5F7"})
    body, day = book.add_format(top), book.add_format({**top, "num_format": "d mmm yyyy", "align": "left"})
    pale = book.add_format({**top, "font_color": "#6B7580"})
    sheet = book.add_worksheet(SHEET)
    names = [name for name, _ in COLUMNS]
    for place, (name, width) in enumerate(COLUMNS):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, name, head)
    rows = plan_rows(checked)
    for number, row in enumerate(rows, 1):
        words = [cell if isinstance(cell, str) else "" for cell in row]
        sheet.set_row(number, height(words, [width for _, width in COLUMNS]))
        for place, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(number, place, datetime.combine(cell, time()), day)
            else:
                style = pale if names[place] == REFERENCE else day if names[place] == DUE else body
                if cell:
                    sheet.write_string(number, place, cell[:_CELL], style)
                else:
                    sheet.write_blank(number, place, None, style)
    due, status = names.index(DUE), names.index(STATUS)
    last = len(rows) + LATER
    sheet.data_validation(
        1,
        status,
        last,
        status,
        {
            "validate": "list",
            "source": list(STATUSES),
            "error_title": "Status",
            "error_message": f"Choose from: {', '.join(STATUSES)}.",
        },
    )
    sheet.data_validation(
        1,
        due,
        last,
        due,
        {
            "validate": "date",
            "criteria": ">=",
            "value": date(2000, 1, 1),
            "error_title": "Due",
            "error_message": "Enter a date, for example 3 May 2026.",
        },
    )
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, len(rows)), len(COLUMNS) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, max(1, len(rows)), len(COLUMNS) - 2)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&RPage &P of &N")
