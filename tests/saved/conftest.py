"""A store of saved questions whose clock stands still until it is moved, and an index of a few lines."""

from datetime import UTC, datetime

import pytest

from findings.saved.arrivals import ArrivalStore
from findings.saved.saved_store import SavedStore
from tests.clock import Clock

DAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture
def clock():
    return Clock(DAY)


@pytest.fixture
def store(tmp_path, clock):
    return SavedStore(tmp_path / "data", clock)


@pytest.fixture
def came(tmp_path, clock):
    return ArrivalStore(tmp_path / "data", clock)
