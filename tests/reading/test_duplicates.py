from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

from findings.reading.copies.duplicates import find_duplicates, find_versions
from findings.reading.copies.versions import corrected
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


def ward_report(figure: str, note: str = "") -> str:
    months = "January February March April May June July August September October November December".split()
    parts = [
        f"On ward {month} we spoke with the nurses and read the notes of those who had been there since {month}. "
        f"The sister in charge of {month} knew where each chart was kept and who had last changed it."
        for month in months
    ]
    return "\n\n".join(
        [
            "Report on Milltown hospital",
            note,
            *parts,
            f"Of the ten fridges that we looked at, {figure} were locked.",
        ]
    )


def test_a_corrected_version_replaces_the_older_one_and_is_no_copy_of_it():
    old = document("a-old", ward_report("nine"))
    new = document("b-new", ward_report("two", "Corrected: 9 June 2019."))
    newest = document("c-newest", ward_report("three", "Revised version, 1 July 2020"))
    assert find_duplicates([old, new, newest]) == {}
    assert find_versions([old, new]) == {"a-old": "b-new"}
    assert find_versions([old, new, newest]) == {"a-old": "c-newest", "b-new": "c-newest"}
    kept = (replace(old[0], kept=True), old[1])
    assert find_versions([kept, new]) == {"a-old": "b-new"}  # kept or not, it says by what it is replaced


def test_two_reports_of_one_template_with_other_figures_are_two_documents():
    one = document("a", ward_report("nine"))
    other = document("b", ward_report("two"))
    same = document("c", ward_report("two"))
    assert find_duplicates([one, other, same]) == {"c": "b"}
    assert find_versions([one, other, same]) == {}


def test_reports_on_two_subjects_are_two_documents():
    one = document("a", ward_report("nine"), subject="Ashdown Home")
    other = document("b", ward_report("nine"), subject="Birchwood Home")
    assert find_duplicates([one, other]) == {}


def test_a_copy_with_a_page_missing_never_displaces_the_whole():
    whole = ward_report("nine")
    part = whole[: round(0.87 * len(whole))]
    facts = {"authority": "Halton", "inspection_end": date(2019, 5, 4)}
    poor = document("a", part, format="pdf", **facts)
    good = document("b", whole, format="text", **facts)
    assert find_duplicates([poor, good]) == {"a": "b"}


def test_what_was_found_to_be_revised_is_no_version():
    assert corrected("Leaders have revised their plan in May 2019.") == date.min
    assert corrected("Corrected: 9 June 2019.") == date(2019, 6, 9)
    assert corrected("Revised edition of the report") > date.min
