"""Recommendations: what inspectors asked for, and whether later documents return to it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from findings.app import frame
from findings.app.components import download, filters, keep_button, keep_list, notice, query_form, results
from findings.app.components.recommendations_table import Row, csv_bytes, table_html
from findings.app.state import address, session
from findings.app.state.address import RecommendationsAddress
from findings.app.text import pack_text, recommendations_text, shared_text
from findings.errors import QueryError
from findings.records import Document, Plan, Recommendation
from findings.search.query import in_range

if TYPE_CHECKING:
    from findings.library import Library

SHOWN = 20  # rows on one page
TOP = "top-of-recommendations"


def draw() -> None:
    top = st.container()  # alerts; a fixed place keeps the places of all that follows
    frame.heading(1, recommendations_text.TITLE)
    library = notice.open_library()
    if library is None:
        frame.tab_title(shared_text.RECOMMENDATIONS_PAGE, problem=True)
        return
    notice.index_notice(library)
    documents = library.documents()
    offered = filters.choices(document for document in documents if document.status == "ready")
    asked, unknown = address.read_recommendations(session.params(), offered.authorities, offered.kinds)
    problem = query_form.problem_with("recommendations", asked)
    frame.tab_title(shared_text.RECOMMENDATIONS_PAGE, "" if problem else asked.q, bool(problem))
    frame.line(recommendations_text.INTRO, "intro")
    with top:
        if problem:
            frame.alert(shared_text.PROBLEM, f"{problem}.")
        notice.ignored(unknown)
    query_form.draw(
        "recommendations",
        recommendations_text.BOX_LABEL,
        recommendations_text.SHOW,
        asked,
        offered,
        problem,
        send,
        clear,
        hint=recommendations_text.BOX_HINT,
    )
    found = None
    if not problem:
        try:
            with st.spinner(recommendations_text.WORKING):
                found = kept(library, asked)
        except QueryError as error:
            with top:
                frame.alert(shared_text.PROBLEM, str(error))
    without = [] if found is None else silent(library, asked, found)
    frame.status(said(found, without))
    with st.container(key="recommendations"):
        if found is not None:
            after(library, asked, found, without)


def send() -> None:
    """The form was sent: its values become the address."""
    sent = query_form.sent("recommendations")
    before_now, _ = address.read_recommendations(session.params(), (), ())
    session.go(
        RecommendationsAddress(
            sent.q, sent.authorities, sent.kinds, sent.year_from, sent.year_to, before_now.followed
        )
    )


def clear() -> None:
    """Without the chosen filters; the topic stays."""
    kept_now, _ = address.read_recommendations(session.params(), (), ())
    session.go(RecommendationsAddress(q=kept_now.q, followed=kept_now.followed))


def kept(library: Library, asked: RecommendationsAddress) -> tuple[Recommendation, ...]:
    found = results.recommendations(library, asked)
    wanted = {"later": "said_again", "none": "not_found_later"}.get(asked.followed)
    return tuple(one for one in found if not wanted or one.status == wanted)


def silent(
    library: Library, asked: RecommendationsAddress, found: tuple[Recommendation, ...]
) -> list[Document]:
    """The inspections in range that list nothing; not told where a topic or an answer narrows the list."""
    if asked.q or asked.followed != "all":
        return []
    speaking = {one.document.id for one in found}
    return [
        document
        for document in library.documents()
        if document.status == "ready"
        and document.kind != "statement"
        and document.id not in speaking
        and (not asked.authorities or document.authority in asked.authorities)
        and (not asked.kinds or document.kind in asked.kinds)
        and in_range(document, asked.year_from, asked.year_to)
    ]


def said(found: tuple[Recommendation, ...] | None, without: list[Document]) -> str:
    """The words of the status line."""
    if found is None:
        return ""
    if not found:
        return recommendations_text.NONE_MATCH
    return recommendations_text.found(len(found), len({one.document.id for one in found}), len(without))


def after(
    library: Library,
    asked: RecommendationsAddress,
    found: tuple[Recommendation, ...],
    without: list[Document],
) -> None:
    """One page of the table, the choice of what is shown, the file, what can be kept."""
    followed(asked)
    rows = ordered((*found, *without))
    if not rows:
        return
    frame.line(recommendations_text.LATER_NOTE)
    if found:
        download.button(
            recommendations_text.DOWNLOAD,
            partial(csv_bytes, [row for row in rows if isinstance(row, Recommendation)]),
            recommendations_text.FILE,
            "text/csv",
            "recommendations-csv",
        )
    pages = -(-len(rows) // SHOWN)
    page = min(asked.page, pages)
    several = len({of(row).authority for row in rows}) > 1
    shown = rows[(page - 1) * SHOWN : page * SHOWN]
    asks = [row for row in shown if isinstance(row, Recommendation)]
    if asks:
        frame.jump(keep_list.ANCHOR, pack_text.TO_TICK)
    st.html(f'<div id="{TOP}" tabindex="-1">{table_html(shown, several)}</div>')
    if pages > 1:
        if st.session_state.get("recommendations-page", page) != page:
            st.session_state["recommendations-page"] = page
        st.pagination(pages, default=page, key="recommendations-page", on_change=turn, args=(asked,))
        frame.jump(TOP, recommendations_text.TO_TOP)
    if asks:
        keep_list.draw(asks, found_by(library, asked))


def found_by(library: Library, asked: RecommendationsAddress) -> keep_button.Source:
    """Under what recommendations are kept: their topic, else what they are."""
    source = keep_button.source("recommendations", library, plan_of(asked))
    return source if asked.q else replace(source, topic=recommendations_text.TITLE)


def plan_of(asked: RecommendationsAddress) -> Plan:
    """What was looked through, for the receipt."""
    return Plan(asked.q, asked.q, (), (), asked.authorities, asked.kinds, asked.year_from, asked.year_to)


def of(row: Row) -> Document:
    return row if isinstance(row, Document) else row.document


def ordered(rows: tuple[Row, ...]) -> list[Row]:
    """The newest document first; inside a document as printed, which is the order they come in."""
    return sorted(rows, key=lambda row: (-(day.toordinal() if (day := of(row).date) else 0), of(row).id))


def followed(asked: RecommendationsAddress) -> None:
    st.session_state["recommendations-followed"] = asked.followed
    st.selectbox(
        recommendations_text.FOLLOWED,
        address.FOLLOWED,
        key="recommendations-followed",
        format_func=lambda choice: recommendations_text.FOLLOWED_CHOICES[choice],
        on_change=choose,
        args=(asked,),
        width=350,
    )


def choose(asked: RecommendationsAddress) -> None:
    session.go(replace(asked, followed=st.session_state["recommendations-followed"], page=1))


def turn(asked: RecommendationsAddress) -> None:
    session.go(replace(asked, page=st.session_state["recommendations-page"]))


draw()
