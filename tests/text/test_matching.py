"""Why a passage matched: words as they stand in it, other names, the sentence to mark."""

import numpy as np

from findings.records import Plan, Term
from findings.search.hits import best_sentences
from findings.text.matching import words_added, words_found
from tests.make_passage import make_passage

TEXT = "Allegations are tracked. The designated officer’s cover is weak. Cover varies."
SENTENCES = ((10, 34), (35, 74), (75, 88))
PASSAGE = make_passage(TEXT, 10, sentences=SENTENCES)
LADO = Term("LADO", "designated officer", "curated")


def test_the_offsets_of_this_test_are_the_sentences() -> None:
    assert [TEXT[s - 10 : e - 10] for s, e in SENTENCES] == [
        "Allegations are tracked.",
        "The designated officer’s cover is weak.",
        "Cover varies.",
    ]


def test_words_are_shown_as_they_stand_in_the_passage() -> None:
    plan = Plan("allegation covering LADO", "allegation covering LADO", added=(LADO,))
    assert words_found(plan, PASSAGE) == ("Allegations", "cover")
    assert words_added(plan, PASSAGE) == ("designated officer",)


def test_no_words_are_claimed_where_only_the_meaning_matches() -> None:
    plan = Plan("holiday pay", "holiday pay")
    assert words_found(plan, PASSAGE) == ()
    assert words_added(plan, PASSAGE) == ()


def test_another_name_counts_only_as_consecutive_words() -> None:
    plan = Plan("x", "x", added=(Term("X", "officer designated", "curated"),))
    assert words_added(plan, PASSAGE) == ()


def test_the_best_sentence_has_the_highest_cosine_and_words() -> None:
    plan = Plan("cover", "cover")
    # 0.1 + 0, 0.3 + 0.4, 0.2 + 0.4
    assert best_sentences(plan, PASSAGE, np.array([0.1, 0.3, 0.2]), 2) == [SENTENCES[1], SENTENCES[2]]
    # 0.9 + 0 against 0.3 + 0.4 and 0.2 + 0.4
    assert best_sentences(plan, PASSAGE, np.array([0.9, 0.3, 0.2]), 1) == [SENTENCES[0]]


def test_the_earlier_of_equal_sentences_is_marked() -> None:
    assert best_sentences(Plan("cover", "cover"), PASSAGE, np.array([0.0, 0.2, 0.2]), 1) == [SENTENCES[1]]
