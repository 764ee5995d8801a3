"""A store of saved questions whose clock stands still until it is moved, and an index of a few lines."""

from datetime import UTC, datetime, timedelta

import pytest

from findings.saved.arrivals import ArrivalStore
from findings.saved.saved_store import SavedStore

DAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


class Clock:
    def __init__(self):
        self.now = DAY

    def __call__(self):
        return self.now

    def pass_hours(self, hours):
        self.now += timedelta(hours=hours)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(tmp_path, clock):
    return SavedStore(tmp_path / "data", clock)


@pytest.fixture
def came(tmp_path, clock):
    return ArrivalStore(tmp_path / "data", clock)
