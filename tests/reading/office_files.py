"""Small files of other kinds, made for tests: e-mail, OpenDocument, slides, spreadsheets, PDF with parts, scans."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from pathlib import Path

import openpyxl
import pypdf
from openpyxl.styles import Font
from pptx import Presentation
from pptx.util import Inches

from findings.reading.pdf.image import page_image
from tests.reading.make_pdf import PdfPage, make_pdf, pdf_bytes

_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0"'
)


def mail(
    body: str = "The medicines trolley was left unlocked on two of the five days.",
    html: str = "",
    attached: Sequence[tuple[str, bytes]] = (),
    **head: str,
) -> EmailMessage:
    message = EmailMessage()
    message["From"] = head.get("sender", "Care Inspectors <inspectors@example.org>")
    message["To"] = "Elm House <manager@example.org>"
    message["Subject"] = head.get("subject", "Your report – Elm House")
    message["Date"] = "Mon, 19 Aug 2019 10:00:00 +0100"
    if body:
        message.set_content(body)
    if html:
        (message.add_alternative if body else message.set_content)(html, subtype="html")
    for name, data in attached:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message


def archive(entries: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in entries.items():
            file.writestr(name, data)
    return out.getvalue()


def opendocument(body: str, kind: str = "text", styles: str = "") -> bytes:
    """`body`: the elements within office:text (or spreadsheet, presentation)."""
    content = (
        f"<office:document-content {_NAMES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )
    return archive({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": content})


def workbook(
    sheets: Mapping[str, Sequence[Sequence[object]]], hidden: str = "", bold_head: bool = False
) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        if bold_head:
            for cell in sheet[1]:
                cell.font = Font(bold=True)
        if title == hidden:
            sheet.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def slides(*pages: tuple[str, Sequence[str]], notes: str = "", table: Sequence[Sequence[str]] = ()) -> bytes:
    """Slides of a title and bullets; the last with a table and notes."""
    deck = Presentation()
    for title, bullets in pages:
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = "\n".join(bullets)
    if table:
        size = (len(table), len(table[0]), Inches(1), Inches(4), Inches(6), Inches(1))
        cells = slide.shapes.add_table(*size).table
        for row, values in enumerate(table):
            for column, value in enumerate(values):
                cells.cell(row, column).text = value
    if notes:
        slide.notes_slide.notes_text_frame.text = notes
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def pdf(*words: str) -> bytes:
    return pdf_bytes([PdfPage().text(60, 80, each) for each in words])


def with_attachments(data: bytes, *attached: tuple[str, bytes]) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    for name, part in attached:
        writer.add_attachment(name, part)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def scan(path: Path, pages: Sequence[PdfPage], turn: int = 0, resolution: int = 150) -> Path:
    """A PDF of nothing but pictures of pages, turned clockwise by `turn` degrees."""
    from PIL import Image

    printed = make_pdf(path.with_suffix(".printed"), *pages)
    pictures = [
        Image.open(io.BytesIO(page_image(printed, number, scale=resolution / 72)))
        .convert("L")
        .rotate(-turn, expand=True)
        for number in range(1, len(pages) + 1)
    ]
    pictures[0].save(path, "PDF", save_all=True, append_images=pictures[1:], resolution=resolution)
    printed.unlink()
    return path
