"""The reader: one page of one document, its words and its picture, with a passage marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from findings.citation import capital, full_citation, named, open_label, place
from findings.errors import FindingsError, QueryError
from findings.records import Content, Document, Passage
from findings.screens import (
    download,
    facts,
    frame,
    keep_button,
    notice,
    parts,
    removal,
    state,
    words,
    words_documents,
)
from findings.screens.address import DocumentsAddress, SearchAddress
from findings.screens.page_picture import page_picture
from findings.screens.reading_copy import page_html

if TYPE_CHECKING:
    from pathlib import Path

    from findings.library import Library

PICTURE = "as-printed"


def draw(library: Library, asked: DocumentsAddress, top: Any) -> None:
    """The document asked for; `top` is where alerts stand."""
    document = find(library, asked.doc)
    if document is None:
        frame.tab_title(words.DOCUMENTS_PAGE, problem=True)
        frame.heading(1, words_documents.DOCUMENTS_TITLE)
        with top:
            frame.alert(words_documents.NO_SUCH_DOCUMENT)
        state.link(words_documents.ALL_DOCUMENTS, DocumentsAddress(), "all-documents")
        return
    name = capital(named(document))
    ways_back()
    frame.heading(1, name)
    original = library.original(document.id)
    st.html(facts.facts_html(document, open_at_first=not asked.passage and not asked.page))
    download_original(document, original)
    if document.status != "ready":
        frame.tab_title(words.DOCUMENTS_PAGE, name, problem=True)
        with top:
            frame.alert(words_documents.NO_TEXT, document.message)
        removal.draw(library, document)
        return
    if original is None:
        frame.line(
            f"{words_documents.NOT_OPENED} {words_documents.saved_text(notice.built(library))}", "warning"
        )
    text_page(library, asked, document, original, top)
    removal.draw(library, document)


def find(library: Library, doc: str) -> Document | None:
    """The document; of a copy, the one that is searched in its place."""
    try:
        document = library.document(doc)
        return library.document(document.duplicate_of) if document.duplicate_of else document
    except QueryError:
        return None


def text_page(
    library: Library, asked: DocumentsAddress, document: Document, original: Path | None, top: Any
) -> None:
    """One page: where it is, its words, its picture."""
    content = library.content(document.id)
    passage = library.passage(asked.passage) if asked.passage else None
    if passage is not None and passage.doc != document.id:
        passage = None
    paged, last = parts.paged(content), parts.number_of_parts(document, content)
    wanted = asked.page or (parts.part_of(content, passage) if passage else 1)
    number = min(max(1, wanted), last)
    where = words_documents.part_of(number, last, paged)
    frame.tab_title(words.DOCUMENTS_PAGE, f"{capital(named(document))}, {where.lower()}")
    with top:
        if asked.passage and passage is None:
            frame.line(words_documents.NO_SUCH_PASSAGE, "warning")
        if number != wanted:
            frame.line(words_documents.has_parts(last, paged), "warning")
    frame.status(where)
    has_picture = original is not None and document.format == "pdf"
    turning(document, number, last, paged)
    if has_picture:
        frame.jump(PICTURE, words_documents.to_picture(number))
    pieces = parts.part(content, number)
    span = (passage.start, passage.end) if passage else None
    shown = bool(span) and any(piece.start < passage.end and passage.start < piece.end for piece in pieces)  # type: ignore[union-attr]
    if passage is not None and shown:
        cite(passage, document)
        keep_button.passage(f"reader-{passage.id}", passage, document, found_by(passage))
    frame.heading(2, words_documents.text_title(number, paged))
    st.html(page_html(content.text, pieces, span if shown else None))
    if not pieces:
        frame.line(words_documents.NO_TEXT_ON_PAGE)
    if passage is not None and shown:
        go_on(passage, document, number)
        focus(passage, number)
    if last > 1:
        if st.session_state.get("reader-page", number) != number:
            st.session_state["reader-page"] = number
        st.pagination(last, default=number, key="reader-page", on_change=turn, args=(document.id,))
    others(document, content, number, passage)
    if original is not None and has_picture:
        picture(original, document, content, number, passage if shown else None)


def ways_back() -> None:
    """To the results this came from, and to the list."""
    with st.container(horizontal=True, key="ways-back"):
        if "last-search" in st.session_state:
            asked: SearchAddress = st.session_state["last-search"][0]
            st.page_link(frame.SEARCH, label=words_documents.BACK_TO_RESULTS, query_params=asked.params())
        state.link(words_documents.ALL_DOCUMENTS, DocumentsAddress(), "all-documents")


def download_original(document: Document, original: Path | None) -> None:
    if original is None:
        return
    download.button(
        words_documents.download(facts.form(document), facts.size_of(document)),
        original.read_bytes,
        original.name,
        "application/octet-stream",
        "download",
    )


def turn(doc: str) -> None:
    state.go(DocumentsAddress(doc=doc, page=st.session_state["reader-page"]))


def turning(document: Document, number: int, last: int, paged: bool) -> None:
    """Links to the page before and after."""
    if last == 1:
        return
    with st.container(horizontal=True, key="turning"):
        for other in (number - 1, number + 1):
            if 1 <= other <= last:
                label = words_documents.turn(other, back=other < number, paged=paged)
                address = DocumentsAddress(doc=document.id, page=other)
                state.link(label, address, f"turn-{other}")


def cite(passage: Passage, document: Document) -> None:
    """The reference in full, ready to be copied."""
    frame.line(words_documents.MARKED)
    frame.line(f"{words_documents.CITE}: {full_citation(passage, document)}", "cite")


def found_by(passage: Passage) -> keep_button.Source:
    """The last search, if this passage was among its results."""
    _, passages = st.session_state.get("last-search", (None, ()))
    source: keep_button.Source = st.session_state.get("last-source", keep_button.NO_SOURCE)
    return source if passage in passages else keep_button.NO_SOURCE


def go_on(passage: Passage, document: Document, number: int) -> None:
    """A passage that runs over a page's end: the way to its other part."""
    first, last = passage.page, passage.page_end or passage.page
    if first is None or last is None:
        return
    for other in (number - 1, number + 1):
        if first <= other <= last:
            address = DocumentsAddress(doc=document.id, page=other, passage=passage.id)
            label = words_documents.continues(other, back=other < number)
            state.link(label, address, f"go-on-{other}")


def focus(passage: Passage, number: int) -> None:
    # The comment makes another passage another script, which is then run; the same one is not run again.
    script = (frame.HERE / "focus.js").read_text("utf-8")
    digits = "".join(c if c.isalnum() else "-" for c in passage.id)
    with st.container(key="focus"):
        st.html(f"<script>/* {digits} {number} */{script}</script>", unsafe_allow_javascript=True)


def others(document: Document, content: Content, number: int, passage: Passage | None) -> None:
    """The other results of the last search that stand on this page."""
    _, passages = st.session_state.get("last-search", (None, ()))
    here = [
        other
        for other in passages
        if other.doc == document.id and other != passage and parts.part_of(content, other) == number
    ]
    if not here:
        return
    frame.heading(2, words_documents.OTHERS)
    for other in here:
        said = f"{open_label(other, document.format)}: {place(other, document.format)}"
        with st.container(key=f"other-{other.start}", gap="xsmall"):
            frame.line(words_documents.beginning(other.text))
            address = DocumentsAddress(doc=other.doc, page=other.page, passage=other.id)
            state.link(said, address, f"to-{other.start}")


def picture(
    original: Path, document: Document, content: Content, number: int, passage: Passage | None
) -> None:
    """The page as printed, with boxes over the passage's words."""
    frame.heading(2, words_documents.picture_title(number), PICTURE)
    try:
        png = page_picture(original, document.checksum, content, number, passage)
    except FindingsError as error:
        frame.line(f"{words_documents.NO_PICTURE} {error}", "warning")
        return
    st.image(png, alt=words_documents.picture_alt(number), width="stretch")
