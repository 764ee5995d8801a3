"""The fit of which passage comes first, on numbers a reader can work out."""

from __future__ import annotations

import numpy as np

from training.judge.passage_order import Shown, first_right, fit

# The right passage has more of the first sign; the second sign says nothing.
KNOWN = [
    Shown("a", np.array([[1.0, 5.0], [2.0, 6.0]]), [False, True]),
    Shown("b", np.array([[3.0, 4.0], [1.0, 5.0]]), [True, False]),
    Shown("b", np.array([[2.0, 5.0], [4.0, 5.0], [3.0, 5.0]]), [False, True, False]),
]


def test_the_sign_that_tells_right_from_wrong_has_the_weight() -> None:
    first, second = fit(KNOWN)
    assert first > 0 and first > abs(second)
    assert first_right(KNOWN, np.array([first, second])) == [True, True, True]


def test_the_first_passage_is_the_one_that_is_worth_most() -> None:
    assert first_right(KNOWN, np.array([-1.0, 0.0])) == [False, False, False]
