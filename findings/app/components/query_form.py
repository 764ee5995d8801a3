"""What Search, Ask, Over time and Recommendations share: the form, its address, the answer, links to other pages.

Inputs have the keys "<name of the form>-<name of the input>".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import streamlit as st

from findings.app import frame
from findings.app.components import filters, notice
from findings.app.components.asking import chips, routing
from findings.app.state import address, session
from findings.app.state.address import (
    Asked,
    OverTimeAddress,
    Params,
    RecommendationsAddress,
    SearchAddress,
    ThemesAddress,
)
from findings.app.text import shared_text
from findings.errors import QueryError
from findings.records import Filters, Plan
from findings.settings import MAX_QUERY

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from streamlit.delta_generator import DeltaGenerator

    from findings.library import Library

# The kind of address a page has, and what it answers with.
A = TypeVar("A", SearchAddress, OverTimeAddress, RecommendationsAddress, ThemesAddress)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Form(Generic[A]):
    """The form of one page."""

    name: str
    page: str  # title of the page in the navigation
    title: str
    label: str  # of the box; "" where there is none
    button: str
    working: Callable[[Library], str]  # shown while the answer is worked out
    read: Callable[[Params, Collection[str], Collection[str]], tuple[A, tuple[str, ...]]]
    hint: str = shared_text.BOX_HINT
    intro: str = ""  # shown above the form
    authority_first: bool = (
        False  # whether the authority is asked for before the button, not among the filters
    )
    labels: bool = False  # whether passages can be chosen by their labels
    empty: bool = False  # whether the page answers without a question


def draw(form: Form[A], answer: Callable[[Library, A], T]) -> tuple[Library, A, T | None, bool] | None:
    """The page down to its form, and the answer: (library, what was asked, the answer, whether a problem was shown).

    The answer is None before a question and when one cannot be answered; nothing is returned without an index.
    """
    top = st.container()  # alerts; a fixed place keeps the places of all that follows
    title = st.empty()
    library = notice.open_library()
    if library is None:
        _title(title, form, small=False)
        frame.tab_title(form.page, problem=True)
        return None
    offered = filters.choices(document for document in library.documents() if document.status == "ready")
    asked, unknown = form.read(session.params(), offered.authorities, offered.kinds)
    with top:
        asked = routing.carried(form.name, asked)  # type: ignore[assignment]
    problem = _problem(form, asked)
    frame.tab_title(form.page, "" if problem else asked.q, bool(problem))
    asking = bool(asked.q) and not problem
    _title(title, form, small=asking)
    notice.index_notice(library, whole=not asking and form.name != "search")
    if form.intro and not asking:  # what was asked for comes first
        frame.line(form.intro, "intro")
    with top:
        if problem:
            frame.alert(shared_text.PROBLEM, f"{problem}.")
        notice.ignored(unknown)
    _inputs(form, asked, offered, filters.picks(library.neighbours, offered), problem)
    found = None
    if (asked.q or form.empty) and not problem:
        try:
            routing.route(form.name, library, asked)
            with st.spinner(form.working(library)):
                found = answer(library, asked)
        except QueryError as error:
            with top:
                frame.alert(shared_text.PROBLEM, str(error))
    return library, asked, found, bool(problem)


def _title(place: DeltaGenerator, form: Form[A], small: bool) -> None:
    """The heading of the page; small above results, which come first."""
    with place:
        frame.heading(1, form.title, small=small)


def _problem(form: Form[A], asked: A) -> str:
    """What is wrong with the question or its filters; empty when nothing is."""
    if st.session_state.pop(f"{form.name}-empty", False):
        return shared_text.ENTER_TOPIC
    if len(asked.q) > MAX_QUERY:
        return shared_text.TOO_LONG
    first, last = asked.filters.year_from, asked.filters.year_to
    return shared_text.YEARS_CROSSED if first and last and first > last else ""


def _inputs(
    form: Form[A], asked: A, offered: filters.Choices, mine: tuple[filters.Pick, ...], problem: str
) -> None:
    """The question and its filters in one form: either button sends both."""
    name, chosen = form.name, asked.filters
    labels: dict[str, Any] = {}
    if form.labels and isinstance(asked, SearchAddress):
        labels["label"] = list(asked.labels)
    session.fill(
        name,
        {
            **labels,
            "q": asked.q,
            "la": list(chosen.authorities),
            "type": list(chosen.kinds),
            "from": chosen.year_from if chosen.year_from in offered.years else None,
            "to": chosen.year_to if chosen.year_to in offered.years else None,
        },
    )
    asking = bool(asked.q) and not problem
    with st.form(f"{name}-form", border=False):
        if form.label:
            with st.container(horizontal=True, vertical_alignment="bottom", key=f"{name}-line"):
                st.text_input(form.label, key=f"{name}-q", autocomplete="off")
                _button(form)
        if problem:
            frame.line(problem, "field-error")
        if form.label and not asking:
            frame.line(form.hint)
        if form.authority_first:
            filters.authority_choice(name, offered, mine, lambda: send(form))
        if not form.label:
            _button(form)
        filters.draw(
            name,
            offered,
            asked.applied,
            lambda: send(form),
            lambda: clear(form),
            mine,
            years=True,
            authority=not form.authority_first,
            labels=form.labels,
            hint=form.hint if form.label and asking else "",
        )


def _button(form: Form[A]) -> None:
    key = f"{form.name}-go"
    st.form_submit_button(form.button, key=key, type="primary", on_click=send, args=(form,))


def send(form: Form[A]) -> None:
    """The form was sent: its values become the address. What is not in the form stays."""
    values, name = st.session_state, form.name
    before, _ = form.read(session.params(), (), ())
    q = address.tidy(values.get(f"{name}-q") or "")
    chosen = Filters(
        authorities=tuple(values[f"{name}-la"]),
        kinds=tuple(values[f"{name}-type"]),
        year_from=values[f"{name}-from"],
        year_to=values[f"{name}-to"],
        ignore=before.filters.ignore if before.q == q else (),
    )
    st.session_state[f"{name}-empty"] = not (q or form.empty)
    after = replace(before, q=q, filters=chosen, page=1)
    if isinstance(after, SearchAddress) and before.q != q:
        after = replace(after, form="")
    if isinstance(after, OverTimeAddress):
        after = replace(after, at="")
    if q and before.q != q:
        routing.sent(name)
    _go(after, tuple(values.get(f"{name}-label", ())))


def clear(form: Form[A]) -> None:
    """Without the chosen filters; filters read from the question stay, and an authority that is not among them."""
    before, _ = form.read(session.params(), (), ())
    stays = tuple(st.session_state[f"{form.name}-la"]) if form.authority_first else ()
    filters = Filters(authorities=stays, ignore=before.filters.ignore)
    _go(replace(before, filters=filters, page=1), ())


def _go(asked: Asked, labels: tuple[str, ...]) -> None:
    session.go(replace(asked, labels=labels) if isinstance(asked, SearchAddress) else asked)


def pages(form: Form[A], asked: A, page: int, count: int) -> None:
    """Links to the other pages of results; the address follows."""
    key = f"{form.name}-page"
    if st.session_state.get(key, page) != page:
        st.session_state[key] = page
    st.pagination(count, default=page, key=key, on_change=lambda: _turn(asked, key))


def _turn(asked: Asked, key: str) -> None:
    session.go(replace(asked, page=st.session_state[key]))


def onward(asked: Asked, *ways: tuple[Path, str]) -> None:
    """Links that ask other pages the same question: (page, label) of each."""
    with st.container(horizontal=True, vertical_alignment="center", key="onward"):
        for page, label in ways:
            st.page_link(page, label=label, query_params=routing.of_page(page, asked).params())
        if frame.SEARCH in dict(ways):  # Search itself has this above its results
            session.link(shared_text.START_AGAIN, type(asked)(), "start-again")


def understood(form: str, plan: Plan, asked: Asked) -> None:
    """Why one is here, the filters in force and the words added; each filter can be taken away."""
    routing.way_back(form, asked)
    ignored = asked.filters.ignore

    def ignoring(words: tuple[str, ...]) -> Asked:
        return replace(asked, filters=replace(asked.filters, ignore=words), page=1)

    # A comparison with all others goes beyond the authority chosen.
    authorities = tuple(name for name in asked.filters.authorities if name in plan.filters.authorities)
    chips.draw(asked, replace(asked.filters, authorities=authorities))
    for number, (said, label, words) in enumerate(shared_text.detected(plan)):
        _undo(f"detected-{number}", said, label, f"ignore-{number}", ignoring((*ignored, *words)))
    for number, typed in enumerate(ignored):
        again = ignoring(tuple(word for word in ignored if word != typed))
        label = shared_text.filter_again(typed)
        _undo(f"ignored-{number}", shared_text.showing_all(typed), label, f"again-{number}", again)
    if added := shared_text.also_searched(plan):
        frame.line(added, "showing")


def _undo(place: str, said: str, label: str, key: str, then: Asked) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=place, gap="small"):
        frame.line(said, "showing")
        session.link(label, then, key)
