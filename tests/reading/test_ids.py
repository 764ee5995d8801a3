from __future__ import annotations

from findings.reading.source import document_ids, slug


def test_an_id_is_the_path_without_its_ending():
    assert document_ids(["halton/Letter (2018).pdf"]) == {"halton/Letter (2018).pdf": "halton-letter-2018"}


def test_files_that_would_share_an_id_keep_their_ending():
    assert document_ids(["a.txt", "a.pdf", "b.pdf"]) == {"a.pdf": "a-pdf", "a.txt": "a-txt", "b.pdf": "b"}


def test_ids_are_distinct_even_where_names_differ_only_in_marks():
    assert document_ids(["a b.pdf", "a-b.pdf", "a/b.pdf"]) == {
        "a b.pdf": "a-b-pdf",
        "a-b.pdf": "a-b-pdf-2",
        "a/b.pdf": "a-b-pdf-3",
    }


def test_an_ending_never_takes_the_id_of_another_file():
    ids = document_ids(["a.pdf", "a.txt", "a-pdf.txt"])
    assert len(set(ids.values())) == 3
    assert ids["a-pdf.txt"] == "a-pdf"


def test_order_of_names_does_not_matter():
    names = ["x/a.pdf", "x-a.txt", "x a.txt"]
    assert document_ids(names) == document_ids(reversed(names))


def test_a_name_without_letters_still_has_an_id():
    assert slug("…") == "document"
