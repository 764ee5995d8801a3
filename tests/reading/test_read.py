"""`read`: from a file to a document with its facts, and the same report in two forms on real files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from findings.errors import FactsError, ReadingError
from findings.reading import read
from findings.reading.copies.duplicates import find_duplicates
from findings.reading.facts import find
from findings.text.places import canonical
from tests.shipped import INSPECTION_2015, JOINT_2019

REPORTS = Path(os.environ.get("FINDINGS_REPORTS", Path(__file__).parents[3] / "shared" / "reports"))
with_reports = pytest.mark.skipif(not REPORTS.is_dir(), reason=f"no real reports in {REPORTS}")


def test_a_text_becomes_a_document(tmp_path):
    (tmp_path / "halton").mkdir()
    path = tmp_path / "halton" / "Letter.txt"
    path.write_text(
        "Dear Ms Smith\n\nFocused visit to Halton children's services\n\n"
        "This letter summarises the findings of the focused visit on 24 and 25 July 2018 by two inspectors.\n"
    )
    document = read(path, tmp_path).document
    assert (document.id, document.file, document.format) == ("halton-letter", "halton/Letter.txt", "text")
    assert (document.authority, document.kind, document.pages) == ("Halton", "focused-visit", None)
    assert document.size == path.stat().st_size and len(document.checksum) == 64


def test_a_file_of_page_breaks_and_soft_hyphens_has_no_text(tmp_path):
    (tmp_path / "a.txt").write_text("\f\v\u00ad\u00a0")
    with pytest.raises(ReadingError, match=r"‘a\.txt’ has no text we can search"):
        read(tmp_path / "a.txt", tmp_path)


def test_the_id_may_be_given(tmp_path):
    (tmp_path / "a.txt").write_text("Words of it.")
    assert read(tmp_path / "a.txt", tmp_path, "mine").document.id == "mine"


def test_a_side_file_wins(tmp_path):
    (tmp_path / "a.txt").write_text("Words of it.")
    (tmp_path / "a.yml").write_text("title: A title\npublished: 2023-01-13\n")
    document = read(tmp_path / "a.txt", tmp_path).document
    assert (document.title, document.published_from) == ("A title", "side file")
    (tmp_path / "a.yml").write_text("tittle: A title\n")
    with pytest.raises(FactsError, match="unknown key ‘tittle’"):
        read(tmp_path / "a.txt", tmp_path)


def test_a_page_without_words_is_no_document(tmp_path):
    (tmp_path / "a.html").write_text("<html><body><img src='x'></body></html>")
    with pytest.raises(ReadingError, match=r"‘a\.html’ has no text we can search"):
        read(tmp_path / "a.html", tmp_path)


def test_a_web_page_has_the_title_of_its_window_where_it_has_no_other(tmp_path):
    (tmp_path / "a.html").write_text(
        "<title>Council news</title><p>A sentence that says something about the area.</p>"
    )
    assert read(tmp_path / "a.html", tmp_path).document.title == "Council news"


def test_a_file_that_vanishes_half_way(tmp_path, monkeypatch):
    from findings.reading import pdf

    def gone(path):
        raise FileNotFoundError(2, "No such file", str(path))

    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 ...")
    monkeypatch.setattr(pdf, "read_pdf", gone)
    with pytest.raises(ReadingError, match=r"‘a\.pdf’ was removed while it was being read"):
        read(tmp_path / "a.pdf", tmp_path)


@pytest.mark.parametrize(
    ("name", "kind", "start", "end", "published"),
    [
        ("halton-2015-02-03-inspection-of-services", "sif", "2014-11-18", "2014-12-10", "2015-02-03"),
        ("halton-2018-07-25-focused-visit-letter", "focused-visit", "2018-07-24", "2018-07-25", None),
        (
            "halton-2019-08-23-joint-targeted-area-inspection",
            "jtai",
            "2019-07-08",
            "2019-07-12",
            "2019-08-23",
        ),
        ("halton-2023-01-13-focused-visit-letter", "focused-visit", "2022-11-23", "2022-11-24", "2023-01-13"),
        ("halton-2023-01-council-statement", "statement", "2022-11-23", "2022-11-24", None),
    ],
)
def test_the_facts_of_the_five_documents(halton_corpus, name, kind, start, end, published):
    document = read(halton_corpus / f"{name}.txt", halton_corpus).document
    days = [document.inspection_start, document.inspection_end, document.published]
    assert (document.authority, document.kind) == ("Halton", kind)
    assert [day and day.isoformat() for day in days] == [start, end, published]


@with_reports
@pytest.mark.slow
def test_a_text_and_the_pdf_of_one_report_are_one_document(halton_corpus):
    paths = [
        (halton_corpus, halton_corpus / INSPECTION_2015),
        (halton_corpus, halton_corpus / JOINT_2019),
        *((REPORTS, path) for path in sorted((REPORTS / "halton").glob("*.pdf"))),
    ]
    readings = [read(path, folder, path.stem) for folder, path in paths]
    assert find_duplicates([(each.document, each.content) for each in readings]) == {
        "halton-2015-02-03-inspection-of-services": "childrens-services-inspection-03-february-2015",
        "halton-2019-08-23-joint-targeted-area-inspection": "joint-area-child-protection-inspection-23-august-2019",
    }


@with_reports
@pytest.mark.slow
def test_facts_of_real_reports_agree_with_their_folders():
    for folder in ("brent", "redcar-and-cleveland"):
        for path in sorted((REPORTS / folder).glob("*.pdf")):
            reading = read(path, REPORTS, path.stem)
            assert reading.document.authority == canonical(folder), path
            assert reading.document.kind != "other" and reading.document.inspection_end, path
            assert find(reading.content, path.name).title, path
