"""pypdf opens every PDF first: it tells damage and passwords, counts pages, and reads the text when pdfium cannot.

The only file that imports pypdf.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from findings.errors import ReadingError
from findings.reading.pdf.pdfium import check_length, damaged, locked


def check(path: Path) -> int | None:
    """The number of pages, None where only pdfium can tell; raises ReadingError for a PDF not to be read."""
    try:
        reader = _reader(path)
        if reader.is_encrypted and not _unlocked(reader):
            return None  # pdfium says whether it takes a password to read it
        count = len(reader.pages)
    except (
        Exception
    ) as error:  # pypdf raises many kinds on hostile files, RecursionError and KeyError among them
        if isinstance(error, ReadingError):
            raise
        if _has_end(path):
            return None  # whole, but odd: pdfium is more patient
        raise ReadingError(damaged(path.name)) from error
    if count == 0:
        raise ReadingError(damaged(path.name))
    check_length(path.name, count)
    return count


def page_texts(path: Path) -> list[str | None]:
    """The text of every page as pypdf reads it, None of one that it cannot read; raises ReadingError."""
    try:
        reader = _reader(path)
        if reader.is_encrypted and not _unlocked(reader):
            raise ReadingError(locked(path.name))
        return [_page_text(page) for page in reader.pages]
    except ReadingError:
        raise
    except Exception as error:
        raise ReadingError(damaged(path.name)) from error


def _page_text(page: Any) -> str | None:
    try:
        return str(page.extract_text())
    except Exception:  # of many kinds: what is drawn on the page is damaged
        return None


def _reader(path: Path) -> Any:
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        return pypdf.PdfReader(path, strict=False)
    except FileNotFoundError as error:
        raise ReadingError(
            f"‘{path.name}’ is not there any more. Put it back, or build again without it."
        ) from error
    except PermissionError as error:
        raise ReadingError(
            f"We do not have permission to read ‘{path.name}’. Allow reading and build again."
        ) from error


def _unlocked(reader: Any) -> bool:
    """Whether pypdf can read an encrypted file without a password; it may lack the cipher."""
    try:
        return bool(reader.decrypt(""))
    except Exception:
        return False


def _has_end(path: Path) -> bool:
    """Whether the file has its last lines: one that was cut off has not."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 2048))
        return b"%%EOF" in file.read()
