"""The pack store that the commands on packs read."""

from tests.packs.pack_fixtures import clock, store

__all__ = ["clock", "store"]
