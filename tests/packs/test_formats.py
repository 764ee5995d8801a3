"""Exported files read again: the same quotations, the right headings, and no surprise for a spreadsheet."""

import csv
import io
import json
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from findings.packs.check import Checked, check
from findings.packs.formats import FORMATS, file_name
from findings.packs.pack import Item, Response
from findings.packs.plan.plan_rows import FILLED_IN
from findings.packs.rows import COLUMNS, rows, safe
from findings.packs.to_word import word_bytes
from tests.packs.make_pack import (
    ASKED,
    COUNTED,
    DAY,
    LETTER,
    PRAISE,
    REPORT,
    REPORT_TEXT,
    SEARCHED,
    STRENGTH,
    TEXTS,
    TURN,
    Texts,
    make_content,
)

ON = date(2026, 11, 21)
QUOTES = [STRENGTH.quote, ASKED.quote, COUNTED.quote]


@pytest.fixture
def checked(store):
    """Three passages, one with a note and a label of its own."""
    pack_id = store.create("LADO arrangements")
    store.add(pack_id, [STRENGTH, ASKED, COUNTED], SEARCHED)
    store.describe(pack_id, "LADO arrangements", "For the annual conversation", "Ann Lead", 1)
    item = store.pack(pack_id).items[0]
    store.annotate(pack_id, item.id, "=ask the officer\nfor figures", "mixed", 1)
    return check(store.pack(pack_id), TEXTS)


def read(checked):
    return docx.Document(io.BytesIO(word_bytes(checked, ON)))


def in_style(document, name):
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == name]


def test_the_quotations_of_the_word_file_are_those_of_the_store(checked):
    document = read(checked)
    assert in_style(document, "Quote") == QUOTES
    assert [one.item.kept.quote for one in checked.items] == QUOTES


def test_the_word_file_has_the_headings_of_its_parts(checked):
    document = read(checked)
    assert in_style(document, "Title") == ["Evidence pack: LADO arrangements"]
    assert in_style(document, "Heading 1") == [
        "How to use this document",
        "Summary",
        "LADO arrangements",
        "Other passages",
        "What we searched",
        "Sources",
    ]
    assert in_style(document, "Heading 2") == [
        "24 November 2022: focused visit letter, Northshire",
        "4 July 2018: children's services inspection, Northshire",
        "Over time: ‘LADO arrangements over time’",
    ]
    assert in_style(document, "Heading 3") == [
        "Item 1: page 1, ‘Main findings’",
        "Item 2: page 2, ‘What needs to improve’",
        "Item 3: line 1",
        "Documents searched: 3",
        "Documents that could not be read: 1",
        "Inspections that do not mention this: 1",
    ]
    assert in_style(document, "List Number") == [
        "Focused visit letter, Northshire, 24 November 2022. ‘Focused visit to Northshire’. "
        "northshire/2022-letter.pdf, https://reports.example.org/1. Checksum (SHA-256): abcdef012345",
        "Children's services inspection, Northshire, 4 July 2018. "
        "northshire/2018-report.txt. Checksum (SHA-256): bbbbbbbbbbbb",
    ]


def test_a_quotation_keeps_the_heading_that_decides_its_sense(checked):
    section = ("What needs to improve", "Leadership")
    passage = replace(ASKED.passage, lead_in="", kind="recommendation", section=section)
    asked = next(one for one in checked.items if one.item.kept.quote == ASKED.quote)
    asked = replace(asked, item=replace(asked.item, kept=replace(ASKED, passage=passage)))
    alone = replace(checked, sections=(replace(checked.sections[0], items=(asked,)),))
    said = [paragraph.text for paragraph in read(alone).paragraphs]
    assert "Introduced by: ‘What needs to improve’" in said
    assert (
        dict(zip((name for name, _ in COLUMNS), rows(alone)[0], strict=True))["Introduced by"] == section[0]
    )


def test_the_word_file_says_what_goes_with_a_quotation(checked):
    said = "\n".join(paragraph.text for paragraph in read(checked).paragraphs)
    for words in (
        "Northshire\nPrepared on 21 November 2026\nPrepared by Ann Lead\n3 passages from 2 documents",
        "Purpose: For the annual conversation",
        f"The next sentence in the document begins with ‘However’. In full: ‘{TURN}’",
        "Focused visit letter to Northshire, 24 November 2022, page 1, ‘Main findings’.",
        "Label: Mixed (changed by you)\nYour note (not inspectors' words): =ask the officer\nfor figures",
        "Introduced by: ‘The local authority should improve:’",
        "Label: Needs improvement",
        "Label: No label",
        "Filters: Northshire; focused visit letter; from 2018",
        "Other names searched for: LADO = local authority designated officer",
        "Index: Built 20 November 2026, reference 0123456789ab",
        "northshire/broken.pdf",
        "5 February 2020: children's services inspection, Northshire: Not mentioned",
    ):
        assert words in said
    assert "Warning" not in said


def test_the_summary_holds_every_item_and_every_silence(checked):
    [table] = read(checked).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Date", "Inspection", "Our label", "Page", "Item"],
        ["24 November 2022", "Focused visit letter, Northshire", "Mixed (changed by you)", "1", "1"],
        ["24 November 2022", "Focused visit letter, Northshire", "Needs improvement", "2", "2"],
        [
            "5 February 2020",
            "Children's services inspection, Northshire",
            "Not mentioned (LADO arrangements)",
            "",
            "",
        ],
        ["4 July 2018", "Children's services inspection, Northshire", "No label", "line 1", "3"],
    ]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.rows[1]._tr.trPr.find(qn("w:tblHeader")) is None


def test_the_word_file_is_british_titled_and_numbered(checked):
    document = read(checked)
    properties = document.core_properties
    assert (properties.title, properties.author, properties.language) == (
        "Evidence pack: LADO arrangements",
        "Ann Lead",
        "en-GB",
    )
    assert properties.created.date() == ON
    assert next(document.styles.element.iter(qn("w:lang"))).get(qn("w:val")) == "en-GB"
    footer = document.sections[0].footer.paragraphs[0]
    assert footer.text == "Evidence pack: LADO arrangements. Page 1 of 1"  # the figures are fields
    assert [field.text for field in footer._p.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]
    body = document.element.body.xml
    assert not re.search(r"w:txbxContent|w:gridSpan|w:vMerge", body)


def test_a_difference_is_printed_with_its_quotation(store, checked):
    changed = PRAISE.replace("well regarded", "not well known")
    texts = Texts((LETTER, make_content(("paragraph", changed))), (REPORT, REPORT_TEXT))
    document = read(check(checked.pack, texts))
    assert in_style(document, "Quote") == [PRAISE, changed, ASKED.quote, COUNTED.quote]
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    as_it_was = "The quotation below is as it was on 21 November 2026."
    warning = f"Warning: This document has changed since you added this passage. {as_it_was}"
    assert f"{warning}\n{PRAISE}\nWhat the document says now:\n{changed}" in said
    assert said.count("Warning: ") == 2
    gone = "\n".join(paragraph.text for paragraph in read(check(checked.pack, Texts())).paragraphs)
    assert gone.count("This document is no longer available, or can no longer be read.") == 3


def test_an_empty_pack_is_exported_too(store):
    empty = check(store.pack(store.create("Nothing yet")), TEXTS)
    document = read(empty)
    assert "This pack is empty." in [paragraph.text for paragraph in document.paragraphs]
    assert document.tables == []
    for form in FORMATS.values():
        assert form.write(empty, ON)


@pytest.mark.parametrize("code", FORMATS)
def test_the_same_pack_gives_the_same_bytes(checked, code):
    write = FORMATS[code].write
    assert write(checked, ON) == write(checked, ON)


@pytest.mark.parametrize("code", ["docx", "xlsx"])
def test_another_day_changes_nothing_but_the_date(checked, code):
    def parts(on):
        with zipfile.ZipFile(io.BytesIO(FORMATS[code].write(checked, on))) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}

    one, other = parts(ON), parts(date(2027, 1, 5))
    for text in other:
        other[text] = (
            other[text].replace("5 January 2027", "21 November 2026").replace("2027-01-05", "2026-11-21")
        )
    assert one == other


def test_the_csv_file_has_a_row_for_each_item_and_no_formula(checked):
    data = FORMATS["csv"].write(checked, ON)
    assert data.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert head == [*(name for name, _ in COLUMNS), *FILLED_IN]
    cells = [dict(zip(head, row, strict=True)) for row in rows]
    assert [row["Quotation"] for row in cells] == [STRENGTH.quote, ASKED.quote, "'" + COUNTED.quote]
    assert cells[0]["Your note (not inspectors' words)"] == "'=ask the officer\nfor figures"
    assert (cells[0]["Our label"], cells[0]["Label changed by you"]) == ("Mixed", "yes")
    assert (cells[1]["Page"], cells[2]["Line"], cells[2]["Topic"]) == ("2", "1", "Other passages")
    assert cells[0]["Compared with the document"] == "Not changed"
    assert cells[0]["Checksum of the file"] == LETTER.checksum
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for row in rows for cell in row)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_a_cell_that_would_begin_a_formula_is_made_safe(start):
    assert safe(f"{start}cmd") == f"'{start}cmd"
    assert safe("a=b") == "a=b"


def test_the_excel_file_has_every_cell_as_text(checked):
    book = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].write(checked, ON)))
    assert book.sheetnames == ["Action plan", "Passages", "Inspections that say nothing", "About this pack"]
    sheet = book["Passages"]
    head = [cell.value for cell in sheet[1]]
    assert head == [name for name, _ in COLUMNS]
    quotes = [row[head.index("Quotation")] for row in sheet.iter_rows(min_row=2)]
    assert [cell.value for cell in quotes] == QUOTES
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:V4")
    assert sheet.column_dimensions["E"].width > 60
    silent = [
        [cell.value for cell in row] for row in book["Inspections that say nothing"].iter_rows(min_row=2)
    ]
    assert silent == [
        [
            "LADO arrangements",
            "5 February 2020",
            "Children's services inspection",
            "Northshire",
            "Not mentioned",
            "northshire/2020-visit.txt",
        ]
    ]
    assert book.properties.title == "Evidence pack: LADO arrangements"


def test_the_json_file_holds_everything(checked):
    value = json.loads(FORMATS["json"].write(checked, ON))
    assert [item["quote"] for section in value["sections"] for item in section["items"]] == QUOTES
    item = value["sections"][0]["items"][0]
    assert (item["start"], item["end"], item["status"], item["label"], item["label_changed"]) == (
        STRENGTH.start, STRENGTH.end, "same", "mixed", True,
    )  # fmt: skip
    assert value["silent"][0]["silence"] == "not_mentioned"
    assert value["searches"][0]["index_digest"] == "0123456789ab"


def test_a_response_is_in_every_form(store):
    pack_id = store.create("a")
    store.add(pack_id, [STRENGTH])
    response = Response("=agreed", "Audit", "Bo", date(2027, 5, 3), "done")
    store.respond(pack_id, store.pack(pack_id).items[0].id, response, 1)
    checked = check(store.pack(pack_id), TEXTS)
    said = [p.text for p in read(checked).paragraphs]
    assert said[said.index("Our response: =agreed") :][:5] == [
        *("Our response: =agreed", "Evidence held: Audit", "Owner: Bo", "Due: 3 May 2027", "Status: Done"),
    ]
    _, row = csv.reader(io.StringIO(FORMATS["csv"].write(checked, ON).decode("utf-8-sig"), newline=""))
    assert row[-5:] == ["'=agreed", "Audit", "Bo", "2027-05-03", "Done"]
    [section] = json.loads(FORMATS["json"].write(checked, ON))["sections"]
    assert section["items"][0]["response"] == {
        "response": "=agreed", "evidence": "Audit", "owner": "Bo", "due": "2027-05-03", "status": "done",
    }  # fmt: skip


def test_the_name_of_the_file_is_plain():
    assert file_name("LADO arrangements: 2018–2025 / Halton", "docx") == (
        "evidence-pack-lado-arrangements-2018-2025-halton.docx"
    )
    assert file_name("../…", "csv") == "evidence-pack.csv"


def test_long_cells_and_odd_characters_can_be_written(store):
    odd = replace(STRENGTH, quote="ﬁ “£5” – 𝒳 <b>&amp;</b> \t x\n\ny " + "long " * 8000)
    pack_id = store.create("Q & A <1>")
    store.add(pack_id, [odd])
    checked = check(store.pack(pack_id), Texts())
    document = docx.Document(io.BytesIO(word_bytes(checked, ON)))
    assert in_style(document, "Quote") == [odd.quote]
    book = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].write(checked, ON)))
    assert book["Passages"]["E2"].value == odd.quote[:32_000]


def test_libreoffice_opens_the_word_file(checked, tmp_path):
    office = shutil.which("soffice")
    if not office:
        pytest.skip("there is no soffice here: install libreoffice-writer to open the Word file with it")
    (tmp_path / "pack.docx").write_bytes(word_bytes(checked, ON))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), "pack.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=240)
    import pypdf

    pages = pypdf.PdfReader(tmp_path / "pack.pdf").pages
    assert len(pages) > 1
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "The designated officer is well regarded." in text
    assert f"Page 2 of {len(pages)}" in text


def test_a_quotation_read_by_ocr_is_marked_wherever_it_is_printed():
    from findings.citation import full_citation
    from findings.packs import wording

    read = replace(STRENGTH.passage, confidence=62)
    item = Item("1", replace(STRENGTH, passage=read), DAY, "", False, "", 1, 1)
    one = Checked(1, item, "same")
    assert wording.warnings(one) == (
        "Read by OCR, least certain word 62%. Compare the quotation with the printed page.",
    )
    assert "read by OCR, least certain word 62%" in full_citation(read, LETTER)
