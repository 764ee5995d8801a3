"""Help: what this is and is not, what its labels mean, privacy, accessibility, and what an administrator can do."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import urlsplit

import streamlit as st

from findings.errors import FindingsError
from findings.screens import frame, library_access, notice, sign_in, words, words_help
from findings.screens.labels import LABELS
from findings.settings import Settings

SECTIONS = {
    "about": words_help.ABOUT_TITLE,
    "matching": words_help.MATCHING_TITLE,
    "labels": words_help.LABELS_TITLE,
    "silence": words_help.SILENCE_TITLE,
    "limits": words_help.LIMITS_TITLE,
    "adding": words_help.ADDING_TITLE,
    "privacy": words_help.PRIVACY_TITLE,
    "accessibility": words_help.ACCESS_TITLE,
    "report": words_help.REPORT_TITLE,
    "administrators": words_help.ADMIN_TITLE,
}


def draw() -> None:
    frame.tab_title(words.HELP_PAGE)
    frame.heading(1, words_help.TITLE)
    searched, wrong = state_of_index()
    frame.line(f"{words_help.ON_THIS_PAGE}:")
    frame.jumps(list(SECTIONS.items()))
    section("about", *words_help.ABOUT, searched)
    section("matching", words_help.MATCHING)
    section("labels", words_help.LABELS_NOTE)
    st.html(labels_html())
    section("silence", *words_help.SILENCE)
    section("limits")
    frame.bullets(words_help.LIMITS)
    settings = Settings()
    section("adding", *(words_help.ADDING if settings.uploads else (words_help.ADDING_OFF,)))
    section(
        "privacy", *words_help.PRIVACY, words_help.log(settings.journal is not None, settings.journal_queries)
    )
    section("accessibility", *words_help.ACCESS)
    frame.heading(3, words_help.ACCESS_KNOWN_TITLE)
    frame.bullets(words_help.ACCESS_KNOWN)
    st.html(contact_html(words_help.ACCESS_REPORT, settings.contact))
    section("report", words_help.REPORT)
    st.html(contact_html(words_help.REPORT_TO, settings.contact))
    administrators(wrong)
    if sign_in.signed_in():
        frame.heading(2, words_help.SIGN_IN_TITLE)
        frame.line(words_help.SIGNED_IN, "intro")
        sign_in.sign_out()


def state_of_index() -> tuple[str, str]:
    """What is searched, in one line, and what is wrong with the index; the second is empty when nothing is."""
    try:
        return notice.facts(library_access.get_library()), ""
    except FindingsError as error:
        return words_help.NO_INDEX, str(error)


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
            escape(words_help.LABELS[label.code]),
        )
        for label in LABELS.values()
    )
    return table_html(words_help.LABELS_TITLE, words_help.LABELS_COLUMNS, list(rows))


def table_html(name: str, columns: Sequence[str], rows: Sequence[tuple[str, str]]) -> str:
    """A table of names and what they stand for; the cells are HTML."""
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "".join(f'<tr><th scope="row">{first}</th><td>{second}</td></tr>' for first, second in rows)
    return (
        f'<table class="pairs" aria-label="{escape(name)}"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def contact_html(before: str, contact: str) -> str:
    """The line that says where to turn; an e-mail or web address is a link."""
    address = escape(contact or words_help.NO_CONTACT)
    if urlsplit(contact).scheme in ("http", "https"):
        address = f'<a href="{address}">{address}</a>'
    elif "@" in contact and " " not in contact:
        address = f'<a href="mailto:{address}">{address}</a>'
    return f'<p class="intro">{escape(before)} {address}.</p>'


def administrators(wrong: str) -> None:
    """What is wrong now, the commands, the settings."""
    section("administrators")
    if wrong:
        frame.line(f"{words_help.ADMIN_STATE} {wrong}", "warning")
    frame.line(words_help.ADMIN_REBUILD, "intro")
    commands = [(f"<code>{escape(typed)}</code>", escape(does)) for typed, does in words_help.ADMIN_COMMANDS]
    st.html(table_html("Commands", ("Command", "What it does"), commands))
    frame.line(words_help.ADMIN_ADDED, "intro")
    frame.line(words_help.ADMIN_FAULT, "intro")
    frame.line(words_help.ADMIN_SETTINGS, "intro")
    named = [(f"<code>{escape(name)}</code>", escape(sets)) for name, sets in words_help.SETTINGS]
    st.html(table_html("Settings", words_help.SETTINGS_COLUMNS, named))


draw()
