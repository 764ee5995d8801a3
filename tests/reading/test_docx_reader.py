"""Word documents made with python-docx, one trap each."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from findings.errors import ReadingError
from findings.reading.raw import RawBlock
from findings.reading.word.docx_reader import read_docx


def saved(document) -> bytes:
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def blocks(document) -> tuple[RawBlock, ...]:
    return read_docx(saved(document), "a.docx").blocks


def paragraph(document, xml: str) -> None:
    document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>"))


def run(text: str) -> str:
    return f"<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>"


def test_headings_paragraphs_and_lists_have_their_kinds_and_levels():
    document = docx.Document()
    document.add_heading("Inspection of youth justice services", 0)
    document.add_heading("Leadership: good", 2)
    document.add_paragraph("Leaders know the service.")
    document.add_paragraph("First", style="List Bullet")
    document.add_paragraph("Within", style="List Bullet 2")
    assert [(block.kind, block.text, block.level, block.grade, block.line) for block in blocks(document)] == [
        ("title", "Inspection of youth justice services", 0, None, 1),
        ("heading", "Leadership: good", 2, "good", 2),
        ("paragraph", "Leaders know the service.", 0, None, 3),
        ("bullet", "• First", 1, None, 4),
        ("bullet", "• Within", 1, None, 5),
    ]


def test_numbers_that_word_prints_but_does_not_store_are_counted():
    document = docx.Document()
    for words in ("One.", "Two."):
        document.add_paragraph(words, style="List Number")
    found = blocks(document)
    assert [(block.number, block.text, block.text[block.body :]) for block in found] == [
        ("1", "1. One.", "One."),
        ("2", "2. Two.", "Two."),
    ]


def test_typed_numbers_and_bullets_are_seen():
    document = docx.Document()
    document.add_paragraph("17.\tThe board meets.")
    document.add_paragraph("\uf0b7 A bullet of Word")
    assert [(block.kind, block.text, block.number) for block in blocks(document)] == [
        ("paragraph", "17. The board meets.", "17"),
        ("bullet", "• A bullet of Word", None),
    ]


def test_a_table_row_is_one_block_and_merged_cells_count_once():
    document = docx.Document()
    table = document.add_table(2, 3)
    for cell, words in zip(table.rows[0].cells, ("Responsible body", "Action", "When"), strict=True):
        cell.text = words
    table.cell(1, 0).merge(table.cell(1, 1)).text = "Both"
    table.cell(1, 2).text = "Now"
    assert [(block.kind, block.text) for block in blocks(document)] == [
        ("row", "Responsible body\tAction\tWhen"),
        ("row", "Both\tNow"),
    ]


def test_a_table_of_one_cell_is_a_box_of_paragraphs():
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "Case study"
    cell.add_paragraph("A child was helped.")
    assert [block.kind for block in blocks(document)] == ["paragraph", "paragraph"]


def test_bold_lines_are_headings_and_bold_sentences_are_not():
    document = docx.Document()
    for words in ("What needs to improve", "This is important.", "Bold start"):
        document.add_paragraph().add_run(words).bold = True
    document.paragraphs[-1].add_run(" of a plain line")
    assert [block.kind for block in blocks(document)] == ["heading", "paragraph", "paragraph"]


def test_deleted_words_are_left_out_and_inserted_ones_kept():
    document = docx.Document()
    deleted = "<w:del><w:r><w:delText>poor</w:delText></w:r></w:del>"
    paragraph(document, f"{run('Care is ')}{deleted}<w:ins>{run('good')}</w:ins>{run('.')}")
    assert blocks(document)[0].text == "Care is good."


def test_words_in_links_fields_and_controls_are_kept():
    document = docx.Document()
    paragraph(
        document,
        f"<w:hyperlink>{run('See ')}</w:hyperlink><w:fldSimple w:instr='X'>{run('page ')}</w:fldSimple>"
        f"<w:sdt><w:sdtContent>{run('two')}</w:sdtContent></w:sdt><w:r><w:noBreakHyphen/><w:t>fold</w:t></w:r>",
    )
    assert blocks(document)[0].text == "See page two-fold"


def test_a_raised_figure_stays_raised():
    document = docx.Document()
    line = document.add_paragraph("The area")
    line.add_run("2").font.superscript = True
    line.add_run(" is small.")
    assert blocks(document)[0].text == "The area² is small."


def with_part(data: bytes, name: str, change) -> bytes:
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(changed, "w") as new:
        for entry in old.infolist():
            body = old.read(entry)
            new.writestr(entry, change(body) if entry.filename == name else body)
    return changed.getvalue()


def test_footnotes_follow_their_paragraph_with_the_printed_figure():
    document = docx.Document()
    paragraph(
        document,
        run("Of the children") + '<w:r><w:footnoteReference w:id="7"/></w:r>' + run(" all were seen."),
    )
    notes = (
        f"<w:footnotes {nsdecls('w')}><w:footnote w:type='separator' w:id='-1'><w:p/></w:footnote>"
        f"<w:footnote w:id='7'><w:p>{run('In March.')}</w:p></w:footnote></w:footnotes>"
    )
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    part = Part(PackURI("/word/footnotes.xml"), "application/xml", notes.encode(), document.part.package)
    document.part.relate_to(
        part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    )
    found = blocks(document)
    assert [(block.kind, block.text, block.number) for block in found] == [
        ("paragraph", "Of the children¹ all were seen.", None),
        ("footnote", "¹ In March.", "1"),
    ]
    assert found[1].text[found[1].body :] == "In March."


def test_xml_entities_are_refused():
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "xxxxxxxxxx">]><a>&x;&x;</a>'
    data = with_part(saved(docx.Document()), "word/document.xml", lambda _: bomb)
    with pytest.raises(ReadingError, match=r"‘a\.docx’ has parts that Word does not write \(XML entities\)"):
        read_docx(data, "a.docx")


@pytest.mark.parametrize("part", ["word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"])
def test_a_damaged_part_is_said_in_one_line(part):
    data = with_part(saved(docx.Document()), part, lambda body: body[: len(body) // 2])
    with pytest.raises(ReadingError, match=r"‘a\.docx’ is damaged and could not be opened"):
        read_docx(data, "a.docx")


def test_changed_bytes_are_said_in_one_line():
    data = bytearray(saved(docx.Document()))
    data[60:400] = bytes(340)
    with pytest.raises(ReadingError, match=r"‘a\.docx’ is damaged"):
        read_docx(bytes(data), "a.docx")


def test_signs_that_turn_the_direction_of_writing_are_left_out():
    document = docx.Document()
    document.add_paragraph("Plans are \u202etimely\u202c and \u2067clear\u2069.")
    assert [block.text for block in blocks(document)] == ["Plans are timely and clear."]


def numbered(*levels: str, overrides: str = "") -> tuple[docx.document.Document, object]:
    """A document with list 91 of these levels (XML within w:lvl), and a function that adds a paragraph to a list."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    its = "".join(f'<w:lvl w:ilvl="{depth}">{level}</w:lvl>' for depth, level in enumerate(levels))
    numbering.insert(
        0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{its}</w:abstractNum>')
    )
    for number, more in ((91, ""), (92, overrides)):
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="90"/>{more}</w:num>')
        )

    def add(text: str, depth: int, style: str | None = None, number: int = 91) -> None:
        words = document.add_paragraph(text, style=style)
        words._p.get_or_add_pPr().append(
            parse_xml(
                f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
            )
        )

    return document, add


def level(form: str, text: str, start: int = 1, more: str = "") -> str:
    return f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'


def test_headings_and_paragraphs_of_one_list_have_their_printed_numbers():
    document, add = numbered(
        level("decimal", "%1", 3), level("decimal", "%1.%2"), level("lowerLetter", "(%3)")
    )
    add("What we saw", 0, "Heading 1")
    add("The stock was low:", 1)
    add("oil", 2)
    add("What should change", 0, "Heading 1")
    add("Stock should be counted.", 1)
    assert [(block.kind, block.number, block.text) for block in blocks(document)] == [
        ("heading", None, "3 What we saw"),
        ("paragraph", "3.1", "3.1 The stock was low:"),
        ("bullet", None, "(a) oil"),
        ("heading", None, "4 What should change"),
        ("paragraph", "4.1", "4.1 Stock should be counted."),
    ]


def test_a_list_with_a_start_of_its_own_begins_there_once():
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    document, add = numbered(level("decimal", "%1."), level("decimal", "%1.%2"), overrides=override)
    for words, number in (("One.", 91), ("Two.", 91), ("Seven.", 92), ("Eight.", 92)):
        add(words, 0, number=number)
    add("Below eight.", 1, number=92)
    assert [block.text.split(" ")[0] for block in blocks(document)] == ["1.", "2.", "7.", "8.", "8.1"]


def test_roman_headings_below_which_figures_count_in_plain_figures():
    legal = level("decimal", "%1.%2", more="<w:isLgl/>")
    document, add = numbered(level("upperRoman", "Part %1:"), legal)
    add("Findings", 0, "Heading 1")
    add("It was cold.", 1)
    assert [block.text for block in blocks(document)] == ["Part I: Findings", "1.1 It was cold."]


def test_a_level_that_never_restarts_counts_on():
    document, add = numbered(
        level("decimal", "%1"), level("decimal", "%2.", more='<w:lvlRestart w:val="0"/>')
    )
    for words, depth in (("First part", 0), ("One.", 1), ("Second part", 0), ("Two.", 1)):
        add(words, depth, "Heading 1" if depth == 0 else None)
    assert [block.number for block in blocks(document) if block.kind == "paragraph"] == ["1", "2"]


def test_the_level_tied_to_a_style_is_that_of_its_paragraphs():
    tied = level("decimal", "%1.%2", more='<w:pStyle w:val="Heading2"/>')
    document, add = numbered(level("decimal", "%1"), tied)
    add("Findings", 0, "Heading 1")
    document.styles["Heading 2"].element.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="91"/></w:numPr>')
    )
    document.add_paragraph("Training", style="Heading 2")
    assert [block.text for block in blocks(document)] == ["1 Findings", "1.1 Training"]


def test_a_tab_behind_a_typed_number_parts_no_cells():
    document = docx.Document()
    document.add_paragraph().add_run("II.\tFindings").bold = True
    document.add_paragraph("B.\tThe garage was cold when we came.")
    assert [(block.kind, block.text) for block in blocks(document)] == [
        ("heading", "II. Findings"),
        ("paragraph", "B. The garage was cold when we came."),
    ]
