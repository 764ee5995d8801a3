"""What need not be judged is left out, and no hit is another for it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from findings.judge.judge import UNJUDGED, Judgement
from findings.search.hits import Best, _mixed, _waves, group_rows
from findings.search.retrieve import DEFAULT

WEIGHT = DEFAULT.judge_weight
SHARES = st.floats(0, 1, allow_nan=False, width=32)


def judged(
    fused: dict[int, float], worth: dict[int, float], alike: dict[int, tuple[int, ...]], k: int
) -> dict[int, Best]:
    """What is judged of the rows, the best first, wave after wave."""
    rows = sorted(fused, key=lambda row: (-fused[row], row))
    best: dict[int, Best] = {}
    for wave in _waves(fused, rows, best, alike, k, WEIGHT):
        for place in wave:
            best[rows[place]] = Best((0, 1), Judgement(worth[rows[place]], 0.0, 0.0, 0.0), 0.0)
    return best


def shown(
    fused: dict[int, float], told: dict[int, Best], alike: dict[int, tuple[int, ...]]
) -> list[tuple[int, ...]]:
    """The groups of hits in order, each the row shown and its near-duplicates."""
    scores = _mixed(fused, told, DEFAULT)
    order = sorted(scores, key=lambda row: (-round(scores[row], 9), row))
    return [(leader, *same) for leader, same in group_rows(order, alike)]


def test_a_passage_that_cannot_come_among_the_first_is_not_judged() -> None:
    """0.5 with the best judgement is 0.8: below the second of the first two, which has 0.9 and a tenth of 0.3."""
    fused = {0: 1.0, 1: 0.9, 2: 0.7, 3: 0.5, 4: 0.4}
    worth = {0: 0.0, 1: 0.1, 2: 0.0, 3: 1.0, 4: 1.0}
    assert set(judged(fused, worth, {}, 2)) == {
        0,
        1,
        2,
        3,
        4,
    }  # a wave holds all of the rest: 0.7 may come to 1.0
    fused[2] = 0.6
    assert set(judged(fused, worth, {}, 2)) == {0, 1}
    assert set(judged(fused, worth, {4: (0,)}, 2)) == {0, 1, 4}  # near-duplicates always


def test_without_rows_nothing_is_judged() -> None:
    assert judged({}, {}, {}, 10) == {}


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(SHARES, SHARES), max_size=24),
    st.sets(st.tuples(st.integers(0, 23), st.integers(0, 23)), max_size=8),
    st.integers(1, 12),
)
def test_the_first_hits_are_those_of_judging_everything(
    rows: list[tuple[float, float]], pairs: set[tuple[int, int]], k: int
) -> None:
    fused = {row: score for row, (score, _) in enumerate(rows)}
    worth = {row: value for row, (_, value) in enumerate(rows)}
    alike: dict[int, tuple[int, ...]] = {}
    for a, b in sorted(pairs):
        if a != b and max(a, b) < len(rows):
            alike[a] = (*alike.get(a, ()), b)
            alike[b] = (*alike.get(b, ()), a)
    everything = {row: Best((0, 1), Judgement(worth[row], 0.0, 0.0, 0.0), 0.0) for row in fused}
    some = judged(fused, worth, alike, k)
    wanted, found = shown(fused, everything, alike), shown(fused, some, alike)
    assert found[:k] == wanted[:k]
    assert len(found) == len(wanted)
    assert all(
        some.get(row, Best((0, 1), UNJUDGED, 0.0)) == everything[row] for group in wanted[:k] for row in group
    )
