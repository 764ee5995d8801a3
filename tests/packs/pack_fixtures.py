"""Fixtures of whoever tests packs: a store in a folder of its own, whose clock stands still until it is moved."""

from datetime import timedelta

import pytest

from findings.packs.pack_store import PackStore
from tests.packs.make_pack import DAY


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
    return PackStore(tmp_path / "data", clock)
