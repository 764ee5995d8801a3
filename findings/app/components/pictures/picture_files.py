"""A picture of what a page shows, as files for slides and papers: made when they are asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from findings.app.components import download, notice
from findings.app.components.pictures.drawing import Drawing, svg
from findings.app.components.pictures.pictures import Caption
from findings.app.components.pictures.png import png
from findings.app.text import shared_text

if TYPE_CHECKING:
    from findings.library import Library


def caption(title: str, library: Library, documents: int) -> Caption:
    """Title, day and source line of a picture of so many documents."""
    built = notice.built(library)
    return Caption(
        title, shared_text.picture_dated(date.today()), shared_text.picture_source(documents, built)
    )


def buttons(make: Callable[[], Drawing], file: str, key: str) -> None:
    """Both files; `file` is their name without its ending, `make` draws nothing on the page."""
    with st.container(horizontal=True, key=f"{key}-pictures"):
        download.button(
            shared_text.PICTURE_PNG, lambda: png(make()), f"{file}.png", "image/png", f"{key}-png"
        )
        download.button(
            shared_text.PICTURE_SVG, lambda: svg(make()), f"{file}.svg", "image/svg+xml", f"{key}-svg"
        )
