"""The running app under faults, used through a browser: killed as it exports and saves, disk full, index deleted."""

from __future__ import annotations

import random
import re
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from findings.packs.database import Database
from findings.packs.pack_store import PackStore
from tests.app.browser import FLAGS, PICTURES, Tab, chromium, serving, started
from tests.app.fake_library import FakeLibrary
from tests.app.small_corpus import build, serving_corpus
from tests.packs.make_pack import in_order
from tests.robustness.faults.full_disks import filled, small_disk
from tests.robustness.faults.packs import exported, filled_pack

_NOTE = "Your note (not inspectors' words)"
_PACKS = "tests/app/fake_app.py"  # the app with a library that opens at once


@contextmanager
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        try:
            yield opened
        finally:
            opened.close()


def killed_apps(folder: Path, times: int) -> Counter[str]:
    """Kill the app at random moments after a click on Download, or on Save of a note; then start it again.

    A file must have come whole or not at all; a note that the page called saved must be there.
    """
    data, rng, counts = folder / "data", random.Random(7), Counter[str]()
    pack_id = filled_pack(data)
    store = PackStore(data)
    took = [0.0, 0.0]  # seconds that a note and a file take, undisturbed
    with browser() as chrome:
        for number in range(-2, times):
            before = [item.note for item in in_order(store.pack(pack_id))]
            whole = exported(store, pack_id, FakeLibrary())["docx"]
            server, address = started(_PACKS, folder / "log", FINDINGS_DATA=str(data))
            came: list[Any] = []
            try:
                tab = Tab(chrome, address)
                tab.page.on("download", lambda download, came=came: came.append(download))
                tab.open(f"/evidence-pack?pack={pack_id}").status("passages")
                _click(tab, note := f"Note {number}", number % 2)
                if number < 0:
                    took[number] = _until_done(tab, came)
                else:  # a note is saved at once, and what takes time is drawing the page; a file takes time itself
                    time.sleep(1.2 * took[number % 2] * rng.random() ** (1 if number % 2 else 4))
            finally:
                server.kill()
                server.wait()
            tab.page.wait_for_timeout(300)
            done = _file(came, whole) if number % 2 else _note(store, pack_id, before, note, _said(tab))
            counts[done] += number >= 0
            tab.close()
            Database(data).check()
    return counts


def _click(tab: Tab, note: str, download: int) -> None:
    if download:
        tab.page.get_by_role("button", name=re.compile("Word document")).click()
        return
    tab.page.get_by_text("Label and note").first.click()
    tab.page.get_by_label(_NOTE).first.fill(note)
    tab.page.get_by_role("button", name="Save", exact=True).first.click()


def _said(tab: Tab) -> bool:
    """Whether the page says that the note was saved."""
    return bool(tab.page.locator(".status", has_text="Saved.").count())


def _until_done(tab: Tab, came: list[Any]) -> float:
    """Seconds until a file has come or the page says that the note was saved."""
    began = time.monotonic()
    while not came and not _said(tab):
        tab.page.wait_for_timeout(20)
    return time.monotonic() - began


def _file(came: list[Any], whole: bytes) -> str:
    try:
        files = [download.path().read_bytes() for download in came if not download.failure()]
    except Exception:
        files = []
    if not files:
        return "killed before the file came: no file"
    return "the file had come, whole" if files == [whole] else "LOST: half a file"


def _note(store: PackStore, pack_id: str, before: list[str], note: str, said: bool) -> str:
    now = [item.note for item in in_order(store.pack(pack_id))]
    if now == [note, *before[1:]]:
        return "the note had been saved"
    return "killed before the note was saved: as before" if now == before and not said else "LOST: the note"


def full_disk(folder: Path) -> dict[str, str]:
    """The app whose data folder has no room left: a word on what each page does."""
    said: dict[str, str] = {}
    with small_disk(folder / "disk", "8m") as disk, browser() as chrome:
        data = disk / "data"
        pack_id = filled_pack(data)
        store = PackStore(data)
        whole = exported(store, pack_id, FakeLibrary())["docx"]
        with serving(_PACKS, folder / "log", FINDINGS_DATA=str(data)) as address:
            tab = Tab(chrome, address)
            with filled(disk):
                tab.open(f"/evidence-pack?pack={pack_id}").status("passages")
                with tab.page.expect_download() as download:
                    tab.page.get_by_role("button", name=re.compile("Word document")).click()
                same = download.value.path().read_bytes() == whole
                said["an evidence pack"] = "shown, its file whole" if same else "LOST: half a file"
                tab.page.get_by_text("Label and note").first.click()
                tab.page.get_by_label(_NOTE).first.fill("Not to be lost")
                tab.page.get_by_role("button", name="Save", exact=True).first.click()
                tab.page.locator('[role="alert"]').wait_for()
                said["a note saved"] = " ".join(tab.texts('[role="alert"]'))
                tab.page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop = 0")
                tab.page.screenshot(path=PICTURES / "full-disk.png")
                tab.open(f"/?q=LADO&pack={pack_id}").status("passages")
                tab.page.get_by_role("button", name="Add to evidence pack").first.click()
                tab.page.locator(".kept", has_text="cannot").first.wait_for()
                said["a passage added"] = " ".join(tab.texts(".kept"))
            if store.pack(pack_id).items != PackStore(data).pack(pack_id).items:
                said["the pack"] = "LOST: changed"
            tab.page.get_by_role("button", name="Add to evidence pack").first.click()
            tab.page.locator(".kept", has_text="Added").first.wait_for()
            said["once there is room"] = " ".join(tab.texts(".kept"))
            tab.close()
    return said


def index_deleted(folder: Path) -> dict[str, str]:
    """The index deleted under the app, the whole of it and the generation alone: what every page says then."""
    said: dict[str, str] = {}
    with serving_corpus(folder) as site, browser() as chrome:
        tab = Tab(chrome, site.address).open("/?q=supervision")
        tab.status("passages in")
        doc = next(iter(re.findall(r"doc=([^&\"]+)", tab.page.content())), "")
        for what in ("the generation in use", "the whole index"):
            shutil.rmtree(site.index / "generations" if what.startswith("the gen") else site.index)
            for path in (
                "/?q=private+fostering",
                "/ask?q=How+often+is+supervision+held%3F",
                "/over-time?topic=supervision",
                "/recommendations",
                "/documents",
                f"/documents?doc={doc}",
                "/evidence-pack",
                "/help",
            ):
                tab.open(path)
                tab.page.wait_for_timeout(1000)
                tab.ready()
                said[f"{what} deleted, {path[:30]}"] = _told(tab)
            tab.picture(f"deleted-{what}")
            build(site.corpus, site.index)
            tab.open("/?q=supervision").status("passages in")
            said[f"{what} built again"] = "found without a restart"
        tab.close()
    return said


def _told(tab: Tab) -> str:
    """What a page says: answers, or why there are none; a traceback or a fault of ours counts as lost."""
    words = tab.page.locator('[data-testid="stMain"]').inner_text()
    if "Traceback" in words or "something went wrong" in words or tab.page.locator(".stException").count():
        return f"LOST: {words[:300]}"
    reasons = tab.page.locator("details.about", has_text="For administrators")
    if reasons.count():
        reason = reasons.first.text_content() or ""
        alerts = " ".join(tab.texts('[role="alert"], .intro'))
        return f"{alerts} {' '.join(reason.split())}"
    return "goes on"
