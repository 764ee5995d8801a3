"""Pictures of pages as files (PNG, JPEG, TIFF): made a PDF of pictures, which is read by OCR like any scan."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import Any

from findings.errors import ReadingError
from findings.reading.pdf.ocr import tesseract
from findings.reading.raw import RawDocument
from findings.settings import MAX_PAGES

# Dots an inch of a picture that does not say: a page of A4 is then 8 inches wide at 2,480 pixels.
_USUAL = 300.0
_FEWEST_DOTS, _MOST_DOTS = 72.0, 1200.0
_MOST_PIXELS = 100_000_000
# Of the shorter side of an attached picture that may be a page; a smaller one is a logo or a signature.
_SMALLEST_PAGE = 800


def read_picture(data: bytes, name: str) -> RawDocument:
    """The blocks of a picture, or of every page of a TIFF.

    Raises:
        ReadingError: tesseract is not installed, the picture is damaged or too large, or has no words.
    """
    if not tesseract.installed():
        raise ReadingError(
            f"‘{name}’ is a picture. Save the document itself as PDF and try again, or have pictures read here by "
            f"OCR: {tesseract.INSTALL}"
        )
    from findings.reading.pdf import read_pdf

    with tempfile.TemporaryDirectory(prefix="findings-") as folder:
        path = Path(folder) / name
        path.write_bytes(_as_pdf(data, name))
        return read_pdf(path)


def may_be_page(data: bytes) -> bool:
    """Whether an attached picture is large enough for a page, and can be read here."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as picture:
            return min(picture.size) >= _SMALLEST_PAGE and tesseract.installed()
    except (OSError, ValueError, Image.DecompressionBombError):
        return False


def _as_pdf(data: bytes, name: str) -> bytes:
    from PIL import Image, ImageSequence

    try:
        with Image.open(io.BytesIO(data)) as picture:
            count = getattr(picture, "n_frames", 1)
            if count > MAX_PAGES:
                raise ReadingError(f"‘{name}’ has {count} pages. The limit is {MAX_PAGES}.")
            if picture.width * picture.height > _MOST_PIXELS:
                raise ReadingError(
                    f"‘{name}’ is {picture.width:,} by {picture.height:,} pixels. Save it smaller and try again."
                )
            frames = [_upright(frame) for frame in ImageSequence.Iterator(picture)]
            out = io.BytesIO()
            # Without the time it was made, for the same picture must be the same file: pages read by OCR are kept.
            frames[0].save(
                out,
                "PDF",
                save_all=True,
                append_images=frames[1:],
                resolution=_dots(picture),
                creationDate=None,
                modDate=None,
                title=None,
            )
            return out.getvalue()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise ReadingError(f"‘{name}’ is a picture that is damaged. Save it again and try again.") from error


def _upright(frame: Any) -> Any:
    """In grey, turned as the camera says, on white where it is clear."""
    from PIL import Image, ImageOps

    turned = ImageOps.exif_transpose(frame)
    if turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info:
        clear = turned.convert("RGBA")
        white = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(white, clear).convert("L")
    return turned.convert("L")


def _dots(picture: Any) -> float:
    """Dots an inch: what the picture says where that can be."""
    said = float(picture.info.get("dpi", (0.0,))[0] or 0.0)
    return said if _FEWEST_DOTS < said <= _MOST_DOTS else _USUAL
