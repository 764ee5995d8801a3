"""Adding documents: files are looked at, their facts shown for correction, then added and indexed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from findings.app import frame
from findings.app.components.upload import build_progress, upload_form, waiting_changes
from findings.app.components.upload.upload_tables import table_html
from findings.app.state import corpus_access, session
from findings.app.state.address import DocumentsAddress
from findings.app.state.corpus_access import Place
from findings.app.state.deployment import settings
from findings.app.text import documents_text, shared_text, uploads_text
from findings.records import Document
from findings.settings import MAX_ARCHIVE, MAX_TOGETHER, MAX_UPLOADS
from findings.uploads.archive import opened
from findings.uploads.job import Job
from findings.uploads.staging import (
    TOO_MANY,
    Candidate,
    Refusal,
    Waiting,
    drop,
    forget,
    new_folder,
    read,
    take,
)

if TYPE_CHECKING:
    from findings.library import Library

# In the session: the files looked at, those refused, the number of the uploader (a new one lets go of its files).
CANDIDATES, REFUSED, UPLOADER = "adding-candidates", "adding-refused", "adding-uploader"
FOLDER, PROBLEM = "adding-folder", "adding-problem"
READ = "adding-read"  # what was read of the files in the uploader, while others of them are still to be read
LOOKED = "adding-looked"  # files were looked at since the last build was begun


def draw(library: Library | None, top: Any) -> None:
    """The page; `top` is where alerts are drawn."""
    problem: str = st.session_state.pop(PROBLEM, "")
    frame.tab_title(shared_text.DOCUMENTS_PAGE, uploads_text.ADD, problem=bool(problem))
    session.link(documents_text.ALL_DOCUMENTS, DocumentsAddress(), "all-documents")
    frame.heading(1, uploads_text.ADD)
    if not settings().uploads:
        frame.line(uploads_text.SWITCHED_OFF, "intro")
        return
    if problem:
        with top:
            frame.alert(shared_text.PROBLEM, problem)
    where = corpus_access.place(library)
    candidates: list[Candidate] = st.session_state.get(CANDIDATES, [])
    if where.goes_on():
        build_progress.goes_on(where)
        if candidates:  # what was typed in it must not be lost
            _form(candidates, where, top)
        return
    refused: list[Refusal] = st.session_state.get(REFUSED, [])
    held = corpus_access.documents(library, where)
    # A result makes room for the next files; what was refused before a build stays in its table.
    job = None if candidates or st.session_state.get(LOOKED) else build_progress.last(where, held)
    line = frame.status(_status(candidates, refused, job))
    if library is None:
        waiting_changes.draw(held, where)
    if job is not None and job.status == "failed":
        build_progress.failed(job, where, top)
    elif job is not None:
        build_progress.result(job, refused, library)
    _uploader(held, where, line)
    if candidates:
        _form(candidates, where, top)
    if refused and (job is None or job.status == "failed"):
        frame.heading(2, uploads_text.REFUSED_TITLE)
        st.html(table_html(uploads_text.REFUSED_TITLE, (), refused, {}))


def _status(candidates: Sequence[Candidate], refused: Sequence[Refusal], job: Job | None) -> str:
    if job is not None and job.status == "done":
        good = sum(outcome.status == "ready" for outcome in job.outcomes)
        return uploads_text.added(good, len(job.outcomes) + len(refused))
    return uploads_text.looked_at(len(candidates), len(refused)) if candidates or refused else ""


def _uploader(held: Sequence[Document], where: Place, line: Any) -> None:
    number = st.session_state.setdefault(UPLOADER, 0)
    files = st.file_uploader(
        uploads_text.ADD,
        accept_multiple_files=True,
        max_upload_size=MAX_ARCHIVE >> 20,
        key=f"{UPLOADER}-{number}",
    )
    frame.line(uploads_text.HINT)
    with st.expander(uploads_text.FOLDER, key="adding-folder-choice"):
        files += st.file_uploader(
            uploads_text.FOLDER,
            accept_multiple_files="directory",
            max_upload_size=MAX_ARCHIVE >> 20,
            key=f"{UPLOADER}-folder-{number}",
        )
    if not files:
        return
    candidates: list[Candidate] = st.session_state.get(CANDIDATES, [])
    if len(files) + len(candidates) > MAX_UPLOADS:
        st.session_state[PROBLEM] = TOO_MANY
    elif sum(file.size for file in files) > MAX_TOGETHER:
        st.session_state[PROBLEM] = uploads_text.TOO_LARGE
    else:
        _look_at(files, candidates, held, where, line)
    # The uploader would keep the files in memory: another takes its place.
    st.session_state[UPLOADER] = number + 1
    st.rerun()


def _look_at(
    files: list[Any], candidates: list[Candidate], held: Sequence[Document], where: Place, line: Any
) -> None:
    """Read what was uploaded, telling which file it is at. What was read is kept when the person goes on meanwhile."""
    if FOLDER not in st.session_state or not st.session_state[FOLDER].is_dir():
        st.session_state[FOLDER] = new_folder(where.data)
    given = opened(((file.name, file.getvalue()) for file in files), MAX_UPLOADS - len(candidates))
    known = corpus_access.known(held, where) | {c.document.checksum: c.name for c in candidates}
    # Of files that were being read when the person went on, those already read are passed over.
    passed = {one.document.checksum for one in st.session_state.get(READ, []) if one in candidates}
    taken = take(given, st.session_state[FOLDER], known, passed)
    waiting = [file for file in taken if isinstance(file, Waiting)]
    outcomes = read(waiting, st.session_state[FOLDER])
    refused = [file for file in taken if isinstance(file, Refusal)]
    st.session_state.update({CANDIDATES: candidates, REFUSED: refused, LOOKED: True})
    bar, done = st.progress(0.0), 0
    try:
        for number, file in enumerate(waiting):
            said = uploads_text.reading(number + 1, len(waiting), file.name)
            frame.status(said, line)
            bar.progress(number / len(waiting), said)
            outcome = next(outcomes)
            done += 1
            if isinstance(outcome, Candidate):
                candidates.append(outcome)
                st.session_state.setdefault(READ, []).append(outcome)
            else:
                refused.append(outcome)
    finally:
        drop(waiting[done:])
    st.session_state.pop(READ, None)


def _form(candidates: list[Candidate], where: Place, top: Any) -> None:
    """The facts of each file, and what the person decided to do with them."""
    pressed = upload_form.draw(candidates, top)
    if pressed is None:
        return
    if pressed == upload_form.ADD:
        left, st.session_state[PROBLEM] = upload_form.add(candidates, where)
        st.session_state.update({CANDIDATES: left, LOOKED: len(left) == len(candidates)})
    else:
        dropped = [one for one in candidates if pressed in (upload_form.NONE, one.path.stem)]
        forget(dropped)
        st.session_state[CANDIDATES] = [one for one in candidates if one not in dropped]
        if pressed == upload_form.NONE:
            st.session_state.update({REFUSED: [], LOOKED: False})
    st.rerun()
