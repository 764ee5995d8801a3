"""Adding and removing documents in a real browser, with real files, a real build and the real search (journey J4)."""

import io
import os
import re
import signal
import time
import zipfile

import pytest

from findings.reading.pdf.ocr.scans import without_text
from findings.uploads.job import current
from tests.app.small_corpus import PDF
from tests.uploads import make_files

pytestmark = [pytest.mark.browser, pytest.mark.model]

UPLOAD = "Upload: Choose files, or drop them here"
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
    tab.page.get_by_role("button", name="Upload: Choose files, or drop them here").wait_for()
    assert "200MB per file" not in tab.page.get_by_test_id("stMain").inner_text()  # a document may have 25MB
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
    chosen_by_keyboard(tab.ready(), UPLOAD, ("a.txt", b"words"))
    tab.status("1 document cannot be added")
    tab.page.go_back()
    tab.page.get_by_role("heading", name="Documents", exact=True).wait_for()


def chosen_by_keyboard(tab, name, *files):
    """Files chosen in the system's own window, which the button `name` opens; it is reached with the Tab key."""
    tab.tab_to(name)
    with tab.page.expect_file_chooser() as chooser:
        # Focus and key in one: what is drawn meanwhile may take the focus.
        tab.page.get_by_role("button", name=name).press("Enter")
    given = [{"name": each, "mimeType": "application/octet-stream", "buffer": data} for each, data in files]
    chooser.value.set_files(given)


def zipped(*files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in files:
            made.writestr(name, data)
    return out.getvalue()


def letters(number):
    return [(f"letter-{n}.pdf", make_files.letter(f"Letter number {n}.")) for n in range(1, number + 1)]


def test_reading_goes_on_while_the_person_is_on_another_page(tab):
    """A machine at rest has read them before the page is left: they are told in the list all the same."""
    tab.open("/documents?view=add")
    given = [{"name": "many.zip", "mimeType": "application/zip", "buffer": zipped(*letters(60))}]
    tab.page.set_input_files('[data-testid="stFileUploader"] input', given)
    tab.page.get_by_text(re.compile("Reading continues|60 documents can be added")).first.wait_for()
    tab.page.get_by_role("link", name="Help", exact=True).click()
    tab.page.wait_for_url("**/help")
    tab.ready().page.get_by_role("link", name="Documents", exact=True).click()
    tab.page.get_by_text(re.compile("^The documents you chose (are being|have been) read")).wait_for()
    tab.ready().page.get_by_role("button", name="Go on adding documents").click()
    tab.status("60 documents can be added")
    tab.page.get_by_role("button", name="Do not add these").click()
    tab.page.get_by_text("can be added").wait_for(state="detached")


def test_a_page_that_is_loaded_afresh_finds_what_was_chosen_and_another_browser_does_not(tabs, corpus_site):
    tab, other = tabs(corpus_site.address), tabs(corpus_site.address)
    tab.open("/documents?view=add")
    given = [{"name": "many.zip", "mimeType": "application/zip", "buffer": zipped(*letters(100))}]
    tab.page.set_input_files('[data-testid="stFileUploader"] input', given)
    tab.page.get_by_text(re.compile("Reading continues|100 documents can be added")).first.wait_for()
    tab.page.wait_for_function("document.cookie.includes('findings-adding=')")  # before the reading ends
    tab.page.reload()
    tab.status("100 documents can be added")
    tab.page.reload()
    tab.status("100 documents can be added")
    other.open("/documents?view=add")
    assert "letter-1.pdf" not in other.page.get_by_test_id("stMain").inner_text()
    tab.page.get_by_role("button", name="Do not add these").click()
    tab.page.get_by_text("can be added").wait_for(state="detached")
    tab.page.reload()
    assert "letter-1.pdf" not in tab.ready().page.get_by_test_id("stMain").inner_text()


def test_a_zip_is_added_by_keyboard_alone_and_one_of_it_is_corrected(tab, corpus_site):
    uploads = corpus_site.corpus / "uploads"
    before = {path.name for path in uploads.glob("*.pdf")}
    tab.open("/documents?view=add")
    undated = ("undated.pdf", make_files.bare("Managers read every plan before it is agreed."))
    chosen_by_keyboard(tab, UPLOAD, ("many.zip", zipped(*letters(6), undated)))
    tab.status("7 documents can be added")
    tab.tab_to("Date of the inspection", most=200).page.keyboard.type("13/1/23")
    tab.tab_to("Documents to correct", most=200)
    tab.page.keyboard.type("letter-2")
    tab.page.get_by_role("option", name="letter-2.pdf").wait_for()
    tab.page.keyboard.press("Enter")
    tab.page.keyboard.press("Escape")
    tab.page.get_by_role("heading", name="letter-2.pdf").wait_for()
    tab.ready().tab_to("Leave out ‘letter-2.pdf’", most=200).page.keyboard.press("Enter")
    tab.status("6 documents can be added")
    assert tab.page.get_by_label("Date of the inspection").input_value() == "13/1/23"
    tab.tab_to("Add 6 documents", most=200).page.keyboard.press("Enter")
    tab.page.get_by_text("You can still search").wait_for()
    new = {path.name for path in uploads.glob("*.pdf")} - before
    assert new == {"undated.pdf", "letter-1.pdf", *(f"letter-{n}.pdf" for n in range(3, 7))}


def test_a_folder_is_chosen_by_keyboard(tab, tmp_path):
    """After the test before, whose documents are here already."""
    tab.open("/documents?view=add")
    tab.page.locator(".st-key-adding-folder-choice").wait_for(timeout=300_000)  # its build has ended
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "new.pdf").write_bytes(make_files.letter("Of the folder."))
    (folder / "letter-1.pdf").write_bytes(letters(1)[0][1])
    tab.tab_to("Add a whole folder").page.keyboard.press("Enter")
    button = tab.page.locator(".st-key-adding-folder-choice").get_by_role(
        "button", name=re.compile("Choose a folder, or drop it here$")
    )
    button.wait_for()
    tab.tab_to(button.get_attribute("aria-label"))
    with tab.page.expect_file_chooser() as chooser:
        button.press("Enter")
    chooser.value.set_files(folder)
    tab.status("1 document can be added and 1 cannot")
