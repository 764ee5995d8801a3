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
from findings.settings import MAX_UPLOAD, MAX_UPLOADS
from findings.uploads.job import Job
from findings.uploads.staging import TOO_MANY, Candidate, Refusal, Waiting, forget, new_folder, read, take

if TYPE_CHECKING:
    from findings.library import Library

# In the session: the files looked at, those refused, the number of the uploader (a new one lets go of its files).
CANDIDATES, REFUSED, UPLOADER = "adding-candidates", "adding-refused", "adding-uploader"
FOLDER, PROBLEM = "adding-folder", "adding-problem"
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
    if refused and (job is None or job.status == "failed"):
        frame.heading(2, uploads_text.REFUSED_TITLE)
        st.html(table_html(uploads_text.REFUSED_TITLE, (), refused, {}))
    if candidates:
        _form(candidates, where, top)


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
        max_upload_size=MAX_UPLOAD >> 20,
        key=f"{UPLOADER}-{number}",
    )
    frame.line(uploads_text.HINT)
    if not files:
        return
    candidates: list[Candidate] = st.session_state.get(CANDIDATES, [])
    if len(files) + len(candidates) > MAX_UPLOADS:
        st.session_state[PROBLEM] = TOO_MANY
    else:
        _look_at(files, candidates, held, where, line)
    # The uploader would keep the files in memory: another takes its place.
    st.session_state[UPLOADER] = number + 1
    st.rerun()


def _look_at(
    files: list[Any], candidates: list[Candidate], held: Sequence[Document], where: Place, line: Any
) -> None:
    """Read what was uploaded, telling which file it is at."""
    if FOLDER not in st.session_state or not st.session_state[FOLDER].is_dir():
        st.session_state[FOLDER] = new_folder(where.data)
    known = corpus_access.known(held, where)
    known |= {candidate.document.checksum: candidate.name for candidate in candidates}
    taken = take(((file.name, file.getvalue()) for file in files), st.session_state[FOLDER], known)
    waiting = [file for file in taken if isinstance(file, Waiting)]
    outcomes = read(waiting, st.session_state[FOLDER])
    refused = [file for file in taken if isinstance(file, Refusal)]
    bar = st.progress(0.0)
    for number, file in enumerate(waiting):
        said = uploads_text.reading(number + 1, len(waiting), file.name)
        frame.status(said, line)
        bar.progress(number / len(waiting), said)
        outcome = next(outcomes)
        if isinstance(outcome, Candidate):
            candidates.append(outcome)
        else:
            refused.append(outcome)
    st.session_state.update({CANDIDATES: candidates, REFUSED: refused, LOOKED: True})


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
