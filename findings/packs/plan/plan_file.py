"""An action plan read from its Excel file, row by row. The only other file that imports openpyxl."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

from findings.errors import PackError, ReadingError
from findings.packs.plan.plan_rows import FILLED_IN, REFERENCE, SHEET, WORDS
from findings.reading.files.archives import format_of, refuse_entities
from findings.settings import MAX_UPLOAD

_HEAD = 20  # rows in which the headings are looked for: people put a title above them
_ROWS = 2000  # rows that are read


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row of the file: its number as Excel shows it, the passage it is of, and the cells that people fill in."""

    number: int
    reference: str  # as `plan_rows.reference` writes it; "" of a row that a person added
    words: str  # the quotation, as it stands in the file
    cells: dict[str, str | date]  # heading -> what stands there; empty ones are ""


def read_plan(data: bytes, name: str) -> tuple[PlanRow, ...]:
    """The rows of the action plan that hold anything. Raises PackError, naming the file, when there is none in it."""
    import openpyxl

    if len(data) > MAX_UPLOAD:
        raise PackError(
            f"‘{name}’ is larger than {MAX_UPLOAD // 1024 // 1024}MB. An action plan is much smaller."
        )
    try:
        if format_of(name, data) != "xlsx":
            raise PackError(f"‘{name}’ is not an Excel workbook. Save it as Excel workbook (.xlsx).")
        refuse_entities(data, name, "Excel")
        # What a person typed, also behind an equals sign, and not what Excel made of it.
        book = openpyxl.load_workbook(BytesIO(data), read_only=True, keep_links=False)
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            cells = [row for row, _ in zip(sheet.iter_rows(values_only=True), range(_ROWS), strict=False)]
            if (head := _head(cells)) is not None:
                return tuple(_rows(cells, head))
    except PackError:
        raise
    except ReadingError as error:
        raise PackError(str(error)) from error
    except Exception as error:  # openpyxl raises whatever its parts raise on damaged files
        raise PackError(f"‘{name}’ is damaged and could not be opened. Save it again in Excel.") from error
    wanted = ", ".join(f"‘{heading}’" for heading in (*FILLED_IN, REFERENCE))
    raise PackError(
        f"‘{name}’ has no sheet ‘{SHEET}’ with the columns {wanted}. Take the Excel file of the pack."
    )


def _head(cells: Sequence[Sequence[Any]]) -> int | None:
    """The place of the row of headings."""
    for place, row in enumerate(cells[:_HEAD]):
        if {*FILLED_IN, REFERENCE} <= {_text(cell) for cell in row}:
            return place
    return None


def _rows(cells: Sequence[Sequence[Any]], head: int) -> Iterable[PlanRow]:
    names = [_text(cell) for cell in cells[head]]
    for number, row in enumerate(cells[head + 1 :], head + 2):
        by_name = dict(zip(names, row, strict=False))
        filled = {name: _value(by_name.get(name)) for name in FILLED_IN}
        reference = _text(by_name.get(REFERENCE))
        if reference or any(filled.values()):
            yield PlanRow(number, reference, _text(by_name.get(WORDS)), filled)


def _value(cell: Any) -> str | date:
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else _text(cell)


def _text(cell: Any) -> str:
    return "" if cell is None else str(cell).strip()
