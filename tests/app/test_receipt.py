"""The receipt in words: what it says of each page it stands on."""

from __future__ import annotations

from dataclasses import replace

from findings.app.components.receipt_panel import receipt_html
from findings.records import Plan
from tests.app.fake_library import FakeLibrary

LIBRARY = FakeLibrary()
RECEIPT = LIBRARY.receipt(Plan("supervision", "supervision"))


def test_a_search_compares_its_first_passages() -> None:
    said = receipt_html(RECEIPT)
    assert "<dd>The first 50 passages found</dd>" in said
    assert f"scores less than {RECEIPT.cut:.2f} out of 1" in said


def test_over_time_asks_each_document() -> None:
    said = receipt_html(RECEIPT, each_document=True)
    assert (
        "<dd>In every document, the passages closest in meaning and those with most of your words</dd>"
        in said
    )
    assert "A report counts if its best sentence is about the topic" in said
    assert "first 50" not in said


def test_without_token_vectors_nothing_is_compared() -> None:
    without = replace(RECEIPT, reranked=0)
    for each_document in (False, True):
        assert "None, because this index does not hold the vectors of single words" in receipt_html(
            without, each_document
        )
