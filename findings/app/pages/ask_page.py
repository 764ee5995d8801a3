"""Ask: the sentences that answer a question, each with its source; or why there is no answer."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from findings.app import frame
from findings.app.components import (
    keep_button,
    notice,
    query_form,
    receipt_panel,
    results,
    sources,
    wrong_button,
)
from findings.app.components.asking import example
from findings.app.components.passages import card, copy_button
from findings.app.components.passages.passage_actions import Offer, PassageActions
from findings.app.components.saved import save_this
from findings.app.components.tables import answer_table, sheet_files
from findings.app.components.tables.html_table import open_passage
from findings.app.state import address, saved_questions, session
from findings.app.state.address import SearchAddress
from findings.app.text import ask_text, shared_text
from findings.citation import open_label
from findings.records import FORMS, Answer, Table
from findings.saved.news import of_answer

if TYPE_CHECKING:
    from findings.library import Library


FORM = query_form.Form(
    "ask",
    shared_text.ASK_PAGE,
    ask_text.TITLE,
    ask_text.BOX_LABEL,
    ask_text.ASK,
    lambda library: ask_text.WORKING,
    address.read_search,
    hint=ask_text.BOX_HINT,
)
ONWARD = ((frame.SEARCH, ask_text.SEARCH_INSTEAD), (frame.OVER_TIME, shared_text.SEE_OVER_TIME))


def draw() -> None:
    drawn = query_form.draw(FORM, results.ask)
    if drawn is None:
        return
    library, asked, answer, problem = drawn
    frame.status(said(answer))
    with st.container(key="answer"):
        if answer is not None:
            after(library, asked, answer)
        elif not problem:
            before(library)


def said(answer: Answer | None) -> str:
    """The evidence line."""
    if answer is None:
        return ""
    if answer.abstained:
        return ask_text.no_answer(answer.documents_searched)
    if answer.table is not None and answer.table.rows:
        return answer.table.said
    cited = {c.passage.id: c.document.id for sentence in answer.sentences for c in sentence.citations}
    return ask_text.answered(len(cited), len(set(cited.values())), answer.not_found)


def before(library: Library) -> None:
    """Before a question: what this is, examples."""
    frame.line(ask_text.INTRO, "intro")
    frame.heading(2, ask_text.EXAMPLES_TITLE)
    for words in (*ask_text.EXAMPLES, *example.of(ask_text.EXAMPLE_OF, library)):
        session.link(words, SearchAddress(q=words), f"example-{words}")


def after(library: Library, asked: SearchAddress, answer: Answer) -> None:
    """The answer or the abstention, then what was searched."""
    query_form.understood(FORM.name, answer.plan, asked)
    with st.container(horizontal=True, vertical_alignment="bottom", key="answer-form"):
        form_choice(asked, answer)
        save_this.draw(library, saved_questions.question("ask", asked), lambda: of_answer(answer))
    form_is_shown(asked, answer)
    rows = answer.table is not None and bool(answer.table.rows)
    if answer.table is not None and rows:
        whole_collection(asked, answer, answer.table)
    if answer.abstained and not rows:
        abstention(library, asked, answer)
    elif rows and not beside(answer):
        wrong_button.of_answer(answer)
        query_form.onward(asked, *ONWARD)
    else:
        answered(library, answer)
        query_form.onward(asked, *ONWARD)
    receipt_panel.draw(library.receipt(answer.plan))
    notice.unread_notice(answer.documents_unreadable, answer.documents_searched + answer.documents_unreadable)


def form_choice(asked: SearchAddress, answer: Answer) -> None:
    """The form of the answer, which can be changed."""
    st.session_state["ask-as"] = answer.form
    st.selectbox(
        ask_text.AS,
        tuple(FORMS),
        key="ask-as",
        format_func=lambda form: FORMS[form],
        on_change=lambda: session.go(replace(asked, form=st.session_state["ask-as"], page=1)),
        width=350,
    )


def form_is_shown(asked: SearchAddress, answer: Answer) -> None:
    """Said where the form that was chosen cannot be given."""
    shown = answer.form == asked.form and (answer.table is None or answer.table.rows)
    if asked.form and not shown:
        frame.line(ask_text.no_table(FORMS[asked.form]), "showing")


def whole_collection(asked: SearchAddress, answer: Answer, table: Table) -> None:
    """One page of the table, with its file."""
    frame.heading(2, ask_text.TABLE)
    if answer.abstained:
        frame.line(table.said)
        frame.line(ask_text.NOT_DIRECT, "intro")
    for note in table.notes:
        frame.line(note, "intro")
    frame.line(ask_text.LABELLED_NOTE if "Label" in table.columns else ask_text.TABLE_NOTE)
    sheet_files.buttons(partial(answer_table.sheet, table), ask_text.FILE, "answer")
    pages = max(1, -(-len(table.rows) // ask_text.SHOWN))
    page = min(asked.page, pages)
    shown = table.rows[(page - 1) * ask_text.SHOWN : page * ask_text.SHOWN]
    several = len({row.document.about for row in table.rows}) > 1
    st.html(answer_table.table_html(table, shown, several))
    if pages > 1:
        query_form.pages(FORM, asked, page, pages)


def beside(answer: Answer) -> bool:
    """Whether sentences that answer stand beside the table: then they are no rows of it."""
    rows = {c for row in answer.table.rows for c in row.citations} if answer.table else set()
    return not answer.abstained and any(s.citations[0] not in rows for s in answer.sentences)


def answered(library: Library, answer: Answer) -> None:
    """The sentences, then their sources."""
    by = keep_button.source("ask", library, answer.plan)
    frame.heading(2, ask_text.SENTENCES)
    frame.line(ask_text.NOTE)
    if answer.conflict:
        frame.line(answer.conflict, "warning")
    numbered = sources.sources(answer)
    st.html(sources.answer_html(answer, numbered))
    wrong_button.of_answer(answer)
    with st.expander(ask_text.COPY, key="copy"):
        st.code(sources.copy_text(answer, numbered), language=None, wrap_lines=True)
    frame.heading(2, ask_text.SOURCES)
    several = sources.several_authorities(numbered)
    actions = PassageActions(by, library)
    drawn = "".join(source_html(source, several, actions) for source in numbered)
    st.html(f'<ol class="cards" role="list">{drawn}</ol>')
    actions.draw()


def source_html(source: sources.Source, several: bool, actions: PassageActions) -> str:
    """A source with what can be done with it."""
    passage, document, named = source.passage, source.document, sources.name(source, several)
    link = open_passage(passage, ask_text.of_source(open_label(passage, document.format), source.number))
    more = (
        copy_button.html(copy_button.quotation(passage, source.spans, document), named),
        f'<a href="#{sources.ANSWER}" target="_self">{ask_text.BACK}</a>',
    )
    row = actions.html(str(source.number), Offer(passage, document, None, ""), link, named, *more)
    card_id = f"card-{source.anchor}"
    return f'<li class="card" id="{card_id}">{sources.source_html(source, several)}{row}</li>'


def abstention(library: Library, asked: SearchAddress, answer: Answer) -> None:
    """No answer: why, what to try, and the closest passages; first the one that says otherwise, where one does."""
    several = len({hit.document.about for hit in answer.nearest}) > 1
    by = keep_button.source("ask", library, answer.plan)
    actions = PassageActions(by, library)
    closest = answer.nearest
    if answer.denied:
        frame.heading(2, ask_text.OTHERWISE)
        frame.line(ask_text.OTHERWISE_NOTE, "intro")
        card.draw(closest[:1], several, answer.plan.topic, library, actions)
        closest = closest[1:]
    else:
        frame.heading(2, ask_text.NO_ANSWER)
        frame.line(answer.reason, "intro")
    frame.line(ask_text.TRY, "intro")
    query_form.onward(asked, *ONWARD)
    wrong_button.of_answer(answer)
    if closest:
        frame.heading(2, ask_text.NEAREST)
        frame.line(ask_text.NEAREST_NOTE)
        card.draw(closest, several, answer.plan.topic, library, actions)
    actions.draw()


draw()
