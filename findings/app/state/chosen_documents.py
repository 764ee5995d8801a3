"""The documents that people have chosen and not added yet: each person's are for nobody but them.

Streamlit forgets a session when its page is loaded afresh. They are kept beside it, in the process, under a random
number that the browser remembers until it is closed, and under who has signed in: both must be the same.
"""

from __future__ import annotations

import re
import secrets
import time
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

import streamlit as st

from findings.app.state import cookies, person
from findings.app.state.reading_job import ReadingJob
from findings.uploads.staging import FORGOTTEN, Candidate, Refusal

COOKIE = "findings-adding"
NUMBER = "adding-number"  # in the session
_NUMBER = re.compile(r"[A-Za-z0-9_-]{43}")  # of 32 random bytes


@dataclass(slots=True)
class Chosen:
    """One person's documents, in all of their tabs."""

    reading: ReadingJob | None = None  # until what came of it is on the page
    candidates: list[Candidate] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    folder: Path | None = None  # where they are kept aside
    looked: bool = False  # files were looked at since the last build was begun
    problem: str = ""  # why the last reading ended before its time, until it is told
    begun: float = field(default_factory=time.time)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def take_in(self) -> None:
        """What came of a reading that has ended becomes theirs, once for all of their tabs."""
        with self._lock:
            if (reading := self.reading) is None or reading.goes_on:
                return
            self.candidates = [*self.candidates, *reading.candidates]
            self.refused, self.problem = reading.refused, reading.problem
            self.looked, self.reading = True, None

    def clear(self) -> None:
        """What was refused has been read."""
        self.refused, self.looked = [], False

    def forget_gone(self) -> None:
        """Files that nobody came back for are removed after a day, and those of another tab may have been added."""
        self.candidates = [one for one in self.candidates if one.path.is_file()]


class Everybodys:
    """What every person has chosen, by their key. Safe to share between sessions."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: dict[tuple[str, str], Chosen] = {}

    def of(self, key: tuple[str, str]) -> Chosen | None:
        """What is kept under the key; nothing after a day."""
        with self._lock:
            old = time.time() - FORGOTTEN
            self._known = {one: chosen for one, chosen in self._known.items() if chosen.begun > old}
            return self._known.get(key)

    def begin(self, key: tuple[str, str]) -> Chosen:
        """As `of`, to be added to."""
        found = self.of(key)
        with self._lock:
            return found or self._known.setdefault(key, Chosen())


@st.cache_resource(show_spinner=False)
def everybodys() -> Everybodys:
    """The one of this process."""
    return Everybodys()


def mine() -> Chosen:
    """What this person has chosen; nothing where their browser has no number."""
    found = everybodys().of(_key()) if _key()[1] else None
    if found is None:
        return Chosen()
    found.forget_gone()
    return found


def begin() -> Chosen:
    """As `mine`, to be added to; a browser without a number is given one, which `cookies.follow` writes."""
    if not _key()[1]:
        st.session_state[NUMBER] = secrets.token_urlsafe(32)
        cookies.remember(COOKIE, st.session_state[NUMBER], until_closed=True)
    return everybodys().begin(_key())


def _key() -> tuple[str, str]:
    if NUMBER not in st.session_state:
        told = cookies.read(COOKIE)
        st.session_state[NUMBER] = told if _NUMBER.fullmatch(told) else ""
    return person.owner(), str(st.session_state[NUMBER])
