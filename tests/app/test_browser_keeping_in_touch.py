"""Keeping in touch in a real browser: a topic saved and opened again, a zip of documents added, what is new on it."""

import io
import re
import zipfile

import pytest

from findings.app.text import uploads_text
from tests.uploads import make_files

pytestmark = [pytest.mark.browser, pytest.mark.model]

TRAMPOLINE = "The trampoline safety of foster homes is checked by nobody at all."


@pytest.fixture
def tab(tabs, corpus_site):
    return tabs(corpus_site.address)


def accessible(tab, name):
    assert tab.faults() == [], name
    tab.pictures(name)


def archive(*files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in files:
            made.writestr(name, data)
    return {"name": "reports.zip", "mimeType": "application/zip", "buffer": out.getvalue()}


def test_a_topic_is_saved_and_opened_in_two_actions_and_what_a_zip_brings_is_new_on_it(tab, corpus_site):
    tab.open("/over-time?topic=trampoline safety")
    tab.page.get_by_role("button", name="Save this topic").click()
    tab.page.locator(".kept", has_text="Saved").wait_for()
    accessible(tab.ready(), "saved on its page")

    tab.open("/")  # the app's start: one action to the list, one to the result
    tab.page.get_by_role("link", name="Saved", exact=True).click()
    tab.page.get_by_role("link", name="trampoline safety (over time)").click()
    tab.page.locator("h1", has_text="What inspectors said over time").wait_for()
    assert "topic=trampoline+safety" in tab.ready().page.url

    tab.open("/documents?view=add")
    letters = [(f"Leeds/letter {n}.pdf", make_files.letter(f"Letter number {n}.")) for n in range(1, 6)]
    tab.page.set_input_files(
        '[data-testid="stFileUploader"] input',
        archive(
            *letters,
            ("new.pdf", make_files.letter(TRAMPOLINE)),
            ("bare.pdf", make_files.bare()),
            ("../up.pdf", b"%PDF-"),
        ),
    )
    tab.status("7 documents can be added and 1 cannot")
    assert tab.texts("h3") == ["bare.pdf", "6 documents with nothing to do"]
    assert tab.texts('table[aria-label="Nothing to do"] th[scope="row"]') == [
        *(f"letter {n}.pdf" for n in range(1, 6)),
        "new.pdf",
    ]
    below = tab.page.locator("h2").all_inner_texts()
    assert below.index(uploads_text.CHECK_TITLE) < below.index(uploads_text.REFUSED_TITLE)
    tab.page.get_by_text("‘up.pdf’ in ‘reports.zip’ names a place outside the archive.").wait_for()
    accessible(tab, "many to add")
    tab.page.get_by_label("Date of the inspection").fill("13/1/2023")
    tab.page.get_by_role("button", name="Add 7 documents").click()
    tab.status("7 of 8 documents added")
    assert sorted(path.name for path in (corpus_site.corpus / "uploads").glob("*.pdf"))[0] == "bare.pdf"

    tab.open("/saved")
    news = tab.page.locator(
        ".showing", has_text=re.compile("with 1 passage on this|1 of them has 1 passage on this")
    )
    news.wait_for(timeout=180_000)
    accessible(tab.ready(), "new on what is saved")
    tab.page.get_by_role("link", name="trampoline safety (over time)").click()
    tab.page.locator(".news blockquote", has_text="trampoline safety of foster homes").wait_for(
        timeout=180_000
    )
    accessible(tab.ready(), "new on its page")
    feed = (corpus_site.data / "feeds" / "documents.xml").read_text(encoding="utf-8")
    assert "Focused visit letter to Sheffield, 7 February 2024" in feed


def test_the_results_of_a_search_are_taken_away(tab):
    tab.open("/?q=supervision").status("‘supervision’")
    tab.page.get_by_text(re.compile("^Download these")).click()
    with tab.page.expect_download() as download:
        tab.page.get_by_role("button", name="Word document").click()
    assert download.value.suggested_filename == "search-results-supervision.docx"
    with zipfile.ZipFile(download.value.path()) as found:
        assert "Quotations" in found.read("word/document.xml").decode()
