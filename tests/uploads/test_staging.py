"""Every way in which a file cannot be added, and what is found in one that can."""

import os
import time
from datetime import date

import pytest

from findings.reading.pdf.ocr.scans import without_text
from findings.uploads import staging
from findings.uploads.staging import Candidate, Refusal, Waiting, new_folder, take
from tests.reading.office_files import mail, opendocument, workbook
from tests.uploads import make_files

KNOWN = "Focused visit letter to Halton, 24 November 2022"


@pytest.fixture
def folder(tmp_path):
    return new_folder(tmp_path / "data")


def looked_at(folder, *files, known=None):
    """What becomes of files in the end, in the order given."""
    taken = take(files, folder, known or {})
    read = staging.read([file for file in taken if isinstance(file, Waiting)], folder)
    return [next(read) if isinstance(file, Waiting) else file for file in taken]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        (
            "notes.txt",
            b"Words",
            "‘notes.txt’ is not a PDF, an Office document or an e-mail. Save it as PDF and try again.",
        ),
        (
            "notes.pdf",
            b"Words",
            "‘notes.pdf’ is not a PDF, an Office document or an e-mail. Save it as PDF and try again.",
        ),
        (
            "page.pdf",
            b"<!DOCTYPE html><html>%PDF-1.7</html>",
            "‘page.pdf’ is a web page, not a PDF. Download the PDF itself from the publisher.",
        ),
        (
            "page",
            b"<!DOCTYPE html><html>%PDF-1.7<p>Words</p></html>",
            "‘page’ is a web page, not a PDF. Download the PDF itself from the publisher.",
        ),
        ("report.pdf", b"%PDF-1.7\n" + bytes(30 << 20), "‘report.pdf’ is 31MB. The limit is 25MB."),
        ("letter.pdf", b"", "‘letter.pdf’ is empty."),
        ("letter.pdf", b" \r\n\0", "‘letter.pdf’ is empty."),
        (
            "My letter.pdf",
            make_files.locked(),
            "‘My letter.pdf’ is protected by a password. Remove the password and try again.",
        ),
        (
            "letter.pdf",
            make_files.damaged(),
            "‘letter.pdf’ is damaged and could not be opened. Download it again from the publisher.",
        ),
        (
            "letter.docx",
            make_files.word()[:900],
            "‘letter.docx’ is damaged and could not be opened. Download it again from the publisher.",
        ),
        (
            "letter.pdf",
            make_files.scan(),
            without_text("letter.pdf"),
        ),
        ("report.pdf", make_files.long(301), "‘report.pdf’ has 301 pages. The limit is 300."),
        (
            "old.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....",
            "‘old.doc’ is in an old Office format. Save it as Word (.docx) or PDF and try again.",
        ),
        (
            "empty.docx",
            make_files.word(" "),
            "‘empty.docx’ has no text we can search.",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 20 else "",
)
def test_what_cannot_be_added_is_told_in_one_line(folder, name, data, message):
    assert looked_at(folder, (name, data)) == [Refusal(name, message)]
    assert list(folder.iterdir()) == []


def test_a_document_that_is_held_already(folder):
    [waiting] = take([("a.pdf", make_files.letter())], folder, {})
    known = {waiting.checksum: KNOWN}
    assert take([("letter.pdf", make_files.letter())], folder, known) == [
        Refusal("letter.pdf", f"‘letter.pdf’ is already here as: {KNOWN}.")
    ]


def test_the_same_file_twice_at_once(folder):
    first, second = take([("a.pdf", make_files.letter()), ("b.pdf", make_files.letter())], folder, {})
    assert isinstance(first, Waiting)
    assert second == Refusal("b.pdf", "‘b.pdf’ is already here as: a.pdf.")


def test_the_facts_of_a_letter_are_found_by_the_real_reader(folder):
    [found] = looked_at(folder, ("../Letter to Sheffield.pdf", make_files.letter()))
    assert isinstance(found, Candidate)
    assert (found.name, found.path) == ("Letter to Sheffield.pdf", folder / "letter-to-sheffield.pdf")
    assert found.path.read_bytes() == make_files.letter()
    document = found.document
    assert (document.authority, document.kind, document.pages) == ("Sheffield", "focused-visit", 1)
    assert (document.inspection_end, document.published) == (date(2024, 2, 7), date(2024, 3, 8))


def test_the_ending_is_that_of_the_content(folder):
    outcomes = looked_at(folder, ("letter.pdf", make_files.word()), ("report.docx", make_files.letter()))
    assert [(one.path.name, one.document.format) for one in outcomes] == [
        ("letter.docx", "docx"),
        ("report.pdf", "pdf"),
    ]


@pytest.mark.parametrize(
    ("name", "data", "path", "form"),
    [
        ("Plan 2024.XLSX", workbook({"A": [["Lock the fire doors every night"]]}), "plan-2024.xlsx", "xlsx"),
        ("visit.odt", opendocument("<text:p>Lock the fire doors.</text:p>"), "visit.odt", "odt"),
        ("Your report.eml", mail().as_bytes(), "your-report.eml", "eml"),
        ("visit.docx", rb"{\rtf1\ansi Lock the fire doors.}", "visit.rtf", "rtf"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 20 else "",
)
def test_other_kinds_of_file_keep_their_ending(folder, name, data, path, form):
    [found] = looked_at(folder, (name, data))
    assert isinstance(found, Candidate)
    assert (found.name, found.path.name, found.document.format) == (name, path, form)


def test_one_bad_file_stops_no_other(folder):
    outcomes = looked_at(
        folder,
        ("a.pdf", make_files.letter()),
        ("b.pdf", make_files.damaged()),
        ("c.txt", b"words"),
        ("d.docx", make_files.word()),
    )
    assert [type(outcome) for outcome in outcomes] == [Candidate, Refusal, Refusal, Candidate]
    assert [outcome.name for outcome in outcomes] == ["a.pdf", "b.pdf", "c.txt", "d.docx"]
    assert sorted(path.name for path in folder.iterdir()) == ["a.pdf", "d.docx"]


def test_what_is_not_wanted_is_removed(folder):
    outcomes = looked_at(folder, ("a.pdf", make_files.letter()))
    staging.forget(outcomes)
    assert list(folder.iterdir()) == []


def test_what_nobody_came_back_for_is_removed_after_a_day(tmp_path):
    old, recent = new_folder(tmp_path), new_folder(tmp_path)
    (old / "letter.pdf").write_bytes(b"words")
    os.utime(old, (time.time() - 25 * 3600,) * 2)
    new = new_folder(tmp_path)
    assert {path.name for path in (tmp_path / "staging").iterdir()} == {recent.name, new.name}


def test_the_limit_of_files_at_once():
    assert staging.TOO_MANY == "Add 200 documents or fewer at a time."
