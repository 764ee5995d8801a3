"""What a PDF holds beside its pages' text: filled form fields, attachments, portfolios."""

from __future__ import annotations

import io

import pypdf
import pytest
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from findings.citation import place
from findings.errors import ReadingError
from findings.reading import Reading, read
from findings.reading.passages import cut
from tests.reading.office_files import mail, pdf, with_attachments


def form(words: str, *fields: tuple[str, str, str]) -> bytes:
    """A page of `words` with text fields, each (name, tooltip, value)."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(words)))
    page = writer.pages[0]
    widgets = ArrayObject()
    for number, (name, said, value) in enumerate(fields):
        widget = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/Widget"),
                NameObject("/FT"): NameObject("/Tx"),
                NameObject("/T"): TextStringObject(name),
                NameObject("/V"): TextStringObject(value),
                NameObject("/Rect"): ArrayObject(FloatObject(v) for v in (60, 600 - 20 * number, 300, 615)),
                **({NameObject("/TU"): TextStringObject(said)} if said else {}),
            }
        )
        widgets.append(writer._add_object(widget))
    page[NameObject("/Annots")] = widgets
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject(
        {NameObject("/Fields"): widgets, NameObject("/NeedAppearances"): BooleanObject(True)}
    )
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def read_file(tmp_path, data: bytes) -> Reading:
    (tmp_path / "a.pdf").write_bytes(data)
    return read(tmp_path / "a.pdf", tmp_path)


def texts(reading: Reading) -> list[tuple[str, str]]:
    found = cut(reading.document, reading.content)
    assert all(reading.content.text[each.start : each.end] == each.text for each in found)
    return [(place(each, reading.document), each.text) for each in found]


def test_what_was_typed_into_a_form_is_read(tmp_path):
    said = "The brakes of bus 9 had not been tested since May."
    data = form(
        "Record of visit",
        ("finding", "", said),
        ("f1_02", "Name of the garage", "Milltown"),
        ("f1_03", "", "unlabelled"),
        ("f1_04", "", "  "),
    )
    reading = read_file(tmp_path, data)
    text = reading.content.text
    assert [(b.kind, b.page, text[b.start : b.end]) for b in reading.content.blocks] == [
        ("paragraph", 1, "Record of visit"),
        ("paragraph", 1, said),
        ("row", 1, "Name of the garage\tMilltown"),
        ("paragraph", 1, "unlabelled"),
    ]
    assert texts(reading)[0] == ("page 1", said)


def test_a_form_of_nothing_but_fields_is_read(tmp_path):
    assert texts(read_file(tmp_path, form("", ("finding", "", "The doors were left open all night.")))) == [
        ("page 1", "The doors were left open all night.")
    ]


def test_the_report_inside_a_portfolio_is_read(tmp_path):
    cover = pdf("For the best experience, open this PDF portfolio in a newer reader.")
    report = pdf("The brakes of bus nine had not been tested since May.")
    reading = read_file(tmp_path, with_attachments(cover, ("report.pdf", report)))
    assert texts(reading) == [
        ("page 1", "For the best experience, open this PDF portfolio in a newer reader."),
        ("‘report.pdf’, page 1", "The brakes of bus nine had not been tested since May."),
    ]
    assert (reading.document.pages, reading.document.notes) == (1, ())
    assert {line.page for line in reading.content.lines} == {1}


def test_a_portfolio_with_an_empty_cover_is_read(tmp_path):
    report = pdf("The brakes of bus nine had not been tested since May.")
    reading = read_file(tmp_path, with_attachments(pdf(""), ("report.pdf", report)))
    assert [where for where, _ in texts(reading)] == ["‘report.pdf’, page 1"]


def pinned(data: bytes, name: str, part: bytes) -> bytes:
    """`data` with a file pinned to its first page, after an annotation that is broken."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    stream = StreamObject()
    stream.set_data(part)
    file = {NameObject("/Type"): NameObject("/Filespec"), NameObject("/UF"): TextStringObject(name)}
    file[NameObject("/EF")] = DictionaryObject({NameObject("/F"): writer._add_object(stream)})
    kind = {NameObject("/Subtype"): NameObject("/FileAttachment")}
    pin = DictionaryObject({**kind, NameObject("/FS"): DictionaryObject(file)})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([DictionaryObject(kind), pin])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_file_pinned_to_a_page_is_read(tmp_path):
    report = pdf("The brakes of bus nine had not been tested since May.")
    reading = read_file(tmp_path, pinned(pdf("See the paper clip."), "report.pdf", report))
    assert texts(reading)[-1] == (
        "‘report.pdf’, page 1",
        "The brakes of bus nine had not been tested since May.",
    )


def test_an_e_mail_inside_a_pdf_is_read_with_what_it_carries(tmp_path):
    inner = mail(attached=[("plan.pdf", pdf("The plan names a night for each door."))]).as_bytes()
    reading = read_file(
        tmp_path, with_attachments(pdf("See what is attached to this."), ("visit.eml", inner))
    )
    assert [where for where, _ in texts(reading)] == [
        "page 1",
        "‘visit.eml’, line 1",
        "‘visit.eml’, ‘plan.pdf’, page 1",
    ]


def test_settings_of_a_program_are_no_document(tmp_path):
    data = with_attachments(pdf("Words of the report."), ("High.joboptions", b"<<\n/Quality true\n>>"))
    reading = read_file(tmp_path, data)
    assert reading.content.text == "Words of the report."
    assert reading.document.notes == ("An attachment was not read: ‘High.joboptions’ is not a document.",)


def test_a_name_made_to_leave_the_folder_stays_in_it(tmp_path):
    report = pdf("The brakes of bus nine had not been tested since May.")
    reading = read_file(tmp_path, with_attachments(pdf("Cover words."), ("../../report.pdf", report)))
    assert texts(reading)[-1][0] == "‘../../report.pdf’, page 1"


def test_a_damaged_part_is_named_and_the_rest_is_read(tmp_path):
    data = with_attachments(pdf("Words of the report."), ("report.pdf", pdf("Words.")[:200]))
    reading = read_file(tmp_path, data)
    assert reading.document.notes == (
        "An attachment was not read: ‘report.pdf’ is damaged and could not be opened. Download it again from the "
        "publisher.",
    )


def test_a_cover_without_words_whose_part_cannot_be_read_is_told(tmp_path):
    data = with_attachments(pdf(""), ("photo.jpg", b"\xff\xd8\xff\xe0"))
    with pytest.raises(
        ReadingError, match=r"^‘a\.pdf’ has no text we can search\. An attachment was not read: ‘photo"
    ):
        read_file(tmp_path, data)
