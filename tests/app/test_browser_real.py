"""The whole thing in a real browser: files, index, encoder, search, screens."""

from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import expect

import findings
from findings.app.components.notice import LOOK_AGAIN
from tests.app.small_corpus import PDF, build, write_pdf

pytestmark = [pytest.mark.browser, pytest.mark.model]


@pytest.fixture
def tab(tabs, corpus_site):
    return tabs(corpus_site.address)


def squeezed(text):
    return " ".join(text.split())


def test_every_mark_is_cut_from_the_stored_text(tab, corpus_site):
    tab.open("/?q=designated+officer+arrangements").status("passages in")
    library = findings.open_library(corpus_site.index)
    stored = " ".join(
        squeezed(library.content(document.id).text)
        for document in library.documents()
        if document.status == "ready"
    )
    marks = tab.texts("mark")
    assert "The arrangements of the designated officer are not yet strong enough." in marks
    assert [mark for mark in marks if mark not in stored] == []
    places = tab.texts(".meta")
    assert len(places) == len(tab.texts("h3"))
    assert [place for place in places if "age" not in place and "ine" not in place] == []  # Page, Line


def test_the_link_of_a_card_opens_its_passage_and_its_picture(tab, corpus_site):
    tab.open("/?q=supervision+is+reflective").status("for ‘supervision is reflective’")
    tab.page.get_by_role("link", name="Open page 2").first.click()
    tab.status("Page 2 of 2")
    tab.page.wait_for_function("document.activeElement.id === 'passage'")
    asked = {name: value[0] for name, value in parse_qs(urlsplit(tab.page.url).query).items()}
    passage = findings.open_library(corpus_site.index).passage(asked["p"])
    assert tab.texts("mark") == [squeezed(passage.text)]
    picture = tab.page.get_by_role("img", name="Image of page 2")
    picture.wait_for()
    tab.page.wait_for_function("document.querySelector('[data-testid=stImage] img').naturalWidth > 0")
    assert picture.evaluate("img => [img.naturalWidth, img.naturalHeight]") == [1190, 1684]
    assert tab.faults() == []


def test_the_original_comes_byte_for_byte(tab, corpus_site):
    document = next(d for d in findings.open_library(corpus_site.index).documents() if d.file == PDF)
    tab.open(f"/documents?doc={quote(document.id)}")
    with tab.page.expect_download() as download:
        tab.page.get_by_role("button", name="Download the original").click()
    assert download.value.suggested_filename == PDF
    assert download.value.path().read_bytes() == (corpus_site.corpus / PDF).read_bytes()


def test_a_link_shows_the_same_to_another_person(tabs, corpus_site):
    path = "/?q=contact+and+referral&la=Halton&from=2018&to=2018&sort=oldest"
    first, second = (tabs(corpus_site.address).open(path) for _ in range(2))
    line = first.status("for ‘contact and referral’")
    assert second.status("for ‘contact and referral’") == line
    assert first.texts("h3") == second.texts("h3") != []
    field = second.page.get_by_label("What do you want to find?")
    expect(field).to_have_value("contact and referral", timeout=30_000)
    assert second.texts(".st-key-chips button") == first.texts(".st-key-chips button") == ["Halton", "2018"]
    assert all("2018" in heading for heading in second.texts("h3"))


# The words of each element. Not scripts, of which one holds the time, nor the names of buttons, which a script gives.
DRAWN = """all => all.filter(one => !one.querySelector("script")).map(one => {
    const words = one.cloneNode(true);
    words.querySelectorAll("[aria-label]").forEach(named => named.removeAttribute("aria-label"));
    return words.innerHTML;
})"""


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/?q=designated+officer+arrangements", "passages in"),
        ("/ask?q=Are+designated+officer+arrangements+strong+enough%3F", "nswered from"),
        ("/over-time?topic=designated+officer+arrangements", "inspection"),
    ],
)
def test_an_address_gives_the_same_view_cut_from_the_stored_text(tabs, corpus_site, path, words):
    first, second = (tabs(corpus_site.address).open(path) for _ in range(2))
    assert first.status(words) == second.status(words)
    for tab in (first, second):
        tab.page.get_by_role("heading", name="What we searched").wait_for()
    drawn = '[data-testid="stMain"] [data-testid="stHtml"]'
    both = [tab.page.locator(drawn).evaluate_all(DRAWN) for tab in (first, second)]
    assert both[0] == both[1] != []
    library = findings.open_library(corpus_site.index)
    ready = [document.id for document in library.documents() if document.status == "ready"]
    stored = " ".join(squeezed(library.content(doc).text) for doc in ready)
    quoted = first.texts("mark") + first.texts(".answer .words")
    assert quoted != []
    assert [quote for quote in quoted if quote not in stored] == []


def test_every_recommendation_is_cut_from_the_stored_text(tab, corpus_site):
    tab.open("/recommendations").status("recommendation")
    library = findings.open_library(corpus_site.index)
    asked = [squeezed(one.text) for one in library.recommendations()]
    assert sorted(tab.texts("table .words")) == sorted(asked) != []


def test_the_list_tells_what_became_of_each_file(tab):
    tab.open("/documents?status=unreadable")
    row = tab.page.get_by_role("row").nth(1).inner_text()
    assert "Could not be read" in row and "broken.pdf" in row
    tab.open("/documents?status=duplicate")
    assert "Same as another document" in tab.page.get_by_role("row").nth(1).inner_text()


def test_ten_people_search_at_once(tabs, corpus_site):
    queries = [f"supervision of workers number {number}" for number in range(10)]
    people = [tabs(corpus_site.address).open("/") for _ in queries]
    for person, query in zip(people, queries, strict=True):
        person.search(query)
    for person, query in zip(people, queries, strict=True):
        assert person.status(f"‘{query}’")
        assert not any(person.texts('[role="alert"]'))
        assert person.texts("mark") != []


def test_ten_threads_get_what_one_gets(corpus_site):
    library = findings.open_library(corpus_site.index)
    queries = ["supervision", "designated officer", "contact and referral", "thresholds", "children"] * 4
    alone = [library.search(query, 20) for query in queries]
    with ThreadPoolExecutor(10) as threads:
        assert list(threads.map(lambda query: library.search(query, 20), queries)) == alone


def test_a_new_generation_is_picked_up_between_two_queries(tab, corpus_site):
    """Last: it changes the corpus."""
    tab.open("/?q=trampoline+safety").ready()
    assert "new.pdf" not in tab.page.content()
    lines = (
        (90, "Headline findings"),
        (120, "The trampoline safety of foster homes is checked by nobody at all."),
    )
    write_pdf(corpus_site.corpus / "new.pdf", (lines,))
    tab.page.wait_for_timeout(1000 * LOOK_AGAIN)  # the corpus is not looked at for every page
    tab.search("supervision").status("‘supervision’")
    tab.page.get_by_text("1 document has changed since the last update.").wait_for()
    build(corpus_site.corpus, corpus_site.index)
    tab.search("trampoline safety").status("‘trampoline safety’")
    assert tab.texts("mark")[0] == "The trampoline safety of foster homes is checked by nobody at all."
    assert tab.page.get_by_text("has changed since the last update").count() == 0
