"""The facts found in each file, for correction, in one form."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from findings import journal
from findings.app import frame
from findings.app.components.upload.upload_tables import facts_table
from findings.app.state.corpus_access import Place
from findings.app.state.deployment import settings
from findings.app.state.session import plain
from findings.app.text import shared_text, uploads_text
from findings.citation import capital
from findings.document_kinds import KINDS
from findings.errors import AddingError, FindingsError
from findings.text.places import AUTHORITIES
from findings.uploads.build_process import BUSY
from findings.uploads.corpus_changes import add_document
from findings.uploads.entered import Entered, corrections, own_day, problem_with_day
from findings.uploads.job import Outcome
from findings.uploads.staging import Candidate

FEW = 5  # files whose inputs are all shown
# What was pressed: one of these, or the key of the file to leave out.
ADD, NONE = "+", "-"
PROBLEMS = "adding-problems"  # in the session: what is wrong with a file's date, by the file's key


def draw(candidates: list[Candidate], top: Any) -> str | None:
    """The form; returns what was pressed, None while nothing was.

    A few files are all shown with their inputs. Of many only those that need something, and those chosen to be
    corrected; the others stand in one table below.
    """
    problems: dict[str, str] = st.session_state.pop(PROBLEMS, {})
    if problems:
        with top:
            frame.alert(shared_text.PROBLEM, *problems.values())
    frame.heading(2, uploads_text.CHECK_TITLE)
    shown = candidates if len(candidates) <= FEW else _to_look_at(candidates)
    frame.line(uploads_text.CHECK)
    pressed = None
    # Enter would press the first button, which leaves a file out.
    with st.form("adding", border=False, enter_to_submit=False):
        for number, candidate in enumerate(shown):
            with st.container(key=f"file-{number}", gap="small"):
                if _file(candidate, problems.get(candidate.path.stem, "")):
                    pressed = candidate.path.stem
        if others := [candidate for candidate in candidates if candidate not in shown]:
            frame.heading(3, uploads_text.others(len(others)))
            st.html(facts_table(uploads_text.OTHERS_TITLE, [(one.name, one.document) for one in others]))
        with st.container(horizontal=True, key="adding-buttons"):
            if st.form_submit_button(uploads_text.add(len(candidates)), type="primary", key="adding-add"):
                pressed = ADD
            if st.form_submit_button(uploads_text.LEAVE_ALL, key="adding-none"):
                pressed = NONE
    return pressed


def _to_look_at(candidates: list[Candidate]) -> list[Candidate]:
    """Those that must be corrected before they can be added, then those that the person chose to correct."""
    today = date.today()
    needing = [one for one in candidates if problem_with_day(one.name, _as_found(one).day, today)]
    frame.line(uploads_text.needing(len(needing), len(candidates)), "intro")
    others = {one.path.stem: one for one in candidates if one not in needing}
    chosen = st.multiselect(
        uploads_text.CORRECT,
        list(others),
        key="adding-correct",
        format_func=lambda stem: others[stem].name if stem in others else "",
        placeholder=uploads_text.NONE_CHOSEN,
    )
    frame.line(uploads_text.CORRECT_HINT)
    return [*needing, *(others[stem] for stem in chosen if stem in others)]


def _file(candidate: Candidate, problem: str) -> bool:
    """The inputs of one file; whether it is to be left out."""
    document, key = candidate.document, f"adding-{candidate.path.stem}"
    frame.heading(3, candidate.name)
    if found := uploads_text.found(document.title, document.pages):
        frame.line(found)
    for note in (*document.notes, *(() if document.date else (uploads_text.NO_DAY,))):
        frame.line(note, "warning")
    names = sorted({*AUTHORITIES, *([document.authority] if document.authority else [])})
    st.selectbox(
        shared_text.AUTHORITY,
        names,
        index=names.index(document.authority) if document.authority else None,
        key=f"{key}-authority",
        placeholder=uploads_text.AUTHORITY_HINT,
        accept_new_options=True,
    )
    st.selectbox(
        shared_text.KIND,
        list(KINDS),
        index=list(KINDS).index(document.kind),
        key=f"{key}-kind",
        format_func=lambda kind: uploads_text.NO_KIND if kind == "other" else capital(KINDS[kind]),
    )
    with st.container(gap="xsmall"):
        st.text_input(
            uploads_text.DAY,
            value=own_day(document),
            key=f"{key}-day",
            autocomplete="off",
        )
        if problem:
            frame.line(problem, "field-error")
        frame.line(uploads_text.DAY_HINT)
    return st.form_submit_button(plain(uploads_text.leave_out(candidate.name)), key=f"{key}-leave")


def add(candidates: list[Candidate], where: Place) -> tuple[list[Candidate], str]:
    """Put the files into the corpus and begin to index them: the candidates that are left, and what went wrong."""
    entered = {candidate.path.stem: _entered(candidate) for candidate in candidates}
    today = date.today()
    problems = {
        candidate.path.stem: problem
        for candidate in candidates
        if (problem := problem_with_day(candidate.name, entered[candidate.path.stem].day, today))
    }
    if problems:
        st.session_state[PROBLEMS] = problems
        return candidates, ""
    if where.goes_on():
        return candidates, BUSY
    left, added, wrong = [], [], []
    for candidate in candidates:
        facts = corrections(candidate.document, entered[candidate.path.stem])
        try:
            added.append(Outcome(add_document(candidate, facts, where.corpus), candidate.name))
        except AddingError as error:
            left.append(candidate)
            wrong.append(str(error))
    if added:
        journal.write(settings(), "app", "add", results=len(added))
        try:
            where.index_now(added)
        except FindingsError as error:  # they are kept, and wait for the next build
            wrong.append(str(error))
    return left, " ".join(dict.fromkeys(wrong))


def _as_found(candidate: Candidate) -> Entered:
    """The facts as they were read from the file."""
    document = candidate.document
    return Entered(document.authority, document.kind, own_day(document))


def _entered(candidate: Candidate) -> Entered:
    """The facts as the person left them; of a file without inputs as they were found."""
    key, values, found = f"adding-{candidate.path.stem}", st.session_state, _as_found(candidate)
    return Entered(
        values.get(f"{key}-authority", found.authority),
        values.get(f"{key}-kind", found.kind),
        values.get(f"{key}-day", found.day) or "",
    )
