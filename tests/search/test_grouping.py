"""Near-duplicates go under their best hit."""

from findings.search.hits import group, group_rows
from tests.index.test_near_duplicates import ONE, TWO
from tests.make_passage import make_passage


def test_without_near_duplicates_every_row_stands_for_itself() -> None:
    assert group_rows([7, 3, 5], {}) == [(7, ()), (3, ()), (5, ())]
    assert group_rows([], {}) == []


def test_a_row_goes_under_the_better_one_it_is_like() -> None:
    # 3 is like 7 and 5; 9 is like 5 alone, which leads no group.
    alike = {7: [3], 3: [5, 7], 5: [3, 9], 9: [5]}
    assert group_rows([7, 3, 9], alike) == [(7, (3,)), (9, ())]
    # Here 5 leads a group, and both the others go under it.
    assert group_rows([5, 3, 9], alike) == [(5, (3, 9))]


def test_of_two_groups_the_better_one_takes_it() -> None:
    assert group_rows([1, 2, 3], {1: [3], 2: [3], 3: [1, 2]}) == [(1, (3,)), (2, ())]


def test_passages_are_compared_and_grouped() -> None:
    first, again, other = make_passage(ONE), make_passage(ONE.upper(), 500), make_passage(TWO, 900)
    assert group([first, other, again]) == [(first, (again,)), (other, ())]
