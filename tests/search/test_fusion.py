"""Fusion: every expected value is worked out from the definition."""

import pytest

from findings.search.fusion import fuse, min_max


def test_min_max_moves_the_lowest_to_0_and_the_highest_to_1() -> None:
    assert min_max({7: 2.0, 8: 6.0, 9: 3.0}) == {7: 0.0, 8: 1.0, 9: 0.25}


def test_min_max_of_equal_scores_is_1_for_each() -> None:
    assert min_max({1: 0.3, 2: 0.3}) == {1: 1.0, 2: 1.0}
    assert min_max({}) == {}


def test_the_last_match_of_a_run_that_ran_out_is_worth_more_than_none() -> None:
    assert min_max({1: 8.0, 2: 2.0}, floor=0.0) == {1: 1.0, 2: 0.25}
    assert fuse([({1: 8.0, 2: 2.0}, 1.0, 0.0)]) == {1: 1.0, 2: 0.25}


def test_negative_scores_keep_their_order() -> None:
    assert min_max({1: -0.5, 2: -0.1}) == {1: 0.0, 2: 1.0}


def test_fuse_is_the_weighted_mean_of_min_max_scores() -> None:
    dense = {1: 0.8, 2: 0.4, 3: 0.6}  # -> 1, 0, 1/2
    words = {2: 12.0, 3: 4.0}  # -> 1, 0
    fused = fuse([(dense, 1.0, None), (words, 1.5, None)])
    assert fused == pytest.approx({1: 1.0 / 2.5, 2: 1.5 / 2.5, 3: 0.5 / 2.5})


def test_a_retriever_that_found_nothing_does_not_count() -> None:
    assert fuse([({1: 2.0, 2: 1.0}, 1.0, None), ({}, 1.5, 0.0)]) == {1: 1.0, 2: 0.0}
    assert fuse([]) == {}
