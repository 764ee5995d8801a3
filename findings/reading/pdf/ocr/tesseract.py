"""Words and their places in a picture, read by the program tesseract. The only file that imports pytesseract.

Tesseract is a program of its own, which not every machine has: nothing here is called without asking `installed`.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from dataclasses import dataclass
from functools import cache
from typing import Any
from xml.etree import ElementTree

from findings.errors import ReadingError

LANGUAGE = "eng"
# The one command that installs it.
INSTALL = {"darwin": "brew install tesseract", "win32": "winget install UB-Mannheim.TesseractOCR"}.get(
    sys.platform, "apt-get install tesseract-ocr"
)
_XHTML = "{http://www.w3.org/1999/xhtml}"
_BOX = re.compile(r"bbox (\d+) (\d+) (\d+) (\d+)")
_BASELINE = re.compile(r"baseline (-?[\d.]+) (-?[\d.]+)")
_SIZE = re.compile(r"x_size ([\d.]+)")
_SURE = re.compile(r"x_wconf (\d+)")


@dataclass(frozen=True, slots=True)
class OcrWord:
    """A word as it was read; pixels from the picture's top left corner, confidence 0 to 100."""

    text: str
    x0: int
    top: int
    x1: int
    bottom: int
    confidence: int


@dataclass(frozen=True, slots=True)
class OcrLine:
    """A printed line: its words, the height of its letters with all they reach above and below, its baseline.

    The baseline runs through (`words[0].x0`, `base`) with `slope`, in pixels down for each pixel to the right.
    """

    words: tuple[OcrWord, ...]
    size: float
    base: float
    slope: float


class TooSlow(ReadingError):
    """A picture that takes longer to read than it may."""


@cache
def installed() -> bool:
    return shutil.which("tesseract") is not None


@cache
def version() -> str:
    """What reads: another version may read other words."""
    import pytesseract

    return f"tesseract {pytesseract.get_tesseract_version()} {LANGUAGE}"


def lines_of(picture: Any, seconds: float) -> tuple[OcrLine, ...]:
    """The lines of an upright picture (Pillow, grey), top to bottom within each column.

    Raises:
        TooSlow: it takes longer than `seconds`.
        ReadingError: tesseract fails, or is not what it should be.
    """
    import pytesseract

    _one_thread()
    try:
        page = pytesseract.image_to_pdf_or_hocr(
            picture, lang=LANGUAGE, config="--psm 3", extension="hocr", timeout=seconds
        )
        return tuple(_lines(ElementTree.fromstring(page)))
    except RuntimeError as error:
        if "timeout" in str(error):
            raise TooSlow(f"OCR took longer than {seconds:g} seconds for a page.") from error
        raise ReadingError(f"OCR failed: {' '.join(str(error).split())[:200]}") from error
    except (OSError, ElementTree.ParseError) as error:
        raise ReadingError(f"OCR failed: {' '.join(str(error).split())[:200]}") from error


def turn_of(picture: Any, seconds: float) -> int:
    """Degrees (0, 90, 180, 270) by which a picture must be turned clockwise to be upright; 0 where that is not seen."""
    import pytesseract

    _one_thread()
    try:
        found = pytesseract.image_to_osd(picture, output_type=pytesseract.Output.DICT, timeout=seconds)
        return int(found["rotate"]) % 360
    except (RuntimeError, OSError, KeyError, ValueError):  # too few letters to tell, or no data for it
        return 0


def _one_thread() -> None:
    """Tesseract's own threads make a page hardly faster and keep the other pages from their cores."""
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")


def _lines(page: ElementTree.Element) -> list[OcrLine]:
    found = []
    for span in page.iter(f"{_XHTML}span"):
        if span.get("class") not in ("ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"):
            continue
        words = tuple(word for each in span.iter(f"{_XHTML}span") if (word := _word(each)))
        box, size = _BOX.search(span.get("title", "")), _SIZE.search(span.get("title", ""))
        if not words or not box or not size:
            continue
        # The baseline is told from the left bottom corner of the line's box.
        baseline = _BASELINE.search(span.get("title", ""))
        slope, offset = (float(baseline[1]), float(baseline[2])) if baseline else (0.0, 0.0)
        base = int(box[4]) + offset + slope * (words[0].x0 - int(box[1]))
        found.append(OcrLine(words, float(size[1]), base, slope))
    return found


def _word(span: ElementTree.Element) -> OcrWord | None:
    if span.get("class") != "ocrx_word":
        return None
    text = "".join(span.itertext()).strip()
    box, sure = _BOX.search(span.get("title", "")), _SURE.search(span.get("title", ""))
    if not text or not box or not sure:
        return None
    return OcrWord(text, int(box[1]), int(box[2]), int(box[3]), int(box[4]), min(100, int(sure[1])))
