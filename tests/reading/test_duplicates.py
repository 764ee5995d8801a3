from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

from findings.reading.duplicates import find_duplicates
from findings.records import Content, Document


def text(seed: int, words: int = 600) -> str:
    chosen = random.Random(seed)
    return " ".join(f"word{chosen.randrange(2000)}" for _ in range(words))


def document(id: str, words: str, format: str = "text", **facts) -> tuple[Document, Content]:
    made = Document(id=id, file=f"{id}.{format}", checksum=id, format=format, size=1)
    return replace(made, **facts), Content(words, ())


def test_the_same_bytes_are_one_document_whatever_they_hold():
    one, other = document("b", "few words", checksum="x"), document("a", "few words", checksum="x")
    assert find_duplicates([one, other]) == {"b": "a"}


def test_the_form_with_pages_is_searched():
    words = text(1)
    found = find_duplicates([document("a", words.upper()), document("z", f"Page 1\n{words}\nPage 2", "pdf")])
    assert found == {"a": "z"}


def test_what_was_typed_is_searched_before_what_was_read_by_ocr():
    words = text(1)
    scan = document("a", words, "pdf", ocr_pages=3)
    assert find_duplicates([scan, document("b", words, "pdf")]) == {"a": "b"}
    assert find_duplicates([scan, document("b", words, "eml")]) == {"a": "b"}


def test_three_forms_are_one_document():
    words = text(1)
    found = find_duplicates(
        [document("a", words), document("b", words, "docx"), document("c", words, "html")]
    )
    assert found == {"a": "b", "c": "b"}


def test_reports_written_from_one_text_are_not_joined():
    """Seven words in ten shared: measured between the first reports of two new counties."""
    shared, one, other = text(1, 830), text(2, 170), text(3, 170)
    assert find_duplicates([document("a", shared + one), document("b", shared + other)]) == {}


def test_documents_of_different_authorities_or_dates_are_never_joined():
    words = text(1)
    here, there = document("a", words, authority="Halton"), document("b", words, authority="Sefton")
    assert find_duplicates([here, there]) == {}
    then = document("a", words, inspection_end=date(2020, 1, 1))
    now = document("b", words, inspection_end=date(2021, 1, 1))
    assert find_duplicates([then, now]) == {}


def test_a_copy_with_pages_missing_is_the_same_only_where_the_facts_agree():
    words, part = text(1), " ".join(text(1).split()[:420])
    facts = {"authority": "Halton", "inspection_end": date(2020, 1, 1), "kind": "ilacs"}
    assert find_duplicates([document("a", words, **facts), document("b", part, **facts)]) == {"b": "a"}
    assert find_duplicates([document("a", words), document("b", part)]) == {}


def test_short_texts_are_not_judged_by_their_words():
    assert find_duplicates([document("a", "not much here"), document("b", "not much here")]) == {}


def test_the_order_of_documents_does_not_matter():
    words = text(1)
    read = [document(id, words) for id in "abc"]
    assert find_duplicates(read) == find_duplicates(read[::-1]) == {"b": "a", "c": "a"}
