"""Correcting a document that was added: what was found and where, and what is written beside it."""

from datetime import date

import pytest

from findings.errors import FactsError
from findings.reading import read, sidefile
from findings.uploads.found_facts import Found, as_it_stands, found_facts, write_facts
from tests.app.small_corpus import PAGES, PDF, write_pdf
from tests.shipped import LETTER_2018, copy_shipped


@pytest.fixture
def letter(tmp_path):
    """The folder of a letter of 6 and 7 February 2024, and the letter as it was read."""
    write_pdf(tmp_path / PDF, PAGES)
    return tmp_path, read(tmp_path / PDF, tmp_path)


def test_a_fact_is_found_with_its_words_and_page(letter):
    _, read_ = letter
    found = found_facts(read_.content, PDF)
    assert found["published"] == Found(date(2024, 3, 8), "8 March 2024", 1)
    assert (found["inspection_end"].value, found["inspection_end"].page) == (date(2024, 2, 7), 1)
    assert "6 and 7 February 2024" in found["inspection_end"].words
    assert found["authority"] == found["kind"] == Found(None)


def test_the_authority_and_the_kind_are_found_in_the_title(tmp_path):
    corpus = copy_shipped(tmp_path / "corpus")
    found = found_facts(read(corpus / LETTER_2018, corpus).content, LETTER_2018)
    assert (found["authority"].value, found["kind"].value) == ("Halton", "focused-visit")
    assert "Halton" in found["authority"].words and found["authority"].line
    assert found["kind"].line


def test_a_date_of_the_name_of_the_file_says_so(tmp_path):
    (tmp_path / "2024-03-08-note.txt").write_text("Some words about supervision.\n", encoding="utf-8")
    read_ = read(tmp_path / "2024-03-08-note.txt", tmp_path)
    found = found_facts(read_.content, read_.document.file)
    assert found["published"] == Found(date(2024, 3, 8), from_name=True)
    assert found["authority"] == Found(None)


def test_corrections_are_written_beside_the_document_and_win(letter):
    corpus, read_ = letter
    write_facts(read_.document, {"inspection_end": date(2024, 2, 9)}, corpus)
    write_facts(as_it_stands(read_.document, corpus), {"authority": "Leeds"}, corpus)
    assert sidefile.own_path(PDF, corpus).read_text(encoding="utf-8") == (
        "inspection_end: 2024-02-09\nauthority: Leeds\n"
    )
    now = read(corpus / PDF, corpus).document
    assert (now.authority, now.inspection_end) == ("Leeds", date(2024, 2, 9))
    assert found_facts(read_.content, PDF)["authority"].value is None


def test_what_cannot_be_used_is_not_written(letter):
    corpus, read_ = letter
    with pytest.raises(FactsError, match=r"ends \(2023-01-01\) before it begins"):
        write_facts(read_.document, {"inspection_end": date(2023, 1, 1)}, corpus)
    with pytest.raises(FactsError, match="unknown kind ‘letter’"):
        sidefile.own_path(PDF, corpus).write_text("kind: letter\n", encoding="utf-8")
        write_facts(read_.document, {"authority": "Leeds"}, corpus)
    assert sidefile.own_path(PDF, corpus).read_text(encoding="utf-8") == "kind: letter\n"
