"""Ask: the sentences that answer a question, each with its source; or why there is no answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from findings.app import frame
from findings.app.components import (
    card,
    filters,
    keep_button,
    notice,
    query_form,
    receipt_panel,
    results,
    sources,
)
from findings.app.state import address, session
from findings.app.state.address import OverTimeAddress, SearchAddress
from findings.app.text import ask_text, shared_text
from findings.citation import open_label
from findings.errors import QueryError
from findings.records import Answer

if TYPE_CHECKING:
    from findings.library import Library


def draw() -> None:
    top = st.container()  # alerts; a fixed place keeps the places of all that follows
    frame.heading(1, ask_text.TITLE)
    library = notice.open_library()
    if library is None:
        frame.tab_title(shared_text.ASK_PAGE, problem=True)
        return
    notice.index_notice(library)
    offered = filters.choices(document for document in library.documents() if document.status == "ready")
    asked, unknown = address.read_search(session.params(), offered.authorities, offered.kinds)
    problem = query_form.problem_with("ask", asked)
    frame.tab_title(shared_text.ASK_PAGE, "" if problem else asked.q, bool(problem))
    with top:
        if problem:
            frame.alert(shared_text.PROBLEM, f"{problem}.")
        notice.ignored(unknown)
    query_form.draw(
        "ask",
        ask_text.BOX_LABEL,
        ask_text.ASK,
        asked,
        offered,
        problem,
        send,
        clear,
        hint=ask_text.BOX_HINT,
    )
    answer = None
    if asked.q and not problem:
        try:
            with st.spinner(ask_text.WORKING):
                answer = results.ask(library, asked)
        except QueryError as error:
            with top:
                frame.alert(shared_text.PROBLEM, str(error))
    frame.status(said(answer))
    with st.container(key="answer"):
        if answer is not None:
            after(library, asked, answer)
        elif not problem:
            before()


def send() -> None:
    """The form was sent: its values become the address."""
    asked = query_form.sent("ask")
    before_now, _ = address.read_search(session.params(), (), ())
    st.session_state["ask-empty"] = not asked.q
    session.go(replace(asked, ignore=before_now.ignore if before_now.q == asked.q else ()))


def clear() -> None:
    """Without the chosen filters; filters read from the question stay."""
    kept, _ = address.read_search(session.params(), (), ())
    session.go(SearchAddress(q=kept.q, ignore=kept.ignore))


def said(answer: Answer | None) -> str:
    """The evidence line."""
    if answer is None:
        return ""
    if answer.abstained:
        return ask_text.no_evidence(answer.documents_searched)
    cited = {c.passage.id: c.document.id for sentence in answer.sentences for c in sentence.citations}
    return ask_text.answered(len(cited), len(set(cited.values())), answer.not_found)


def before() -> None:
    """Before a question: what this is, examples."""
    frame.line(ask_text.INTRO, "intro")
    frame.heading(2, ask_text.EXAMPLES_TITLE)
    for example in ask_text.EXAMPLES:
        session.link(example, SearchAddress(q=example), f"example-{example}")


def after(library: Library, asked: SearchAddress, answer: Answer) -> None:
    """The answer or the abstention, then what was searched."""
    query_form.understood(answer.plan, asked.ignore, lambda ignore: replace(asked, ignore=ignore))
    if answer.abstained:
        abstention(library, answer)
    else:
        answered(library, answer)
    onward(asked)
    receipt_panel.draw(library.receipt(answer.plan))
    notice.unread_notice(answer.documents_unreadable, answer.documents_searched + answer.documents_unreadable)


def answered(library: Library, answer: Answer) -> None:
    """The sentences, then their sources."""
    by = keep_button.source("ask", library, answer.plan)
    frame.heading(2, ask_text.SENTENCES)
    frame.line(ask_text.NOTE)
    if answer.conflict:
        frame.line(answer.conflict, "warning")
    numbered = sources.sources(answer)
    st.html(sources.answer_html(answer, numbered))
    with st.expander(ask_text.COPY, key="copy"):
        st.code(sources.copy_text(answer, numbered), language=None, wrap_lines=True)
    frame.heading(2, ask_text.SOURCES)
    several = sources.several_authorities(numbered)
    for source in numbered:
        with st.container(key=f"ev-source-{source.number}", gap="xsmall"):
            st.html(sources.source_html(source, several))
            with card.actions(source.anchor):
                card.link(source.passage, open_label(source.passage, source.document.format))
                keep_button.passage(
                    f"{source.number}-{source.passage.id}", source.passage, source.document, by
                )
                frame.jump(sources.ANSWER, ask_text.BACK)


def abstention(library: Library, answer: Answer) -> None:
    """No answer: why, and the closest passages, said not to answer."""
    frame.heading(2, ask_text.NO_EVIDENCE)
    frame.line(answer.reason, "intro")
    if not answer.nearest:
        return
    frame.heading(2, ask_text.NEAREST)
    frame.line(ask_text.NEAREST_NOTE)
    several = len({hit.document.authority for hit in answer.nearest}) > 1
    by = keep_button.source("ask", library, answer.plan)
    for hit in answer.nearest:
        card.draw(hit, several, answer.plan.topic, library, by)


def onward(asked: SearchAddress) -> None:
    """The same words put to the other pages."""
    same = (asked.q, asked.authorities, asked.kinds, asked.year_from, asked.year_to, asked.ignore)
    with st.container(horizontal=True, key="onward"):
        st.page_link(frame.SEARCH, label=ask_text.SEARCH_INSTEAD, query_params=SearchAddress(*same).params())
        st.page_link(
            frame.OVER_TIME,
            label=shared_text.SEE_OVER_TIME,
            query_params=OverTimeAddress(*same).params(),
        )


draw()
