"""Search: find passages by meaning."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from findings.errors import QueryError
from findings.records import Hit, Plan, SearchResult
from findings.screens import address, card, filters, frame, notice, state, words
from findings.screens.address import SearchAddress
from findings.settings import MAX_QUERY

if TYPE_CHECKING:
    from findings.library import Library

FETCHED = 50  # hits of one search; more is no list a person reads
SHOWN = 10  # cards on one page of results
POSSIBLE = 10  # possible matches that are shown at all
TOP = "top-of-results"


def draw() -> None:
    top = st.container()  # alerts; a fixed place keeps the places of all that follows
    frame.heading(1, words.SEARCH_TITLE)
    with top:
        library = notice.open_library()
    if library is None:
        frame.tab_title(words.SEARCH_PAGE, problem=True)
        return
    documents = library.documents()
    offered = filters.choices(document for document in documents if document.status == "ready")
    asked, unknown = address.read_search(state.params(), offered.authorities, offered.kinds)
    problem = problem_with(asked)
    frame.tab_title(words.SEARCH_PAGE, "" if problem else asked.q, bool(problem))
    with top:
        if problem:
            frame.alert(words.PROBLEM, f"{problem}.")
        notice.ignored(unknown)
    search_form(asked, offered, problem)
    result = None
    if asked.q and not problem:
        try:
            with st.spinner(words.working(library.manifest.documents)):
                result = search(library, asked)
        except QueryError as error:
            with top:
                frame.alert(words.PROBLEM, str(error))
    frame.status(said(result, asked))
    with st.container(key="results"):
        if result is None:
            if not problem:
                before(library)
        else:
            after(library, asked, result)


def problem_with(asked: SearchAddress) -> str:
    """What is wrong with the question or its filters; empty when nothing is."""
    if st.session_state.pop("search-empty", False):
        return words.ENTER_TOPIC
    if len(asked.q) > MAX_QUERY:
        return words.TOO_LONG
    if asked.year_from and asked.year_to and asked.year_from > asked.year_to:
        return words.YEARS_CROSSED
    return ""


def search_form(asked: SearchAddress, offered: filters.Choices, problem: str) -> None:
    """The question and its filters in one form: either button sends both."""
    state.fill(
        "search",
        {
            "q": asked.q,
            "la": list(asked.authorities),
            "type": list(asked.kinds),
            "from": asked.year_from if asked.year_from in offered.years else None,
            "to": asked.year_to if asked.year_to in offered.years else None,
        },
    )
    with st.form("search-form", border=False):
        with st.container(horizontal=True, vertical_alignment="bottom", key="search-line"):
            st.text_input(words.BOX_LABEL, key="search-q", autocomplete="off")
            st.form_submit_button(words.SEARCH, key="search-go", type="primary", on_click=send)
        if problem:
            frame.line(problem, "field-error")
        frame.line(words.BOX_HINT)
        filters.draw("search", offered, asked.filters, send, clear, years=True)


def send() -> None:
    """The form was sent: its values become the address."""
    values = st.session_state
    typed = address.tidy(values["search-q"] or "")
    before_now, _ = address.read_search(state.params(), (), ())
    values["search-empty"] = not typed
    state.go(
        SearchAddress(
            q=typed,
            authorities=tuple(values["search-la"]),
            kinds=tuple(values["search-type"]),
            year_from=values["search-from"],
            year_to=values["search-to"],
            ignore=before_now.ignore if before_now.q == typed else (),
            sort=before_now.sort,
        )
    )


def clear() -> None:
    """Without the chosen filters; filters read from the question stay."""
    kept, _ = address.read_search(state.params(), (), ())
    state.go(SearchAddress(q=kept.q, ignore=kept.ignore, sort=kept.sort))


def search(library: Library, asked: SearchAddress) -> SearchResult:
    return library.search(
        asked.q,
        FETCHED,
        authorities=asked.authorities,
        kinds=asked.kinds,
        year_from=asked.year_from,
        year_to=asked.year_to,
        ignore=asked.ignore,
        sort=asked.sort,
    )


def split(result: SearchResult) -> tuple[list[Hit], list[Hit]]:
    """Clear matches and the first of the possible ones, each in the order asked for."""
    clear_hits = [hit for hit in result.hits if not hit.possible]
    return clear_hits, [hit for hit in result.hits if hit.possible][:POSSIBLE]


def pages_of(result: SearchResult) -> int:
    """Pages of clear matches; the possible ones stand at the end of the last."""
    return max(1, -(-len(split(result)[0]) // SHOWN))


def said(result: SearchResult | None, asked: SearchAddress) -> str:
    """The words of the status line."""
    if result is None:
        return ""
    clear_hits, possible = split(result)
    documents = len({hit.document.id for hit in clear_hits})
    line = words.found(len(clear_hits), documents, len(possible), asked.q)
    pages = pages_of(result)
    return words.on_page(line, min(asked.page, pages), pages)


def before(library: Library) -> None:
    """Before a search: what this is, examples, what is searched."""
    frame.line(words.INTRO, "intro")
    frame.heading(2, words.EXAMPLES_TITLE)
    for example in words.EXAMPLES:
        st.page_link(frame.SEARCH, label=example, query_params=SearchAddress(q=example).params())
    notice.index_notice(library)


def after(library: Library, asked: SearchAddress, result: SearchResult) -> None:
    """After a search: what was understood, the passages, what could not be searched."""
    understood(asked, result.plan)
    if not result.hits:
        nothing(asked, result)
    else:
        hits(library, asked, result)
    notice.unread_notice(result.documents_unreadable, result.documents_searched + result.documents_unreadable)
    notice.index_notice(library)


def understood(asked: SearchAddress, plan: Plan) -> None:
    """The filters in force and the words added, each filter read from the question with a way to undo it."""
    if showing := words.showing(plan):
        frame.line(showing, "showing")
    for number, (typed, meaning) in enumerate(plan.detected):
        with st.container(
            horizontal=True, vertical_alignment="center", key=f"detected-{number}", gap="small"
        ):
            frame.line(words.taken_as_filter(typed, meaning), "showing")
            without = replace(asked, ignore=(*asked.ignore, typed), page=1)
            label = state.plain(words.do_not_filter(typed))
            st.button(label, key=f"ignore-{number}", on_click=state.go, args=(without,))
    for number, typed in enumerate(asked.ignore):
        with st.container(horizontal=True, vertical_alignment="center", key=f"ignored-{number}", gap="small"):
            frame.line(words.not_taken(typed), "showing")
            again = replace(asked, ignore=tuple(word for word in asked.ignore if word != typed), page=1)
            label = state.plain(words.filter_again(typed))
            st.button(label, key=f"again-{number}", on_click=state.go, args=(again,))
    if added := words.also_searched(plan):
        frame.line(added, "showing")


def nothing(asked: SearchAddress, result: SearchResult) -> None:
    filtered = bool(asked.filters or result.plan.detected)
    meaning, fixes = words.nothing(asked.q, result.documents_searched, filtered)
    frame.heading(2, words.NONE_TITLE)
    frame.line(meaning, "intro")
    frame.bullets(fixes)
    with st.container(horizontal=True):
        if asked.filters:
            st.button(words.CLEAR, key="nothing-clear", on_click=clear)
        st.page_link(frame.DOCUMENTS, label=words.SEE_DOCUMENTS)


def hits(library: Library, asked: SearchAddress, result: SearchResult) -> None:
    """One page of cards; on the last page the possible matches under their own heading."""
    clear_hits, possible = split(result)
    pages = pages_of(result)
    page = min(asked.page, pages)
    remember(asked, clear_hits + possible)
    if result.total > len(clear_hits) and len(clear_hits) == len(result.hits):
        frame.line(words.closest(len(clear_hits)))
    order(asked)
    several = len({hit.document.authority for hit in clear_hits + possible}) > 1
    topic = result.plan.topic or asked.q
    if clear_hits:
        frame.heading(2, words.PASSAGES, TOP)
    for hit in clear_hits[(page - 1) * SHOWN : page * SHOWN]:
        card.draw(hit, several, topic, library.document)
    if pages > 1:
        if st.session_state.get("search-page", page) != page:
            st.session_state["search-page"] = page
        st.pagination(pages, default=page, key="search-page", on_change=turn, args=(asked,))
        frame.jump(TOP, words.TO_TOP)
    if possible and page == pages:
        frame.heading(2, words.POSSIBLE)
        frame.line(words.POSSIBLE_NOTE)
        for hit in possible:
            card.draw(hit, several, topic, library.document)


def order(asked: SearchAddress) -> None:
    st.session_state["search-sort"] = asked.sort
    st.selectbox(
        words.ORDER,
        address.SORTS,
        key="search-sort",
        format_func=lambda sort: words.ORDERS[sort],
        on_change=resort,
        args=(asked,),
        width=300,
    )


def resort(asked: SearchAddress) -> None:
    state.go(replace(asked, sort=st.session_state["search-sort"], page=1))


def turn(asked: SearchAddress) -> None:
    state.go(replace(asked, page=st.session_state["search-page"]))


def remember(asked: SearchAddress, ordered: list[Hit]) -> None:
    """What the reader needs to lead back and on: this session's last results."""
    st.session_state["last-search"] = (asked, tuple(hit.passage for hit in ordered))


with notice.faults():
    draw()
