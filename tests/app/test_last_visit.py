"""When a person was here last: a page that is loaded again belongs to the same visit."""

from datetime import UTC, datetime

import pytest

from findings.app.state.last_visit import visits

NOW = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
THIS, MORNING, OLD = "2026-11-29T12:00:00+00:00", "2026-11-29T08:00:00+00:00", "2026-11-20T09:00:00+00:00"


@pytest.mark.parametrize(
    ("told", "after"),
    [
        ("", ("", THIS)),  # the first visit
        (f"_{OLD}", (OLD, THIS)),
        (f"{OLD}_{MORNING}", (OLD, MORNING)),  # loaded again, or another tab
        (f"_{MORNING}", ("", MORNING)),
        ("<script>_nonsense", ("", THIS)),
        (f"<script>_{MORNING}", ("", MORNING)),
        ("_2027-01-01T00:00:00+00:00", ("", THIS)),  # a clock that was wrong
        ("_2026-11-20T09:00:00", ("", THIS)),  # no time zone
    ],
)
def test_the_visit_before(told, after):
    assert visits(told, NOW) == after
