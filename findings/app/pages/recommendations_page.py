"""Recommendations: what inspectors asked for, and whether later documents return to it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from findings.app import frame
from findings.app.components import keep_button, query_form, results
from findings.app.components.tables import sheet_files
from findings.app.components.tables.recommendations_table import Row, sheet, table_html
from findings.app.state import address, session
from findings.app.state.address import RecommendationsAddress
from findings.app.text import pack_text, recommendations_text, shared_text
from findings.records import Document, Plan, Recommendation
from findings.search.query import selected

if TYPE_CHECKING:
    from findings.library import Library

SHOWN = 20  # rows on one page
TOP = "top-of-recommendations"


FORM = query_form.Form(
    "recommendations",
    shared_text.RECOMMENDATIONS_PAGE,
    recommendations_text.TITLE,
    recommendations_text.BOX_LABEL,
    recommendations_text.SHOW,
    lambda library: recommendations_text.WORKING,
    address.read_recommendations,
    hint=recommendations_text.BOX_HINT,
    intro=recommendations_text.INTRO,
    empty=True,
)


def draw() -> None:
    drawn = query_form.draw(FORM, kept)
    if drawn is None:
        return
    library, asked, found, _ = drawn
    without = [] if found is None else silent(library, asked, found)
    frame.status(said(found, without, asked.q))
    with st.container(key="recommendations"):
        if found is not None:
            after(library, asked, found, without)


def kept(library: Library, asked: RecommendationsAddress) -> tuple[Recommendation, ...]:
    found = results.recommendations(library, asked)
    wanted = {"later": "said_again", "none": "not_found_later"}.get(asked.followed)
    return tuple(one for one in found if not wanted or one.status == wanted)


def silent(
    library: Library, asked: RecommendationsAddress, found: tuple[Recommendation, ...]
) -> list[Document]:
    """The inspections in range that list nothing; none where a topic or the choice above the table narrows the list."""
    if asked.q or asked.followed != "all":
        return []
    listing = {one.document.id for one in found}
    return [
        document
        for document in selected(library.documents(), asked.filters)
        if document.kind != "statement" and document.id not in listing
    ]


def said(found: tuple[Recommendation, ...] | None, without: list[Document], topic: str) -> str:
    """The words of the status line."""
    if found is None:
        return ""
    documents = len({one.document.id for one in found})
    return recommendations_text.found(len(found), documents, len(without), topic)


def after(
    library: Library,
    asked: RecommendationsAddress,
    found: tuple[Recommendation, ...],
    without: list[Document],
) -> None:
    """What was understood, one page of the table, and the way to other pages with the same topic."""
    if asked.q:
        query_form.understood(FORM.name, plan_of(library, asked), asked)
    table(library, asked, found, without)
    if asked.q:
        query_form.onward(
            asked, (frame.SEARCH, shared_text.SEE_PASSAGES), (frame.OVER_TIME, shared_text.SEE_OVER_TIME)
        )


def table(
    library: Library,
    asked: RecommendationsAddress,
    found: tuple[Recommendation, ...],
    without: list[Document],
) -> None:
    """The choice of rows, one page of them, their file, and the boxes to keep them."""
    rows = ordered((*found, *without))
    pages = -(-len(rows) // SHOWN)
    page = min(asked.page, pages)
    several = len({of(row).about for row in rows}) > 1
    shown = rows[(page - 1) * SHOWN : page * SHOWN]
    asks = [row for row in shown if isinstance(row, Recommendation)]
    with st.container(horizontal=True, vertical_alignment="bottom", key="over-recommendations"):
        followed(asked)
        if asks:
            frame.jump(keep_button.BOXES, pack_text.TO_TICK)
    if not rows:
        return
    frame.line(recommendations_text.LATER_NOTE)
    st.html(f'<div id="{TOP}" tabindex="-1">{table_html(shown, several)}</div>')
    if pages > 1:
        query_form.pages(FORM, asked, page, pages)
        frame.jump(TOP, recommendations_text.TO_TOP)
    if found:
        asked_for = [row for row in rows if isinstance(row, Recommendation)]
        sheet_files.buttons(partial(sheet, asked_for), recommendations_text.FILE, "recommendations")
    if asks:
        keep_button.boxes(asks, found_by(library, asked))


def found_by(library: Library, asked: RecommendationsAddress) -> keep_button.Source:
    """Under what recommendations are kept: their topic, else what they are."""
    source = keep_button.source("recommendations", library, plan_of(library, asked))
    return source if asked.q else replace(source, topic=recommendations_text.TITLE)


def plan_of(library: Library, asked: RecommendationsAddress) -> Plan:
    """How the topic was understood; without one, what was looked through."""
    return library.plan(asked.q, asked.filters) if asked.q else Plan("", "", filters=asked.filters)


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


draw()
