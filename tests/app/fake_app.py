"""The app over the fake library, to look at: streamlit run tests/app/fake_app.py

`state` in an address chooses what is wrong with the index: stale, missing, damaged, other (another version).
"""

import runpy
import sys
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import streamlit as st

from findings.app.state import library_access
from findings.errors import IndexDamaged, IndexMissing
from tests.app.fake_library import FakeLibrary

WRONG = {
    "missing": IndexMissing("There is no index in index: run 'python embed.py' to build it."),
    "damaged": IndexDamaged("passages.faiss is missing: run 'python embed.py' to build the index again."),
    "other": IndexDamaged("The index was built by reading rules 1, this version has rules 4: run embed.py."),
}


def library() -> FakeLibrary:
    """The library in the state that the address names."""
    state = st.query_params.get("state", "")
    if state in WRONG:
        raise WRONG[state]
    return _held(3 if state == "stale" else 0)


@cache
def _held(stale: int) -> FakeLibrary:
    """One for all sessions, as the app keeps its own: what is worked out over it is worked out once."""
    return FakeLibrary(stale=stale)


library_access.get_library = library  # type: ignore[assignment]

runpy.run_path(str(Path(__file__).resolve().parents[2] / "app.py"))
