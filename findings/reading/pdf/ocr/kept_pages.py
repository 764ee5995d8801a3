"""Pages that were read by OCR, kept below the data folder by the hash of their file: each is read once."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from dataclasses import astuple

from findings.reading.pdf.ocr import tesseract
from findings.reading.pdf.ocr.page_reading import PageReading
from findings.reading.pdf.ocr.tesseract import OcrLine, OcrWord
from findings.settings import read_settings

# Raised whenever pages are drawn for OCR, or what it read is taken, in another way.
_RULES = 1
FOLDER = "ocr"


class KeptPages:
    """The pages of one file. A folder that cannot be written to keeps nothing, and nothing is lost but time."""

    def __init__(self, checksum: str) -> None:
        made_by = hashlib.sha256(f"{_RULES} {tesseract.version()}".encode()).hexdigest()[:12]
        self._folder = read_settings().data / FOLDER / f"{checksum}-{made_by}"

    def get(self, page: int) -> PageReading | None:
        try:
            return _read((self._folder / f"{page}.json").read_text(encoding="utf-8"))
        except (OSError, ValueError, TypeError):  # not read yet, or half a file
            return None

    def put(self, page: int, reading: PageReading) -> None:
        path = self._folder / f"{page}.json"
        temporary = path.with_name(f".{page}.{os.getpid()}.part")
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_text(json.dumps(astuple(reading)), encoding="utf-8")
            temporary.replace(path)


def _read(text: str) -> PageReading:
    """Raises ValueError or TypeError for what `put` did not write."""
    lines, *page = json.loads(text)
    return PageReading(
        tuple(OcrLine(tuple(OcrWord(*word) for word in words), *line) for words, *line in lines), *page
    )
