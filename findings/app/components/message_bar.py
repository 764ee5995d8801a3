"""What was just done or went wrong, at the foot of the window wherever a person has scrolled to, until it is closed.

It is announced. What can be done about it (undo, update now) stands beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from findings.app import frame
from findings.app.text import shared_text

_KEY = "message"


@dataclass(frozen=True, slots=True)
class Action:
    """A button of a message: what it says, and what it calls before the page is drawn again."""

    label: str
    call: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Message:
    """`wrong` is announced at once; `words` were typed and not saved, and are shown to be copied; `focus` is moved to
    it where what had the focus is gone."""

    text: str
    wrong: bool = False
    words: str = ""
    actions: tuple[Action, ...] = ()
    focus: bool = False


def say(message: Message) -> None:
    """Shown from the next drawing of the page on, in the place of an earlier message."""
    st.session_state[_KEY] = message
    st.session_state.pop(f"{_KEY}-page", None)
    st.session_state[f"{_KEY}-number"] = st.session_state.get(f"{_KEY}-number", 0) + 1


def close() -> None:
    st.session_state.pop(_KEY, None)


def draw(page: str) -> None:
    """The bar of this page; a message of another page is gone. Its lines keep their places: they are announced."""
    if st.session_state.setdefault(f"{_KEY}-page", page) != page:
        close()
    message: Message | None = st.session_state.get(_KEY)
    number = st.session_state.get(f"{_KEY}-number", 0)
    said = message.text if message and not message.wrong else ""
    wrong = message.text if message and message.wrong else ""
    with st.container(key="message-bar" if message else "message-none", gap="small"):
        st.markdown(
            f'<div aria-live="polite" class="said" id="{_KEY}" tabindex="-1">{frame.safe(said)}</div>',
            unsafe_allow_html=True,
        )
        st.markdown(f'<div role="alert" class="said wrong">{frame.safe(wrong)}</div>', unsafe_allow_html=True)
        if message is None:
            return
        if message.words:
            frame.line(message.words, "note")
        with st.container(horizontal=True, key="message-actions", gap="small"):
            for place, action in enumerate(message.actions):
                st.button(action.label, key=f"message-{number}-{place}", on_click=_done, args=(action,))
            st.button(shared_text.CLOSE, key="message-close", on_click=close)
        if message.focus:
            frame.focus(_KEY, str(number))


def _done(action: Action) -> None:
    close()
    action.call()
