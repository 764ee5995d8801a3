"""From a pack to the file of its brief: compared with the documents, looked up, written as Word or PDF."""

from __future__ import annotations

from datetime import date

from findings.errors import PackError
from findings.packs.brief.brief import make_brief, unknown_later
from findings.packs.brief.brief_records import USUAL, Brief, Options
from findings.packs.brief.brief_template import filled
from findings.packs.brief.brief_to_word import brief_bytes
from findings.packs.brief.later_words import Requests, later_of
from findings.packs.check import CheckedPack
from findings.reading.files import libreoffice

FORMS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
NO_PDF = (
    "A PDF needs LibreOffice, which is not installed on this computer (apt-get install libreoffice-writer). "
    "Take the Word document and save it as PDF."
)


def pdf_possible() -> bool:
    """Whether LibreOffice, which makes the PDF, is installed."""
    return libreoffice.installed()


def brief_of(checked: CheckedPack, library: Requests | None, on: date, options: Options = USUAL) -> Brief:
    """The brief of a pack that was compared with `library`; without one, later reports cannot be looked at."""
    look = library is not None and "asked" in options.parts
    return make_brief(checked, on, options, later_of(checked, library) if look and library else unknown_later)


def brief_file(brief: Brief, form: str, template: bytes | None = None) -> bytes:
    """The file of a brief in a form of FORMS, in a council's template where one is given.

    Raises PackError: the template cannot be used, or LibreOffice is not there for a PDF or fails.
    """
    if form == "pdf" and not pdf_possible():
        raise PackError(NO_PDF)
    word = filled(template, brief) if template is not None else brief_bytes(brief)
    if form == "docx":
        return word
    try:
        return libreoffice.converted(word, "docx", "pdf")
    except OSError as error:
        raise PackError(
            "LibreOffice could not make the PDF. Take the Word document and save it as PDF."
        ) from error
