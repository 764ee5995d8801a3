"""What the screens say about the index and about faults, the same on every page."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING

import streamlit as st

from findings.errors import FindingsError, IndexMissing
from findings.screens import frame, library_access, words
from findings.screens.address import DocumentsAddress

if TYPE_CHECKING:
    from findings.library import Library

log = logging.getLogger(__name__)


@contextmanager
def faults() -> Iterator[None]:
    """A fault of ours is told in one calm line; its details go to the log under the same reference."""
    try:
        yield
    except FindingsError as error:
        unusable(error)
    except Exception:
        reference = secrets.token_hex(3).upper()
        log.exception("fault %s", reference)
        frame.alert(*words.fault(reference))


def open_library() -> Library | None:
    """The library, or None after saying why there is none."""
    try:
        return library_access.get_library()
    except IndexMissing as error:
        log.warning("%s", error)
        frame.alert(words.NO_DOCUMENTS, words.NO_DOCUMENTS_FIX, str(error))
    except FindingsError as error:
        unusable(error)
    return None


def unusable(error: FindingsError) -> None:
    """The index or its encoder cannot be used: for a person that is one thing; an administrator reads why."""
    log.error("%s", error)
    frame.alert(words.NOT_USABLE, str(error))


def index_notice(library: Library) -> None:
    """How much is searched and how new it is."""
    manifest = library.manifest
    newest = date.fromisoformat(manifest.newest) if manifest.newest else None
    frame.line(words.index_facts(manifest.documents, newest, built(library)))
    stale_notice(library)


def stale_notice(library: Library) -> None:
    """A warning when documents have changed since the index was built."""
    if changed := len(library.changed_documents()):
        frame.line(words.stale(changed), "warning")


def unread_notice(unread: int, of: int) -> None:
    """Documents that could not be searched, with the way to their reasons."""
    if unread:
        frame.line(words.unreadable(unread, of))
        st.page_link(
            frame.DOCUMENTS,
            label=words.SEE_UNREAD,
            query_params=DocumentsAddress(statuses=("unreadable",)).params(),
        )


def ignored(values: tuple[str, ...]) -> None:
    """Values in the address that mean nothing here."""
    for value in values:
        frame.line(words.ignored(value), "warning")


def built(library: Library) -> date:
    """The day the index was built."""
    return datetime.fromisoformat(library.manifest.built).date()
