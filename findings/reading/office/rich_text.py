"""Rich text files (.rtf). The only file that imports striprtf."""

from __future__ import annotations

import re

from striprtf.striprtf import rtf_to_text

from findings.errors import ReadingError
from findings.reading.files.archives import damaged
from findings.reading.plain.textfile import read_text
from findings.reading.raw import RawDocument

# A row of a table comes out as its cells, a bar after each.
_ROW = re.compile(r"^(.*\S.*)\|[ \t]*$", re.M)


def words_of_rich_text(data: bytes) -> str:
    """Its words, lines of a table with tabs between the cells; raises whatever striprtf does on damaged data."""
    text = rtf_to_text(data.decode("latin-1"), errors="replace")
    return _ROW.sub(lambda row: "\t".join(cell.strip() for cell in row[1].split("|")), text)


def read_rich_text(data: bytes, name: str) -> RawDocument:
    """The words of a rich text file as those of a text file; `line` counts its lines. Raises ReadingError."""
    try:
        text = words_of_rich_text(data)
    except MemoryError:
        raise
    except Exception as error:  # striprtf trusts what it reads
        raise ReadingError(damaged(name)) from error
    return read_text(text)
