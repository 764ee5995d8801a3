"""What is embedded of a passage, and which of it is standard text."""

from __future__ import annotations

from dataclasses import replace

from findings.index.passage_texts import (
    embedded_text,
    heading_text,
    mark_standard,
    sentence_spans,
    sentence_texts,
)
from findings.records import Document, Passage
from tests.fakes import FakeEncoder, make_content, make_document, make_passages

DOCUMENT = make_document()
PLAIN = make_passages(DOCUMENT, make_content("It is quick. It is safe."))[0]
PIECES = FakeEncoder().pieces  # words + 2


def placed(*section: str, lead_in: str = "") -> Passage:
    return replace(PLAIN, section=section, lead_in=lead_in)


def test_headings_and_lead_in_come_before_the_text() -> None:
    passage = placed("Help", "Allegations", lead_in="Leaders should:")
    assert (
        embedded_text(passage, DOCUMENT, PIECES)
        == "Help | Allegations | Leaders should: | It is quick. It is safe."
    )
    assert heading_text(passage) == "Help | Allegations | Leaders should:"


def test_without_headings_it_is_the_text() -> None:
    assert embedded_text(PLAIN, DOCUMENT, PIECES) == PLAIN.text
    assert heading_text(PLAIN) == ""


def test_the_outermost_headings_give_way() -> None:
    # "One two | Three" are 4 words and 2 end marks: 6 pieces; "Three" alone has 3.
    passage = placed("One two", "Three")
    assert embedded_text(passage, DOCUMENT, PIECES, prefix_pieces=6) == f"One two | Three | {PLAIN.text}"
    assert embedded_text(passage, DOCUMENT, PIECES, prefix_pieces=5) == f"Three | {PLAIN.text}"


def test_an_endless_lead_in_keeps_its_last_words() -> None:
    passage = placed("Section", lead_in="one two three four five")
    assert embedded_text(passage, DOCUMENT, PIECES, prefix_pieces=4) == f"four five | {PLAIN.text}"


def test_sentences_are_cut_from_the_text() -> None:
    assert sentence_texts(PLAIN) == ["It is quick.", "It is safe."]


def test_the_raised_figure_of_a_footnote_is_not_embedded() -> None:
    passage = make_passages(DOCUMENT, make_content("Agencies² meet. Police¹² come."))[0]
    assert embedded_text(passage, DOCUMENT, PIECES) == "Agencies meet. Police come."
    assert sentence_texts(passage) == ["Agencies meet.", "Police come."]


def test_letters_in_another_form_are_embedded_as_plain_ones() -> None:
    text = "The ﬁre door was shut. Staﬀ knew."
    passage = replace(PLAIN, text=text, start=0, end=len(text), sentences=((0, 22), (23, 33)))
    embedded = embedded_text(passage, DOCUMENT, PIECES)
    assert embedded == "The fire door was shut. Staff knew."
    assert sentence_texts(passage) == ["The fire door was shut.", "Staff knew."]
    assert [embedded[a:b] for a, b in sentence_spans(passage, embedded)] == sentence_texts(passage)


def test_where_sentences_stand_in_what_is_embedded() -> None:
    # The heading holds the same words, the raised figures are not embedded, sentences keep their order.
    passage = make_passages(
        DOCUMENT, make_content("# Police come", "Agencies² meet. Police come. Police¹² come.")
    )[0]
    embedded = embedded_text(passage, DOCUMENT, PIECES)
    assert embedded == "Police come | Agencies meet. Police come. Police come."
    spans = sentence_spans(passage, embedded)
    assert spans == [(14, 28), (29, 41), (42, 54)]
    assert [embedded[start:end] for start, end in spans] == sentence_texts(passage)


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
