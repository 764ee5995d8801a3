from __future__ import annotations

from datetime import date

import pytest

from findings.errors import FactsError
from findings.reading import sidefile
from findings.records import Document

LETTER = Document(
    id="letter", file="halton/letter.pdf", checksum="", format="pdf", size=1, title="As printed"
)


@pytest.fixture
def corpus(tmp_path):
    (tmp_path / "halton").mkdir()
    (tmp_path / "halton" / "letter.pdf").write_bytes(b"x")
    return tmp_path


def test_without_side_files_nothing_changes(corpus):
    assert sidefile.correct(LETTER, corpus) is LETTER
    assert sidefile.fingerprint(LETTER.file, corpus) == ""


def test_a_side_file_wins_over_documents_yml_and_both_over_the_document(corpus):
    (corpus / "documents.yml").write_text(
        "halton/letter.pdf:\n  title: Shared\n  authority: Halton Borough Council\n  published: 2023-01-13\n"
    )
    (corpus / "halton" / "letter.yml").write_text("title: Own\nkind: focused-visit\n")
    corrected = sidefile.correct(LETTER, corpus)
    assert (corrected.title, corrected.authority, corrected.kind) == ("Own", "Halton", "focused-visit")
    assert (corrected.published, corrected.published_from) == (date(2023, 1, 13), "side file")


def test_a_month_alone_may_be_said_and_is_kept_as_such(corpus):
    side = corpus / "halton" / "letter.yml"
    side.write_text("inspection_start: 2023-02\ninspection_end: 2023-02\n")
    found = sidefile.correct(LETTER, corpus)
    assert (found.inspection_start, found.inspection_end) == (date(2023, 2, 1), date(2023, 2, 28))
    assert found.iso_date == "2023-02"
    side.write_text("inspection_end: 2023-02-13\n")
    assert sidefile.correct(found, corpus).months == ("inspection_start",)


def test_the_fingerprint_changes_with_what_is_said(corpus):
    side = corpus / "halton" / "letter.yml"
    side.write_text("title: One\n")
    before = sidefile.fingerprint(LETTER.file, corpus)
    side.write_text("title: Another\n")
    assert before != sidefile.fingerprint(LETTER.file, corpus) != ""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("autority: Halton", r"letter\.yml: unknown key ‘autority’\. Use one of: authority, kind, title"),
        (
            "published: 13 January",
            r"letter\.yml: published ‘13 January’ is not a date\. Write it as 2023-01-13, or 2023-01",
        ),
        ("published: 2023-13", r"letter\.yml: published ‘2023-13’ is not a date"),
        ("kind: letter", r"letter\.yml: unknown kind ‘letter’\. Use one of: statement, jtai"),
        ("title: 7", r"letter\.yml: title must be words, not ‘7’"),
        ("source: ofsted", r"letter\.yml: source ‘ofsted’ is not a web address"),
        ("- one\n- two", r"letter\.yml: expected ‘key: value’ lines, found a list"),
        ("title: 'open", r"letter\.yml, line \d+: cannot be read as YAML"),
        (
            "inspection_start: 2023-02-01\ninspection_end: 2023-01-01",
            r"halton/letter\.pdf: the inspection ends \(2023-01-01\) before it begins \(2023-02-01\)",
        ),
    ],
)
def test_a_slip_in_a_side_file_is_named(corpus, text, message):
    (corpus / "halton" / "letter.yml").write_text(text)
    with pytest.raises(FactsError, match=message):
        sidefile.correct(LETTER, corpus)


def test_an_entry_for_no_file_is_named(corpus):
    (corpus / "documents.yml").write_text("halton/leter.pdf:\n  title: T\n")
    with pytest.raises(FactsError, match=r"documents\.yml: there is no file ‘halton/leter\.pdf’"):
        sidefile.check(corpus)


def test_a_side_file_that_is_not_text(corpus):
    (corpus / "halton" / "letter.yml").write_bytes(b"title: \xff\xfe\x00")
    with pytest.raises(FactsError, match=r"letter\.yml: cannot be read \(UnicodeDecodeError\)"):
        sidefile.correct(LETTER, corpus)


def test_signs_that_turn_the_direction_of_writing_are_left_out(corpus):
    (corpus / "halton" / "letter.yml").write_text('title: "A \\u202eletter"\n')
    assert sidefile.correct(LETTER, corpus).title == "A letter"
