"""The receipt: what was searched, what was left out and why. The same receipt, the same view, byte for byte."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from html import escape

import streamlit as st

from findings.app import frame
from findings.app.text import ask_text, shared_text
from findings.citation import capital, named
from findings.records import Document, Receipt


def draw(receipt: Receipt, each_document: bool = False) -> None:
    """The receipt under its heading, closed at first but for its one line."""
    frame.heading(2, ask_text.SEARCHED_TITLE)
    st.html(receipt_html(receipt, each_document))


def receipt_html(receipt: Receipt, each_document: bool = False) -> str:
    """The receipt as a list of names and values, everything escaped; `each_document`: each was searched by itself."""
    cut = ask_text.COUNTS if each_document else ask_text.cut(receipt.cut)
    plan = receipt.plan
    rows = [
        (ask_text.SEARCHED, _list(_names(receipt.searched))),
        (ask_text.LEFT_OUT, _left_out(receipt)),
        (ask_text.FILTERS, escape(shared_text.in_words(plan.filters) or ask_text.NONE)),
        (ask_text.NAMES, escape(shared_text.names_added(plan) or ask_text.NONE)),
        (ask_text.EXACT, escape(", ".join(f"‘{phrase}’" for phrase in plan.phrases))),
        (ask_text.NOT_TOPIC, escape(", ".join(f"‘{said}’" for said in plan.instructions))),
        (ask_text.CUT, escape(cut)),
        (ask_text.COMPARED, escape(ask_text.compared(receipt.reranked, each_document))),
        (ask_text.INDEX, escape(ask_text.index(receipt.built, receipt.index_digest))),
        (ask_text.SETTINGS, escape(f"Reference {receipt.settings_digest}")),
    ]
    said = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in rows if value)
    line = escape(ask_text.searched(len(receipt.searched), len(receipt.left_out), plan.filters))
    return f'<details class="about"><summary>{line}</summary><dl class="facts">{said}</dl></details>'


def _names(documents: Iterable[Document]) -> list[str]:
    return [_name(document) for document in documents]


@lru_cache(maxsize=4096)
def _name(document: Document) -> str:
    """Kept: every page of results names every document."""
    return f"{capital(named(document))} ({document.file})"


def _left_out(receipt: Receipt) -> str:
    """Documents left out, together where the reason is the same."""
    by_reason: dict[str, list[Document]] = {}
    for document, reason in receipt.left_out:
        by_reason.setdefault(reason, []).append(document)
    return "".join(
        f"<p>{escape(reason)}</p>{_list(_names(documents))}" for reason, documents in by_reason.items()
    )


def _list(items: list[str]) -> str:
    if not items:
        return ask_text.NONE
    return "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in items) + "</ul>"
