"""Evidence pack: what was kept, with notes and labels, compared with its documents, ready to be taken away."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from findings.app import frame
from findings.app.components import download, notice
from findings.app.components.asking import example
from findings.app.components.pack import pack_about, pack_balance, pack_changes, pack_item, pack_tools
from findings.app.state import current_pack, library_access, session
from findings.app.state.address import SearchAddress
from findings.app.text import pack_text, shared_text
from findings.errors import FindingsError, PackMissing, PackStoreError
from findings.packs import wording as said
from findings.packs.check import SAME, CheckedPack, check, silent
from findings.packs.formats import FORMATS, file_name
from findings.packs.pack_store import PackStore

if TYPE_CHECKING:
    from findings.library import Library
    from findings.packs.pack import Pack


def draw() -> None:
    top = st.container()  # alerts; a fixed place keeps the places of all that follows
    asked = st.query_params.get(current_pack.PARAM, "") or current_pack.pack_id()
    try:
        pack = current_pack.store().pack(asked) if asked else None
    except PackMissing:
        nothing(top, pack_text.NOT_FOUND)
        return
    except PackStoreError as error:
        pack_changes.log.error("%s", error)
        frame.tab_title(pack_text.PAGE, problem=True)
        frame.heading(1, pack_text.PAGE)
        with top:
            frame.alert(pack_text.NOT_USABLE, pack_text.NOT_USABLE_FIX)
        return
    if pack is None:
        nothing(top)
        return
    library, checked = compared_with(pack, opened())
    frame.tab_title(pack_text.PAGE, pack.name)
    frame.heading(1, pack.name)
    if pack.purpose:
        frame.line(pack.purpose, "intro purpose")
    if library is not None:
        notice.index_notice(library)
    frame.status(held(checked))
    pack_changes.show(pack)
    if pack.items:
        compared(checked, library)
        downloads(pack, library)
        pack_tools.draw(checked, library)
    else:
        frame.line(pack_text.EMPTY, "intro")
        first_step(library)
    pack_about.draw(pack)
    frame.line(pack_text.SHARED)
    if pack.items:
        contents(checked, library)


def opened() -> Library | None:
    """The library, or None: a pack can be read and taken away without an index."""
    try:
        return library_access.get_library()
    except FindingsError as error:
        pack_changes.log.error("%s", error)
        return None


def compared_with(pack: Pack, library: Library | None) -> tuple[Library | None, CheckedPack]:
    """The pack compared with its documents, and the library; no library when the index cannot be used after all."""
    try:
        return library, check(pack, library)
    except FindingsError as error:
        pack_changes.log.error("%s", error)
        return None, check(pack, None)


def nothing(top: st.delta_generator.DeltaGenerator, problem: str = "") -> None:
    """No pack yet, or none under this id."""
    frame.tab_title(pack_text.PAGE, problem=bool(problem))
    frame.heading(1, pack_text.PAGE)
    frame.status("")
    with top:
        if problem:
            frame.alert(problem)
    frame.line(pack_text.INTRO, "intro")
    if not problem:
        frame.line(pack_text.EMPTY, "intro")
    first_step(opened())
    pack_about.others(None)


def first_step(library: Library | None) -> None:
    """The way to Search, and one search of the documents at hand to begin with."""
    st.page_link(frame.SEARCH, label=pack_text.GO_SEARCH, query_params={})
    for words in example.of(shared_text.EXAMPLE_OF, library) if library is not None else ():
        label = session.plain(pack_text.for_example(words))
        st.page_link(frame.SEARCH, label=label, query_params=SearchAddress(q=words).params())


def held(checked: CheckedPack) -> str:
    """The status line of a pack at rest."""
    if not checked.items:
        return ""
    documents = {one.item.kept.document.id for one in checked.items}
    return said.held(len(checked.items), len(documents))


def compared(checked: CheckedPack, library: Library | None) -> None:
    """What became of the quotations, in one line."""
    if library is None:
        frame.line(pack_text.NOT_COMPARED, "warning")
        return
    different = sum(one.status != SAME for one in checked.items)
    if different:
        frame.line(pack_text.differ(different, len(checked.items)), "warning")
    else:
        frame.line(pack_text.CHECKED)


def downloads(pack: Pack, library: Library | None) -> None:
    """The files; each is made when it is asked for, from what the store holds then."""
    with st.container(horizontal=True, key="downloads"):
        for form in FORMATS.values():
            download.button(
                pack_text.download(form.words),
                partial(export, current_pack.store(), pack.id, form.code, library),
                file_name(pack.name, form.code),
                form.media,
                f"download-{form.code}",
                "primary" if form.code == "docx" else "secondary",
            )


def export(store: PackStore, pack_id: str, code: str, library: Library | None) -> bytes:
    """Called on a click, on another thread, which does not know who has signed in: no drawing here."""
    _, checked = compared_with(store.pack(pack_id), library)
    return FORMATS[code].write(checked, datetime.now(UTC).date())


def contents(checked: CheckedPack, library: Library | None) -> None:
    """The sections with their items, then the silent inspections and what was searched."""
    offers = pack_balance.offers(checked, library) if library is not None else {}
    several = len({one.item.kept.document.about for one in checked.items}) > 1
    frame.line(said.LABELS_NOTE)
    for section in checked.sections:
        frame.heading(2, said.heading(section.heading))
        if section.heading in offers:
            pack_balance.draw(checked.pack, section.heading, offers[section.heading])
        for one in section.items:
            pack_item.draw(
                checked.pack, one, several, first=one is section.items[0], last=one is section.items[-1]
            )
    if silences := silent(checked):
        frame.heading(2, said.SILENT_TITLE)
        topics = len({one.topic for one in silences}) > 1
        frame.bullets(
            tuple(f"{said.inspection(one.document)}: {said.silence(one, topics)}" for one in silences)
        )
        frame.line(said.SILENT_NOTE)
    frame.heading(2, said.SEARCHED_TITLE)
    if not checked.pack.searches:
        frame.line(said.NOT_SEARCHED)
    for search in checked.pack.searches:
        st.html(pack_about.searched_html(search))


draw()
