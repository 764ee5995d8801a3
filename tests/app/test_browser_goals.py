"""What a new user wants to know, from the first screen: each press and each text typed is counted, then by keyboard
alone."""

from __future__ import annotations

import pytest

from tests.app.browser import Tab
from tests.app.councils import write_councils
from tests.app.small_corpus import serving_corpus

pytestmark = [pytest.mark.browser, pytest.mark.model]

BOX = "What do you want to find?"
WIDTHS = (1280, 390, 320)


@pytest.fixture(scope="module")
def site(chrome, tmp_path_factory):
    with serving_corpus(tmp_path_factory.mktemp("goals"), write_councils) as served:
        yield served


@pytest.fixture(params=WIDTHS)
def person(request, chrome, site):
    """Somebody at the first screen, whose actions are counted."""
    tab = Tab(chrome, site.address, request.param)
    yield Person(tab.open("/"))
    assert tab.violations() == []
    assert tab.overflow() == 0
    tab.close()


class Person:
    def __init__(self, tab: Tab) -> None:
        self.tab = tab
        self.actions = 0

    def type(self, words: str, label: str = BOX) -> None:
        self.actions += 2  # into the box, then the words
        self.tab.page.get_by_label(label).fill(words)

    def choose(self, role: str, name: str) -> None:
        self.actions += 1
        self.tab.ready().page.get_by_role(role, name=name, exact=True).first.click()

    def press(self, key: str) -> None:
        self.actions += 1
        self.tab.page.keyboard.press(key)


def test_a_topic_for_one_authority_and_then_for_another(person):
    person.type("supervision of social workers in Halton")
    person.press("Enter")
    person.tab.status("for ‘supervision of social workers in Halton’")
    person.tab.page.get_by_text("Showing Halton only").wait_for()
    before = person.actions
    person.type("supervision of social workers in Brent")
    person.press("Enter")
    person.tab.status("for ‘supervision of social workers in Brent’")
    assert person.actions - before <= 3
    person.tab.page.get_by_text("Showing Brent only").wait_for()
    quotes = person.tab.texts("mark")
    assert "Supervision of social workers is poor and too often does not take place at all." in quotes
    assert "Supervision of social workers is irregular, and managers do not record it well." not in quotes


def test_three_authorities_are_compared(person):
    person.type("compare Halton, Warrington and Brent on supervision of social workers")
    person.press("Enter")
    person.tab.page.wait_for_url("**/ask?q=compare**")
    said = person.tab.status("authorities have a report that says something")
    assert said.startswith("3 of 3 authorities have a report that says something on")
    assert person.actions <= 3
    rows = " ".join(person.tab.texts("table tbody tr"))
    assert all(name in rows for name in ("Halton", "Warrington", "Brent"))


def test_a_saved_topic_is_opened_with_one_action_and_found_among_all_that_is_saved(person):
    tab = person.tab
    tab.open("/over-time?topic=return+home+interviews").status("mention this topic")
    tab.page.get_by_role("button", name="Save this topic").click()
    tab.page.locator(".kept", has_text="Saved").wait_for()
    tab.open("/")
    person.choose("link", "return home interviews (over time)")
    tab.status("mention this topic")
    assert person.actions == 1
    if tab.page.viewport_size["width"] == 1280:  # a narrow window's menu is one action more
        tab.open("/")
        person.actions = 0
        person.choose("link", "Saved")
        tab.page.get_by_role("heading", name="Saved searches", level=1).wait_for()
        person.choose("link", "return home interviews (over time)")
        tab.status("mention this topic")
        assert person.actions == 2


@pytest.fixture
def tab(chrome, site):
    tab = Tab(chrome, site.address)
    yield tab
    tab.close()


def pressed(tab: Tab, name: str) -> Tab:
    """What is called `name` reached with the Tab key, its focus seen at every stop, and pressed."""
    tab.tab_to(name, most=200).page.keyboard.press("Enter")
    return tab


def test_a_topic_is_saved_by_keyboard(tab):
    tab.open("/over-time?topic=return+home+interviews").status("mention this topic")
    pressed(tab, "Save this topic").page.locator(".kept", has_text="Saved").wait_for()
    pressed(tab.open("/"), "Saved")
    tab.page.get_by_role("heading", name="Saved searches").wait_for()
    pressed(tab.ready(), "return home interviews (over time)")
    tab.status("mention this topic")


def test_a_brief_is_made_by_keyboard(tab):
    tab.open("/?q=supervision+of+social+workers&la=Warrington").status("for ‘supervision of social workers’")
    pressed(tab, "Make a brief on this")
    with tab.page.expect_download() as download:
        tab.page.get_by_role("button", name="Download brief (Word)").wait_for(timeout=60_000)
        pressed(tab.ready(), "Download brief (Word)")
    assert download.value.suggested_filename == "brief-supervision-of-social-workers.docx"


def test_a_date_is_corrected_by_keyboard(tab):
    tab.open("/documents")
    pressed(tab, "Open children's services inspection of Warrington, 14 June 2019")
    pressed(tab.ready(), "Correct these facts")
    field = tab.page.get_by_label("Last day of the visit")
    field.wait_for()
    tab.tab_to("Last day of the visit", most=200)
    tab.page.keyboard.press("Control+a")
    tab.page.keyboard.type("15/06/19")
    tab.page.keyboard.press("Tab")
    tab.page.get_by_text("This will be 15 June 2019.").wait_for()
    pressed(tab, "Save").status("Your corrections are saved.")
