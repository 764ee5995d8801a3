"""Files that wait for a program are read again once it is installed."""

from __future__ import annotations

import pytest

from findings.reading.files import libreoffice, old_office, programs
from findings.reading.pdf.ocr import scans, tesseract
from tests.fakes import make_document


@pytest.mark.parametrize("there", [True, False])
def test_a_scan_waits_for_tesseract(monkeypatch, there):
    monkeypatch.setattr(tesseract, "installed", lambda: False)
    whole = make_document(status="unreadable", message=scans.without_text("a.pdf"))
    pages = make_document(notes=scans._not_read([3], 20))
    other = make_document(status="unreadable", message="‘a.pdf’ is damaged and could not be opened.")
    monkeypatch.setattr(tesseract, "installed", lambda: there)
    assert [programs.may_be_read_now(document) for document in (whole, pages, other)] == [there, there, False]


@pytest.mark.parametrize("there", [True, False])
def test_an_old_office_file_waits_for_libreoffice(monkeypatch, there):
    message = f"‘a.doc’ is an old Word document (.doc). {old_office.INSTALL}writer"
    monkeypatch.setattr(libreoffice, "installed", lambda: there)
    assert programs.may_be_read_now(make_document(status="unreadable", message=message)) == there


def test_what_ocr_could_not_read_is_not_tried_for_ever(monkeypatch):
    monkeypatch.setattr(tesseract, "installed", lambda: True)
    told = make_document(status="unreadable", message=scans.without_text("a.pdf"))
    assert not programs.may_be_read_now(told)
