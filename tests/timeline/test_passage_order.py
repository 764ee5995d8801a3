"""Which passage of a document comes first: signs and worth that a reader can add up."""

from __future__ import annotations

import pytest

from findings.timeline import passage_order
from findings.timeline.candidates import Candidate
from findings.timeline.passage_order import in_order, signs, worth
from tests.make_passage import make_passage

EARLY = make_passage("Supervision is regular. It is recorded.")
LATE = make_passage("Supervision is late.", start=100)


def candidate(passage: object, likely: float, says: float, late: float, span: tuple[int, int]) -> Candidate:
    return Candidate(
        row=0,
        passage=passage,  # type: ignore[arg-type]
        span=span,
        nearness=likely / 2,
        share=0.25,
        finds=True,
        late=late,
        says=says,
        likely=likely,
    )


FIRST = candidate(EARLY, 0.5, 1.0, 0.75, (0, 23))
SECOND = candidate(EARLY, 0.25, 2.0, 0.75, (24, 39))
OTHER = candidate(LATE, 0.5, 3.0, 0.5, (100, 120))


def test_what_is_seen_of_a_passage() -> None:
    assert signs([FIRST, SECOND]) == {
        "likely": 0.75,
        "likeliest": 0.5,
        "says": 2.0,
        "nearness": 0.25,
        "share": 0.25,
        "late": 0.75,
        "sentences": 2.0,
    }


def test_a_passage_is_worth_its_signs_by_their_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passage_order, "_weights", lambda: {"likely": 2.0, "late": 4.0})
    assert worth(signs([FIRST, SECOND])) == 2 * 0.75 + 4 * 0.75


@pytest.mark.parametrize(
    ("weights", "first"),
    [({"likely": 1.0}, EARLY), ({"says": 1.0}, LATE), ({"likeliest": 1.0}, EARLY)],
    ids=["together likelier", "surer by the judge", "of equals the earlier one"],
)
def test_the_passage_that_is_worth_most_comes_first(
    weights: dict[str, float], first: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passage_order, "_weights", lambda: weights)
    assert in_order([OTHER, FIRST, SECOND])[0][0].passage is first


def test_the_weights_are_those_of_the_signs() -> None:
    assert set(passage_order._weights()) == set(signs([FIRST]))
