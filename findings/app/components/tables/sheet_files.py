"""The rows of a page as files for a spreadsheet: CSV and Excel, made when they are asked for."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import streamlit as st

from findings.app.components import download
from findings.app.components.tables.html_table import Sheet
from findings.app.text import shared_text
from findings.packs.rows import safe
from findings.packs.to_excel import table_bytes


def buttons(make: Callable[[], Sheet], file: str, key: str) -> None:
    """Both files of a table; `file` is their name without its ending, `make` draws nothing."""
    with st.container(horizontal=True, key=f"{key}-files"):
        download.button(shared_text.CSV, lambda: csv_bytes(make()), f"{file}.csv", "text/csv", f"{key}-csv")
        excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        download.button(
            shared_text.EXCEL, lambda: table_bytes(*make()), f"{file}.xlsx", excel, f"{key}-excel"
        )


def csv_bytes(sheet: Sheet) -> bytes:
    """No cell can act as a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(sheet.columns)
    writer.writerows([[safe(cell) for cell in cells] for cells in sheet.rows])
    return out.getvalue().encode("utf-8-sig")
