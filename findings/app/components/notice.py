"""What the screens say about the index and about faults, the same on every page."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import streamlit as st

from findings import journal
from findings.app import frame
from findings.app.state import library_access
from findings.app.state.address import DocumentsAddress
from findings.app.state.deployment import settings
from findings.app.text import shared_text
from findings.errors import FindingsError, IndexMissing

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from findings.library import Library

log = logging.getLogger(__name__)

LOOK_AGAIN = 2.0  # seconds between two looks at what has changed in the corpus
_looked: WeakKeyDictionary[Library, tuple[float, int]] = WeakKeyDictionary()


@contextmanager
def faults(page: str, top: DeltaGenerator) -> Iterator[None]:
    """A fault of ours is shown in one block at `top`; its details go to the log under the same reference."""
    try:
        yield
    except FindingsError as error:
        frame.tab_title(page, problem=True)
        with top:
            unusable(error)
    except Exception as error:
        reference = secrets.token_hex(3).upper()
        log.exception("fault %s", reference)
        journal.write(settings(), "app", "fault", page=page, fault=reference, error=type(error).__name__)
        frame.tab_title(page, problem=True)
        with top:
            frame.alert(*shared_text.fault(reference))


def open_library(adding: bool = True) -> Library | None:
    """The library, or None after saying why there is none, with a link to add documents."""
    try:
        return library_access.get_library()
    except IndexMissing as error:
        log.warning("%s", error)
        frame.line(shared_text.NO_DOCUMENTS, "intro")
        if settings().uploads and adding:
            add = DocumentsAddress(view="add").params()
            st.page_link(frame.DOCUMENTS, label=shared_text.ADD_DOCUMENTS, query_params=add)
        for_administrators(error)
    except FindingsError as error:
        unusable(error)
    return None


def unusable(error: FindingsError) -> None:
    """The index or its encoder cannot be used. The reason is for administrators."""
    log.error("%s", error)
    frame.alert(shared_text.NOT_USABLE)
    for_administrators(error)


def for_administrators(error: FindingsError) -> None:
    """What is wrong, folded away, and a link to the commands in Help."""
    frame.details(shared_text.FOR_ADMINISTRATORS, str(error))
    st.page_link(frame.HELP, label=shared_text.SEE_HELP, query_params={"for": "administrators"})


def index_notice(library: Library, whole: bool = True) -> None:
    """How much is searched and how new it is, or only a warning; one more or less moves nothing below it."""
    with st.container(key="index-notice", gap="xsmall"):
        if whole:
            frame.line(facts(library), "muted small")
        stale_notice(library)


def facts(library: Library) -> str:
    """How many documents, how new, and when the index was built, in one line."""
    newest = date.fromisoformat(library.manifest.newest) if library.manifest.newest else None
    searched = sum(document.status == "ready" for document in library.documents())
    return shared_text.index_facts(searched, newest, built(library))


def stale_notice(library: Library, link: bool = True) -> None:
    """A warning when documents have changed since the index was built, with a link to them."""
    if number := changed(library):
        frame.line(shared_text.stale(number), "warning")
        if link:
            st.page_link(frame.DOCUMENTS, label=shared_text.SEE_CHANGED, query_params={})


def changed(library: Library) -> int:
    """How many documents have changed since the index was built: looked at every few seconds, not for every page, for
    every file of the corpus is looked at (6 ms for 115)."""
    now, (last, number) = time.monotonic(), _looked.get(library, (-LOOK_AGAIN, 0))
    if now - last > LOOK_AGAIN:
        _looked[library] = (now, number)  # first: who draws a page meanwhile need not look too
        number = len(library.changed_documents())
        _looked[library] = (now, number)
    return number


def unread_notice(unread: int, of: int) -> None:
    """Documents that could not be searched, with a link to their reasons."""
    if unread:
        frame.line(shared_text.unreadable(unread, of))
        st.page_link(
            frame.DOCUMENTS,
            label=shared_text.SEE_UNREAD,
            query_params=DocumentsAddress(statuses=("unreadable",)).params(),
        )


def ignored(values: tuple[str, ...]) -> None:
    """Values in the address that mean nothing here."""
    for value in values:
        frame.line(shared_text.ignored(value), "warning")


def built(library: Library) -> date:
    """The day the index was built."""
    return datetime.fromisoformat(library.manifest.built).date()
