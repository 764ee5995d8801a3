"""Tables that people may edit: authorities and terms with their other names. CSV, as a spreadsheet writes it."""

from __future__ import annotations

import csv
from pathlib import Path

from findings.errors import FactsError


def rows_of(path: Path, columns: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The rows below the heads `columns`, white space trimmed. Raises FactsError naming the line that is wrong."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.reader(file))
    if not table or tuple(table[0]) != columns:
        raise FactsError(f"{path}: the first line must be: {','.join(columns)}")
    rows = []
    for number, row in enumerate(table[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(columns) or not row[0].strip():
            raise FactsError(
                f"{path}, line {number}: {len(columns)} columns are needed, the first one filled"
            )
        rows.append(tuple(cell.strip() for cell in row))
    return rows


def names_in(cell: str) -> tuple[str, ...]:
    """The names of a cell, which are parted by semicolons."""
    return tuple(name.strip() for name in cell.split(";") if name.strip())
