from __future__ import annotations

from findings.index.standard_text import mark_standard
from findings.records import Document, Passage
from tests.fakes import make_content, make_document, make_passages

FORM = "The authority had {} children who were the subject of a child protection plan in this year."


def reports(authorities: list[str], *paragraphs: str) -> tuple[list[Document], list[Passage]]:
    """A report of each authority; "{}" in a paragraph becomes another figure in each."""
    documents, passages = [], []
    for number, authority in enumerate(authorities):
        document = make_document(f"d{number}", authority=authority)
        documents.append(document)
        passages += make_passages(document, make_content(*(text.format(100 + number) for text in paragraphs)))
    return documents, passages


def kinds(authorities: list[str], *paragraphs: str) -> list[str]:
    documents, passages = reports(authorities, *paragraphs)
    return [passage.kind for passage in mark_standard(passages, documents)]


def test_a_sentence_of_five_authorities_is_standard_whatever_its_figures() -> None:
    assert kinds(["A", "B", "C", "D", "E"], FORM) == ["standard"] * 5


def test_four_authorities_are_too_few() -> None:
    assert kinds(["A", "B", "C", "D"], FORM) == ["finding"] * 4


def test_five_reports_of_one_authority_are_no_form() -> None:
    assert kinds(["A"] * 5, FORM) == ["finding"] * 5


def test_one_sentence_of_its_own_keeps_a_passage() -> None:
    documents, passages = reports(["A", "B", "C", "D", "E"], FORM)
    own = make_passages(make_document("d0"), make_content(FORM.format(1) + " One of them was missing."))
    assert mark_standard([*passages, *own], documents)[-1].kind == "finding"


def test_a_short_passage_may_be_a_finding_in_the_same_words() -> None:
    assert kinds(["A", "B", "C", "D", "E"], "Leaders know their services well.") == ["finding"] * 5


def test_a_report_without_an_authority_counts_for_nothing() -> None:
    documents, passages = reports(["A", "B", "C", "D"], FORM)
    unknown = make_document("unknown", authority=None)
    passages += make_passages(unknown, make_content(FORM.format(7)))
    assert {passage.kind for passage in mark_standard(passages, [*documents, unknown])} == {"finding"}
