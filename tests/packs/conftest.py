"""A pack store in a folder of its own, whose clock stands still until it is moved."""

from tests.packs.pack_fixtures import clock, store

__all__ = ["clock", "store"]
