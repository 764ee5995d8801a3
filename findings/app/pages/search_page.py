"""Search: find passages by meaning."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from findings.app import frame
from findings.app.components import (
    brief_button,
    counts,
    keep_button,
    notice,
    query_form,
    receipt_panel,
    result_files,
    results,
)
from findings.app.components.asking import example, overview
from findings.app.components.passages import card
from findings.app.components.passages.passage_actions import PassageActions
from findings.app.components.saved import save_this
from findings.app.state import address, saved_questions, session
from findings.app.state.address import SearchAddress
from findings.app.text import shared_text
from findings.records import Hit, SearchResult
from findings.saved.news import of_search

if TYPE_CHECKING:
    from findings.library import Library

FETCHED = 50  # hits of one search at first, and as many more as the pages that are turned to need
MOST = 300  # all that is fetched; in date order it is fetched at once, for the newest may be far down
SHOWN = 10  # cards on one page of results
POSSIBLE = 10  # possible matches that are shown at all
TOP = "top-of-results"


FORM = query_form.Form(
    "search",
    shared_text.SEARCH_PAGE,
    shared_text.SEARCH_TITLE,
    shared_text.BOX_LABEL,
    shared_text.SEARCH,
    lambda library: shared_text.working(library.manifest.documents),
    address.read_search,
    labels=True,
)


def draw() -> None:
    drawn = query_form.draw(FORM, found)
    if drawn is None:
        return
    library, asked, result, problem = drawn
    frame.status(said(result, asked))
    with st.container(key="results"):
        if result is not None:
            after(library, asked, result)
        elif not problem:
            before(library)


def found(library: Library, asked: SearchAddress) -> SearchResult:
    return labelled(library, results.search(library, asked, fetched(asked)), asked.labels)


def fetched(asked: SearchAddress) -> int:
    """Hits that are looked for."""
    if asked.sort != "relevant":
        return MOST
    return min(MOST, FETCHED * -(-asked.page * SHOWN // FETCHED))


def labelled(library: Library, result: SearchResult, wanted: tuple[str, ...]) -> SearchResult:
    """Only the passages of these labels; all of them where none is wanted."""
    if not wanted:
        return result
    return replace(
        result, hits=tuple(hit for hit in result.hits if library.stance(hit.passage).label in wanted)
    )


def split(result: SearchResult) -> tuple[list[Hit], list[Hit]]:
    """Clear matches and the first of the possible ones, each in the order asked for."""
    clear_hits = [hit for hit in result.hits if not hit.possible]
    return clear_hits, [hit for hit in result.hits if hit.possible][:POSSIBLE]


def pages_of(result: SearchResult) -> int:
    """Pages of clear matches; the possible ones come at the end of the last."""
    return max(1, -(-len(split(result)[0]) // SHOWN))


def said(result: SearchResult | None, asked: SearchAddress) -> str:
    """The words of the status line."""
    if result is None:
        return ""
    clear_hits, possible = split(result)
    documents = len({hit.document.id for hit in clear_hits})
    line = shared_text.found(len(clear_hits), documents, len(possible), asked.q, len(result.mentioning))
    pages = pages_of(result)
    return shared_text.on_page(line, min(asked.page, pages), pages)


def before(library: Library) -> None:
    """Before a search: what this is, what is held, examples."""
    frame.line(shared_text.INTRO, "intro")
    frame.heading(2, shared_text.EXAMPLES_TITLE, quiet=True)
    with st.container(horizontal=True, vertical_alignment="center", key="examples", gap="small"):
        frame.line(shared_text.FOR_EXAMPLE)
        for words in (*shared_text.EXAMPLES, *example.of(shared_text.EXAMPLE_OF, library)):
            session.link(words, SearchAddress(q=words), f"example-{words}")
    overview.draw(library)


def after(library: Library, asked: SearchAddress, result: SearchResult) -> None:
    """After a search: what was understood, the passages, what could not be searched."""
    query_form.understood(FORM.name, result.plan, asked)
    meant(asked, result)
    if asked.labels:
        frame.line(shared_text.only_labels(asked.labels, fetched(asked)), "showing")
    if not result.hits:
        nothing(asked, result)
    else:
        hits(library, asked, result)
        query_form.onward(
            asked,
            (frame.OVER_TIME, shared_text.SEE_OVER_TIME),
            (frame.ASK, shared_text.ASK_ABOUT),
            (frame.RECOMMENDATIONS, shared_text.SEE_ASKED_FOR),
        )
        brief_button.draw(library, asked)
    save_this.draw(
        library,
        saved_questions.question("search", asked),
        lambda: of_search(results.search(library, asked, MOST), library, asked.labels),
    )
    receipt_panel.draw(library.receipt(result.plan))
    notice.unread_notice(result.documents_unreadable, result.documents_searched + result.documents_unreadable)


def meant(asked: SearchAddress, result: SearchResult) -> None:
    """Offers the words of the documents that are nearest to those that stand in none."""
    if not result.spellings:
        return
    words = asked.q
    for typed, nearest in result.spellings:
        words = words.replace(typed, nearest)
    with st.container(horizontal=True, vertical_alignment="center", key="meant", gap="small"):
        frame.line(shared_text.MEANT, "showing")
        session.link(words, replace(asked, q=words, page=1), "meant-link")


def nothing(asked: SearchAddress, result: SearchResult) -> None:
    filtered = bool(asked.applied or result.plan.detected)
    meaning, fixes = shared_text.nothing(asked.q, result.documents_searched, filtered)
    frame.heading(2, shared_text.NONE_TITLE)
    frame.line(meaning, "intro")
    frame.bullets(fixes)
    with st.container(horizontal=True):
        if asked.applied:
            st.button(shared_text.CLEAR, key="nothing-clear", on_click=query_form.clear, args=(FORM,))
        st.page_link(frame.DOCUMENTS, label=shared_text.SEE_DOCUMENTS)


def hits(library: Library, asked: SearchAddress, result: SearchResult) -> None:
    """One page of cards; on the last page the possible matches under their own heading."""
    clear_hits, possible = split(result)
    pages = pages_of(result)
    page = min(asked.page, pages)
    remember(asked, clear_hits + possible)
    with st.container(horizontal=True, vertical_alignment="center", key="over-results"):
        if held := counts.html(asked, (*result.mentioning, *(hit.document for hit in clear_hits))):
            st.html(held)
        session.link(shared_text.START_AGAIN, SearchAddress(), "start-again")
        order(asked)
    several = len({hit.document.about for hit in clear_hits + possible}) > 1
    topic = result.plan.topic or asked.q
    by = keep_button.source("search", library, result.plan)
    st.session_state["last-source"] = by
    actions = PassageActions(by, library)
    if clear_hits:
        frame.heading(2, shared_text.PASSAGES, TOP, quiet=True)
    card.draw(clear_hits[(page - 1) * SHOWN : page * SHOWN], several, topic, library, actions)
    if pages > 1:
        query_form.pages(FORM, asked, page, pages)
        frame.jump(TOP, shared_text.TO_TOP)
    if page == pages and len(clear_hits) == len(result.hits) < min(MOST, result.total) and not asked.labels:
        session.link(shared_text.MORE, replace(asked, page=pages + 1), "more")
    if possible and page == pages:
        frame.heading(2, shared_text.POSSIBLE)
        frame.line(shared_text.POSSIBLE_NOTE)
        card.draw(possible, several, topic, library, actions)
    actions.draw()
    frame.line(shared_text.LABELS_NOTE)
    result_files.draw(library, result.plan, clear_hits + possible)


def order(asked: SearchAddress) -> None:
    st.session_state["search-sort"] = asked.sort
    st.selectbox(
        shared_text.ORDER,
        address.SORTS,
        key="search-sort",
        format_func=lambda sort: shared_text.ORDERS[sort],
        on_change=resort,
        args=(asked,),
        label_visibility="collapsed",
        width=230,
    )


def resort(asked: SearchAddress) -> None:
    session.go(replace(asked, sort=st.session_state["search-sort"], page=1))


def remember(asked: SearchAddress, ordered: list[Hit]) -> None:
    """What the reader needs to lead back and on: this session's last results."""
    st.session_state["last-search"] = (asked, tuple(hit.passage for hit in ordered))


draw()
