"""The first screen and its results: what comes first, one box, chips and cards, over the fake library."""

import json
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import expect

from tests.app.browser import serving
from tests.app.fake_library import LETTER

pytestmark = pytest.mark.browser
FOLD = 900  # pixels


class Site(NamedTuple):
    address: str
    data: Path


@pytest.fixture(scope="module")
def site(chrome, tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    with serving("tests/app/fake_app.py", folder / "log") as address:
        yield Site(address, folder / "data")


@pytest.fixture
def tab(tabs, site):
    return tabs(site.address)


@pytest.mark.parametrize(("width", "most"), [(1280, 520), (390, 580)])
def test_the_first_result_is_above_the_fold(tabs, site, width, most):
    tab = tabs(site.address, width).open("/?q=many")
    tab.status("23 passages")
    assert tab.page.locator("#card-1 h3").bounding_box()["y"] < most
    assert tab.page.locator("#card-1 mark").bounding_box()["y"] < FOLD


@pytest.mark.parametrize(("width", "most"), [(1280, 560), (390, 680)])
def test_the_first_recommendation_is_above_the_fold(tabs, site, width, most):
    tab = tabs(site.address, width).open("/recommendations?topic=many")
    tab.status("45 recommendations")
    assert tab.page.locator("table.recommendations tbody tr").first.bounding_box()["y"] < most


def test_the_first_screen_says_what_is_held_and_what_is_new(tabs, site):
    tab = tabs(site.address).open("/")
    assert tab.texts("dl.overview dd") == ["2", "2", "2018 to 2022", "24 November 2022"]
    assert tab.page.get_by_role("heading", name="New since your last visit").count() == 0  # it is the first
    tab.page.get_by_role("combobox", name="My authority").click()
    tab.page.get_by_role("option", name="Northshire").click()
    tab.page.get_by_role("link", name="See its 1 document").wait_for()
    tab.open("/")
    tab.page.get_by_role("link", name="See its 1 document").click()
    tab.page.wait_for_url("**/documents?la=Northshire")


@pytest.mark.parametrize(
    ("typed", "page", "back"),
    [
        (
            "How quickly are meetings held?",
            "/ask?q=How+quickly",
            "You asked a question, so this is the answer.",
        ),
        ("LADO arrangements over time", "/over-time?topic=LADO", "You asked about a length of time"),
    ],
)
def test_one_box_leads_to_the_page_that_fits_and_back_to_passages(tab, typed, page, back):
    tab.open("/").search(typed)
    tab.page.wait_for_url(f"**{page}**")
    tab.page.get_by_text(back).wait_for()
    assert tab.violations() == []
    tab.page.get_by_role("link", name="See the passages instead").click()
    tab.page.wait_for_url("**/?q=**")
    tab.status("3 passages")
    tab.page.wait_for_timeout(300)
    assert "/ask" not in tab.page.url and "/over-time" not in tab.page.url


def test_words_and_filters_go_along_to_other_pages_and_back_is_one_step(tab):
    tab.open("/?q=LADO&la=Northshire&from=2018").status("3 passages")
    tab.page.get_by_role("link", name="Over time", exact=True).click()
    tab.page.wait_for_url("**/over-time?topic=LADO&la=Northshire&from=2018")
    tab.page.locator(".st-key-chips").get_by_text("From 2018").wait_for()
    tab.page.get_by_role("link", name="Ask", exact=True).click()
    tab.page.wait_for_url("**/ask?q=LADO&la=Northshire&from=2018")
    tab.ready()
    tab.page.get_by_role("link", name="Recommendations", exact=True).click()
    tab.page.wait_for_url("**/recommendations?topic=LADO&la=Northshire&from=2018")
    tab.status("3 recommendations in 2 documents for ‘LADO’")
    expect(tab.page.get_by_label("Topic (optional)")).to_have_value("LADO")
    tab.page.get_by_role("button", name="Start again").click()
    tab.page.wait_for_url("**/recommendations")
    tab.status("3 recommendations in 2 documents")
    tab.page.go_back()
    tab.page.wait_for_url("**/recommendations?topic=LADO&la=Northshire&from=2018")
    tab.ready()
    tab.page.go_back()
    tab.page.wait_for_url("**/ask?q=LADO&la=Northshire&from=2018")
    tab.ready()
    tab.page.go_back()
    tab.page.wait_for_url("**/over-time?topic=LADO&la=Northshire&from=2018")
    tab.ready()
    tab.page.go_back()
    tab.status("3 passages")
    assert "/?q=LADO" in tab.page.url
    tab.page.get_by_role("button", name="Start again").click()
    tab.page.get_by_role("heading", name="Try a search").wait_for()


def test_a_chip_takes_its_filter_away(tab):
    tab.open("/?q=LADO&la=Northshire&from=2018").status("3 passages")
    chip = tab.page.locator(".st-key-chips").get_by_role("button", name="Northshire")
    assert tab.violations() == []
    chip.click()
    tab.page.wait_for_url("**/?q=LADO&from=2018")


def test_the_buttons_of_a_card_are_named_after_it_and_a_quotation_is_copied(tab):
    tab.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.open("/?q=LADO").status("3 passages")
    card = tab.page.locator("#card-1")
    named = ", Northshire, 24 November 2022: focused visit letter"
    for words in ("Open page 1", "Add to evidence pack", "Copy quotation", "This label is wrong"):
        card.get_by_label(f"{words}{named}", exact=True).wait_for()
    card.get_by_label("Copy quotation").click()
    card.get_by_text("Copied").wait_for()
    assert tab.page.evaluate("navigator.clipboard.readText()") == (
        "‘The designated officer service is not robust enough.’ (Focused visit letter to Northshire, "
        f"24 November 2022, page 1, paragraph 1, ‘Main findings’. {LETTER.source})"
    )


def test_a_wrong_label_is_kept_on_the_server(tab, site):
    tab.open("/?q=LADO").status("3 passages")
    tab.page.locator("#card-1").get_by_label("This label is wrong").click()
    dialog = tab.page.get_by_role("dialog")
    dialog.get_by_role("combobox", name="What should the label be?").click()
    tab.page.get_by_role("option", name="It is not about the topic").click()
    dialog.get_by_label("What is wrong? (optional)").fill("It is about another service")
    assert tab.violations() == []
    dialog.get_by_role("button", name="Keep this report").click()
    tab.status("Your report is kept. Thank you.")
    [line] = (site.data / "wrong.jsonl").read_text(encoding="utf-8").splitlines()
    kept = json.loads(line)
    assert (kept["shown"], kept["should_be"]) == ("needs_improvement", "not_about_the_topic")
    assert (kept["query"], kept["file"]) == ("LADO", LETTER.file)
