"""How every page behaves in a real browser, over the fake library."""

from contextlib import suppress

import pytest
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.app.fake_library import FINDING

pytestmark = pytest.mark.browser


@pytest.fixture
def tab(tabs, fake_site):
    return tabs(fake_site)


def test_every_view_has_a_tab_title_of_its_own(tab):
    named = ("/", "/?q=LADO", "/ask", "/ask?q=LADO", "/over-time?topic=LADO", "/recommendations?topic=many")
    named += ("/documents", "/documents?doc=letter", "/help", "/help?for=administrators")
    titles = {tab.open(path).page.title() for path in named}
    assert len(titles) == len(named)
    for path in ("/?q=" + "a" * 501, "/?q=broken"):
        assert tab.open(path).page.title() == "Error: Search - Inspection evidence search"


def test_searching_back_and_forward(tab):
    tab.open("/?q=nothing")
    entries = tab.page.evaluate("history.length")
    tab.search("LADO").status("3 passages in 2 documents for ‘LADO’")
    assert tab.page.title() == "LADO - Search - Inspection evidence search"
    assert tab.page.evaluate("history.length") == entries + 1
    assert "q=LADO" in tab.page.url
    tab.page.go_back()
    tab.status("No passages found for ‘nothing’")
    assert tab.page.get_by_label("What do you want to find?").input_value() == "nothing"
    tab.page.go_forward()
    tab.status("3 passages")
    assert tab.page.get_by_label("What do you want to find?").input_value() == "LADO"


def test_a_link_to_another_view_of_the_page_writes_the_address(tab):
    tab.open("/")
    tab.page.get_by_role("button", name="LADO arrangements").click()
    tab.status("for ‘LADO arrangements’")
    assert tab.page.url.endswith("/?q=LADO+arrangements")
    tab.open("/documents?doc=letter&page=1")
    tab.page.get_by_role("button", name="Next: page 2").click()
    tab.status("Page 2 of 2")
    assert tab.page.url.endswith("/documents?doc=letter&page=2")
    tab.page.go_back()
    tab.status("Page 1 of 2")


def test_back_from_the_reader_restores_the_results(tab):
    tab.open("/?q=many&page=2&sort=newest").status("23 passages")
    tab.page.get_by_role("link", name="Open page 1").first.click()
    tab.status("Page 1 of 2")
    tab.page.go_back()
    tab.status("23 passages")
    assert len(tab.texts("h3")) == 10
    tab.page.go_forward()
    tab.status("Page 1 of 2")
    tab.page.get_by_role("link", name="Back to your search results").click()
    tab.status("23 passages")
    assert "page=2" in tab.page.url and "sort=newest" in tab.page.url


def test_the_status_line_keeps_its_node(tab):
    tab.open("/?q=nothing").status("No passages")
    tab.page.evaluate("window.statusLine = document.querySelector('.status')")
    tab.search("LADO").status("3 passages")
    assert tab.page.evaluate("window.statusLine === document.querySelector('.status')")
    assert tab.page.evaluate("window.statusLine.textContent").startswith("3 passages")


def test_focus_stays_on_the_button_and_in_the_box(tab):
    tab.open("/")
    tab.search("LADO").status("3 passages")
    assert tab.page.evaluate("document.activeElement.innerText") == "Search"
    box = tab.page.get_by_label("What do you want to find?")
    box.fill("nothing")
    box.press("Enter")
    tab.status("No passages")
    assert (
        tab.page.evaluate("document.activeElement.getAttribute('aria-label')") == "What do you want to find?"
    )


def test_empty_submit_says_what_to_do(tab):
    tab.open("/?q=LADO").status("3 passages")
    tab.search("")
    tab.page.locator('[role="alert"]', has_text="Enter a topic or question").wait_for()
    assert tab.page.locator(".field-error").inner_text() == "Enter a topic or question"
    tab.ready()  # what was drawn before goes at the end of the run
    assert tab.page.locator("h3").count() == 0


def test_a_question_is_shown_as_text(tab):
    query = "<b>x</b> $a$ *b* :smile: [c](d) \\ `e`"
    tab.open("/").search(query)
    assert tab.status("for ‘<b>") == f"3 passages in 2 documents for ‘{query}’"
    assert tab.page.locator(".why").nth(1).inner_text().endswith(f"Similar meaning to ‘{query}’.")
    assert tab.page.locator("main b, .status b, .status em, .katex").count() == 0


def test_single_keys_do_nothing(tab):
    tab.open("/?q=LADO").status("3 passages")
    before = tab.messages
    tab.page.locator("h1").click()
    tab.page.keyboard.press("r")
    tab.page.keyboard.press("c")
    tab.page.wait_for_timeout(700)
    assert before > 0
    assert tab.messages == before  # a rerun would have been asked for
    assert tab.page.locator('[role="dialog"]').count() == 0
    tab.page.get_by_label("What do you want to find?").press("End")
    tab.page.keyboard.type("rc")
    assert tab.page.get_by_label("What do you want to find?").input_value() == "LADOrc"


def test_the_passage_has_the_focus(tab):
    tab.open(f"/documents?doc=letter&page=1&p={FINDING.id}").status("Page 1 of 2")
    tab.page.wait_for_function("document.activeElement.id === 'passage'")
    assert tab.texts("mark") == [FINDING.text]


def test_the_search_by_keyboard_alone(tab):
    tab.open("/")
    tab.page.keyboard.press("Tab")
    assert tab.page.evaluate("document.activeElement.innerText") == "Skip to main content"
    for _ in range(12):
        tab.page.keyboard.press("Tab")
        if (
            tab.page.evaluate("document.activeElement.getAttribute('aria-label')")
            == "What do you want to find?"
        ):
            break
    tab.page.keyboard.type("LADO")
    tab.page.keyboard.press("Enter")
    tab.status("3 passages")
    for _ in range(14):
        tab.page.keyboard.press("Tab")
        if tab.page.evaluate("document.activeElement.innerText").strip() == "Open page 1":
            break
    tab.page.keyboard.press("Enter")
    tab.status("Page 1 of 2")
    tab.page.wait_for_function("document.activeElement.id === 'passage'")


def test_pages_and_order_keep_the_focus(tab):
    tab.open("/?q=many").status("23 passages")
    tab.page.get_by_test_id("stPagination").get_by_role("button", name="2").click()
    tab.page.wait_for_url("**page=2")
    tab.ready()
    assert len(tab.texts("h3")) == 10
    tab.status("Page 2 of 3")
    assert "2" in tab.page.evaluate("document.activeElement.innerText || ''")
    tab.page.get_by_role("link", name="Go to the first passage on this page").click()
    assert tab.page.evaluate("document.activeElement.innerText") == "Passages"
    order = tab.page.get_by_role("combobox", name="Order")
    order.focus()
    tab.still()  # a list closes when the page scrolls under it
    order.press("ArrowDown")
    tab.page.get_by_role("option", name="Newest first").click()
    tab.page.wait_for_url("**sort=newest")
    assert "page=2" not in tab.page.url


def test_filters_wait_for_a_button(tab):
    tab.open("/?q=LADO").status("3 passages")
    tab.page.get_by_text("Filters", exact=True).click()
    authority = tab.page.get_by_role("combobox", name="Local authority")
    chosen = tab.page.get_by_role("option", name="Southshire")
    for _ in range(10):  # a list that is drawn again while the filters open forgets what was typed
        authority.fill("South")
        with suppress(PlaywrightTimeout):
            chosen.click(timeout=2_000)
            break
    tab.page.keyboard.press("Escape")
    assert "la=" not in tab.page.url
    tab.page.get_by_role("button", name="Apply filters").click()
    tab.page.wait_for_url("**la=Southshire**")
    tab.page.locator(".st-key-chips").get_by_text("Southshire").wait_for()
    tab.page.get_by_text("Filters (1 applied)").wait_for()


def test_every_open_link_of_the_list_works(tab):
    tab.open("/documents")
    links = tab.page.locator("table.documents a").evaluate_all(
        "links => links.map(a => a.getAttribute('href'))"
    )
    assert len(links) == 5
    for link in links:
        tab.open("/documents" + link)
        assert "We cannot find" not in tab.page.content()
        assert tab.page.locator("h1").inner_text() != "Documents"
