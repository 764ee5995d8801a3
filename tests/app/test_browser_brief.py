"""From a search to a brief in a real browser, over real documents; the action plan out and back."""

import io
import shutil

import docx
import openpyxl
import pytest

from findings.packs.pack_store import PackStore
from findings.packs.plan.plan_rows import SHEET

pytestmark = [pytest.mark.browser, pytest.mark.model]

ACTIONS = 8


class Counted:
    """A person's actions, counted."""

    def __init__(self, tab):
        self.tab, self.actions = tab, 0

    def type(self, label, words):
        self.actions += 2  # into the box, then the words
        self.tab.page.get_by_label(label).fill(words)

    def press(self, name):
        self.actions += 1
        self.tab.page.get_by_role("button", name=name, exact=True).click()

    def download(self, name):
        with self.tab.page.expect_download(timeout=90_000) as download:
            self.press(name)
        return download.value


@pytest.fixture
def tab(tabs, corpus_site):
    return tabs(corpus_site.address)


def begun(tab):
    """The person at the page of a pack that was made for a brief on supervision."""
    person = Counted(tab.open("/"))
    person.type("What do you want to find?", "supervision")
    person.press("Search")
    tab.status("passages in")
    person.press("Make a brief on this")
    tab.page.get_by_role("button", name="Download brief (Word)").wait_for(timeout=60_000)
    tab.ready()
    return person


def test_from_a_search_to_a_brief(tab):
    person = begun(tab)
    file = person.download("Download brief (Word)")
    assert person.actions <= ACTIONS
    assert file.suggested_filename == "brief-supervision.docx"
    made = docx.Document(io.BytesIO(file.path().read_bytes()))
    said = [paragraph.text for paragraph in made.paragraphs]
    assert said[0] == "Supervision"
    assert any(line.endswith("all the same, word for word.") for line in said)
    cells = [[cell.text for cell in row.cells] for row in made.tables[0].rows]
    assert cells[0][:2] == ["Item", "Authority"]
    assert [row[1] for row in cells[1:]] == ["Halton", "Authority not known", "Authority not known"]
    assert cells[1][4] == "‘Staff value the regular supervision they receive.’"
    assert cells[3][4] == "Under: ‘The local authority should improve:’\n‘the recording of supervision’"


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_the_brief_as_pdf(tab):
    file = begun(tab).download("Download brief (PDF)")
    assert file.suggested_filename == "brief-supervision.pdf"
    assert file.path().read_bytes().startswith(b"%PDF-")


def test_every_part_of_the_page_is_accessible_and_fits(tab):
    begun(tab)
    for name in ("Work in Excel and bring the file back", "Group, move, copy or merge"):
        tab.page.get_by_text(name).click()
    tab.page.get_by_text("Our response and evidence", exact=True).first.click()
    tab.page.get_by_label("Evidence held").first.wait_for()
    assert tab.faults() == []
    tab.pictures("brief")


def test_a_response_is_kept_and_comes_back_from_excel(tab, corpus_site, tmp_path):
    person = begun(tab)
    tab.page.get_by_text("Our response and evidence", exact=True).first.click()
    tab.page.get_by_label("Our response", exact=True).first.fill("We agree")
    tab.page.get_by_label("Owner").first.click()  # leaving a box saves it
    tab.page.get_by_text("Your response was saved.").wait_for()
    tab.ready()
    file = person.download("Download Excel workbook")
    book = openpyxl.load_workbook(io.BytesIO(file.path().read_bytes()))
    sheet = book[SHEET]
    assert sheet["H2"].value == "We agree"
    sheet["I2"].value, sheet["K2"].value, sheet["L2"].value = "Audit of May", "3 May 2027", "Done"
    sheet["H90"].value = "A row of my own"
    book.save(tmp_path / "plan.xlsx")
    tab.page.get_by_text("Work in Excel and bring the file back").click()
    tab.page.locator('input[type="file"]').set_input_files(tmp_path / "plan.xlsx")
    tab.page.get_by_text("plan.xlsx").wait_for()
    tab.ready()
    person.press("Bring it back")
    tab.page.get_by_text("1 response taken in,").wait_for()
    tab.page.get_by_text(
        "Row 90 was added by hand and was not taken in: Our response: ‘A row of my own’"
    ).wait_for()
    store = PackStore(corpus_site.data)
    kept = [
        item.response
        for line in store.every_line()
        for item in store.pack(line.id).items
        if item.response.evidence
    ]
    assert [(one.response, one.evidence, one.due.isoformat(), one.progress) for one in kept] == [
        ("We agree", "Audit of May", "2027-05-03", "done")
    ]
