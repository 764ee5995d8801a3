"""Nothing lost and nobody misled: packs, notes, messages and ways back, in a real browser over the fake library."""

import io

import docx
import pytest

from findings.packs.pack_store import PackStore
from tests.app.browser import serving
from tests.app.test_browser_packs import ADD, Site, filled, headings, knowing
from tests.packs.make_pack import in_order

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(chrome, tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    with serving("tests/app/fake_app.py", folder / "log") as address:
        yield Site(address, PackStore(folder / "data"))


@pytest.fixture
def tab(tabs, site):
    return tabs(site.address)


def test_a_shared_search_never_fills_the_sharers_pack(tab, site):
    theirs = site.store.create("Theirs")
    tab.open(f"/?q=LADO&pack={theirs}").status("3 passages")
    tab.page.wait_for_function("!location.search.includes('pack=')")
    tab.page.get_by_role("button", name=ADD).first.click()
    tab.page.get_by_role("link", name="View pack").click()
    tab.page.wait_for_url("**/evidence-pack?pack=p**")
    assert theirs not in tab.page.url
    tab.status("1 passage from 1 document")
    assert site.store.keys(theirs) == frozenset()


def test_somebody_elses_pack_is_changed_only_after_a_yes(tab, site):
    theirs = filled(site.store)
    tab.open(f"/evidence-pack?pack={theirs}").status("4 passages")
    tab.page.get_by_text("It was prepared by Ann Lead.").wait_for()
    tab.page.get_by_role("button", name="Remove", exact=True).last.click()
    alert = tab.page.get_by_role("alert")
    alert.get_by_text("Do you want to change it?").wait_for()
    tab.ready()
    assert len(site.store.keys(theirs)) == 4
    assert tab.violations() == []
    tab.page.get_by_role("button", name="Yes, change this pack").click()
    tab.status("Removed. Your pack has 3 passages.")
    assert len(site.store.keys(theirs)) == 3


def test_a_note_that_is_still_being_typed_is_in_the_word_file(tab, site):
    pack = filled(site.store)
    knowing(tab, pack).open(f"/evidence-pack?pack={pack}").status("4 passages")
    tab.page.get_by_text("Label and note").nth(1).click()
    note = tab.page.locator('[class*="st-key-ev-item-"]').nth(1).get_by_label("Your note")
    note.fill("Ask for the figures of March")
    with tab.page.expect_download() as download:
        tab.page.get_by_role("button", name="Download Word document").click()
    document = docx.Document(io.BytesIO(download.value.path().read_bytes()))
    assert any("Ask for the figures of March" in paragraph.text for paragraph in document.paragraphs)
    tab.status("Saved.")
    assert in_order(site.store.pack(pack))[1].note == "Ask for the figures of March"


@pytest.mark.parametrize("width", [1280, 390])
def test_undo_appears_where_the_person_is_and_stays_until_closed(tabs, site, width):
    pack = filled(site.store)
    tab = knowing(tabs(site.address, width), pack).open(f"/evidence-pack?pack={pack}")
    tab.status("4 passages")
    before = headings(tab)
    tab.page.get_by_role("button", name="Remove", exact=True).last.click()
    tab.status("Removed. Your pack has 3 passages.")
    bar = tab.page.locator(".st-key-message-bar")
    box = bar.bounding_box()
    assert box["y"] > 0 and box["y"] + box["height"] <= 901, "in the window, wherever it has been scrolled to"
    tab.page.wait_for_function("document.activeElement.id === 'message'")  # what had the focus is gone
    assert tab.violations() == [] and tab.overflow() == 0
    tab.picture("undo")
    tab.page.keyboard.press("Tab")
    assert tab.page.evaluate("document.activeElement.innerText") == "Undo"
    tab.page.keyboard.press("Enter")
    tab.status("Put back. Your pack has 4 passages.")
    assert headings(tab) == before
    bar.get_by_role("button", name="Close").click()
    bar.wait_for(state="detached")


def test_the_words_a_conflict_took_stay_until_closed(tabs, site):
    pack = filled(site.store)
    mine, theirs = (knowing(tabs(site.address), pack).open(f"/evidence-pack?pack={pack}") for _ in range(2))
    for tab, words in ((theirs, "Theirs"), (mine, "Mine, a long one")):
        tab.status("4 passages")
        tab.page.get_by_text("Label and note").nth(1).click()
        tab.page.locator('[class*="st-key-ev-item-"]').nth(1).get_by_label("Your note").fill(words)
    theirs.page.locator("h1").click()
    theirs.status("Saved.")
    mine.page.locator("h1").click()
    mine.page.get_by_role("alert").get_by_text("This pack was changed in another window.").wait_for()
    bar = mine.page.locator(".st-key-message-bar")
    bar.get_by_text("Mine, a long one").wait_for()
    mine.page.get_by_text("Label and note").nth(2).click()  # goes on with something else
    assert bar.get_by_text("Mine, a long one").is_visible()
    bar.get_by_role("button", name="Close").click()
    bar.wait_for(state="detached")


@pytest.mark.parametrize("way", ["Back", "link"])
def test_back_from_the_reader_is_at_the_card_it_was_opened_from(tab, way):
    tab.open("/?q=many").status("23 passages")
    link = tab.page.locator("#card-10").get_by_role("link", name="Open page 1")
    link.click()
    tab.status("Page 1 of 2")
    tab.page.wait_for_function("document.activeElement.id === 'passage'")
    if way == "Back":
        tab.page.go_back()
    else:
        tab.page.get_by_role("link", name="Back to your search results").click()
    tab.status("23 passages")
    tab.page.wait_for_function("document.activeElement.closest('#card-10') !== null")
    tab.still()
    box = link.bounding_box()
    assert 0 < box["y"] < 900


@pytest.mark.parametrize("button", ["search-go", "search-apply"])
def test_an_open_list_closes_when_a_button_is_pressed(tab, button):
    tab.open("/?q=LADO").status("3 passages")
    tab.page.get_by_text("Filters", exact=True).click()
    lists = tab.page.get_by_role("listbox")
    for _ in range(10):  # a list that is drawn again while the filters open is closed with it
        tab.page.get_by_role("combobox", name="Local authority").click()
        tab.page.wait_for_timeout(300)
        if lists.count():
            break
    assert lists.count() == 1
    # Not by its role: what is not the list is hidden from screen readers while one is open.
    tab.page.locator(f".st-key-{button} button").click()
    lists.wait_for(state="detached")
    tab.ready()
    assert lists.count() == 0


def test_the_menu_of_a_phone_has_its_name_and_closes_after_choosing(tabs, site):
    tab = tabs(site.address, 390).open("/?q=LADO")
    tab.page.get_by_role("button", name="Menu", exact=True).click()
    help_page = tab.page.get_by_test_id("stSidebarNavLink").filter(has_text="Help")
    help_page.wait_for()
    assert tab.violations() == []
    help_page.click()
    tab.page.wait_for_url("**/help")
    tab.page.wait_for_selector('[data-testid="stSidebar"][data-collapsed="true"]', state="attached")
    tab.page.get_by_role("button", name="Menu", exact=True).wait_for()
