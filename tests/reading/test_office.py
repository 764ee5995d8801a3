"""Slides, spreadsheets, OpenDocument, rich text: stored text, places in words, what is refused and why."""

from __future__ import annotations

import datetime

import pytest

from findings.citation import place
from findings.errors import ReadingError
from findings.reading import Reading, read
from findings.reading.files import libreoffice, old_office
from findings.reading.passages import cut
from tests.reading.office_files import archive, opendocument, slides, workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_file(tmp_path, name: str, data: bytes) -> Reading:
    (tmp_path / name).write_bytes(data)
    return read(tmp_path / name, tmp_path)


def blocks(reading: Reading) -> list[tuple[str, str, str]]:
    """(kind, place in words, words) of each block."""
    text = reading.content.text
    return [(each.kind, each.located, text[each.start : each.end]) for each in reading.content.blocks]


def passages(reading: Reading) -> list[tuple[str, str]]:
    found = cut(reading.document, reading.content)
    assert all(reading.content.text[each.start : each.end] == each.text for each in found)
    return [(place(each, reading.document), each.text) for each in found]


def test_slides_are_read_in_order(tmp_path):
    deck = slides(
        ("Main findings", ["Plans are clear", "They are used every day"]),
        ("Next steps", ["Check the fire doors every night"]),
        notes="Say who checks the doors.",
        table=[["Door", "Checked by"], ["North", "the night manager on duty"]],
    )
    reading = read_file(tmp_path, "deck.pptx", deck)
    assert reading.document.format == "pptx"
    assert blocks(reading) == [
        ("heading", "slide 1", "Main findings"),
        ("bullet", "slide 1", "• Plans are clear"),
        ("bullet", "slide 1", "• They are used every day"),
        ("heading", "slide 2", "Next steps"),
        ("bullet", "slide 2", "• Check the fire doors every night"),
        ("row", "slide 2", "Door\tChecked by"),
        ("row", "slide 2", "North\tthe night manager on duty"),
        ("paragraph", "slide 2, notes", "Say who checks the doors."),
    ]
    assert ("slide 2, ‘Next steps’", "Check the fire doors every night") in passages(reading)
    assert ("slide 2, notes, ‘Next steps’", "Say who checks the doors.") in passages(reading)


def test_rows_of_a_workbook_stand_under_their_sheet(tmp_path):
    book = workbook(
        {
            "Actions": [
                ["What is to be done", "By whom", "By when", "Share done"],
                [],
                ["Check the fire doors\nevery night", "the manager", datetime.date(2024, 3, 5), 0.25],
            ],
            "Old": [["This sheet is hidden from view"]],
        },
        hidden="Old",
        bold_head=True,
    )
    reading = read_file(tmp_path, "plan.xlsx", book)
    assert blocks(reading) == [
        ("title", "sheet ‘Actions’", "Actions"),
        ("row", "sheet ‘Actions’, row 1", "What is to be done\tBy whom\tBy when\tShare done"),
        (
            "row",
            "sheet ‘Actions’, row 3",
            "Check the fire doors every night\tthe manager\t5 March 2024\t0.25",
        ),
    ]
    assert passages(reading) == [
        ("sheet ‘Actions’, row 3", "Check the fire doors every night\tthe manager\t5 March 2024\t0.25")
    ]
    assert reading.document.notes == ("The sheet ‘Old’ is hidden and was not read.",)


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (0.256, "0%", "26%"),
        (0.256, "0.0%", "25.6%"),
        (1234567, "#,##0", "1,234,567"),
        (1234.5, "£#,##0.00", "£1,234.50"),
        (-12.5, "£#,##0.00;[Red]-£#,##0.00", "-£12.50"),
        (12.0, "General", "12"),
        (0.1, "General", "0.1"),
        (True, "General", "TRUE"),
        (datetime.datetime(2024, 3, 5, 9, 30), "dd/mm/yyyy hh:mm", "5 March 2024, 09:30"),
        (datetime.time(9, 5), "hh:mm", "09:05"),
    ],
)
def test_figures_read_as_the_sheet_shows_them(value, form, shown):
    from types import SimpleNamespace

    from findings.reading.office.spreadsheet import _text

    assert _text(SimpleNamespace(value=value, number_format=form)) == shown


def test_a_workbook_of_too_many_rows_is_refused(tmp_path, monkeypatch):
    from findings.reading.office import spreadsheet

    monkeypatch.setattr(spreadsheet, "_MAX_ROWS", 3)
    with pytest.raises(
        ReadingError, match=r"^‘a\.xlsx’ has more than 3 rows\. Split it into smaller files\.$"
    ):
        read_file(tmp_path, "a.xlsx", workbook({"A": [["one"], ["two"]], "B": [["three"], ["four"]]}))


def test_opendocument_text_has_headings_lists_notes_and_tables(tmp_path):
    body = (
        '<text:h text:outline-level="1">Findings</text:h>'
        "<text:p>The garage was<text:s/>clean<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>On the day of the visit.</text:p></text:note-body></text:note>.</text:p>"
        "<text:tracked-changes><text:p>Deleted words.</text:p></text:tracked-changes>"
        '<text:list text:style-name="L1"><text:list-item><text:p>Test the brakes.</text:p></text:list-item>'
        "<text:list-item><text:p>Lock the doors.</text:p></text:list-item></text:list>"
        '<text:list text:style-name="L2"><text:list-item><text:p>one bus</text:p></text:list-item></text:list>'
        "<table:table><table:table-row><table:table-cell><text:p>Bus 9</text:p></table:table-cell>"
        "<table:table-cell><text:p>not tested since May</text:p></table:table-cell></table:table-row></table:table>"
    )
    styles = (
        '<text:list-style style:name="L1"><text:list-level-style-number text:level="1"/></text:list-style>'
        '<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1"/></text:list-style>'
    )
    reading = read_file(tmp_path, "visit.odt", opendocument(body, styles=styles))
    assert [(kind, text) for kind, _, text in blocks(reading)] == [
        ("title", "Findings"),
        ("paragraph", "The garage was clean¹."),
        ("footnote", "¹ On the day of the visit."),
        ("paragraph", "1. Test the brakes."),
        ("paragraph", "2. Lock the doors."),
        ("bullet", "• one bus"),
        ("row", "Bus 9\tnot tested since May"),
    ]
    assert passages(reading)[0] == ("paragraph 2", "The garage was clean¹.")


def test_an_opendocument_sheet_counts_the_rows_that_are_left_out(tmp_path):
    def cell(text: str) -> str:
        return f"<table:table-cell><text:p>{text}</text:p></table:table-cell>"

    body = (
        '<table:table table:name="Buses"><table:table-row table:number-rows-repeated="1000000"><table:table-cell/>'
        f"</table:table-row><table:table-row>{cell('Bus 9')}{cell('not tested since May')}</table:table-row>"
        "</table:table>"
    )
    reading = read_file(tmp_path, "a.ods", opendocument(body, "spreadsheet"))
    assert blocks(reading)[-1] == ("row", "sheet ‘Buses’, row 1000001", "Bus 9\tnot tested since May")


def test_opendocument_slides_say_which(tmp_path):
    page = (
        "<draw:page><draw:frame presentation:class='title'><draw:text-box><text:p>Buses</text:p></draw:text-box>"
        "</draw:frame><draw:frame><draw:text-box><text:p>Bus 9 was not tested since May.</text:p></draw:text-box>"
        "</draw:frame></draw:page>"
    )
    reading = read_file(tmp_path, "a.odp", opendocument(page, "presentation"))
    assert blocks(reading)[-1] == ("paragraph", "slide 1", "Bus 9 was not tested since May.")


def test_rich_text_is_read_with_its_tables(tmp_path):
    rtf = (
        rb"{\rtf1\ansi\ansicpg1252 {\b Visit}\par\par The caf\'e9 was closed on the day.\par"
        rb"\trowd\cellx3000\cellx6000\pard\intbl Bus 9\cell not tested since May\cell\row}"
    )
    found = [(kind, text) for kind, _, text in blocks(read_file(tmp_path, "a.rtf", rtf))]
    assert ("paragraph", "The café was closed on the day.") in found
    assert ("row", "Bus 9\tnot tested since May") in found


@pytest.mark.parametrize(
    ("form", "stream", "message"),
    [
        (
            "doc",
            "WordDocument",
            "‘old.doc’ is an old Word document (.doc). Save it as .docx or PDF and try again, or install LibreOffice, "
            "which reads it: apt-get install libreoffice-writer",
        ),
        (
            "xls",
            "Workbook",
            "‘old.xls’ is an old Excel workbook (.xls). Save it as .xlsx or PDF and try again, or install LibreOffice, "
            "which reads it: apt-get install libreoffice-calc",
        ),
    ],
)
def test_old_office_files_say_what_they_are(tmp_path, monkeypatch, form, stream, message):
    from findings.reading.files import telling

    monkeypatch.setattr(libreoffice.shutil, "which", lambda name: None)
    monkeypatch.setattr("findings.reading.files.compound.format_of", lambda name, data: form)
    assert telling.tell(f"old.{form}", OLE) == (form, "")
    with pytest.raises(ReadingError) as error:
        old_office.modernised(OLE, form, f"old.{form}")
    assert str(error.value) == message


def test_libreoffice_that_fails_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(libreoffice.shutil, "which", lambda name: "/bin/false")
    with pytest.raises(ReadingError, match=r"and LibreOffice could not read it\. Save it as \.docx or PDF"):
        old_office.modernised(OLE, "doc", "old.doc")


ENTITY = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'


@pytest.mark.parametrize(
    ("name", "entries", "program"),
    [
        ("a.xlsx", {"[Content_Types].xml": "", "xl/workbook.xml": ENTITY}, "Excel"),
        ("a.pptx", {"[Content_Types].xml": "", "ppt/presentation.xml": ENTITY}, "PowerPoint"),
        (
            "a.odt",
            {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ENTITY},
            "OpenDocument",
        ),
    ],
)
def test_entities_are_refused(tmp_path, name, entries, program):
    with pytest.raises(ReadingError, match=rf"has parts that {program} does not write \(XML entities\)"):
        read_file(tmp_path, name, archive(entries))


@pytest.mark.parametrize(
    ("name", "entries"),
    [
        ("a.xlsx", {"[Content_Types].xml": "", "xl/workbook.xml": "<a/>"}),
        ("a.pptx", {"[Content_Types].xml": "", "ppt/presentation.xml": "<a/>"}),
        ("a.odt", {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a>"}),
    ],
)
def test_damaged_files_are_told(tmp_path, name, entries):
    with pytest.raises(ReadingError, match=r"is damaged and could not be opened\. Download it again"):
        read_file(tmp_path, name, archive(entries))


def test_elements_nested_without_end_are_refused(tmp_path):
    body = "<text:section>" * 300 + "<text:p>Words.</text:p>" + "</text:section>" * 300
    with pytest.raises(ReadingError, match="damaged"):
        read_file(tmp_path, "a.odt", opendocument(body))


def test_bombs_of_every_kind_are_refused(tmp_path):
    zeros = b" " * (60 * 1024 * 1024)
    bomb = archive({"[Content_Types].xml": "", "xl/workbook.xml": "", "xl/worksheets/sheet1.xml": zeros})
    with pytest.raises(ReadingError, match=r"‘a\.xlsx’ would unpack to 60MB in 3 parts, which is too large"):
        read_file(tmp_path, "a.xlsx", bomb)


@pytest.mark.parametrize(
    ("name", "entries", "message"),
    [
        ("a.xlsb", {"[Content_Types].xml": "", "xl/workbook.bin": ""}, "is a binary Excel file"),
        ("a.epub", {"mimetype": "application/epub+zip", "a.html": ""}, "is an e-book"),
        ("a.pages", {"Index/Document.iwa": ""}, "is a file of Apple's Pages"),
        (
            "a.odt",
            {
                "mimetype": "application/vnd.oasis.opendocument.text",
                "content.xml": "x",
                "META-INF/manifest.xml": "<manifest:encryption-data/>",
            },
            "is protected by a password",
        ),
    ],
)
def test_other_archives_say_what_they_are(tmp_path, name, entries, message):
    with pytest.raises(ReadingError, match=message):
        read_file(tmp_path, name, archive(entries))
