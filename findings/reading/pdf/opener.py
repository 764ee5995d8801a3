"""pypdf opens every PDF first: it tells damage and passwords, counts pages, and reads the text when pdfium cannot.

The only file that imports pypdf.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from findings.errors import ReadingError
from findings.settings import MAX_PAGES


def check(path: Path) -> int:
    """The number of pages of a PDF that can be read; raises ReadingError in one line."""
    reader = _open(path)
    try:
        count = len(reader.pages)
    except Exception as error:
        raise _damaged(path, error) from error
    if count == 0:
        raise ReadingError(f"{path.name}: the PDF has no pages. Download it again from the publisher.")
    if count > MAX_PAGES:
        raise ReadingError(
            f"{path.name}: {count} pages; at most {MAX_PAGES} are read. Split the document into parts."
        )
    return count


def page_texts(path: Path, pages: range | None = None) -> list[str]:
    """The text of the given pages (1-based; all by default) as pypdf reads it; raises ReadingError."""
    reader = _open(path)
    try:
        wanted = pages if pages is not None else range(1, len(reader.pages) + 1)
        return [reader.pages[number - 1].extract_text() for number in wanted]
    except Exception as error:
        raise _damaged(path, error) from error


def _open(path: Path) -> Any:
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(path, strict=False)
        locked = reader.is_encrypted and not reader.decrypt("")
    except FileNotFoundError as error:
        raise ReadingError(
            f"{path.name}: the file is gone. Put it back or build again without it."
        ) from error
    except PermissionError as error:
        raise ReadingError(f"{path.name}: no permission to read the file. Change its permissions.") from error
    except ImportError as error:
        raise ReadingError(_locked(path)) from error
    except (
        Exception
    ) as error:  # pypdf raises many kinds on hostile files, RecursionError and KeyError among them
        if "crypt" in f"{type(error).__name__} {error}".lower():
            raise ReadingError(_locked(path)) from error
        raise _damaged(path, error) from error
    if locked:
        raise ReadingError(_locked(path))
    return reader


def _locked(path: Path) -> str:
    return f"{path.name}: the PDF is protected with a password. Save a copy without one and add that."


def _damaged(path: Path, error: Exception) -> ReadingError:
    reason = " ".join(str(error).split())[:120] or type(error).__name__
    return ReadingError(
        f"{path.name}: the PDF is damaged or incomplete ({reason}). Download it again from the publisher."
    )
