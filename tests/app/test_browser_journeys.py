"""Whole journeys in a real browser with nothing but the keyboard, a link handed on, and a page on paper."""

import pytest
from playwright.sync_api import expect

from findings.reading.pdf.open import page_texts

pytestmark = pytest.mark.browser

FOCUSED = "document.activeElement.id"
PAGES = ("/", "/ask", "/over-time", "/recommendations", "/documents", "/help")


@pytest.fixture
def tab(tabs, fake_site):
    return tabs(fake_site)


def test_ask_follow_a_citation_and_come_back(tab):
    tab.open("/ask").page.keyboard.press("Tab")
    assert tab.page.evaluate("document.activeElement.innerText") == "Skip to main content"
    tab.tab_to("What do you want to know?").page.keyboard.type("LADO")
    tab.page.keyboard.press("Enter")
    tab.status("Answered from 3 passages")
    tab.tab_to("Source 2, focused visit letter, 5 February 2020").page.keyboard.press("Enter")
    tab.page.wait_for_function(f"{FOCUSED} === 'source-2'")
    assert tab.focus_ring()
    tab.tab_to("Back to the answer").page.keyboard.press("Enter")
    tab.page.wait_for_function(f"{FOCUSED} === 'answer'")
    assert tab.focus_ring()
    tab.tab_to("Open at line 1 of source 2").page.keyboard.press("Enter")
    tab.page.wait_for_function(f"{FOCUSED} === 'passage'")


def test_over_time_with_its_silence(tab):
    tab.open("/over-time").tab_to("Topic").page.keyboard.type("LADO")
    tab.page.keyboard.press("Enter")
    tab.status("6 inspections and 1 council statement")
    tab.page.locator('[data-testid="stVegaLiteChart"] svg').wait_for()
    tab.tab_to("Show the closest passages").page.keyboard.press("Enter")
    tab.page.get_by_text("They are not about the topic.").wait_for()
    assert tab.page.locator(".inspection.not_mentioned").count() == 1


def test_choosing_a_filter_with_the_keyboard(tab):
    tab.open("/?q=LADO").status("3 passages")
    tab.tab_to("Filters").page.keyboard.press("Enter")
    tab.page.get_by_role("combobox", name="Local authority").wait_for()
    # While the filters slide open, what is chosen in them can be lost.
    tab.page.wait_for_function("document.getAnimations().length === 0")
    tab.page.keyboard.press("Tab")
    tab.page.keyboard.type("South")
    tab.page.get_by_role("option", name="Southshire").wait_for()
    tab.page.keyboard.press("Enter")
    tab.page.keyboard.press("Escape")
    tab.ready().tab_to("Apply filters").page.keyboard.press("Enter")
    tab.page.wait_for_url("**la=Southshire**")
    tab.page.locator(".st-key-chips").get_by_text("Southshire").wait_for()


@pytest.mark.parametrize(
    ("path", "words", "field"),
    [
        ("/?q=LADO&la=Northshire", "3 passages", "What do you want to find?"),
        ("/ask?q=LADO", "Answered from", "What do you want to know?"),
        ("/over-time?topic=LADO&order=oldest", "6 inspections", "Topic"),
        ("/recommendations?topic=LADO&followed=later", "1 recommendation", "Topic (optional)"),
    ],
)
def test_a_link_shows_the_same_in_a_new_profile(tabs, fake_site, path, words, field):
    shown = []
    for _ in range(2):
        tab = tabs(fake_site).open(path)  # each tab has a profile of its own
        shown.append((tab.status(words), tab.texts("h2"), tab.texts("h3"), tab.texts("table :is(th, td)")))
        expect(tab.page.get_by_label(field, exact=True)).to_have_value("LADO", timeout=30_000)
    assert shown[0] == shown[1]


def test_single_keys_do_nothing_on_any_page(tab):
    for path in PAGES:
        tab.open(path).page.locator("h1").click()
        before = tab.messages
        for key in "rcRC":
            tab.page.keyboard.press(key)
        tab.page.wait_for_timeout(300)
        assert (tab.messages, tab.page.locator('[role="dialog"]').count()) == (before, 0), path
        assert before > 0


def test_on_paper_there_are_the_words_and_nothing_to_press(tab, tmp_path):
    tab.open("/over-time?topic=LADO").status("6 inspections")
    tab.page.locator('[data-testid="stVegaLiteChart"] svg').wait_for()
    tab.page.emulate_media(media="print")
    assert [
        button.inner_text() for button in tab.page.get_by_role("button").all() if button.is_visible()
    ] == []
    assert not tab.page.locator("header").first.is_visible()
    assert tab.page.locator(".inspection mark").filter(visible=True).count() == 5
    assert tab.page.locator('[data-testid="stVegaLiteChart"] svg').is_visible()
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(tab.page.pdf(format="A4"))
    printed = " ".join(" ".join(page_texts(paper)).split())
    for words in ("Oversight is not yet good.", "Schools value the advice.", "Date not known"):
        assert words in printed  # all of it, not only what fits on the screen
    assert "Show over time" not in printed
