"""What a new user wants to know, from the first screen by keyboard alone: each press and each text typed is counted."""

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

    def type(self, words: str) -> None:
        self.actions += 1
        self.tab.page.get_by_label(BOX).fill(words)

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
