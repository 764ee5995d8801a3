"""The best sequence of tags, worked out by hand."""

from __future__ import annotations

from findings.text.question_model import Model
from findings.text.tagger import EDGE, Tagger, tagger_of

# Two tags; a word "x" speaks for "in" by 2, a word "y" against it by 1.
MODEL = Model(("out", "in"), (0.0, 0.0), {"x": (0.0, 2.0), "y": (1.0, 0.0)})


def tags(words: str, follows: dict[tuple[str, str], float]) -> tuple[str, ...]:
    return Tagger(MODEL, follows).tags([frozenset({word}) for word in words])


def test_without_scores_of_pairs_each_word_has_its_best_tag() -> None:
    assert tags("xyx", {}) == ("in", "out", "in")


def test_a_pair_that_is_likelier_carries_a_word_along() -> None:
    # in-in-in: 2 + 0 + 2 + two pairs of 0.75 = 5.5; in-out-in: 2 + 1 + 2 = 5.
    assert tags("xyx", {("in", "in"): 0.75}) == ("in", "in", "in")
    # With pairs of 0.25 it is 4.5 against 5.
    assert tags("xyx", {("in", "in"): 0.25}) == ("in", "out", "in")


def test_the_edges_count_at_the_first_and_the_last_word() -> None:
    assert tags("x", {(EDGE, "in"): -3.0}) == ("out",)
    assert tags("x", {("in", EDGE): -1.0}) == ("in",)
    assert tags("xx", {("in", EDGE): -3.0}) == ("in", "out")


def test_the_score_of_a_sequence_is_the_sum_of_its_words_and_pairs() -> None:
    seen = [frozenset({word}) for word in "xy"]
    tagger = Tagger(MODEL, {(EDGE, "in"): 0.5, ("in", "out"): 0.25})
    assert tagger.score(seen, ("in", "out")) == 2 + 1 + 0.5 + 0.25
    assert tagger.score(seen, ("out", "out")) == 1
    assert tagger.score([], ()) == 0


def test_of_no_words_there_are_no_tags_and_unknown_words_have_the_first() -> None:
    assert tags("", {}) == ()
    assert tags("z", {}) == ("out",)


def test_a_tagger_is_read_from_its_file() -> None:
    read = tagger_of(
        {"classes": ["out", "in"], "bias": [0, 1], "weights": {"x": [0, 2]}, "follows": [["in", "^", -2]]}
    )
    assert read.model.weights == {"x": (0, 2)}
    assert read.follows == {("in", EDGE): -2}
    assert read.tags([frozenset()]) == ("out",)
