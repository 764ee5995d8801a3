"""A brief in a council's template, and as PDF."""

import io
import shutil
import subprocess
from dataclasses import replace
from datetime import date

import docx
import pytest

from findings.errors import PackError
from findings.packs.brief.brief import make_brief
from findings.packs.brief.brief_files import NO_PDF, brief_file
from findings.packs.brief.brief_records import USUAL_PARTS, Options
from findings.packs.brief.brief_starter import starter_bytes
from findings.packs.brief.brief_template import NAME, filled, template_of
from findings.packs.check import check
from findings.packs.pack import Response
from findings.reading.files import libreoffice
from tests.packs.make_pack import ASKED, COUNTED, SEARCHED, STRENGTH, TEXTS, TURN
from tests.packs.many_passages import LONG, WORDS, sixteen

ON = date(2026, 11, 21)


@pytest.fixture
def brief(store):
    pack_id = store.create("Supervision <b> & more")
    store.add(pack_id, [STRENGTH, ASKED, COUNTED], SEARCHED)
    item = store.pack(pack_id).items[0]
    store.respond(pack_id, item.id, Response("Agreed\nsince May"), 1)
    options = Options(parts=(*USUAL_PARTS, "response"))
    return make_brief(check(store.pack(pack_id), TEXTS), ON, options)


def template(*lines):
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def read(data):
    return docx.Document(io.BytesIO(data))


def test_a_template_is_filled(brief):
    made = read(
        filled(template("{{ title }} for us", "{% for row in rows %}{{ row.item }} {% endfor %}"), brief)
    )
    assert [p.text for p in made.paragraphs] == ["Supervision <b> & more for us", "1 2 3 "]
    assert made.core_properties.title == "Supervision <b> & more"


def test_a_line_end_of_a_response_is_kept(brief):
    made = read(filled(template("{{ rows[0].response }}"), brief))
    assert made.paragraphs[0].text == "Agreed\nsince May"


def test_a_part_that_was_not_chosen_is_empty_in_a_template(brief):
    words = template(
        "{{ rows[0].response }}{{ rows | length }}{{ sources | length }}{{ authorities[0].latest }}."
    )
    few = filled(words, replace(brief, options=Options(parts=("table",))))
    assert read(few).paragraphs[0].text == "30."


def test_the_template_to_begin_with_says_what_the_brief_says(brief):
    made = read(filled(starter_bytes(), brief))
    (table,) = made.tables
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells[0] == ["Item", "Inspection", "Date", "Our label", "What it says", "Place"]
    assert cells[1][4] == (f"‘{STRENGTH.quote}’\nBut it goes on: ‘{TURN}’\nOur response: Agreed\nsince May")
    assert [row[0] for row in cells[1:]] == ["1", "2", "3"]
    said = [p.text for p in made.paragraphs]
    assert "Strengths: 1 (24 November 2022)" in said
    assert f"Check: {brief.checked}" in said
    assert not any("{" in line for line in said)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            "{{ titel }}",
            "The template brief.docx cannot be filled: 'titel' is undefined. docs/packs.md lists",
        ),
        ("{% for row in rows %}", "The template brief.docx cannot be filled: "),
        ("{{ title.__class__.__mro__ }}", "The template brief.docx cannot be filled: access to attribute"),
    ],
)
def test_a_template_that_cannot_be_filled_is_named(brief, words, message):
    with pytest.raises(PackError, match=message.replace(".", r"\.")):
        filled(template(words), brief)


def test_a_file_that_is_no_word_document_is_named(brief):
    with pytest.raises(
        PackError, match=r"The template our\.docx cannot be used: it is damaged, or not a Word"
    ):
        filled(b"nonsense", brief, "our.docx")


def test_the_template_is_looked_for_below_the_data_folder(tmp_path):
    assert template_of(tmp_path) is None
    (tmp_path / NAME).parent.mkdir()
    (tmp_path / NAME).write_bytes(b"x")
    assert template_of(tmp_path) == b"x"


def test_without_libreoffice_a_pdf_is_refused_in_one_line(brief, monkeypatch):
    monkeypatch.setattr(libreoffice.shutil, "which", lambda name: None)
    with pytest.raises(PackError) as error:
        brief_file(brief, "pdf")
    assert str(error.value) == NO_PDF
    assert brief_file(brief, "docx").startswith(b"PK")


def test_libreoffice_that_fails_is_told(brief, monkeypatch):
    monkeypatch.setattr(libreoffice.shutil, "which", lambda name: "/bin/false")
    with pytest.raises(PackError, match=r"LibreOffice could not make the PDF\. Take the Word document"):
        brief_file(brief, "pdf")


def test_libreoffice_that_takes_too_long_is_stopped(brief, monkeypatch, tmp_path):
    slow = tmp_path / "soffice"
    slow.write_text("#!/bin/sh\nexec sleep 60\n")
    slow.chmod(0o755)
    monkeypatch.setattr(libreoffice.shutil, "which", lambda name: str(slow))
    monkeypatch.setattr(libreoffice, "_SECONDS", 0.2)
    with pytest.raises(PackError, match="LibreOffice could not make the PDF"):
        brief_file(brief, "pdf")


@pytest.mark.skipif(
    not (libreoffice.installed() and shutil.which("pdfinfo")), reason="needs LibreOffice, poppler"
)
@pytest.mark.parametrize(("words", "number"), [(WORDS, len(WORDS.split())), (LONG, len(LONG.split()))])
def test_sixteen_passages_fit_two_pages(store, words, number):
    """As long as passages of real reports are, and longer ones, each printed whole; in eight documents."""
    pack, texts = sixteen(store, words)
    brief = make_brief(check(pack, texts), ON, Options())
    assert len(brief.rows) == 16
    assert all(len(row.words.said.split()) == number for row in brief.rows)
    data = brief_file(brief, "pdf")
    info = subprocess.run(["pdfinfo", "-"], input=data, capture_output=True, check=True).stdout.decode()
    assert "Pages:           2" in info
