"""Word, Excel and PowerPoint files of before 2007: turned into today's form by LibreOffice, where it is installed."""

from __future__ import annotations

from findings.errors import ReadingError
from findings.reading.files import libreoffice

TODAY = {"doc": "docx", "xls": "xlsx", "ppt": "pptx"}
_NAMES = {"doc": "an old Word document", "xls": "an old Excel workbook", "ppt": "an old PowerPoint file"}
_PACKAGES = {"doc": "writer", "xls": "calc", "ppt": "impress"}
# How the command begins that installs it.
INSTALL = "apt-get install libreoffice-"


def modernised(data: bytes, form: str, name: str) -> bytes:
    """The bytes of the same document in today's format (`TODAY`).

    Raises:
        ReadingError: LibreOffice is not installed, or cannot read it.
    """
    if not libreoffice.installed():
        raise ReadingError(
            f"‘{name}’ is {_NAMES[form]} (.{form}). Save it as .{TODAY[form]} or PDF and try again, or install "
            f"LibreOffice, which reads it: {INSTALL}{_PACKAGES[form]}"
        )
    try:
        return libreoffice.converted(data, form, TODAY[form])
    except OSError as error:
        raise ReadingError(
            f"‘{name}’ is {_NAMES[form]} (.{form}) and LibreOffice could not read it. Save it as .{TODAY[form]} "
            "or PDF and try again."
        ) from error
