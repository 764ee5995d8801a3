"""Themes: the topics that inspections come back to, and where to look first; one's own authority and its neighbours."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from findings.app import frame
from findings.app.components import my_authority_form, query_form
from findings.app.components.pictures import picture_files, pictures
from findings.app.components.tables import authority_grid, sheet_files, theme_grid
from findings.app.state import address, session, theme_job
from findings.app.state.address import ThemesAddress
from findings.app.text import shared_text, themes_text, uploads_text
from findings.search.query import selected
from findings.text.terms import THEMES

if TYPE_CHECKING:
    from findings.library import Library
    from findings.records import Document
    from findings.timeline.themes import ThemeView

LOOK = 2.0  # seconds between two looks at whether more is worked out

FORM = query_form.Form(
    "themes",
    shared_text.THEMES_PAGE,
    themes_text.TITLE,
    "",
    themes_text.SHOW,
    lambda library: themes_text.WORKING,
    address.read_themes,
    intro=themes_text.INTRO,
    authority_first=True,
    empty=True,
)


def draw() -> None:
    drawn = query_form.draw(FORM, lambda library, asked: theme_job.of(library))
    if drawn is None:
        return
    library, asked, job, _ = drawn
    if job is not None:
        documents = selected(library.documents(), asked.filters)
        shown = views(documents, asked, job)
        frame.status(themes_text.found(len(shown), len(documents), len(THEMES)))
        if shown and documents:
            table(asked, shown, library, documents)
        elif not documents:
            frame.line(themes_text.NONE, "intro")
        if job.goes_on:
            follow(job, len(shown))
    my_authority_form.draw(library)


def views(documents: tuple[Document, ...], asked: ThemesAddress, job: theme_job.ThemeJob) -> list[ThemeView]:
    """The themes that are worked out, in these documents."""
    from findings.timeline.themes import view

    return theme_grid.ordered(
        (view(theme, labels, documents) for theme, labels in job.known().items()), asked.order
    )


def table(
    asked: ThemesAddress, shown: list[ThemeView], library: Library, documents: tuple[Document, ...]
) -> None:
    """The picture with its key, its order and its files."""
    st.session_state["themes-order"] = asked.order
    st.selectbox(
        themes_text.ORDER,
        tuple(themes_text.ORDERS),
        key="themes-order",
        format_func=lambda order: themes_text.ORDERS[order],
        on_change=lambda: session.go(replace(asked, order=st.session_state["themes-order"])),
        width=300,
    )
    frame.line(shared_text.LABELS_NOTE)
    frame.line(themes_text.LABELS_NOTE)
    st.html(authority_grid.key_html(themes_text.COUNTED) + theme_grid.grid_html(shown, asked))
    title = themes_text.picture_title(asked.filters.authorities)
    caption = picture_files.caption(title, library, len(documents))
    picture_files.buttons(
        lambda: pictures.matrix(theme_grid.marks(shown), caption), themes_text.FILE, "themes"
    )
    sheet_files.buttons(partial(theme_grid.sheet, shown), themes_text.FILE, "themes")


def follow(job: theme_job.ThemeJob, known: int) -> None:
    """How far the themes have come; the page is drawn again as more are known, and at the end."""

    @st.fragment(run_every=LOOK)
    def look() -> None:
        now = len(job.known())
        if not job.goes_on or now >= known + 10:
            st.rerun()
        st.progress(now / len(THEMES), text=uploads_text.done(now / len(THEMES)))

    look()


draw()
