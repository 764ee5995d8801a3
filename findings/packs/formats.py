"""The forms in which a pack can be taken away; CSV, the simplest, with it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from findings.packs.check import CheckedPack
from findings.packs.pack import PROGRESS
from findings.packs.plan.plan_rows import FILLED_IN
from findings.packs.rows import COLUMNS, rows, safe
from findings.packs.to_excel import excel_bytes
from findings.packs.to_json import json_bytes
from findings.packs.to_word import word_bytes


@dataclass(frozen=True, slots=True)
class Format:
    """One form: the end of its file's name, its media type, and what writes it."""

    code: str
    words: str
    media: str
    write: Callable[[CheckedPack, date], bytes]


FORMATS = {
    form.code: form
    for form in (
        Format(
            "docx",
            "Word document",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            word_bytes,
        ),
        Format(
            "xlsx",
            "Excel workbook",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            excel_bytes,
        ),
        Format("csv", "CSV", "text/csv", lambda checked, on: csv_bytes(checked)),
        Format("json", "JSON", "application/json", json_bytes),
    )
}


def file_name(name: str, code: str, what: str = "evidence-pack") -> str:
    """ "evidence-pack-lado-arrangements.docx": plain letters and figures, whatever the pack is called."""
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60].strip("-")
    return f"{what}-{slug}.{code}" if slug else f"{what}.{code}"


def csv_bytes(checked: CheckedPack) -> bytes:
    """UTF-8 with the mark by which Excel knows it; no cell can act as a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*(name for name, _ in COLUMNS), *FILLED_IN])
    for row, one in zip(rows(checked), checked.items, strict=True):
        response = one.item.response
        answered = (
            response.response,
            response.evidence,
            response.owner,
            response.iso_due,
            PROGRESS[response.progress],
        )
        writer.writerow([safe(cell) for cell in (*row, *answered)])
    return out.getvalue().encode("utf-8-sig")
