"""Ask, Over time and Recommendations in a real browser, over the fake library."""

import csv
import re

import pytest

from tests.app.fake_library import BULLET

pytestmark = pytest.mark.browser

FOCUSED = "document.activeElement.id"


@pytest.fixture
def tab(tabs, fake_site):
    return tabs(fake_site)


def luminance(colour):
    """Of "rgb(1, 2, 3)" or "#010203", as WCAG defines it."""
    if colour.startswith("#"):
        channels = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    else:
        channels = [int(found) for found in re.findall(r"\d+", colour)[:3]]
    linear = [(c / 255 / 12.92) if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_mark_of_an_answer_leads_to_its_words_and_back(tab):
    tab.open("/ask?q=LADO").status("Answered from 3 passages in 3 documents.")
    paragraphs = tab.page.locator(".answer p")
    assert paragraphs.count() == 3
    for paragraph in paragraphs.all():
        words = paragraph.locator(".words").inner_text()
        links = paragraph.get_by_role("link").all()
        assert links != []
        links[0].click()
        source = links[0].get_attribute("href").removeprefix("#")
        tab.page.wait_for_function(f"{FOCUSED} === '{source}'")
        assert words in tab.texts(f"#{source} mark")
    tab.page.get_by_role("link", name="Back to the answer").last.click()
    tab.page.wait_for_function(f"{FOCUSED} === 'answer'")


def test_the_answer_can_be_copied_and_what_was_searched_opened(tab):
    tab.open("/ask?q=LADO").status("Answered")
    tab.page.get_by_text("Copy with citations").click()
    tab.page.get_by_text("[1] Focused visit letter to Northshire, 24 November 2022, page 1").wait_for()
    tab.page.get_by_text("Searched 2 documents; 2 not included").click()
    tab.page.get_by_text("Could not be read: ‘broken.pdf’ is not a PDF").wait_for()
    assert tab.violations() == []


def test_the_list_over_time_is_whole_and_the_chart_says_the_same(tab):
    tab.open("/over-time?topic=LADO").status("6 inspections and 1 council statement")
    chart = tab.page.locator('[data-testid="stVegaLiteChart"]')
    chart.locator("svg, canvas").first.wait_for()
    blocks = tab.page.locator(".inspection")
    assert blocks.count() == 7
    marks = chart.locator('[aria-roledescription="point"]')
    described = marks.evaluate_all("marks => marks.map(mark => mark.getAttribute('aria-label'))")
    assert len(described) == 6  # one document has no date
    assert "24 November 2022, focused visit letter: needs improvement" in described
    fills = chart.locator("svg text").evaluate_all(
        "texts => texts.filter(t => t.textContent.trim()).map(t => t.getAttribute('fill'))"
    )
    assert len(fills) > 7
    assert min(1.05 / (luminance(fill) + 0.05) for fill in fills) >= 4.5
    dated = tab.texts(".inspection h3")
    order = tab.page.get_by_role("combobox", name="Order")
    order.focus()
    tab.still()
    order.press("ArrowDown")
    tab.page.get_by_role("option", name="Oldest first").click()
    tab.page.wait_for_url("**order=oldest")
    tab.ready()
    tab.page.get_by_role("heading", name="Inspections, oldest first").wait_for()
    assert tab.texts(".inspection h3") == [*dated[-2::-1], dated[-1]]


def test_open_parts_over_time_are_accessible_and_fit(tabs, fake_site):
    tab = tabs(fake_site, 320).open("/over-time?topic=LADO")
    tab.status("6 inspections")
    for closed in ("Show the closest passages", "1 more passage"):
        tab.page.get_by_text(closed).click()
    tab.page.get_by_text("These are the closest passages in this document.").wait_for()
    assert tab.violations() == []
    assert tab.overflow() == 0


def test_from_a_search_to_the_other_pages(tab):
    tab.open("/?q=LADO&la=Northshire").status("3 passages")
    tab.page.get_by_role("link", name="See this topic over time").click()
    tab.status("6 inspections")
    assert "topic=LADO" in tab.page.url and "la=Northshire" in tab.page.url
    tab.page.get_by_role("link", name="Ask a question about this").click()
    tab.status("Answered from")
    tab.page.go_back()
    tab.status("6 inspections")
    assert tab.page.get_by_label("Topic").input_value() == "LADO"


def test_recommendations_stack_on_a_phone_and_come_as_a_file(tabs, fake_site, tmp_path):
    tab = tabs(fake_site, 390).open("/recommendations")
    tab.status("3 recommendations in 2 documents")
    cells = tab.page.locator("table.recommendations tbody tr").first.locator("th, td")
    named = cells.evaluate_all("cells => cells.map(cell => getComputedStyle(cell, '::before').content)")
    # A link says itself what it does.
    assert named == ['"Date and inspection"', '"What was asked"', '"Raised again later?"', '""']
    lefts = cells.evaluate_all("cells => cells.map(cell => cell.getBoundingClientRect().left)")
    assert len(set(lefts)) == 1
    with tab.page.expect_download() as download:
        tab.page.get_by_role("button", name="Download as CSV").click()
    rows = list(csv.reader(download.value.path().open(encoding="utf-8-sig", newline="")))
    assert len(rows) == 4
    assert BULLET.text in rows[1]
    tab.page.get_by_role("link", name="Open page 2").first.click()
    tab.status("Page 2 of 2")
