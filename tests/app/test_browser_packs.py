"""Evidence packs in a real browser, over the fake library."""

import io
import re
import threading
from dataclasses import replace
from typing import NamedTuple

import docx
import pytest

from findings.packs.pack import Silent
from findings.packs.pack_store import PackStore
from findings.packs.snapshot import kept_passage, searched
from findings.records import Plan
from tests.app.browser import Tab, serving
from tests.app.fake_library import BULLET, FINDING, LETTER, MEETINGS, PARTNERS, REPORT, FakeLibrary
from tests.app.fake_views import DOCUMENTS, WHOLE
from tests.packs.make_pack import in_order

pytestmark = pytest.mark.browser

APP = "tests/app/fake_app.py"
ADD, REMOVE = "Add to evidence pack", "Remove from evidence pack"


class Site(NamedTuple):
    address: str
    store: PackStore


@pytest.fixture(scope="module")
def site(chrome, tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    with serving(APP, folder / "log") as address:
        yield Site(address, PackStore(folder / "data"))


@pytest.fixture
def tab(tabs, site):
    return tabs(site.address)


def filled(store, name="LADO arrangements"):
    """A pack in every state at once: the same, changed and gone, with a note, a label of one's own, a silence."""
    pack = store.create(name)
    strength = kept_passage(MEETINGS, LETTER, "LADO", "strength")
    changed = replace(
        kept_passage(FINDING, LETTER, "LADO", "mixed"), quote=FINDING.text.replace("not", "now")
    )
    gone = kept_passage(WHOLE["full"], DOCUMENTS["full"], "LADO", "strength")
    found = searched("over_time", FakeLibrary().receipt(Plan("LADO", "LADO")))
    silent = replace(found, silent=(Silent(DOCUMENTS["silent"], "not_mentioned"),))
    store.add(pack, [strength, changed, gone, kept_passage(PARTNERS, REPORT, "", "mentioned")], silent)
    item = in_order(store.pack(pack))[0]
    store.annotate(pack, item.id, "Ask the officer\nfor figures", "mixed", 1)
    store.describe(pack, name, "For the annual conversation", "Ann Lead", 1)
    return pack


def knowing(tab, pack):
    """The tab, in a browser that made or agreed to change this pack."""
    cookie = {"name": "findings-packs", "value": pack, "url": tab.address}
    tab.page.context.add_cookies([cookie])
    return tab


def headings(tab):
    return tab.texts('[class*="st-key-ev-item-"] h3')


def test_search_open_add_download(tab, site, tmp_path):
    tab.open("/?q=LADO").status("3 passages")
    tab.page.get_by_role("link", name="Open page 1").first.click()
    tab.status("Page 1 of 2")
    tab.page.get_by_role("button", name=ADD).click()
    tab.page.get_by_text("Added. Your pack has 1 passage.").wait_for()
    tab.page.get_by_role("link", name="View pack").click()
    tab.status("1 passage from 1 document")
    assert tab.page.locator("h1").inner_text() == "LADO"
    tab.page.get_by_role("link", name="Evidence pack (1)").wait_for()
    with tab.page.expect_download() as download:
        tab.page.get_by_role("button", name="Download Word document").click()
    assert download.value.suggested_filename == "evidence-pack-lado.docx"
    document = docx.Document(io.BytesIO(download.value.path().read_bytes()))
    assert [p.text for p in document.paragraphs if p.style.name == "Quote"] == [FINDING.text]
    assert "LADO" in [p.text for p in document.paragraphs if p.style.name == "Heading 1"]


def reach(tab, words):
    """Press Tab until what has the focus says these words."""
    for _ in range(80):
        tab.page.keyboard.press("Tab")
        if words in tab.page.evaluate(
            """() => { const e = document.activeElement;
                 return e.matches("input, button, a") ? e.ariaLabel || e.innerText : ""; }"""
        ):
            return
    raise AssertionError(f"Tab never came to ‘{words}’")


def test_search_open_add_download_with_the_keyboard_alone(tab):
    tab.open("/")
    reach(tab, "What do you want to find?")
    tab.page.keyboard.type("LADO")
    tab.page.keyboard.press("Enter")
    tab.status("3 passages")
    reach(tab, "Open page 1")
    tab.page.keyboard.press("Enter")
    tab.status("Page 1 of 2")
    reach(tab, ADD)
    tab.page.keyboard.press("Enter")
    tab.page.get_by_text("Added. Your pack has 1 passage.").wait_for()
    reach(tab, "View pack")
    tab.page.keyboard.press("Enter")
    tab.status("1 passage from 1 document")
    reach(tab, "Download Word document")
    with tab.page.expect_download() as download:
        tab.page.keyboard.press("Enter")
    assert download.value.suggested_filename == "evidence-pack-lado.docx"


def pressed(tab, name):
    """What is called `name`, reached with the Tab key, its focus seen at every stop, and pressed."""
    tab.tab_to(name, most=250).page.keyboard.press("Enter")
    return tab


def test_packs_are_merged_and_passages_moved_with_the_keyboard_alone(tab, site):
    kept, other = filled(site.store, "First"), site.store.create("Second")
    site.store.add(other, [kept_passage(BULLET, LETTER, "LADO", "mentioned")])
    knowing(tab, f"{kept}.{other}").open(f"/evidence-pack?pack={kept}").status("4 passages")
    pressed(tab, "Group, move, copy or merge")
    tab.page.get_by_label("Bring in all passages of").wait_for()
    tab.ready()
    pressed(tab, "Merge into this pack").status("1 passage brought in")
    assert len(site.store.keys(kept)) == 5
    assert len(site.store.keys(other)) == 1
    before = [item.kept.quote for item in in_order(site.store.pack(kept))]
    number = before.index(WHOLE["full"].text) + 1
    tab.tab_to("Passages", most=250)
    tab.page.keyboard.type(f"{number}.")
    tab.page.get_by_role("option", name=re.compile(rf"^{number}\. ")).wait_for()
    tab.page.keyboard.press("Enter")
    tab.page.keyboard.press("Escape")
    tab.ready()
    pressed(tab, "Do it").status("Moved.")
    assert number > 1
    assert in_order(site.store.pack(kept))[0].kept.quote == WHOLE["full"].text  # its group is the first


def test_a_pack_survives_reload_and_the_history_stays_as_it_was(tab):
    tab.open("/?q=LADO").status("3 passages")
    entries = tab.page.evaluate("history.length")
    tab.page.get_by_role("button", name=ADD).first.click()
    tab.page.get_by_role("button", name=REMOVE).wait_for()
    assert tab.page.url.endswith("/?q=LADO")
    assert tab.page.evaluate("history.length") == entries
    tab.page.get_by_role("link", name="Help", exact=True).click()
    tab.page.wait_for_url("**/help")
    tab.ready()
    assert tab.page.evaluate("history.length") == entries + 1
    tab.page.go_back()
    tab.status("3 passages")
    tab.page.get_by_role("button", name=REMOVE).wait_for()
    tab.page.reload()
    tab.status("3 passages")
    tab.page.get_by_role("button", name=REMOVE).wait_for()
    tab.page.get_by_role("link", name="Evidence pack (1)").wait_for()


def test_an_address_without_the_pack_finds_it_again_in_the_same_browser(tab):
    tab.open("/?q=LADO").status("3 passages")
    tab.page.get_by_role("button", name=ADD).first.click()
    tab.page.get_by_role("link", name="View pack").wait_for()
    tab.open("/evidence-pack")
    tab.status("1 passage from 1 document")
    tab.page.wait_for_url("**/evidence-pack?pack=p**")


def test_only_the_button_is_drawn_again(tab):
    tab.open("/?q=LADO").status("3 passages")
    tab.page.evaluate("window.card = document.querySelector('#card-2 h3')")
    button = tab.page.locator("#card-1").get_by_role("button", name=ADD)
    button.focus()
    tab.page.keyboard.press("Enter")
    tab.page.locator("#card-1").get_by_role("button", name=REMOVE).wait_for()
    live = tab.page.locator("#card-1 [aria-live=polite]")
    live.get_by_text("Added. Your pack has 1 passage.").wait_for()
    assert tab.page.evaluate("document.activeElement.innerText").strip() == REMOVE
    assert tab.page.evaluate(
        "window.card.isConnected && window.card === document.querySelector('#card-2 h3')"
    )


def test_a_button_that_is_pressed_before_the_page_is_all_there_is_answered(tab):
    held = []
    tab.page.route(
        "**/BidiComponent*.js", lambda route: held.append(route)
    )  # what Streamlit loads to answer the buttons with
    tab.open("/?q=LADO").status("3 passages")
    tab.page.locator("#card-1 .keep-button").click()
    tab.page.locator("#card-2 .keep-button").click()
    assert held
    for one in held:
        one.continue_()
    for card in ("1", "2"):
        tab.page.locator(f"#card-{card}").get_by_role("button", name=REMOVE).wait_for()


def test_two_people_adding_at_once_lose_nothing(tabs, site):
    pack = site.store.create("Shared")
    people = [knowing(tabs(site.address), pack).open("/?q=LADO") for _ in range(2)]
    for person in people:
        person.status("3 passages")
    for number in range(2):
        for person, card in zip(people, ("1", "3") if number == 0 else ("2", "4"), strict=True):
            person.page.locator(f"#card-{card}").get_by_role("button", name=ADD).click(no_wait_after=True)
        for person in people:
            person.page.get_by_role("button", name=REMOVE).nth(number).wait_for()
    people[0].open(f"/evidence-pack?pack={pack}").status("4 passages from 2 documents")
    assert len(site.store.keys(pack)) == 4


def test_sessions_and_the_command_line_at_once(tab, site):
    """A browser adds while another process' worth of writers does."""
    pack = site.store.create("Busy")
    knowing(tab, pack).open("/?q=LADO").status("3 passages")
    many = [replace(kept_passage(PARTNERS, REPORT, "", "strength"), start=n, end=n + 1) for n in range(30)]
    writers = [
        threading.Thread(target=lambda part=part: [site.store.add(pack, [one]) for one in part])
        for part in (many[:15], many[15:])
    ]
    for writer in writers:
        writer.start()
    tab.page.locator("#card-1").get_by_role("button", name=ADD).click()
    tab.page.get_by_role("button", name=REMOVE).wait_for()
    for writer in writers:
        writer.join()
    assert len(site.store.keys(pack)) == 31


def test_order_after_moving_is_kept_and_a_conflict_is_told(tabs, site):
    pack = filled(site.store)
    first, second = (knowing(tabs(site.address), pack).open(f"/evidence-pack?pack={pack}") for _ in range(2))
    first.status("4 passages")
    second.status("4 passages")
    before = headings(first)
    first.page.get_by_role("button", name="Move down").first.click()
    first.status("Moved.")
    after = headings(first)
    assert [heading[3:] for heading in after[:2]] == [heading[3:] for heading in before[1::-1]]
    second.page.get_by_role("button", name="Move up").last.click()
    alert = second.page.locator('[role="alert"]')
    alert.get_by_text(
        "This pack was changed in another window. We have loaded the latest version."
    ).wait_for()
    assert headings(second) == after
    second.page.reload()
    second.status("4 passages")
    assert headings(second) == after


def test_removing_can_be_undone_by_keyboard(tab, site):
    pack = filled(site.store)
    knowing(tab, pack).open(f"/evidence-pack?pack={pack}").status("4 passages")
    before = headings(tab)
    tab.page.get_by_role("button", name="Remove", exact=True).first.click()
    tab.status("Removed. Your pack has 3 passages.")
    undo = tab.page.get_by_role("button", name="Undo")
    undo.focus()
    tab.page.keyboard.press("Enter")
    tab.status("Put back. Your pack has 4 passages.")
    assert headings(tab) == before


def test_a_note_is_saved_and_shown(tab, site):
    pack = filled(site.store)
    knowing(tab, pack).open(f"/evidence-pack?pack={pack}").status("4 passages")
    tab.page.get_by_text("Label and note").nth(2).click()
    item = tab.page.locator('[class*="st-key-ev-item-"]').nth(2)
    item.get_by_label("Your note (not inspectors' words)").fill("Look at the later letter")
    tab.page.locator("h1").click()
    tab.status("Saved.")
    tab.page.get_by_text("Look at the later letter").first.wait_for()
    assert in_order(site.store.pack(pack))[2].note == "Look at the later letter"


def test_recommendations_are_ticked_without_a_rerun(tab, site):
    tab.open("/recommendations").status("3 recommendations")
    tab.page.evaluate("window.table = document.querySelector('table.recommendations')")
    tab.page.get_by_text("the recording of decisions").last.click()
    tab.page.get_by_text("Added. Your pack has 1 passage.").wait_for()
    assert tab.page.evaluate("window.table.isConnected")
    assert tab.violations() == []


def test_a_restart_of_the_app_keeps_everything(chrome, tmp_path):
    pack = filled(PackStore(tmp_path / "data"))
    seen = []
    for number in range(2):
        with serving(APP, tmp_path / f"log-{number}", FINDINGS_DATA=str(tmp_path / "data")) as address:
            tab = knowing(Tab(chrome, address), pack).open(f"/evidence-pack?pack={pack}")
            tab.status("4 passages")
            seen.append(tab.texts('[data-testid="stMain"] [data-testid="stHtml"]:not(:has(> script))'))
            if number == 0:
                tab.page.get_by_role("button", name="Remove", exact=True).last.click()
                tab.status("Removed.")
                tab.page.get_by_role("button", name="Undo").click()
                tab.status("Put back.")
            tab.close()
    assert seen[0] == seen[1] != []
