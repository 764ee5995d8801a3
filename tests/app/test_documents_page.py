"""The states of the Documents page, over the fake library."""

import re

import pytest

from findings.app.text import documents_text, shared_text
from findings.errors import IndexMissing
from tests.app.fake_library import FINDING, LETTER, MEETINGS, PARTNERS


@pytest.fixture
def documents(screen):
    def open_page(query=""):
        return screen.open(query, page="documents")

    open_page.screen = screen
    return open_page


def marks(html):
    return re.findall(r"<mark[^>]*>(.*?)</mark>", html, re.S)


def test_the_list_names_every_document_with_its_status(documents):
    html = documents().html
    assert (
        "2 documents and 6 passages can be searched. 1 could not be read and 1 is a copy of another." in html
    )
    assert html.count('<tr role="row">') == 5
    assert (html.count('scope="col"'), html.count('scope="row"')) == (6, 4)
    assert "<strong>Could not be read</strong>" in html
    assert "‘broken.pdf’ is not a PDF. It is damaged or has the wrong name. Download it again." in html
    assert "northshire/letter-copy.txt" in html
    assert '<a class="in-app" href="documents?doc=letter"' in html


def test_what_could_not_be_read_comes_first_then_the_newest(documents):
    html = documents().html
    order = [html.index(f"documents?doc={doc}") for doc in ("broken", "letter", "report")]
    assert order == sorted(order)


def test_the_list_is_filtered_by_its_address(documents):
    screen = documents("status=unreadable")
    assert screen.html.count('<tr role="row">') == 2
    assert "1 of 4 documents" in screen.status
    assert "No documents match these filters." in documents("status=unreadable&type=jtai").html


def test_applying_and_clearing_filters_writes_the_address(documents):
    screen = documents()
    screen.app.multiselect(key="documents-status").set_value(["duplicate"])
    screen.button("Apply filters").click().run()
    assert screen.params == {"status": ["duplicate"]}
    screen.button("Clear all filters").click().run()
    assert screen.params == {}


def test_a_page_with_its_passage_marked(documents):
    screen = documents(f"doc=letter&page=1&p={FINDING.id}")
    assert "<h1>Focused visit letter to Northshire, 24 November 2022</h1>" in screen.html
    assert "Page 1 of 2" in screen.status
    assert marks(screen.html) == [FINDING.text]
    assert "Cite this passage: Focused visit letter to Northshire, 24 November 2022, page 1" in screen.html
    assert [button.label for button in screen.app.button if "revious" in button.label] == []
    assert screen.follow("Next: page 2").params == {"doc": ["letter"], "page": ["2"]}


def test_the_facts_of_a_document(documents):
    html = documents("doc=letter").html
    for fact in ("23 to 24 November 2022", "13 January 2023", "Ann Reader", "northshire/letter-copy.txt"):
        assert fact in html
    assert '<a href="https://reports.example.org/50209031"' in html
    assert "Overall effectiveness: requires improvement to be good" in documents("doc=report").html


def test_a_passage_over_two_pages_leads_on(documents):
    screen = documents(f"doc=letter&page=1&p={MEETINGS.id}")
    assert screen.follow("The passage continues on page 2.").params["page"] == ["2"]
    screen = documents(f"doc=letter&page=2&p={MEETINGS.id}")
    assert screen.follow("The passage began on page 1.").params["page"] == ["1"]


def test_a_document_without_pages_opens_at_the_part_of_the_passage(documents):
    screen = documents(f"doc=report&p={PARTNERS.id}")
    assert "Part 2 of 3" in screen.status
    assert marks(screen.html) == [PARTNERS.text]


def test_a_page_out_of_range_is_the_nearest(documents):
    screen = documents("doc=letter&page=12")
    assert "Page 2 of 2" in screen.status
    assert "This document has 2 pages." in screen.html


def test_a_passage_that_is_gone(documents):
    screen = documents("doc=letter&page=1&p=letter:1-2")
    assert "The passage in this link is no longer in this document." in screen.html
    assert marks(screen.html) == []


def test_a_passage_of_another_document_is_not_marked(documents):
    assert marks(documents(f"doc=letter&page=1&p={PARTNERS.id}").html) == []


def test_a_document_that_is_not_known(documents):
    screen = documents("doc=<i>")
    assert documents_text.NO_SUCH_DOCUMENT in screen.html
    assert screen.follow("All documents").params == {}


def test_a_document_that_could_not_be_read(documents):
    screen = documents("doc=broken")
    assert documents_text.NO_TEXT in screen.html
    assert "It is damaged or has the wrong name. Download it again." in screen.html


def test_a_copy_opens_the_document_searched_in_its_place(documents):
    assert "Focused visit letter to Northshire, 24 November 2022</h1>" in documents("doc=copy").html


def test_the_original_can_be_downloaded(documents, tmp_path):
    documents.screen.library.folder = tmp_path
    path = tmp_path / LETTER.file
    path.parent.mkdir()
    path.write_bytes(b"%PDF-not")
    screen = documents("doc=letter&page=1")
    [button] = screen.app.get("download_button")
    assert button.proto.label == "Download the original (PDF, 310KB)"


def test_an_original_that_is_gone(documents):
    screen = documents("doc=letter")
    assert "We could not open this document. The text below was saved on 21 November 2026." in screen.html
    assert not screen.app.get("download_button")


def test_the_way_back_to_the_results(screen):
    screen.open("q=LADO&sort=newest")
    screen.open(f"doc=letter&page=1&p={FINDING.id}", page="documents")
    assert screen.links("Back to your search results") == ["q=LADO&sort=newest"]
    assert "Also on this page in your results" in screen.html  # MEETINGS begins on page 1 too


def test_no_index(screen):
    screen.error = IndexMissing("There is no index")
    assert shared_text.NO_DOCUMENTS in screen.open(page="documents").html
