"""Programs that some files wait for: whether one has been installed since its absence was told."""

from __future__ import annotations

from findings.reading.files import libreoffice, old_office
from findings.reading.pdf.ocr import tesseract
from findings.records import Document


def may_be_read_now(document: Document) -> bool:
    """Whether what is said of a document names a program to be installed that is there by now."""
    said = " ".join((document.message, *document.notes))
    return (tesseract.INSTALL in said and tesseract.installed()) or (
        old_office.INSTALL in said and libreoffice.installed()
    )
