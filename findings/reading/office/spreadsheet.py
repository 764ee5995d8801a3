"""Excel workbooks (.xlsx): each row that holds something is a block. The only file that imports openpyxl."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import openpyxl

from findings.citation import day
from findings.errors import ReadingError
from findings.reading.files.archives import damaged, refuse_entities
from findings.reading.marks import without_hidden
from findings.reading.raw import RawBlock, RawDocument

# Rows of all sheets that are looked at, the empty ones among them.
_MAX_ROWS = 100_000
_DECIMALS = re.compile(r"0\.(0+)")
_CURRENCY = re.compile(r"[£$€]")


def read_spreadsheet(data: bytes, name: str) -> RawDocument:
    """The rows of every sheet under the sheet's name, figures as the sheet shows them; `line` is the row's number.

    Formulas give what the workbook says they came to. Raises ReadingError: damaged, or more rows than are read.
    """
    refuse_entities(data, name, "Excel")
    try:
        book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheets = list(book.worksheets)
        shown = [sheet for sheet in sheets if sheet.sheet_state == "visible"]
        rows = _Rows(name)
        blocks = tuple(block for sheet in shown for block in rows.of(sheet))
    except (ReadingError, MemoryError):
        raise
    except Exception as error:  # openpyxl raises whatever its parts raise on damaged files
        raise ReadingError(damaged(name)) from error
    hidden = [
        f"The sheet ‘{sheet.title}’ is hidden and was not read." for sheet in sheets if sheet not in shown
    ]
    return RawDocument(blocks, pages=None, notes=tuple(hidden))


class _Rows:
    """The rows of a workbook, counted over its sheets."""

    def __init__(self, name: str) -> None:
        self._name, self._seen = name, 0

    def of(self, sheet: Any) -> Iterator[RawBlock]:
        sheet.reset_dimensions()  # what a sheet says of its own size may be of another sheet altogether
        begun = False
        title = " ".join(without_hidden(sheet.title).split())
        for number, row in enumerate(sheet.iter_rows(), 1):
            self._seen += 1
            if self._seen > _MAX_ROWS:
                raise ReadingError(
                    f"‘{self._name}’ has more than {_MAX_ROWS:,} rows. Split it into smaller files."
                )
            filled = [(text, cell) for cell in row if (text := _text(cell))]
            if not filled:
                continue
            if not begun:
                yield RawBlock("heading", title, level=1, line=number, located=f"sheet ‘{title}’")
            bold = all(getattr(cell.font, "b", False) for _, cell in filled)
            place = f"sheet ‘{title}’, row {number}"
            yield _row([text for text, _ in filled], number, place, head=bold and not begun)
            begun = True


def _row(cells: Sequence[str], number: int, place: str, head: bool) -> RawBlock:
    several = len(cells) > 1
    return RawBlock(
        "row" if several else "paragraph",
        "\t".join(cells),
        level=int(head and several),
        line=number,
        located=place,
    )


def _text(cell: Any) -> str:
    """A cell as a person reads it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _figure(value, cell.number_format or "")
    if isinstance(value, datetime):
        hour = f", {value:%H:%M}" if (value.hour, value.minute) != (0, 0) else ""
        return day(value.date()) + hour
    if isinstance(value, date):
        return day(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return " ".join(without_hidden(str(value)).split())


def _figure(value: float, form: str) -> str:
    """A number as its format shows it: decimals, thousands, per cent and currency; others as they are."""
    first = form.split(";")[0]
    decimals = _DECIMALS.search(first)
    places = len(decimals[1]) if decimals else 0
    if "%" in first:
        return f"{value * 100:.{places}f}%"
    comma = "," if "#,##" in first else ""
    currency = _CURRENCY.search(first)
    before = currency[0] if currency else ""
    if decimals or comma or first == "0":
        return f"{'-' if value < 0 else ''}{before}{abs(value):{comma}.{places}f}"
    return f"{before}{value:.15g}"
