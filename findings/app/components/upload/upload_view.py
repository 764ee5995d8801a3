"""Adding documents: files are looked at, their facts shown for correction, then added and indexed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from findings.app import frame
from findings.app.components.upload import build_progress, upload_form, waiting_changes
from findings.app.components.upload.upload_tables import table_html
from findings.app.state import chosen_documents, cookies, corpus_access, session
from findings.app.state.address import DocumentsAddress
from findings.app.state.background import LOOK, may_end_here
from findings.app.state.chosen_documents import Chosen
from findings.app.state.corpus_access import Place
from findings.app.state.deployment import settings
from findings.app.state.reading_job import ReadingJob
from findings.app.text import documents_text, shared_text, uploads_text
from findings.records import Document
from findings.settings import MAX_ARCHIVE, MAX_TOGETHER, MAX_UPLOADS
from findings.uploads.job import Job
from findings.uploads.staging import TOO_MANY, Candidate, Refusal, forget, new_folder

if TYPE_CHECKING:
    from findings.library import Library

# In the session: the number of the uploader (a new one lets go of its files), and what went wrong.
UPLOADER, PROBLEM = "adding-uploader", "adding-problem"


def draw(library: Library | None, top: Any) -> None:
    """The page; `top` is where alerts are drawn."""
    mine = chosen_documents.mine()
    mine.take_in()
    problem: str = mine.problem or st.session_state.pop(PROBLEM, "")
    frame.tab_title(shared_text.DOCUMENTS_PAGE, uploads_text.ADD, problem=bool(problem))
    session.link(documents_text.ALL_DOCUMENTS, DocumentsAddress(), "all-documents")
    frame.heading(1, uploads_text.ADD)
    if not settings().uploads:
        frame.line(uploads_text.SWITCHED_OFF, "intro")
        return
    if problem:
        with top:
            frame.alert(shared_text.PROBLEM, problem)
        mine.problem = ""
    where = corpus_access.place(library)
    if where.goes_on():
        build_progress.goes_on(where)
        if mine.candidates:  # what was typed in it must not be lost
            _form(mine, where, top)
        return
    if mine.reading is not None:
        _follow(mine.reading, mine, where, top)
    candidates, refused = mine.candidates, mine.refused
    held = corpus_access.documents(library, where)
    # A result makes room for the next files; what was refused before a build stays in its table.
    job = None if candidates or mine.looked else build_progress.last(where, held)
    frame.status(_status(candidates, refused, job))
    if library is None:
        waiting_changes.draw(held, where)
    if job is not None and job.status == "failed":
        build_progress.failed(job, where, top)
    elif job is not None:
        build_progress.result(job, refused, library)
    _uploader(held, where)
    if candidates:
        _form(mine, where, top)
    if refused and (job is None or job.status == "failed"):
        frame.heading(2, uploads_text.REFUSED_TITLE)
        st.html(table_html(uploads_text.REFUSED_TITLE, (), refused, {}))
        if not candidates:
            st.button(uploads_text.CLEAR, key="adding-clear", on_click=mine.clear)


def _status(candidates: Sequence[Candidate], refused: Sequence[Refusal], job: Job | None) -> str:
    if job is not None and job.status == "done":
        good = sum(outcome.status == "ready" for outcome in job.outcomes)
        return uploads_text.added(good, len(job.outcomes) + len(refused))
    return uploads_text.looked_at(len(candidates), len(refused)) if candidates or refused else ""


def _uploader(held: Sequence[Document], where: Place) -> None:
    number = st.session_state.setdefault(UPLOADER, 0)
    frame.line(uploads_text.HINT)
    files = st.file_uploader(
        uploads_text.CHOOSE,
        accept_multiple_files=True,
        max_upload_size=MAX_ARCHIVE >> 20,
        key=f"{UPLOADER}-{number}",
    )
    with st.expander(uploads_text.FOLDER, key="adding-folder-choice"):
        files += st.file_uploader(
            uploads_text.CHOOSE_FOLDER,
            accept_multiple_files="directory",
            max_upload_size=MAX_ARCHIVE >> 20,
            key=f"{UPLOADER}-folder-{number}",
        )
    if not files:
        return
    if len(files) + len(chosen_documents.mine().candidates) > MAX_UPLOADS:
        st.session_state[PROBLEM] = TOO_MANY
    elif sum(file.size for file in files) > MAX_TOGETHER:
        st.session_state[PROBLEM] = uploads_text.TOO_LARGE
    else:
        _look_at(files, held, where)
    # The uploader would keep the files in memory: another takes its place.
    st.session_state[UPLOADER] = number + 1
    st.rerun()


def _look_at(files: list[Any], held: Sequence[Document], where: Place) -> None:
    """Have what was uploaded read."""
    mine = chosen_documents.begin()
    if mine.folder is None or not mine.folder.is_dir():
        mine.folder = new_folder(where.data)
    known = corpus_access.known(held, where) | {c.document.checksum: c.name for c in mine.candidates}
    given = [(file.name, file.getvalue()) for file in files]
    # It begins when it is drawn: until it is kept, Streamlit may end this run, and a reading would go on for nobody.
    mine.reading = ReadingJob(given, mine.folder, known, MAX_UPLOADS - len(mine.candidates))


def _follow(job: ReadingJob, mine: Chosen, where: Place, top: Any) -> None:
    """How far the reading has come, until it ends or the person goes on: then it goes on without the page."""
    job.begin()
    line, said = frame.status(job.said), ""
    bar = st.progress(0.0)
    frame.line(uploads_text.READING_GOES_ON, "intro")
    st.button(uploads_text.STOP_READING, key="adding-stop", on_click=job.stop)
    # Before it ends: the page may be loaded afresh meanwhile. Not before the status, whose element must stay the same.
    cookies.follow()
    if mine.candidates:  # what was typed in it must not be lost
        _form(mine, where, top)
    while job.goes_on:
        if job.said != said:
            said = job.said
            frame.status(said, line)
            bar.progress(job.part, uploads_text.done(job.part))
        job.wait(LOOK)
        may_end_here()
    st.rerun()


def _form(mine: Chosen, where: Place, top: Any) -> None:
    """The facts of each file, and what the person decided to do with them."""
    pressed = upload_form.draw(mine.candidates, top)
    if pressed is None:
        return
    if pressed == upload_form.ADD:
        before = mine.candidates
        mine.candidates, st.session_state[PROBLEM] = upload_form.add(before, where)
        mine.looked = len(mine.candidates) == len(before)
    else:
        dropped = [one for one in mine.candidates if pressed in (upload_form.NONE, one.path.stem)]
        forget(dropped)
        mine.candidates = [one for one in mine.candidates if one not in dropped]
        if pressed == upload_form.NONE:
            mine.clear()
    st.rerun()
