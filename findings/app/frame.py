"""What every page shares: the list of pages, the style sheet, the keyboard guard, headings, the tab title."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from findings.app.text import saved_text, shared_text

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator
    from streamlit.navigation.page import Page

HERE = Path(__file__).resolve().parent
SEARCH = HERE / "pages" / "search_page.py"
ASK = HERE / "pages" / "ask_page.py"
OVER_TIME = HERE / "pages" / "over_time_page.py"
THEMES = HERE / "pages" / "themes_page.py"
RECOMMENDATIONS = HERE / "pages" / "recommendations_page.py"
SAVED = HERE / "pages" / "saved_page.py"
PACK = HERE / "pages" / "evidence_pack_page.py"
DOCUMENTS = HERE / "pages" / "documents_page.py"
HELP = HERE / "pages" / "help_page.py"
# The pages that are asked something: the code under which a question is stored, sent on and asked -> its page.
ASKED = {"search": SEARCH, "ask": ASK, "over_time": OVER_TIME, "recommendations": RECOMMENDATIONS}


def pages(pack: str) -> tuple[Page, ...]:
    """The pages in the order of the navigation; `pack` is the title of the evidence pack's."""
    return (
        st.Page(SEARCH, title=shared_text.SEARCH_PAGE, url_path="", default=True),
        st.Page(ASK, title=shared_text.ASK_PAGE, url_path="ask"),
        st.Page(OVER_TIME, title=shared_text.OVER_TIME_PAGE, url_path="over-time"),
        st.Page(THEMES, title=shared_text.THEMES_PAGE, url_path="themes"),
        st.Page(RECOMMENDATIONS, title=shared_text.RECOMMENDATIONS_PAGE, url_path="recommendations"),
        st.Page(SAVED, title=saved_text.PAGE, url_path="saved"),
        st.Page(PACK, title=pack, url_path="evidence-pack"),
        st.Page(DOCUMENTS, title=shared_text.DOCUMENTS_PAGE, url_path="documents"),
        st.Page(HELP, title=shared_text.HELP_PAGE, url_path="help"),
    )


def dress() -> None:
    """The style sheet, the guard against Streamlit's single-key commands (WCAG 2.1.4), and how pages behave."""
    st.html(f"<style>{file('style.css')}</style>")
    st.html(f"<script>{file('keys.js')}\n{file('behaviour.js')}</script>", unsafe_allow_javascript=True)


@cache
def file(name: str) -> str:
    """A file beside this one, read once: it is needed for every page."""
    return (HERE / name).read_text("utf-8")


def tab_title(page: str, what: str = "", problem: bool = False) -> None:
    """A tab title of its own for every view."""
    parts = [part for part in (what, page, shared_text.PRODUCT) if part]
    st.set_page_config(page_title=("Error: " if problem else "") + " - ".join(parts))


def heading(level: int, text: str, anchor: str = "", *, small: bool = False, quiet: bool = False) -> None:
    """A heading with its words escaped: names come from documents and queries. A `small` one leaves room for results;
    a `quiet` one is there for who moves from heading to heading, and is not seen."""
    style = ' class="compact"' if small else ' class="unseen"' if quiet else ""
    st.html(f"<h{level}{anchored(anchor)}{style}>{escape(text)}</h{level}>")


def anchored(anchor: str) -> str:
    """The attributes of what can be moved to; none without an anchor."""
    return f' id="{anchor}" tabindex="-1"' if anchor else ""


def line(text: str, style: str = "muted") -> None:
    """One line of ours, its words escaped."""
    st.html(f'<p class="{style}">{escape(text)}</p>')


def alert(title: str, *fixes: str) -> None:
    """What is wrong and how to mend it, announced at once."""
    said = "".join(f"<p>{escape(fix)}</p>" for fix in fixes)
    st.html(f'<div class="alert" role="alert"><p><strong>{escape(title)}</strong></p>{said}</div>')


def details(summary: str, text: str) -> None:
    """A line that opens to show another."""
    said = f'<summary>{escape(summary)}</summary><p class="small">{escape(text)}</p>'
    st.html(f'<details class="about">{said}</details>')


def status(text: str, line: DeltaGenerator | None = None) -> DeltaGenerator:
    """The page's one status line; with `line`, which an earlier call returned, it gets new words in its place.

    Its place in the page must never change: a node that stays is announced when its words change.
    """
    place = line if line is not None else st
    return place.markdown(f'<div role="status" class="status">{safe(text)}</div>', unsafe_allow_html=True)


def safe(text: str) -> str:
    """The text for a place that Streamlit reads as Markdown: every character of meaning as a character reference."""
    return "".join(c if c.isalnum() or c == " " else f"&#{ord(c)};" for c in text)


def focus(anchor: str, what: str) -> None:
    """Move the view and the focus to what has this anchor, once it is drawn; `what` tells it from others there."""
    # The comment makes another place another script, which is then run; the same one is not run again.
    script = file("focus.js")
    told = "".join(c if c.isalnum() else "-" for c in what)
    with st.container(key="focus"):
        st.html(f'<script>/* {told} */({script})("{anchor}");</script>', unsafe_allow_javascript=True)


def jump(anchor: str, label: str) -> None:
    """A link that moves the view and the focus to a heading of this page."""
    st.html(f'<p class="jump"><a href="#{anchor}" target="_self">{escape(label)}</a></p>')


def jumps(places: Sequence[tuple[str, str]]) -> None:
    """Links to headings of this page, by their anchors, in a row that wraps."""
    links = (f'<li><a href="#{anchor}" target="_self">{escape(label)}</a></li>' for anchor, label in places)
    st.html(f'<ul class="jumps">{"".join(links)}</ul>')


def bullets(items: tuple[str, ...]) -> None:
    """A short list of ours."""
    st.html("<ul>" + "".join(f"<li>{escape(item)}</li>" for item in items) + "</ul>")
