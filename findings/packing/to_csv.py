"""A pack as CSV: one row an item, for any spreadsheet."""

from __future__ import annotations

import csv
import io

from findings.packing.check import CheckedPack
from findings.packing.rows import COLUMNS, rows, safe


def csv_bytes(checked: CheckedPack) -> bytes:
    """UTF-8 with the mark by which Excel knows it; no cell can act as a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([name for name, _ in COLUMNS])
    writer.writerows([safe(cell) for cell in row] for row in rows(checked))
    return out.getvalue().encode("utf-8-sig")
