"""Files as Office kept them before 2007, and Outlook still does. The only file that imports olefile."""

from __future__ import annotations

from io import BytesIO

import olefile

from findings.errors import ReadingError

# A stream at the top that only one kind of file has -> its format.
_STREAMS = (
    ("__properties_version1.0", "msg"),
    ("worddocument", "doc"),
    ("workbook", "xls"),
    ("book", "xls"),
    ("powerpoint document", "ppt"),
)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # as a damaged file still spells it


def format_of(name: str, data: bytes) -> str:
    """msg, doc, xls or ppt. Raises ReadingError for what is protected, or none of them."""
    try:
        with olefile.OleFileIO(BytesIO(data)) as file:
            names = {entry[0].lower() for entry in file.listdir() if len(entry) == 1}
    except MemoryError:
        raise
    except Exception:  # olefile raises many kinds on damaged files; what they are is said below
        names = set()
    if "encryptedpackage" in names or (not names and _ENCRYPTED in data):
        raise ReadingError(f"‘{name}’ is protected by a password. Remove the password and try again.")
    for stream, form in _STREAMS:
        if stream in names:
            return form
    raise ReadingError(f"‘{name}’ is in an old Office format. Save it as Word (.docx) or PDF and try again.")
