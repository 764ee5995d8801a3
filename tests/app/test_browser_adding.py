"""Adding and removing documents in a real browser, with real files, a real build and the real search (journey J4)."""

import os
import signal
import time

import pytest

from findings.reading.pdf.ocr.scans import without_text
from findings.uploads.job import current
from tests.app.small_corpus import PDF
from tests.uploads import make_files

pytestmark = [pytest.mark.browser, pytest.mark.model]

TRAMPOLINE = "The trampoline safety of foster homes is checked by nobody at all."


@pytest.fixture
def tab(tabs, corpus_site):
    return tabs(corpus_site.address)


def choose(tab, *files):
    given = [{"name": name, "mimeType": "application/pdf", "buffer": data} for name, data in files]
    tab.page.set_input_files('[data-testid="stFileUploader"] input', given)
    return tab


def halted(corpus_site):
    """The number of the process that builds, once it has begun; it is stopped until it is told to go on."""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        owner = corpus_site.data / "build.pid"
        if number := owner.read_text().strip() if owner.exists() else "":
            os.kill(int(number), signal.SIGSTOP)
            return int(number)
        time.sleep(0.05)
    raise AssertionError("the build did not begin")


def test_bad_files_are_told_one_by_one(tab, corpus_site):
    tab.open("/documents?view=add")
    assert tab.faults() == [], "nothing chosen"
    tab.page.evaluate("window.statusLine = document.querySelector('.status')")
    choose(
        tab,
        ("notes.txt", b"words"),
        ("empty.pdf", b" "),
        ("locked.pdf", make_files.locked()),
        ("damaged.pdf", make_files.damaged()),
        ("scan.pdf", make_files.scan()),
        ("same.pdf", (corpus_site.corpus / PDF).read_bytes()),
        ("long.pdf", make_files.long(301)),
        ("good.docx", make_files.word()),
    )
    tab.status("1 document can be added and 7 cannot")
    assert tab.page.evaluate("window.statusLine === document.querySelector('.status')")
    said = tab.texts("table.added td:nth-child(3)")
    assert sorted(said) == [
        "‘damaged.pdf’ is damaged and could not be opened. Download it again from the publisher.",
        "‘empty.pdf’ is empty.",
        "‘locked.pdf’ is protected by a password. Remove the password and try again.",
        "‘long.pdf’ has 301 pages. The limit is 300.",
        "‘notes.txt’ is not a PDF, an Office document or an e-mail. Save it as PDF and try again.",
        "‘same.pdf’ is already here as: Document ‘sheffield-2024-03-08-focused-visit.pdf’, 7 February 2024.",
        without_text("scan.pdf"),
    ]
    assert tab.faults() == [], "some refused"
    tab.page.get_by_label("Date of the inspection").fill("")
    tab.page.get_by_role("button", name="Add 1 document").click()
    tab.page.locator(
        '[role="alert"]', has_text="Enter the date of the inspection for ‘good.docx’."
    ).wait_for()
    tab.page.locator(".field-error", has_text="Enter the date of the inspection for ‘good.docx’.").wait_for()
    assert tab.faults() == [], "date missing"
    tab.page.get_by_role("button", name="Leave out ‘good.docx’").click()
    tab.status("7 documents cannot be added")
    choose(tab, *((f"{number}.txt", b"words") for number in range(201)))
    tab.page.locator('[role="alert"]', has_text="Add 200 documents or fewer at a time.").wait_for()
    assert not (corpus_site.corpus / "uploads").exists()


def test_the_search_answers_while_documents_are_added_and_a_closed_browser_stops_nothing(tabs, corpus_site):
    tab, other = tabs(corpus_site.address), tabs(corpus_site.address)
    other.open("/?q=supervision").status("‘supervision’")
    tab.open("/documents?view=add")
    choose(tab, ("My letter.pdf", make_files.letter(TRAMPOLINE)), ("bare.pdf", make_files.bare()))
    tab.status("2 documents can be added")
    tab.page.get_by_label("Date of the inspection").nth(1).fill("13 January 2023")
    tab.page.get_by_role("button", name="Add 2 documents").click()
    tab.page.get_by_text("You can still search").wait_for()
    build_process = halted(corpus_site)
    assert tab.faults() == [], "being added"
    tab.close()
    other.search("designated officer").status("‘designated officer’")
    assert "The arrangements of the designated officer are not yet strong enough." in other.texts("mark")
    assert current(corpus_site.data).goes_on
    os.kill(build_process, signal.SIGCONT)
    late = tabs(corpus_site.address).open("/documents?view=add")
    until = time.monotonic() + 300
    while (job := current(corpus_site.data)).goes_on and time.monotonic() < until:
        late.page.wait_for_timeout(200)
    assert (job.status, [one.status for one in job.outcomes]) == ("done", ["ready", "ready"])
    late.status("2 documents added")  # by itself, without a reload
    assert late.faults() == [], "added"
    other.search("trampoline safety").status("‘trampoline safety’")
    assert other.texts("mark")[0] == TRAMPOLINE
    late.open("/documents?view=add").page.get_by_role("link", name="Open focused visit letter").click()
    late.page.get_by_role("heading", name="Focused visit letter to Sheffield, 7 February 2024").wait_for()


def test_removing_asks_first_and_can_be_undone(tab, corpus_site):
    """After the test before: it removes what that one added."""
    tab.open("/documents?doc=uploads-my-letter")
    tab.page.get_by_role("button", name="Remove this document").click()
    tab.page.get_by_role("dialog").wait_for()
    assert tab.faults() == [], "asked"
    tab.page.keyboard.press("Escape")
    tab.page.get_by_role("dialog").wait_for(state="detached")
    assert (corpus_site.corpus / "uploads" / "my-letter.pdf").exists()
    tab.page.get_by_role("button", name="Remove this document").click()
    tab.page.get_by_role("button", name="Remove", exact=True).click()
    listed = tab.page.locator("p.warning", has_text="‘my-letter.pdf’ was removed.")
    listed.wait_for()
    tab.page.locator("#message", has_text="‘my-letter.pdf’ was removed.").wait_for()
    assert not (corpus_site.corpus / "uploads" / "my-letter.pdf").exists()
    assert "doc=" not in tab.page.url
    assert tab.faults() == [], "removed"
    tab.page.get_by_role("button", name="Undo removing ‘my-letter.pdf’").click()
    listed.wait_for(state="detached")
    tab.page.locator("#message", has_text="‘my-letter.pdf’ is back").wait_for()
    assert (corpus_site.corpus / "uploads" / "my-letter.pdf").exists()


def test_all_of_it_by_keyboard(tab):
    tab.open("/documents")
    tab.page.get_by_role("button", name="Add documents").focus()
    tab.page.keyboard.press("Enter")
    tab.page.get_by_role("heading", name="Add documents").wait_for()
    assert tab.page.url.endswith("?view=add")
    uploader = tab.ready().page.locator('[data-testid="stFileUploader"] button').first
    with tab.page.expect_file_chooser() as chooser:
        uploader.press("Enter")  # focus and key in one: the heading of a new view takes the focus too
    chooser.value.set_files([{"name": "a.txt", "mimeType": "text/plain", "buffer": b"words"}])
    tab.status("1 document cannot be added")
    tab.page.go_back()
    tab.page.get_by_role("heading", name="Documents", exact=True).wait_for()
