"""The question form that Search, Ask, Over time and Recommendations share, and what was understood of a question."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from findings.app import frame
from findings.app.components import filters
from findings.app.state import address, session
from findings.app.state.address import Address, Asked, SearchAddress
from findings.app.text import shared_text
from findings.records import Plan
from findings.settings import MAX_QUERY


def problem_with(form: str, asked: Asked) -> str:
    """What is wrong with the question or its filters; empty when nothing is."""
    if st.session_state.pop(f"{form}-empty", False):
        return shared_text.ENTER_TOPIC
    if len(asked.q) > MAX_QUERY:
        return shared_text.TOO_LONG
    if asked.year_from and asked.year_to and asked.year_from > asked.year_to:
        return shared_text.YEARS_CROSSED
    return ""


def draw(
    form: str,
    label: str,
    button: str,
    asked: Asked,
    offered: filters.Choices,
    problem: str,
    send: Callable[[], None],
    clear: Callable[[], None],
    *,
    hint: str = shared_text.BOX_HINT,
    authority_first: bool = False,
    labels: Sequence[str] | None = None,
) -> None:
    """The question and its filters in one form: either button sends both. Inputs have the keys "<form>-<name>".

    `labels` are those applied, on the page whose passages can be chosen by their labels.
    """
    by_label = {} if labels is None else {"label": list(labels)}
    session.fill(
        form,
        {
            **by_label,
            "q": asked.q,
            "la": list(asked.authorities),
            "type": list(asked.kinds),
            "from": asked.year_from if asked.year_from in offered.years else None,
            "to": asked.year_to if asked.year_to in offered.years else None,
        },
    )
    with st.form(f"{form}-form", border=False):
        if authority_first:
            st.text_input(label, key=f"{form}-q", autocomplete="off")
        else:
            with st.container(horizontal=True, vertical_alignment="bottom", key=f"{form}-line"):
                st.text_input(label, key=f"{form}-q", autocomplete="off")
                st.form_submit_button(button, key=f"{form}-go", type="primary", on_click=send)
        if problem:
            frame.line(problem, "field-error")
        frame.line(hint)
        if authority_first:
            filters.authority_choice(form, offered)
            st.form_submit_button(button, key=f"{form}-go", type="primary", on_click=send)
        filters.draw(
            form,
            offered,
            asked.filters,
            send,
            clear,
            years=True,
            authority=not authority_first,
            labels=labels is not None,
        )


def sent(form: str) -> SearchAddress:
    """What the inputs of a form hold now; the form was sent."""
    values = st.session_state
    return SearchAddress(
        q=address.tidy(values[f"{form}-q"] or ""),
        authorities=tuple(values[f"{form}-la"]),
        kinds=tuple(values[f"{form}-type"]),
        year_from=values[f"{form}-from"],
        year_to=values[f"{form}-to"],
        labels=tuple(values.get(f"{form}-label", ())),
    )


def understood(
    plan: Plan, ignored: tuple[str, ...], with_ignored: Callable[[tuple[str, ...]], Address]
) -> None:
    """The filters in force and the words added, each filter read from the question with a way to undo it.

    `with_ignored` makes the address of the same view with other words that are not to be read as a filter.
    """
    if showing := shared_text.showing(plan):
        frame.line(showing, "showing")
    for number, (typed, meaning) in enumerate(plan.detected):
        label = shared_text.do_not_filter(typed)
        without = with_ignored((*ignored, typed))
        _undo(
            f"detected-{number}",
            shared_text.taken_as_filter(typed, meaning),
            label,
            f"ignore-{number}",
            without,
        )
    for number, typed in enumerate(ignored):
        again = with_ignored(tuple(word for word in ignored if word != typed))
        _undo(
            f"ignored-{number}",
            shared_text.not_taken(typed),
            shared_text.filter_again(typed),
            f"again-{number}",
            again,
        )
    if added := shared_text.also_searched(plan):
        frame.line(added, "showing")


def _undo(place: str, said: str, label: str, key: str, then: Address) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=place, gap="small"):
        frame.line(said, "showing")
        st.button(session.plain(label), key=key, on_click=session.go, args=(then,))
