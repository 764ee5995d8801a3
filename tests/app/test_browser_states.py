"""Every page in every state: nothing that axe finds, nothing wider than the window; light and dark, wide and narrow."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from findings.packs.pack_store import PackStore
from findings.uploads import job
from findings.uploads.job import Job, Outcome
from tests.app.browser import Tab, only_tab, serving
from tests.app.fake_library import FINDING
from tests.app.test_browser_packs import ADD, APP, filled, knowing
from tests.uploads import make_files

pytestmark = pytest.mark.browser

# States that an address is enough for.
VIEWS = {
    "before": "/",
    "results": "/?q=LADO+Northshire&la=Northshire&from=2018",
    "many": "/?q=many&page=3",
    "none": "/?q=nothing&type=jtai&sort=xyz",
    "only possible": "/?q=possible",
    "too long": "/?q=" + "a" * 501,
    "years crossed": "/?q=LADO&from=2022&to=2018",
    "refused": "/?q=refused",
    "fault": "/?q=broken",
    "ask": "/ask",
    "answer": "/ask?q=part+of+LADO&la=Northshire",
    "abstention": "/ask?q=abstain",
    "table": "/ask?q=which",
    "grades": "/ask?q=grades",
    "no table": "/ask?q=LADO&as=asked_for",
    "ask nothing": "/ask?q=" + "a" * 501,
    "ask fault": "/ask?q=broken",
    "over time before": "/over-time",
    "over time": "/over-time?topic=LADO",
    "several authorities": "/over-time?topic=crowd&order=oldest",
    "several": "/over-time?topic=several",
    "one inspection": "/over-time?topic=single",
    "no inspections": "/over-time?topic=no+inspection",
    "themes": "/themes",
    "themes by group": "/themes?order=group&la=Northshire",
    "themes of none": "/themes?from=2024",
    "recommendations": "/recommendations?topic=many&page=2",
    "all recommendations": "/recommendations",
    "no recommendations": "/recommendations?topic=none&followed=later",
    "nothing saved": "/saved",
    "no pack": "/evidence-pack",
    "unknown pack": "/evidence-pack?pack=p" + "x" * 22,
    "documents": "/documents",
    "no documents": "/documents?status=unreadable&type=jtai",
    "add": "/documents?view=add",
    "page": f"/documents?doc=letter&page=1&p={FINDING.id}",
    "second page": "/documents?doc=letter&page=2",
    "text file": "/documents?doc=report&page=9",
    "unreadable": "/documents?doc=broken",
    "unknown": "/documents?doc=nowhere",
    "help": "/help",
    "help for administrators": "/help?for=administrators",
    "stale": "/?q=LADO+&state=stale",
    "stale documents": "/documents?state=stale",
    "no index": "/?state=missing",
    "no index help": "/help?for=administrators&state=missing",
    "no index over time": "/over-time?state=missing",
    "no index themes": "/themes?state=missing",
    "no index saved": "/saved?state=missing",
    "no index documents": "/documents?state=missing",
    "damaged": "/ask?state=damaged",
    "another version": "/recommendations?state=other",
}


class Site(NamedTuple):
    address: str
    data: Path
    store: PackStore


@pytest.fixture(scope="module")
def site(chrome, tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    with serving(APP, folder / "log") as address:
        yield Site(address, folder / "data", PackStore(folder / "data"))


@pytest.fixture(scope="module")
def tab(chrome, site):
    """One tab for all states: opening one is most of the time."""
    yield from only_tab(chrome, site.address)


@pytest.mark.parametrize("name", VIEWS)
def test_every_view_is_accessible_and_fits(tab, name):
    tab.open(VIEWS[name])
    if name.startswith("themes"):
        tab.status(" in ")
    assert tab.page.locator("h1").count() == 1
    assert tab.faults() == []
    tab.pictures(name)


def filters(tab: Tab, _site: Site) -> None:
    tab.open("/?q=LADO").page.get_by_text("Filters", exact=True).click()
    tab.page.get_by_label("From year").wait_for()


def nothing_typed(tab: Tab, _site: Site) -> None:
    tab.open("/").search("")
    tab.page.get_by_role("alert").get_by_text("Enter a topic or question").wait_for()


def kept(tab: Tab, _site: Site) -> None:
    tab.open("/?q=LADO").page.get_by_role("button", name=ADD).first.click()
    tab.page.get_by_role("link", name="View pack").first.wait_for()


def details_of_results(tab: Tab, _site: Site) -> None:
    tab.open("/?q=LADO").status("3 passages")
    for words in (re.compile("^Download these"), "What we searched"):
        tab.page.get_by_text(words).first.click()


def wrong_label(tab: Tab, _site: Site) -> None:
    tab.open("/?q=LADO").status("3 passages")
    tab.page.locator("#card-1").get_by_label("This label is wrong").click()
    tab.page.get_by_role("dialog").get_by_label("What is wrong? (optional)").wait_for()


def thanked(tab: Tab, site: Site) -> None:
    wrong_label(tab, site)
    tab.page.get_by_role("dialog").get_by_role("button", name="Keep this report").click()
    tab.status("Your report is kept.")


def answer_to_copy(tab: Tab, _site: Site) -> None:
    tab.open("/ask?q=LADO").status("Answered from")
    tab.page.locator(".st-key-copy summary").click()
    tab.page.locator(".st-key-copy code").wait_for()


def wrong_answer(tab: Tab, _site: Site) -> None:
    tab.open("/ask?q=LADO").status("Answered from")
    tab.page.get_by_role("button", name="This answer is wrong").click()
    tab.page.get_by_role("dialog").wait_for()


def routed(tab: Tab, _site: Site) -> None:
    tab.open("/").search("LADO arrangements over time")
    tab.page.get_by_role("link", name="See the passages instead").wait_for()


def closest_passages(tab: Tab, _site: Site) -> None:
    tab.open("/over-time?topic=LADO").status("6 inspections")
    tab.page.get_by_text("Show the closest passages").click()
    tab.page.get_by_text("They are not about the topic.").wait_for()


def neighbours(tab: Tab, _site: Site) -> None:
    tab.open("/themes").status(" in ")
    chosen = tab.page.get_by_role("option", name="Northshire")
    for _ in range(10):  # a list that is drawn again while themes are worked out is closed
        tab.page.locator(".st-key-my-authority-name").get_by_role("combobox").click()
        with suppress(PlaywrightTimeout):
            chosen.click(timeout=2_000)
            break
    tab.page.get_by_text("Its neighbours").first.wait_for()


def saved(tab: Tab, _site: Site) -> None:
    tab.open("/over-time?topic=LADO").status("6 inspections")
    tab.page.get_by_role("button", name="Save this topic").click()
    tab.page.locator(".kept", has_text="Saved").wait_for()


def list_of_saved(tab: Tab, _site: Site) -> None:
    """After the one before: of what that one saved."""
    tab.open("/saved").page.locator("[class*=st-key-saved-] summary").first.click()
    tab.page.get_by_label("Name").first.wait_for()


def empty_pack(tab: Tab, site: Site) -> None:
    tab.open(f"/evidence-pack?pack={site.store.create('Empty')}")


def pack(tab: Tab, site: Site) -> None:
    kept_pack = filled(site.store)
    knowing(tab, kept_pack).open(f"/evidence-pack?pack={kept_pack}").status("4 passages")


def pack_opened(tab: Tab, site: Site) -> None:
    """Every part that is folded away, and the question before it is deleted."""
    pack(tab, site)
    for part in ("brief", "plan", "arrange", "about-pack"):
        tab.page.locator(f".st-key-{part} summary").click()
        tab.ready()
    for closed in ("Label and note", "Our response and evidence", "says something different", "‘LADO’"):
        tab.page.get_by_text(closed).first.click()
    tab.page.get_by_label("Evidence held").first.wait_for()
    tab.page.get_by_role("button", name="Delete this pack").click()
    tab.page.get_by_text("This cannot be undone.").wait_for()


def pack_undo(tab: Tab, site: Site) -> None:
    pack(tab, site)
    tab.page.get_by_role("button", name="Remove", exact=True).last.click()
    tab.status("Removed. Your pack has 3 passages.")


def pack_of_another(tab: Tab, site: Site) -> None:
    theirs = filled(site.store)
    tab.page.context.clear_cookies()
    tab.open(f"/evidence-pack?pack={theirs}").status("4 passages")
    tab.page.get_by_role("button", name="Remove", exact=True).last.click()
    tab.page.get_by_role("alert").get_by_text("Do you want to change it?").wait_for()


def pack_conflict(tab: Tab, site: Site) -> None:
    pack(tab, site)
    there = tab.page.url.split("pack=")[1]
    item = site.store.pack(there).items[0]
    site.store.annotate(there, item.id, "Theirs", item.label, item.version)
    tab.page.locator(f".st-key-edit-{item.id} summary").click()
    tab.page.locator(f".st-key-edit-{item.id}").get_by_label("Your note").fill("Mine")
    tab.page.locator("h1").click()
    tab.page.get_by_role("alert").get_by_text("This pack was changed in another window.").wait_for()


def adding(tab: Tab, path: str = "/documents?view=add") -> Tab:
    """The page for a person who has chosen nothing yet: the tests share a tab, which remembers what was chosen."""
    tab.page.context.clear_cookies(name="findings-adding")
    return tab.open(path)


def files_chosen(tab: Tab, _site: Site) -> None:
    """One that cannot be added, one without a date."""
    adding(tab)
    files = (("empty.pdf", b" "), ("bare.pdf", make_files.bare()))
    given = [{"name": name, "mimeType": "application/pdf", "buffer": data} for name, data in files]
    tab.page.set_input_files('[data-testid="stFileUploader"] input', given)
    tab.status("1 document can be added and 1 cannot")


def files_without_a_date(tab: Tab, site: Site) -> None:
    files_chosen(tab, site)
    tab.page.get_by_role("button", name="Add 1 document").click()
    tab.page.get_by_role("alert").get_by_text("Enter the date of the inspection").wait_for()


def being_built(tab: Tab, site: Site) -> None:
    job.write(site.data, Job(job.now(), part=0.4, said="Reading the documents"))
    adding(tab).page.get_by_role("progressbar").wait_for()


def built(tab: Tab, site: Site) -> None:
    became = (
        Outcome("a.pdf", "a.pdf", "ready", "letter", 4),
        Outcome("b.pdf", "b.pdf", "duplicate", "letter"),
        Outcome("c.pdf", "c.pdf", "missing"),
    )
    job.write(site.data, Job(job.now(), "done", 1.0, "", "", became, job.now()))
    adding(tab).page.get_by_role("heading", name="Result").wait_for()


def build_failed(tab: Tab, site: Site) -> None:
    job.write(site.data, Job(job.now()).failed("There is no room left."))
    adding(tab, "/documents?view=add&state=stale").page.locator(".alert").wait_for()


ACTIONS: tuple[Callable[[Tab, Site], None], ...] = (
    filters,
    nothing_typed,
    kept,
    details_of_results,
    wrong_label,
    thanked,
    answer_to_copy,
    wrong_answer,
    routed,
    closest_passages,
    neighbours,
    saved,
    list_of_saved,
    empty_pack,
    pack,
    pack_opened,
    pack_undo,
    pack_of_another,
    pack_conflict,
    files_chosen,
    files_without_a_date,
    being_built,
    built,
    build_failed,
)


@pytest.mark.parametrize("reach", ACTIONS, ids=lambda reach: reach.__name__)
def test_every_state_is_accessible_and_fits(tab, site, reach):
    reach(tab, site)
    tab.ready()
    assert tab.faults() == []
    tab.pictures(reach.__name__)
    (site.data / job.STATE).unlink(missing_ok=True)


def test_the_open_menu_of_a_narrow_window_is_accessible(tab):
    tab.wide(390).open("/help")
    tab.page.get_by_role("button", name="Menu", exact=True).click()
    tab.page.get_by_test_id("stSidebarNavLink").filter(has_text="Help").wait_for()
    assert tab.faults((390, 320)) == []


def test_the_way_in_is_accessible(chrome, tmp_path):
    with serving(APP, tmp_path / "log", FINDINGS_SIGN_IN="1") as address:
        tab = Tab(chrome, address).open("/")
        assert tab.faults() == []
        tab.close()
