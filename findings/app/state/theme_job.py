"""The themes of the whole collection, worked out beside the pages: once for an index, theme by theme."""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING

import streamlit as st

from findings.app.state.deployment import settings
from findings.request import Request, serving
from findings.text.terms import THEMES, Theme

if TYPE_CHECKING:
    from findings.library import Library
    from findings.timeline.themes import Labels

log = logging.getLogger(__name__)


class ThemeJob:
    """What is known by now; safe to share between sessions. It begins when somebody first opens the page."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.documents = tuple(d for d in library.documents() if d.status == "ready")
        self._kept = library.kept_themes(settings().data)
        self._thread = threading.Thread(target=self._work, name="themes", daemon=True)
        self._thread.start()

    @property
    def goes_on(self) -> bool:
        return self._thread.is_alive()

    def known(self) -> Mapping[Theme, Labels]:
        """The labels of each theme that is worked out for every document."""
        found = ((theme, self._kept.of(theme.topic, self.documents)) for theme in THEMES)
        return {theme: labels for theme, labels in found if len(labels) == len(self.documents)}

    def _work(self) -> None:
        try:
            for theme in THEMES:
                known = self._kept.of(theme.topic, self.documents)
                new = [document for document in self.documents if document.id not in known]
                if new:
                    with serving(Request()):
                        labels = {**known, **self._library.theme(theme.topic, new)}
                    self._kept.keep(theme.topic, labels, self.documents)
        except Exception:  # the page shows what is known; the next start tries again
            log.exception("the themes could not be worked out")


def of(library: Library) -> ThemeJob:
    """The one job over this library's index."""
    return _job(library.generation_id, library)


# Councils read different documents: each has a job of its own.
@st.cache_resource(max_entries=8, show_spinner=False)
def _job(generation: str, _library: Library) -> ThemeJob:
    return ThemeJob(_library)
