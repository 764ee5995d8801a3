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
    assert "<dd>The first 50 passages of the search</dd>" in said
    assert f"evidence below {RECEIPT.cut:.2f}" in said


def test_over_time_asks_each_document() -> None:
    said = receipt_html(RECEIPT, each_document=True)
    assert (
        "<dd>Of every document, the passages nearest in meaning and those with most of the words</dd>" in said
    )
    assert "A document speaks when its surest passage is sure enough" in said
    assert "first 50" not in said


def test_without_token_vectors_nothing_is_compared() -> None:
    without = replace(RECEIPT, reranked=0)
    for each_document in (False, True):
        assert "None: the encoder of this index has no vectors of words" in receipt_html(
            without, each_document
        )
