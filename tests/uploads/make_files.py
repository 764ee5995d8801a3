"""Small real files of every kind that a person may try to add."""

from __future__ import annotations

import io

import docx
import pypdf

from tests.reading.make_pdf import PdfPage, pdf_bytes

VISIT = (
    "8 March 2024",
    "Dear Director",
    "Focused visit to Sheffield children's services",
    "This letter summarises the findings of the focused visit to Sheffield children's services",
    "on 6 and 7 February 2024. Leaders know their services well.",
)


def letter(*more: str) -> bytes:
    """A letter on a visit to Sheffield that ended on 7 February 2024, with further lines of words."""
    day, greeting, title, *prose = VISIT
    page = PdfPage().text(72, 72, day).text(72, 108, greeting).text(72, 144, title, style="bold")
    page.lines(72, 180, *prose)
    for number, line in enumerate(more):
        page.text(72, 252 + 36 * number, line)
    return pdf_bytes([page])


def bare(words: str = "Leaders know their services well and act on what they find in audits.") -> bytes:
    """A PDF that says neither whose it is nor when it was written."""
    return pdf_bytes([PdfPage().text(72, 100, words)])


def long(pages: int) -> bytes:
    return pdf_bytes([PdfPage().text(72, 100, "Leaders know their services well.")] * pages)


def locked() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(letter()))
    writer.encrypt("secret", "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def damaged() -> bytes:
    return letter()[:400]


def scan() -> bytes:
    return pdf_bytes([PdfPage().box(50, 50, 500, 700), PdfPage().box(50, 50, 500, 700)])


def word(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs or VISIT:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
