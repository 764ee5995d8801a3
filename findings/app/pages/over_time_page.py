"""Over time: what each inspection said on one topic, in date order, with those that do not mention it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from html import escape
from itertools import accumulate
from typing import TYPE_CHECKING

import streamlit as st

from findings.app import frame
from findings.app.components import (
    brief_button,
    inspection_block,
    inspection_groups,
    keep_button,
    query_form,
    receipt_panel,
    results,
    timeline_chart,
)
from findings.app.components.asking import example
from findings.app.components.passages.passage_actions import PassageActions
from findings.app.components.pictures import picture_files, pictures
from findings.app.components.saved import save_this
from findings.app.components.tables import authority_grid, sheet_files
from findings.app.state import address, saved_questions, session
from findings.app.state.address import OverTimeAddress
from findings.app.text import over_time_text, shared_text
from findings.records import InspectionView, Timeline
from findings.saved.news import of_timeline

if TYPE_CHECKING:
    from findings.library import Library

CHARTED = 3  # authorities; for more there is no chart


FORM = query_form.Form(
    "over_time",
    shared_text.OVER_TIME_PAGE,
    over_time_text.TITLE,
    over_time_text.BOX_LABEL,
    over_time_text.SHOW,
    lambda library: over_time_text.WORKING,
    address.read_over_time,
    hint=over_time_text.BOX_HINT,
    authority_first=True,
)


def draw() -> None:
    drawn = query_form.draw(FORM, results.over_time)
    if drawn is None:
        return
    library, asked, timeline, problem = drawn
    frame.status(said(timeline))
    with st.container(key="timeline"):
        if timeline is not None:
            after(library, asked, timeline)
        elif not problem:
            before(library)


def said(timeline: Timeline | None) -> str:
    """The status line: how many inspections, and how many mention the topic."""
    if timeline is None or not timeline.inspections:
        return "" if timeline is None else over_time_text.NO_INSPECTIONS
    kept = [shown.silence for shown in timeline.inspections]
    return over_time_text.found(
        kept.count(None),
        kept.count("not_mentioned"),
        kept.count("out_of_scope"),
        kept.count("unreadable"),
        statements=sum(shown.document.kind == "statement" for shown in timeline.inspections),
    )


def before(library: Library) -> None:
    """Before a topic: what this is, examples."""
    frame.line(over_time_text.INTRO, "intro")
    frame.heading(2, over_time_text.EXAMPLES_TITLE)
    for words in (*over_time_text.EXAMPLES, *example.of(shared_text.EXAMPLE_OF, library)):
        session.link(words, OverTimeAddress(q=words), f"example-{words}")


def after(library: Library, asked: OverTimeAddress, timeline: Timeline) -> None:
    """The view over time, then what was searched."""
    query_form.understood(FORM.name, timeline.plan, asked)
    save_this.draw(library, saved_questions.question("over_time", asked), lambda: of_timeline(timeline))
    if timeline.inspections:
        by = keep_button.source("over_time", library, timeline.plan, timeline.inspections)
        view(library, asked, timeline, by)
        keep_button.views("all", timeline.inspections, by, library)
        brief_button.draw(library, asked)
    query_form.onward(
        asked,
        (frame.SEARCH, shared_text.SEE_PASSAGES),
        (frame.ASK, shared_text.ASK_ABOUT),
        (frame.RECOMMENDATIONS, shared_text.SEE_ASKED_FOR),
    )
    receipt_panel.draw(library.receipt(timeline.plan), each_document=True)


def view(library: Library, asked: OverTimeAddress, timeline: Timeline, by: keep_button.Source) -> None:
    """Title, overview, and one block an inspection, by authority where there are several."""
    grouped = inspection_groups.groups(timeline.inspections)
    charted = sum(name is not None for name, _ in grouped) <= CHARTED
    if not charted:
        grouped = authority_grid.ordered(grouped, asked.rows)
    topic = over_time_text.topic_of(timeline.plan)
    days = [shown.document.date for shown in timeline.inspections if shown.document.date]
    first, last = (min(days).year, max(days).year) if days else (None, None)
    names = [name for name, _ in grouped if name]
    frame.heading(2, over_time_text.title(topic, names, first, last))
    alone = len(grouped) == 1
    firsts = list(accumulate((len(views) for _, views in grouped), initial=1))
    if not alone:
        frame.line(shared_text.LABELS_NOTE)
    if not charted:
        picture(asked, grouped, over_time_text.title(topic, names, first, last), library)
    pages = [grouped] if charted else inspection_groups.paged(grouped)
    page = min(asked.page, len(pages))
    before = sum(len(on) for on in pages[: page - 1])
    shown = list(zip(firsts, grouped, strict=False))[before : before + len(pages[page - 1])]
    if not charted:
        frame.line(over_time_text.choose_one(before + 1, before + len(shown), len(grouped)))
        frame.jumps(
            [(anchor(first), name or over_time_text.AUTHORITY_NOT_KNOWN) for first, (name, _) in shown]
        )
    if not alone:
        order(asked)
    actions = PassageActions(by, library)
    for first, (name, views) in shown:
        if not alone:
            frame.heading(2, name or over_time_text.AUTHORITY_NOT_KNOWN, anchor(first))
        whose = f"{topic} ({name})" if name and not alone else topic
        group(library, asked, whose, views, first, actions, alone=alone, charted=charted)
    actions.draw()
    if len(pages) > 1:
        query_form.pages(FORM, asked, page, len(pages))


def picture(
    asked: OverTimeAddress, grouped: list[inspection_groups.Group], title: str, library: Library
) -> None:
    """Every inspection of many authorities at once, with its file."""
    st.session_state["over-time-rows"] = asked.rows
    st.selectbox(
        over_time_text.ROW_ORDER,
        address.ROW_ORDERS,
        key="over-time-rows",
        format_func=lambda order: over_time_text.ROW_ORDERS[order],
        on_change=lambda: session.go(replace(asked, rows=st.session_state["over-time-rows"], page=1, at="")),
        width=420,
    )
    st.html(authority_grid.key_html() + authority_grid.grid_html(grouped, asked))
    undated(view for _, views in grouped for view in views)
    documents = sum(len(views) for _, views in grouped)
    caption = picture_files.caption(title, library, documents)
    picture_files.buttons(
        lambda: pictures.matrix(authority_grid.marks(grouped), caption), over_time_text.FILE, "over-time"
    )
    sheet_files.buttons(partial(authority_grid.sheet, grouped), over_time_text.FILE, "over-time")


def undated(views: Iterable[InspectionView]) -> None:
    """How many have no date, and so no mark in a picture."""
    if number := sum(view.document.date is None for view in views):
        frame.line(over_time_text.undated(number))


def anchor(first: int) -> str:
    """Of an authority's heading: by the number of its first block."""
    return f"authority-{first}"


def group(
    library: Library,
    asked: OverTimeAddress,
    topic: str,
    views: list[InspectionView],
    first: int,
    actions: PassageActions,
    *,
    alone: bool,
    charted: bool,
) -> None:
    """The inspections of one authority; blocks are numbered from `first`."""
    if len(inspection_groups.kinds(views)) > 1:
        frame.line(over_time_text.different_kinds(inspection_groups.kinds(views)), "warning")
    if len(views) == 1 and alone:
        frame.line(over_time_text.ONE_ONLY)
    drawn = timeline_chart.chart(views) if charted else None
    if drawn is not None:
        alt = over_time_text.chart_alt(topic, len(views))
        st.vega_lite_chart(spec=drawn, theme=None, alt=alt, key=f"chart-{first}")
        caption = picture_files.caption(picture_title(topic, views), library, len(views))
        picture_files.buttons(
            lambda: pictures.timeline(views, caption), over_time_text.FILE, f"over-time-{first}"
        )
        undated(views)
    if alone:
        frame.line(shared_text.LABELS_NOTE)
        frame.heading(2, over_time_text.LISTS[asked.order])
        order(asked)
    shown = inspection_groups.ordered(views, asked.order)
    gaps = inspection_groups.gaps(shown)
    blocks = []
    for place, one in enumerate(shown, first):
        if one.document.id in gaps:
            blocks.append(f'<p class="gap">{escape(over_time_text.gap(*gaps[one.document.id]))}</p>')
        blocks.append(inspection_block.html(one, place, actions, one.document.id == asked.at))
    st.html("".join(blocks))
    if any(one.document.id == asked.at for one in shown):
        frame.focus(inspection_block.ANCHOR, asked.at)


def picture_title(topic: str, views: list[InspectionView]) -> str:
    """The title of a picture of one authority's inspections."""
    days = [shown.document.date.year for shown in views if shown.document.date]
    names = list(dict.fromkeys(shown.document.about for shown in views if shown.document.about))
    whole = names if not any(f"({name})" in topic for name in names) else []
    return over_time_text.title(topic, whole, min(days), max(days))


def order(asked: OverTimeAddress) -> None:
    st.session_state["over-time-order"] = asked.order
    st.selectbox(
        over_time_text.ORDER,
        address.ORDERS,
        key="over-time-order",
        format_func=lambda order: over_time_text.ORDERS[order],
        on_change=resort,
        args=(asked,),
        width=300,
    )


def resort(asked: OverTimeAddress) -> None:
    session.go(replace(asked, order=st.session_state["over-time-order"], page=1, at=""))


draw()
