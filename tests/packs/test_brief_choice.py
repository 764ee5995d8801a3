"""Which passages on a topic a brief has, unless it is told how many."""

from dataclasses import replace

import pytest

from findings.packs.brief.from_topic import AUTHORITIES, kept_for
from findings.records import Hit, InspectionView, Plan, Stance, Timeline
from tests.make_passage import make_passage
from tests.packs.make_pack import REPORT

STRENGTH = Stance("strength")
WORDS = "Supervision is regular."


def chosen(authorities, passages_of_each, most=None):
    """The authorities of the passages that are kept of so many in one report of each authority."""
    views = []
    for number in range(authorities):
        document = replace(REPORT, id=f"report-{number}", authority=f"Council {number:03}")
        hits = []
        for place in range(passages_of_each):
            start = 100 * place
            passage = make_passage(WORDS, id=f"{number}-{place}", doc=document.id, start=start)
            hits.append((Hit(1, 1.0, passage, document, (start, start + len(WORDS))), STRENGTH))
        views.append(InspectionView(document, tuple(hits), stance="strength"))
    timeline = Timeline(Plan("supervision", "supervision"), tuple(views))
    kept = kept_for(timeline, (), "supervision", lambda passage: STRENGTH, most)
    return [one.document.authority for one in kept]


@pytest.mark.parametrize(
    ("authorities", "passages_of_each", "most", "number"),
    [
        (1, 20, None, 16),  # what two pages hold
        (3, 20, None, 16),
        (28, 3, None, 28),  # one of each
        (28, 3, 16, 16),  # as it was told
        (AUTHORITIES + 5, 1, None, AUTHORITIES),
    ],
)
def test_every_authority_is_heard_once_before_any_is_heard_twice(authorities, passages_of_each, most, number):
    names = chosen(authorities, passages_of_each, most)
    assert len(names) == number
    assert len(set(names)) == min(authorities, number)
