"""Help: what this is and is not, what its labels mean, privacy, accessibility, and what an administrator can do."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import urlsplit

import streamlit as st

from findings.app import frame
from findings.app.components import notice
from findings.app.components.labels import LABELS
from findings.app.state import library_access, person, sign_in
from findings.app.state.deployment import council, settings
from findings.app.text import help_text, shared_text
from findings.errors import FindingsError

SECTIONS = {
    "about": help_text.ABOUT_TITLE,
    "using": help_text.USING_TITLE,
    "matching": help_text.MATCHING_TITLE,
    "labels": help_text.LABELS_TITLE,
    "silence": help_text.SILENCE_TITLE,
    "limits": help_text.LIMITS_TITLE,
    "adding": help_text.ADDING_TITLE,
    "privacy": help_text.PRIVACY_TITLE,
    "accessibility": help_text.ACCESS_TITLE,
    "report": help_text.REPORT_TITLE,
}
FOR, ADMINISTRATORS = "for", "administrators"  # in the address: whom the page is for


def draw() -> None:
    """One of the two parts, for readers or for administrators, each with a link to the other."""
    searched, wrong = state_of_index()
    if st.query_params.get(FOR) == ADMINISTRATORS:
        frame.tab_title(shared_text.HELP_PAGE, help_text.ADMIN_TITLE)
        st.page_link(frame.HELP, label=help_text.TO_READERS, query_params={})
        frame.heading(1, help_text.ADMIN_PAGE)
        administrators(wrong)
        return
    frame.tab_title(shared_text.HELP_PAGE)
    frame.heading(1, help_text.TITLE)
    st.page_link(frame.HELP, label=help_text.TO_ADMINISTRATORS, query_params={FOR: ADMINISTRATORS})
    readers(searched)


def readers(searched: str) -> None:
    """How to use it, what it means and what it does not."""
    frame.line(f"{help_text.ON_THIS_PAGE}:")
    frame.jumps(list(SECTIONS.items()))
    section("about", *help_text.ABOUT, searched)
    section("using", *help_text.USING)
    section("matching", help_text.MATCHING)
    section("labels", help_text.LABELS_NOTE)
    st.html(labels_html())
    section("silence", *help_text.SILENCE)
    section("limits")
    frame.bullets(help_text.LIMITS)
    chosen = settings()
    section("adding", *(help_text.ADDING if chosen.uploads else (help_text.ADDING_OFF,)))
    section("privacy", *help_text.PRIVACY, help_text.log(chosen.journal is not None, chosen.journal_queries))
    section("accessibility", *help_text.ACCESS)
    frame.heading(3, help_text.ACCESS_KNOWN_TITLE)
    frame.bullets(help_text.ACCESS_KNOWN)
    st.html(contact_html(help_text.ACCESS_REPORT, chosen.contact))
    section("report", help_text.REPORT)
    st.html(contact_html(help_text.REPORT_TO, chosen.contact))
    frame.line(help_text.REPORT_LABEL, "intro")
    if person.signed_in():
        frame.heading(2, help_text.SIGN_IN_TITLE)
        frame.line(help_text.signed_in(council()), "intro")
        sign_in.sign_out()


def state_of_index() -> tuple[str, str]:
    """What is searched, in one line, and what is wrong with the index; the second is empty when nothing is."""
    try:
        return notice.facts(library_access.get_library()), ""
    except FindingsError as error:
        return help_text.NO_INDEX, str(error)


def section(anchor: str, *paragraphs: str) -> None:
    """A section under its heading, which a link can reach."""
    frame.heading(2, SECTIONS[anchor], anchor)
    for paragraph in paragraphs:
        frame.line(paragraph, "intro")


def labels_html() -> str:
    """Every label with its mark and its meaning, in the order in which they are always shown."""
    rows = (
        (
            f'<span aria-hidden="true">{label.glyph}</span> {escape(label.words)}',
            escape(help_text.LABELS[label.code]),
        )
        for label in LABELS.values()
    )
    return table_html(help_text.LABELS_TITLE, help_text.LABELS_COLUMNS, list(rows))


def table_html(name: str, columns: Sequence[str], rows: Sequence[tuple[str, str]]) -> str:
    """A table of names and meanings; the cells are HTML."""
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "".join(f'<tr><th scope="row">{first}</th><td>{second}</td></tr>' for first, second in rows)
    return (
        f'<table class="pairs" aria-label="{escape(name)}"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def code_html(typed: str) -> str:
    """What is typed as it is; where there is little room a new line begins at a word, or within a name at "_"."""
    words = (f"<span>{escape(word).replace('_', '_<wbr>')}</span>" for word in typed.split())
    return f"<code>{' '.join(words)}</code>"


def contact_html(before: str, contact: str) -> str:
    """The line that says where to turn; an e-mail or web address is a link."""
    address = escape(contact or help_text.NO_CONTACT)
    if urlsplit(contact).scheme in ("http", "https"):
        address = f'<a href="{address}">{address}</a>'
    elif "@" in contact and " " not in contact:
        address = f'<a href="mailto:{address}">{address}</a>'
    return f'<p class="intro">{escape(before)} {address}.</p>'


def administrators(wrong: str) -> None:
    """What is wrong now, the commands, the settings."""
    if wrong:
        frame.line(f"{help_text.ADMIN_STATE} {wrong}", "warning")
    frame.line(help_text.ADMIN_REBUILD, "intro")
    commands = [(code_html(typed), escape(does)) for typed, does in help_text.ADMIN_COMMANDS]
    frame.heading(2, help_text.ADMIN_COMMANDS_TITLE)
    st.html(table_html("Commands", ("Command", "What it does"), commands))
    frame.line(help_text.ADMIN_ADDED, "intro")
    frame.line(help_text.ADMIN_FAULT, "intro")
    frame.heading(2, help_text.ADMIN_SETTINGS_TITLE)
    frame.line(help_text.ADMIN_SETTINGS, "intro")
    named = [(code_html(name), escape(sets)) for name, sets in help_text.SETTINGS]
    st.html(table_html("Settings", help_text.SETTINGS_COLUMNS, named))


draw()
