"""The brief of a pack: what it has, in which order, and its files. Only this part is drawn again when one is chosen."""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from findings.app import frame
from findings.app.components import download
from findings.app.components.brief_button import MADE
from findings.app.state import current_pack
from findings.app.state.deployment import settings
from findings.app.text import brief_text, shared_text
from findings.errors import FindingsError, PackError
from findings.packs.brief.brief import make_brief
from findings.packs.brief.brief_files import FORMS, brief_file, brief_of, pdf_possible
from findings.packs.brief.brief_records import ORDERS, PARTS, USUAL_PARTS, Options
from findings.packs.brief.brief_template import filled, template_of
from findings.packs.brief.shown_words import CONTEXTS
from findings.packs.check import CheckedPack, check
from findings.packs.formats import file_name
from findings.packs.pack import NO_RESPONSE
from findings.packs.pack_store import PackStore

if TYPE_CHECKING:
    from findings.library import Library

log = logging.getLogger(__name__)


def draw(checked: CheckedPack, library: Library | None) -> None:
    """Folded away, but open in a pack that was made for its brief."""
    opened = st.session_state.get(MADE) == checked.pack.id
    with st.expander(brief_text.BRIEF, key="brief", expanded=opened):
        _inside(checked, library)


@st.fragment
def _inside(checked: CheckedPack, library: Library | None) -> None:
    frame.line(brief_text.BRIEF_INTRO)
    answered = any(one.item.response != NO_RESPONSE for one in checked.items)
    usual = {*USUAL_PARTS, *(("response",) if answered else ())}
    frame.line(brief_text.PARTS)
    with st.container(horizontal=True, key="brief-parts", gap="small"):
        parts = tuple(
            part
            for part, words in PARTS.items()
            if st.checkbox(words, value=part in usual, key=f"brief-part-{checked.pack.id}-{part}")
        )
    order = st.selectbox(
        brief_text.ORDER, tuple(ORDERS), key="brief-order", format_func=lambda code: ORDERS[code], width=420
    )
    context = st.selectbox(
        brief_text.CONTEXT,
        tuple(CONTEXTS),
        key="brief-context",
        format_func=lambda code: CONTEXTS[code],
        width=420,
    )
    template = _template(checked)
    if template is not None and not st.checkbox(brief_text.TEMPLATE, value=True, key="brief-template"):
        template = None
    options = Options(parts, order, context)
    with st.container(horizontal=True, key="brief-files"):
        for form, label in (("docx", brief_text.WORD), ("pdf", brief_text.PDF)):
            if form == "pdf" and not pdf_possible():
                continue
            download.button(
                label,
                partial(_file, current_pack.store(), checked.pack.id, form, options, template, library),
                file_name(checked.pack.name, form, "brief"),
                FORMS[form],
                f"download-brief-{form}",
                "primary" if form == "docx" else "secondary",
            )
    if not pdf_possible():
        frame.line(brief_text.NO_PDF)


def _template(checked: CheckedPack) -> bytes | None:
    """The council's own; one that cannot be filled is told, and not used."""
    try:
        template = template_of(settings().data)
        if template is not None:
            filled(template, make_brief(checked, _today()))
    except PackError as error:
        frame.alert(shared_text.PROBLEM, str(error))
        return None
    return template


def _file(
    store: PackStore,
    pack_id: str,
    form: str,
    options: Options,
    template: bytes | None,
    library: Library | None,
) -> bytes:
    """Called on a click, on another thread, which does not know who has signed in: no drawing here. From what the store
    holds then, compared once more."""
    pack = store.pack(pack_id)
    try:
        brief = brief_of(check(pack, library), library, _today(), options)
    except FindingsError as error:  # the index can no longer be used
        log.error("%s", error)
        brief = brief_of(check(pack, None), None, _today(), options)
    return brief_file(brief, form, template)


def _today() -> date:
    return datetime.now(UTC).date()
