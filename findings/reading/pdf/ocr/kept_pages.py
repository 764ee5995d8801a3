"""Pages that were read by OCR, kept below the data folder by the hash of their file: each is read once."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from dataclasses import astuple
from pathlib import Path

from findings.reading.pdf.ocr import tesseract
from findings.reading.pdf.ocr.page_reading import PageReading
from findings.reading.pdf.ocr.tesseract import OcrLine, OcrWord
from findings.settings import read_settings

# Raised whenever pages are drawn for OCR, or what it read is taken, in another way.
_RULES = 1
FOLDER = "ocr"
# Of all kept pages together, in bytes: some five thousand pages. The files used longest ago go first.
MOST_KEPT = 256 * 1024 * 1024


class KeptPages:
    """The pages of one file. A folder that cannot be written to keeps nothing, and nothing is lost but time."""

    def __init__(self, checksum: str) -> None:
        made_by = hashlib.sha256(f"{_RULES} {tesseract.version()}".encode()).hexdigest()[:12]
        self._folder = read_settings().data / FOLDER / f"{checksum}-{made_by}"

    def used(self) -> None:
        """Say that these pages were used now, and remove those of other files where all are more than is kept."""
        with contextlib.suppress(OSError):
            os.utime(self._folder)
        _trim(self._folder.parent, self._folder)

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


def _trim(everything: Path, in_use: Path) -> None:
    try:
        folders = [folder for folder in everything.iterdir() if folder.is_dir() and folder != in_use]
        sizes = {folder: _size(folder) for folder in (*folders, in_use)}
        oldest_first = sorted(folders, key=lambda folder: (folder.stat().st_mtime, folder.name))
    except OSError:  # another process removes them too, or there are none
        return
    kept = sum(sizes.values())
    for folder in oldest_first:
        if kept <= MOST_KEPT:
            return
        shutil.rmtree(folder, ignore_errors=True)
        kept -= sizes[folder]


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.iterdir()) if folder.is_dir() else 0


def _read(text: str) -> PageReading:
    """Raises ValueError or TypeError for what `put` did not write."""
    lines, *page = json.loads(text)
    return PageReading(
        tuple(OcrLine(tuple(OcrWord(*word) for word in words), *line) for words, *line in lines), *page
    )
