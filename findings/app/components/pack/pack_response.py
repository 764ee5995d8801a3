"""What the council answers to a passage: response, evidence, owner, due and status, each saved on leaving it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from findings.app import frame
from findings.app.components.pack import pack_changes
from findings.app.state import current_pack, session
from findings.app.text import brief_text
from findings.citation import day
from findings.errors import PackError
from findings.packs.pack import NO_RESPONSE, PROGRESS, Response
from findings.packs.pack_store import MAX_NAME
from findings.packs.plan.plan_import import day_of

if TYPE_CHECKING:
    from findings.packs.pack import Item, Pack


def draw(pack: Pack, item: Item) -> None:
    """The boxes, folded away; the line says whether anything stands in them."""
    held = item.response
    form = f"response-{item.id}"
    session.fill(form, {field: _shown(getattr(held, field)) for field in brief_text.FIELDS})
    said = brief_text.RESPONSE if held == NO_RESPONSE else brief_text.RESPONSE_FILLED
    with st.expander(said, key=f"edit-{form}"):
        for field in ("response", "evidence"):
            st.text_area(
                brief_text.FIELDS[field],
                key=f"{form}-{field}",
                height=100,
                on_change=_save,
                args=(pack, item, field),
            )
        with st.container(horizontal=True, key=f"{form}-row"):
            for field in ("owner", "due"):
                st.text_input(
                    brief_text.FIELDS[field],
                    key=f"{form}-{field}",
                    max_chars=MAX_NAME,
                    autocomplete="off",
                    width=240,
                    on_change=_save,
                    args=(pack, item, field),
                )
            st.selectbox(
                brief_text.FIELDS["progress"],
                tuple(PROGRESS),
                key=f"{form}-progress",
                format_func=lambda code: PROGRESS[code] or brief_text.NO_STATUS,
                width=200,
                on_change=_save,
                args=(pack, item, "progress"),
            )
        frame.line(brief_text.SAVED_ON_LEAVING)


def _save(pack: Pack, item: Item, field: str) -> None:
    """Save one box beside what the others hold in the store: two boxes may be left at once."""
    typed = str(st.session_state[f"response-{item.id}-{field}"])

    def change() -> str:
        value = _value(field, typed)
        store = current_pack.store()
        now = next((one for one in store.pack(pack.id).items if one.id == item.id), item)
        seen = getattr(item.response, field)
        # Somebody else's words in this box are not overwritten; their words in another box are no matter.
        version = (
            now.response_version if getattr(now.response, field) in (seen, value) else item.response_version
        )
        store.respond(pack.id, item.id, _with(now.response, field, value), version)
        return brief_text.SAVED

    pack_changes.make(change, typed)


def _with(response: Response, field: str, value: str | date | None) -> Response:
    return replace(response, **{field: value})  # type: ignore[arg-type]


def _value(field: str, typed: str) -> str | date | None:
    if field != "due":
        return typed
    try:
        return day_of(typed.strip())
    except ValueError as error:
        raise PackError(str(error)) from error


def _shown(value: str | date | None) -> str:
    return day(value) if isinstance(value, date) else value or ""
