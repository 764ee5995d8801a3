"""Words of the documents that are nearest to one that stands in none."""

from __future__ import annotations

from findings.index.spelling import Spelling, document_counts

TEXTS = ("The safety plan is late.", "A safety plan, and supervision.", "Supervision of plans; safely home.")
KNOWN = {"safety", "plan", "supervision", "late", "plans", "safely"}


def spelling() -> Spelling:
    return Spelling(lambda: document_counts(TEXTS), lambda word: word.lower() in KNOWN)


def test_a_word_that_stands_nowhere_has_its_nearest_neighbour() -> None:
    assert spelling().suggestions(("saftey", "supervison")) == (
        ("saftey", "safety"),
        ("supervison", "supervision"),
    )


def test_known_short_and_far_words_have_none() -> None:
    assert spelling().suggestions(("safety", "pln", "badgers", "2019")) == ()


def test_a_word_of_one_document_alone_may_be_misspelt_itself() -> None:
    assert spelling().suggestions(("safelly",)) == ()
