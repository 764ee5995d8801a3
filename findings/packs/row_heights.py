"""Rows of a sheet as high as their words need, and free to grow when a person types more.

Excel finds the height itself when it opens a file, LibreOffice takes what the file says; what a library writes as a
height is fixed in both. So it is written, and then said to be no more than the height of now.
"""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Sequence

LINE = 15.0  # points of a line of text
_MOST = 400.0  # Excel allows 409
_LETTERS = 1.05  # letters of prose in the width of one figure, by which columns are measured


def height(cells: Sequence[str], widths: Sequence[int]) -> float:
    """Points that a row of these texts needs, wrapped in columns of these widths in figures."""
    lines = max(
        (
            sum(max(1, math.ceil(len(part) / (width * _LETTERS))) for part in text.split("\n"))
            for text, width in zip(cells, widths, strict=True)
        ),
        default=1,
    )
    return min(_MOST, LINE * lines + 3)


def free_to_grow(workbook: bytes) -> bytes:
    """The workbook with no row whose height is fixed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename.startswith("xl/worksheets/"):
                data = data.replace(b' customHeight="1"', b"")
            new.writestr(entry, data)
    return out.getvalue()
