"""The build that is running, and how the last one ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import streamlit as st

from findings.app import frame
from findings.app.components.upload.upload_tables import table_html
from findings.app.state.corpus_access import Place
from findings.app.text import shared_text, uploads_text
from findings.errors import FindingsError
from findings.records import Document
from findings.uploads.job import Job, Outcome
from findings.uploads.staging import Refusal

if TYPE_CHECKING:
    from findings.library import Library

# A result is shown for as long as somebody may come back for it.
_SHOWN_FOR = timedelta(days=1)


def goes_on(where: Place) -> None:
    """How far the build has come, looked at every second; a new stage or the end draws the whole page again."""
    job = where.job()
    said = job.said if job is not None and job.goes_on else uploads_text.BY_HAND
    frame.status(said)
    frame.line(uploads_text.GOING_ON, "intro")

    @st.fragment(run_every=1.0)
    def follow() -> None:
        now = where.job()
        running = now is not None and now.goes_on
        if not where.goes_on() or (now.said if now is not None and running else uploads_text.BY_HAND) != said:
            st.rerun()
        if now is not None and running:
            st.progress(now.part, text=uploads_text.done(now.part))

    follow()


def last(where: Place, held: Sequence[Document]) -> Job | None:
    """The build that ended last, for as long as somebody may come back for its result.

    One that failed is forgotten once nothing is waiting any more: another build has done its work.
    """
    job = where.job()
    if job is None or not job.finished:
        return None
    if job.status == "failed" and not any(document.status in ("waiting", "removed") for document in held):
        return None
    age = datetime.now(UTC) - datetime.fromisoformat(job.finished)
    return job if age < _SHOWN_FOR else None


def failed(job: Job, where: Place, top: Any) -> None:
    """Why a build failed, and a button to try again."""
    with top:
        frame.alert(uploads_text.NOT_INDEXED, f"{job.message.rstrip('.')}.", uploads_text.AS_BEFORE)
    if st.button(uploads_text.AGAIN, key="index-again"):
        index_now(where, job.outcomes)


def result(job: Job, refused: Sequence[Refusal], library: Library | None) -> None:
    """What a build did with what was added, and what had not been taken."""
    frame.heading(2, uploads_text.RESULT_TITLE)
    finished = datetime.fromisoformat(job.finished).astimezone()
    frame.line(uploads_text.finished(finished, bool(job.outcomes)))
    if job.outcomes or refused:
        documents = library.documents() if library else ()
        named = {document.id: document for document in documents}
        st.html(table_html(uploads_text.RESULT_TITLE, job.outcomes, refused, named))


def index_now(where: Place, added: Sequence[Outcome] = ()) -> None:
    """Begin a build, or say why not."""
    try:
        where.index_now(added)
    except FindingsError as error:
        frame.alert(shared_text.PROBLEM, str(error))
        return
    st.rerun()
