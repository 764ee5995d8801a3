"""The results of a search as files, made when they are asked for; their quotations are compared first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import streamlit as st

from findings.app.components import download
from findings.app.text import shared_text
from findings.packs.results.results_files import RESULT_FORMATS, ResultFormat, file_name
from findings.packs.results.search_results import checked_results

if TYPE_CHECKING:
    from findings.library import Library
    from findings.records import Hit, Plan


def draw(library: Library, plan: Plan, hits: Sequence[Hit]) -> None:
    """A button for each form of file, below a line that opens."""
    with (
        st.expander(shared_text.download_results(len(hits)), key="result-files"),
        st.container(horizontal=True, key="result-buttons"),
    ):
        for form in RESULT_FORMATS.values():
            _button(form, library, plan, hits)


def _button(form: ResultFormat, library: Library, plan: Plan, hits: Sequence[Hit]) -> None:
    def make() -> bytes:
        found = checked_results(hits, library.receipt(plan), library.stance, library)
        return form.write(found, datetime.now(UTC).date())

    download.button(form.words, make, file_name(plan.query, form.code), form.media, f"results-{form.code}")
