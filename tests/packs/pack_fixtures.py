"""Fixtures of whoever tests packs: a store in a folder of its own, whose clock stands still until it is moved."""

import pytest

from findings.packs.pack_store import PackStore
from tests.clock import Clock
from tests.packs.make_pack import DAY


@pytest.fixture
def clock():
    return Clock(DAY)


@pytest.fixture
def store(tmp_path, clock):
    return PackStore(tmp_path / "data", clock)
