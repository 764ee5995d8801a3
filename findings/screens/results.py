"""Answers kept for the next rerun or person: the same question to the same index has the same answer.

Records are frozen, so one answer is shared by all sessions; another generation of the index is another key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from findings.screens.address import Asked, OverTimeAddress, RecommendationsAddress, SearchAddress

if TYPE_CHECKING:
    from findings.library import Library
    from findings.records import Answer, Recommendation, Timeline

KEPT = 32  # answers of each kind

Narrowed = tuple[tuple[str, ...], tuple[str, ...], int | None, int | None]


def ask(library: Library, asked: SearchAddress) -> Answer:
    """Raises QueryError, which is not kept."""
    return _ask(library, library.generation_id, asked.q, _narrowed(asked), asked.ignore)


def over_time(library: Library, asked: OverTimeAddress) -> Timeline:
    """Raises QueryError, which is not kept."""
    return _over_time(library, library.generation_id, asked.q, _narrowed(asked), asked.ignore)


def recommendations(library: Library, asked: RecommendationsAddress) -> tuple[Recommendation, ...]:
    """Raises QueryError, which is not kept."""
    return _recommendations(library, library.generation_id, asked.q, _narrowed(asked))


def _narrowed(asked: Asked) -> Narrowed:
    return asked.authorities, asked.kinds, asked.year_from, asked.year_to


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _ask(_library: Library, generation: str, q: str, narrowed: Narrowed, ignore: tuple[str, ...]) -> Answer:
    authorities, kinds, first, last = narrowed
    return _library.ask(q, authorities=authorities, kinds=kinds, year_from=first, year_to=last, ignore=ignore)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _over_time(
    _library: Library, generation: str, q: str, narrowed: Narrowed, ignore: tuple[str, ...]
) -> Timeline:
    authorities, kinds, first, last = narrowed
    return _library.over_time(
        q, authorities=authorities, kinds=kinds, year_from=first, year_to=last, ignore=ignore
    )


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _recommendations(
    _library: Library, generation: str, topic: str, narrowed: Narrowed
) -> tuple[Recommendation, ...]:
    authorities, kinds, first, last = narrowed
    return _library.recommendations(
        topic=topic, authorities=authorities, kinds=kinds, year_from=first, year_to=last
    )
