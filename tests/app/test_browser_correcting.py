"""Correcting a document after it was added, and removing it, in a real browser over a small corpus."""

import pytest
import yaml

from tests.app.small_corpus import PDF, serving_corpus

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(chrome, tmp_path_factory):
    with serving_corpus(tmp_path_factory.mktemp("site")) as served:
        yield served


def test_a_date_is_corrected_with_four_actions(tabs, site):
    """From the first screen: the document, the button, the date, the other button."""
    tab = tabs(site.address).open("/")
    tab.page.get_by_role("link", name=f"Document ‘{PDF}’, 7 February 2024").click()
    tab.page.get_by_role("button", name="Correct these facts").click()
    tab.page.wait_for_function("document.activeElement.id === 'correct-title'")  # the button is gone
    tab.page.get_by_text("Found: 7 February 2024, page 1:").wait_for()
    assert tab.page.get_by_text("Not found in the document.").count() == 2  # its authority and its kind
    day = tab.page.get_by_label("Last day of the visit")
    day.fill("09/02/24")
    day.press("Tab")
    tab.page.get_by_text("This will be 9 February 2024.").wait_for()
    assert tab.faults() == []
    tab.picture("correct facts")
    tab.page.get_by_role("button", name="Save", exact=True).click()
    tab.status("Your corrections are saved.")
    assert yaml.safe_load((site.corpus / PDF).with_suffix(".yml").read_text()).keys() == {"inspection_end"}
    tab.page.get_by_role("button", name="See progress").click()
    tab.page.get_by_role("heading", name="Result").wait_for(timeout=120_000)
    tab.open("/documents")
    tab.page.get_by_role("link", name=f"Open document ‘{PDF}’, 9 February 2024").wait_for()


def test_what_is_no_date_is_told_at_once_and_not_saved(tabs, site):
    tab = tabs(site.address, 390).open("/documents")
    tab.page.get_by_role("link", name="Open council statement").first.click()
    tab.page.get_by_role("button", name="Correct these facts").click()
    day = tab.page.get_by_label("Published")
    day.fill("12/13/24")
    day.press("Tab")
    tab.page.get_by_text("‘12/13/24’ is not a date.").wait_for()
    tab.page.get_by_role("button", name="Save", exact=True).click()
    tab.page.get_by_role("alert").get_by_text("is not a date").wait_for()
    assert tab.faults() == []
    day.fill("16/01/23")
    day.press("Tab")
    tab.page.get_by_text("This will be 16 January 2023.").wait_for()
    tab.picture("correct facts")
    tab.page.get_by_role("button", name="Cancel").click()
    tab.page.get_by_role("button", name="Correct these facts").wait_for()


def test_a_removal_can_be_undone_where_the_person_is(tabs, site):
    tab = tabs(site.address).open("/documents")
    tab.page.get_by_role("link", name="Open focused visit letter to Halton, 25 July 2018").click()
    tab.page.get_by_role("button", name="Remove this document").click()
    tab.page.get_by_role("button", name="Remove", exact=True).click()
    tab.status("was removed. It still appears in searches until the next update.")
    bar = tab.page.locator(".st-key-message-bar")
    bar.get_by_role("button", name="Update now").wait_for()
    bar.get_by_role("button", name="Undo", exact=True).click()
    tab.status("Focused visit letter to Halton, 25 July 2018 is back.")
    tab.page.get_by_text("was removed").wait_for(state="detached")
