"""pypdf opens every PDF first: it tells damage and passwords, counts pages, and reads the text when pdfium cannot.

The only file that imports pypdf.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from findings.errors import ReadingError
from findings.reading.pdf.pdfium import check_length, damaged, locked
from findings.reading.pdf.within import Value, Within
from findings.reading.raw import Part

_DEEPEST_FIELD = 20  # fields that a field may be a part of, one of another
_IN_WORDS = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)*")


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


def within(path: Path) -> Within:
    """What stands in the fields of a form, and the attached files; nothing where pypdf cannot tell."""
    values: list[Value] = []
    parts: list[Part] = []
    with _as_far_as_it_goes():
        reader = _reader(path)
        if reader.is_encrypted and not _unlocked(reader):
            return Within()
        with _as_far_as_it_goes():
            parts.extend(_attached(reader))
        for number, page in enumerate(reader.pages, 1):
            for item in page.get("/Annots") or ():
                with _as_far_as_it_goes():
                    _take(item.get_object(), number, values, parts)
    return Within(tuple(values), tuple(parts))


@contextmanager
def _as_far_as_it_goes() -> Iterator[None]:
    """What pypdf cannot read of these is left out: the text of the pages can be read all the same."""
    try:
        yield
    except MemoryError:
        raise
    except Exception:  # as in `check`
        return


def _attached(reader: Any) -> Iterator[Part]:
    """The files of the document as a whole: a portfolio is made of them."""
    names = reader.root_object.get("/Names")
    if names is not None and "/EmbeddedFiles" in names.get_object():
        for attached in reader.attachment_list:
            yield Part(str(attached.alternative_name or attached.name), bytes(attached.content))


def _take(item: Any, page: int, values: list[Value], parts: list[Part]) -> None:
    """What one annotation of a page holds: text that was typed, a choice that was made, a file that is pinned there."""
    kind = item.get("/Subtype")
    if kind == "/FileAttachment":
        file = item["/FS"].get_object()
        data = file["/EF"].get_object()["/F"].get_object().get_data()
        parts.append(Part(str(file.get("/UF") or file.get("/F") or "attachment"), data))
    elif kind == "/Widget" and _inherited(item, "/FT") in ("/Tx", "/Ch"):
        value = _inherited(item, "/V")
        if isinstance(value, str) and value.strip():
            values.append(Value(page, _label(item), value))


def _inherited(field: Any, key: str) -> Any:
    """What a field says, or the one that it is a part of."""
    for _ in range(_DEEPEST_FIELD):
        if key in field or "/Parent" not in field:
            break
        field = field["/Parent"].get_object()
    value: Any = field.get(key)
    return value.get_object() if hasattr(value, "get_object") else value


def _label(field: Any) -> str:
    """What a field is called for people, or its own name where that is made of words."""
    said, name = _inherited(field, "/TU"), _inherited(field, "/T")
    if isinstance(said, str) and said.strip():
        return said
    return name if isinstance(name, str) and _IN_WORDS.fullmatch(name) else ""


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
