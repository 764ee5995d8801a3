"""The picture of a page, kept for the next person who looks at it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from findings.records import Content, Passage


def page_picture(path: Path, checksum: str, content: Content, page: int, passage: Passage | None) -> bytes:
    """The page as PNG, boxes drawn over the words of the passage. Raises ReadingError."""
    span = (passage.start, passage.end) if passage else None
    return _drawn(str(path), checksum, page, span, content)


@st.cache_data(max_entries=64, show_spinner=False)
def _drawn(path: str, checksum: str, page: int, span: tuple[int, int] | None, _content: Content) -> bytes:
    # The checksum stands for the file and its stored text; the content itself is not part of the key.
    from findings.reading.pdf.image import page_image, word_boxes

    boxes = word_boxes(Path(path), page, _content.lines, _content.text, *span) if span else ()
    return page_image(Path(path), page, boxes)
