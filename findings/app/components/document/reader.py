"""The reader: one page of one document, its words and its picture, with a passage marked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from findings.app import frame
from findings.app.components import download, keep_button, notice
from findings.app.components.asking import routing
from findings.app.components.document import correct_facts, document_facts, document_parts
from findings.app.components.document.reading_copy import page_html
from findings.app.components.upload import removal
from findings.app.state import session
from findings.app.state.address import DocumentsAddress
from findings.app.text import documents_text, shared_text
from findings.citation import capital, full_citation, named, open_label, place
from findings.errors import FindingsError, QueryError
from findings.records import Content, Document, Passage

if TYPE_CHECKING:
    from findings.library import Library

PICTURE = "as-printed"


def draw(library: Library, asked: DocumentsAddress, top: Any) -> None:
    """The document asked for; `top` is where alerts are drawn."""
    document = find(library, asked.doc)
    if document is None:
        frame.tab_title(shared_text.DOCUMENTS_PAGE, problem=True)
        frame.heading(1, documents_text.DOCUMENTS_TITLE)
        with top:
            frame.alert(documents_text.NO_SUCH_DOCUMENT)
        session.link(documents_text.ALL_DOCUMENTS, DocumentsAddress(), "all-documents")
        return
    name = capital(named(document))
    ways_back()
    frame.heading(1, name)
    original = library.original(document.id)
    st.html(document_facts.facts_html(document, open_at_first=not asked.passage and not asked.page))
    with st.container(horizontal=True, key="document-buttons"):
        download_original(document, original)
        correct_facts.button(library, document)
    correct_facts.draw(library, document)
    if document.status != "ready":
        frame.tab_title(shared_text.DOCUMENTS_PAGE, name, problem=True)
        with top:
            frame.alert(documents_text.NO_TEXT, document.message)
        removal.draw(library, document)
        return
    if original is None:
        frame.line(
            f"{documents_text.NOT_OPENED} {documents_text.saved_text(notice.built(library))}", "warning"
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
    pages = document_parts.number_of_pages(document, content)
    last = document_parts.number_of_parts(document, content)
    wanted = asked.page or (document_parts.part_of(content, passage, pages) if passage else 1)
    number = min(max(1, wanted), last)
    paged = 0 < number <= pages
    where = documents_text.part_of(number, last, paged)
    frame.tab_title(shared_text.DOCUMENTS_PAGE, f"{capital(named(document))}, {where.lower()}")
    with top:
        if asked.passage and passage is None:
            frame.line(documents_text.NO_SUCH_PASSAGE, "warning")
        if number != wanted:
            frame.line(documents_text.has_parts(last, paged), "warning")
    frame.status(where)
    has_picture = original is not None and document.format == "pdf" and paged
    turning(document, number, last, paged)
    if has_picture:
        frame.jump(PICTURE, documents_text.to_picture(number))
    pieces = document_parts.part(content, number, pages)
    span = (passage.start, passage.end) if passage else None
    shown = bool(span) and any(piece.start < passage.end and passage.start < piece.end for piece in pieces)  # type: ignore[union-attr]
    if passage is not None and shown:
        cite(passage, document)
        keep_button.passage(f"reader-{passage.id}", passage, document, found_by(passage), library)
    frame.heading(2, documents_text.text_title(number, paged))
    st.html(page_html(content.text, pieces, span if shown else None))
    if not pieces:
        frame.line(documents_text.NO_TEXT_ON_PAGE)
    if passage is not None and shown:
        go_on(passage, document, number)
        frame.focus("passage", f"{passage.id} {number}")
    if last > 1:
        if st.session_state.get("reader-page", number) != number:
            st.session_state["reader-page"] = number
        st.pagination(last, default=number, key="reader-page", on_change=turn, args=(document.id,))
    others(document, content, number, passage)
    if original is not None and has_picture:
        picture(original, document, content, number, passage if shown else None)


def ways_back() -> None:
    """Links to the results this came from, and to the list."""
    with st.container(horizontal=True, key="ways-back"):
        if back := routing.last():
            form, page, asked = back
            st.page_link(page, label=documents_text.BACK_TO[form], query_params=asked.params())
        session.link(documents_text.ALL_DOCUMENTS, DocumentsAddress(), "all-documents")


def download_original(document: Document, original: Path | None) -> None:
    if original is None:
        return
    download.button(
        documents_text.download(document_facts.form(document), document_facts.size_of(document)),
        original.read_bytes,
        original.name,
        "application/octet-stream",
        "download",
    )


def turn(doc: str) -> None:
    session.go(DocumentsAddress(doc=doc, page=st.session_state["reader-page"]))


def turning(document: Document, number: int, last: int, paged: bool) -> None:
    """Links to the page before and after."""
    if last == 1:
        return
    with st.container(horizontal=True, key="turning"):
        for other in (number - 1, number + 1):
            if 1 <= other <= last:
                label = documents_text.turn(other, back=other < number, paged=paged)
                address = DocumentsAddress(doc=document.id, page=other)
                session.link(label, address, f"turn-{other}")


def cite(passage: Passage, document: Document) -> None:
    """The reference in full, ready to be copied."""
    frame.line(documents_text.MARKED)
    frame.line(f"{documents_text.CITE}: {full_citation(passage, document)}", "cite")


def found_by(passage: Passage) -> keep_button.Source:
    """The last search, if this passage was among its results."""
    _, passages = st.session_state.get("last-search", (None, ()))
    source: keep_button.Source = st.session_state.get("last-source", keep_button.NO_SOURCE)
    return source if passage in passages else keep_button.NO_SOURCE


def go_on(passage: Passage, document: Document, number: int) -> None:
    """Links to the other part of a passage that runs over the end of a page."""
    first, last = passage.page, passage.page_end or passage.page
    if first is None or last is None:
        return
    for other in (number - 1, number + 1):
        if first <= other <= last:
            address = DocumentsAddress(doc=document.id, page=other, passage=passage.id)
            label = documents_text.continues(other, back=other < number)
            session.link(label, address, f"go-on-{other}")


def others(document: Document, content: Content, number: int, passage: Passage | None) -> None:
    """The other results of the last search on this page."""
    pages = document_parts.number_of_pages(document, content)
    _, passages = st.session_state.get("last-search", (None, ()))
    here = [
        other
        for other in passages
        if other.doc == document.id
        and other != passage
        and document_parts.part_of(content, other, pages) == number
    ]
    if not here:
        return
    frame.heading(2, documents_text.OTHERS)
    for other in here:
        said = f"{open_label(other, document.format)}: {place(other, document)}"
        with st.container(key=f"other-{other.start}", gap="xsmall"):
            frame.line(documents_text.beginning(other.text))
            address = DocumentsAddress(doc=other.doc, page=other.page, passage=other.id)
            session.link(said, address, f"to-{other.start}")


def picture(
    original: Path, document: Document, content: Content, number: int, passage: Passage | None
) -> None:
    """The page as printed, with boxes over the passage's words."""
    frame.heading(2, documents_text.picture_title(number), PICTURE)
    try:
        png = page_picture(original, document.checksum, content, number, passage)
    except FindingsError as error:
        frame.line(f"{documents_text.NO_PICTURE} {error}", "warning")
        return
    st.image(png, alt=documents_text.picture_alt(number), width="stretch")


def page_picture(path: Path, checksum: str, content: Content, page: int, passage: Passage | None) -> bytes:
    """The page as PNG, boxes drawn over the words of the passage. Raises ReadingError."""
    span = (passage.start, passage.end) if passage else None
    return _drawn(str(path), checksum, page, span, content)


@st.cache_data(max_entries=64, show_spinner=False)
def _drawn(path: str, checksum: str, page: int, span: tuple[int, int] | None, _content: Content) -> bytes:
    # The checksum identifies the file and its stored text, so the content itself is not part of the key.
    from findings.reading.pdf.image import page_image, word_boxes

    boxes = word_boxes(Path(path), page, _content.lines, _content.text, *span) if span else ()
    return page_image(Path(path), page, boxes)
