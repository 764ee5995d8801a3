"""The commands on briefs: from a topic, from a pack, in a template, and an action plan taken back."""

import io

import docx
import openpyxl
import pytest

from findings.cli.main import main
from findings.packs.brief.brief_files import NO_PDF
from findings.packs.pack import Response
from findings.packs.plan.plan_rows import SHEET
from findings.reading.files import libreoffice
from tests.packs.make_pack import ASKED, STRENGTH


@pytest.fixture(autouse=True)
def folders(monkeypatch, tmp_path):
    monkeypatch.setenv("FINDINGS_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("FINDINGS_INDEX", str(tmp_path / "none"))


@pytest.fixture
def pack(store):
    made = store.create("Supervision")
    store.add(made, [STRENGTH, ASKED])
    return made


def said(path):
    return [paragraph.text for paragraph in docx.Document(path).paragraphs]


@pytest.mark.model
def test_a_brief_on_a_topic(halton_index, tmp_path, capsys):
    out = tmp_path / "brief.docx"
    asked = ["brief", "LADO", "--authority", "Halton", "--out", str(out), "--index", str(halton_index)]
    assert main([*asked, "--purpose", "For the board", "--by", "Ann", "--title", "Allegations"]) == 0
    lines = said(out)
    assert lines[:2] == ["Allegations", "Purpose: For the board"]
    assert " by Ann. " in lines[2]
    assert lines[-1].endswith(": all the same, word for word.")
    table = docx.Document(out).tables[0]
    words = " ".join(row.cells[4].text for row in table.rows)
    assert "effective and well regarded" in words
    assert capsys.readouterr().err.startswith(f"{out}: ")
    few = tmp_path / "few.docx"
    assert main([*asked[:4], "--out", str(few), "--index", str(halton_index), "--passages", "2"]) == 0
    assert len(docx.Document(few).tables[0].rows) == 3


@pytest.mark.model
def test_a_topic_on_which_nothing_is_said_is_told(halton_index, tmp_path, capsys):
    asked = ["brief", "badger culling", "--out", str(tmp_path / "x.docx"), "--index", str(halton_index)]
    assert main(asked) == 1
    assert capsys.readouterr().err == (
        "findings: The documents say nothing on ‘badger culling’: there is no brief to write. Try other words.\n"
    )
    assert not (tmp_path / "x.docx").exists()


def test_a_brief_of_a_pack_without_an_index_says_that_nothing_was_compared(pack, tmp_path, capsys):
    out = tmp_path / "brief.docx"
    assert main(["brief", "--pack", pack, "--out", str(out), "--part", "table", "--part", "sources"]) == 0
    assert said(out)[-1].startswith("Check: Not checked on ")
    assert "By authority" not in said(out)
    assert "findings: the quotations were not compared: There is no index" in capsys.readouterr().err


def test_a_topic_or_a_pack_is_wanted(tmp_path, capsys):
    assert main(["brief", "--out", str(tmp_path / "x.docx")]) == 2
    assert "Give a topic, or --pack ID." in capsys.readouterr().err


def test_the_template_is_used_where_there_is_one(pack, tmp_path, capsys):
    template = tmp_path / "data" / "templates" / "brief.docx"
    template.parent.mkdir(parents=True)
    assert main(["brief-template", str(template)]) == 0
    assert "put it at" in capsys.readouterr().err
    document = docx.Document(template)
    document.add_paragraph("Northshire Council")
    document.save(template)
    out = tmp_path / "brief.docx"
    asked = ["brief", "--pack", pack, "--out", str(out)]
    assert main(asked) == 0
    assert said(out)[-1] == "Northshire Council"
    assert main([*asked, "--plain"]) == 0
    assert said(out)[-1] != "Northshire Council"
    assert main([*asked, "--template", str(tmp_path / "nowhere.docx")]) == 1
    assert "nowhere.docx: cannot be read (No such file or directory)" in capsys.readouterr().err


def test_a_pdf_without_libreoffice_is_refused(pack, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(libreoffice.shutil, "which", lambda name: None)
    assert main(["brief", "--pack", pack, "--out", str(tmp_path / "x.pdf"), "--format", "pdf"]) == 1
    assert NO_PDF in capsys.readouterr().err


def test_an_action_plan_is_taken_back(pack, store, tmp_path, capsys):
    out = tmp_path / "plan.xlsx"
    assert main(["export", pack, "--format", "xlsx", "--out", str(out)]) == 0
    book = openpyxl.load_workbook(io.BytesIO(out.read_bytes()))
    book[SHEET]["H2"].value = "Agreed"
    book[SHEET]["H9"].value = "By hand"
    book.save(out)
    capsys.readouterr()
    assert main(["import-plan", pack, str(out)]) == 0
    told = capsys.readouterr()
    assert told.out == "1 response taken in, 1 unchanged.\n"
    assert told.err == "Row 9 was added by hand and was not taken in: Our response: ‘By hand’\n"
    assert store.pack(pack).items[0].response == Response("Agreed")
    book[SHEET]["K2"].value = "soon"
    book.save(out)
    assert main(["import-plan", pack, str(out)]) == 1
    assert "Row 2: ‘soon’ is not a date. Write it like 3 May 2026." in capsys.readouterr().err
    assert main(["import-plan", pack, str(tmp_path / "no.xlsx")]) == 1
    assert "no.xlsx: cannot be read" in capsys.readouterr().err
