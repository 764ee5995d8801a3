"""Every form of an answer in a real browser, with a real index: by keyboard, by ear, as a file, on a phone."""

from __future__ import annotations

import csv
import re
from collections import Counter
from urllib.parse import parse_qs, urlsplit

import pytest

import findings
from findings.app.text import ask_text, shared_text
from findings.records import FORMS
from tests.app.browser import only_tab
from tests.app.councils import write_councils
from tests.app.small_corpus import serving_corpus

pytestmark = [pytest.mark.browser, pytest.mark.model]

BOX = "What do you want to know?"
# Of each form but sentences: the question, the line that is announced, the columns, how the first link is read out.
TABLES = {
    "grades": (
        "Which councils were rated inadequate?",
        "3 grades of 3 authorities, from 7 graded reports: overall effectiveness.",
        ("Authority", "Inspection", "Area", "Grade", "Change", "Open"),
        "Open at line 7: Children's services inspection of Brent, 9 February 2018, line 7",
    ),
    "which": (
        "Which reports mention return home interviews?",
        "4 of 9 reports say something on ‘return home interviews’; 5 do not.",
        ("Authority", "Inspection", "Label", "Sentence", "Open"),
        "Open at line 13: Children's services inspection of Halton, 24 May 2024, line 13, ‘Main findings’",
    ),
    "asked_for": (
        "Which authorities were told to improve return home interviews?",
        "2 requests on ‘return home interviews’ in 2 of 9 reports, to 2 authorities.",
        ("Authority", "Inspection", "Kind", "Sentence", "Open"),
        "Open at line 11: Children's services inspection of Halton, 13 March 2020, line 11, ‘What needs to improve’",
    ),
    "compare": (
        "Compare Halton and Warrington on supervision of social workers",
        "2 of 2 authorities have a report that says something on ‘supervision of social workers’; "
        "the newest that does is shown for each.",
        ("Authority", "Inspection", "Label", "Sentence", "Open"),
        "Open at line 11: Children's services inspection of Halton, 24 May 2024, line 11, ‘Main findings’",
    ),
    "then_and_now": (
        "Is supervision of social workers in Halton better than in 2020?",
        "2 of 3 reports from 2020 on say something on ‘supervision social workers’; 1 does not.",
        ("Inspection", "Label", "Sentence", "Open"),
        "Open at line 11: Children's services inspection of Halton, 24 May 2024, line 11, ‘Main findings’",
    ),
    "figure": (
        "How many children were on a child protection plan?",
        "4 of 9 reports, of 3 authorities, give a figure on ‘children on a child protection plan’.",
        ("Authority", "Inspection", "Figure", "Sentence", "Open"),
        "Open at line 13: Children's services inspection of Brent, 9 February 2018, line 13, ‘Main findings’",
    ),
}

COUNTS = "6 documents by authority, year and type"
PRAISED = "2 of 9 reports, of 2 authorities, find a strength in ‘return home interviews’."


@pytest.fixture(scope="module")
def site(chrome, tmp_path_factory):
    with serving_corpus(tmp_path_factory.mktemp("councils"), write_councils) as served:
        yield served


@pytest.fixture(scope="module")
def tab(chrome, site):
    """One tab for all: opening one is most of the time."""
    yield from only_tab(chrome, site.address)


def asked_by_keyboard(tab, page, box, words):
    """Open a page, reach its box with the Tab key, type and send with Enter."""
    tab.wide(1280).open(page).tab_to(box).page.keyboard.type(words)
    tab.page.keyboard.press("Enter")
    return tab


def heard(tab, selector="main"):
    """What a screen reader is given of a part of the page, as lines."""
    return tab.page.locator(selector).aria_snapshot()


def names(tab, selector):
    """The spoken name of each link below `selector`, with where it leads."""
    found = re.findall(r"""- '?link "(.*?)"'?:\n\s+- /url: (\S+)""", heard(tab, selector))
    return [(name.replace("''", "'"), where) for name, where in found]


def chosen(tab, name, option):
    """Choose from a list with the arrow keys."""
    box = tab.page.get_by_role("combobox", name=name)
    tab.tab_to(name)
    tab.still()
    tab.page.keyboard.press("ArrowDown")
    tab.page.get_by_role("option", name=option, exact=True).wait_for()
    for key in ["ArrowDown"] * len(FORMS) + ["ArrowUp"] * len(FORMS):
        at = box.get_attribute("aria-activedescendant")
        if at and tab.page.locator(f'[id="{at}"]').inner_text().strip() == option:
            tab.page.keyboard.press("Enter")
            return tab
        tab.page.keyboard.press(key)
    raise AssertionError(f"‘{option}’ cannot be reached with the arrow keys")


def alike(links):
    """The names under which more than one of the links goes."""
    return [name for name, number in Counter(name for name, _ in links).items() if number > 1]


def address(tab):
    return {name: value[0] for name, value in parse_qs(urlsplit(tab.page.url).query).items()}


def fits(tab, name):
    """Nothing wrong in any width and scheme, and a picture to look at."""
    assert tab.faults() == [], name
    tab.picture(f"form {name}")


def downloaded(tab):
    with tab.page.expect_download() as download:
        tab.tab_to("Download as CSV", most=90).page.keyboard.press("Enter")
    return list(csv.DictReader(download.value.path().open(encoding="utf-8-sig", newline="")))


def test_every_form_has_its_table_here():
    assert {"sentences", *TABLES} == set(FORMS)


@pytest.mark.parametrize("form", TABLES)
def test_a_form_is_asked_for_heard_and_taken_away(tab, site, form):
    question, said, columns, first = TABLES[form]
    asked_by_keyboard(tab, "/ask", BOX, question)
    assert tab.status(said) == said
    assert tab.page.get_by_role("combobox", name=ask_text.AS).input_value() == FORMS[form]
    table = tab.page.get_by_role("table", name=said)
    assert tuple(table.get_by_role("columnheader").all_inner_texts()) == columns
    scopes = table.locator("th").evaluate_all("cells => cells.map(cell => cell.scope)")
    assert scopes == ["col"] * len(columns) + ["row"] * table.get_by_role("rowheader").count()
    assert table.get_by_role("rowheader").count() == table.get_by_role("row").count() - 1
    links = names(tab, "table.collected")
    assert links[0][0] == first
    assert len(links) == table.get_by_role("row").count() - 1
    assert alike(links) == []
    fits(tab, form)
    rows = downloaded(tab)
    assert len(rows) == len(links)
    stored = stored_text(site)
    for row in rows:
        assert row["Sentence"] in stored
        assert row["Authority"] in row["Source"]


def stored_text(site):
    library = findings.open_library(site.index)
    return "\n".join(library.content(one.id).text for one in library.documents() if one.status == "ready")


def test_the_words_of_the_documents_are_a_form_too(tab):
    asked_by_keyboard(tab, "/ask", BOX, "How is supervision of social workers recorded in Warrington?")
    assert tab.status("Answered from 1 passage in 1 document.")
    assert tab.page.get_by_role("combobox", name=ask_text.AS).input_value() == FORMS["sentences"]
    assert tab.page.get_by_role("table").count() == 0
    assert ("Open at line 11 of source 1") in dict(names(tab, "#card-source-1"))
    fits(tab, "sentences")


def test_the_form_is_changed_by_keyboard_and_back_brings_the_old_one(tab):
    question, said, *_ = TABLES["which"]
    asked_by_keyboard(tab, "/ask", BOX, question).status(said)
    tab.page.evaluate("window.statusLine = document.querySelector('.status')")
    chosen(tab, ask_text.AS, FORMS["figure"]).status("Answered from 1 passage")
    chosen(tab, ask_text.AS, FORMS["asked_for"]).status(PRAISED)
    assert address(tab) == {"q": question, "as": "asked_for"}
    assert tab.page.evaluate("window.statusLine.isConnected"), "a new status line is not announced"
    focused = "document.activeElement.getAttribute('aria-label')"
    assert ask_text.AS in tab.page.evaluate(focused)
    tab.page.reload()
    assert tab.ready().status(PRAISED)
    tab.page.go_back()
    tab.page.go_back()
    tab.status(said)
    assert address(tab) == {"q": question}
    assert tab.page.get_by_role("combobox", name=ask_text.AS).input_value() == FORMS["which"]


def test_a_form_that_has_no_table_says_so(tab):
    tab.open("/ask?q=trampoline+safety+in+foster+homes&as=which").status("We could not answer this.")
    tab.page.get_by_text("We found nothing to show as ‘every report that says it’.").wait_for()
    assert tab.page.get_by_role("table").count() == 0
    assert tab.page.get_by_role("button", name=shared_text.CSV).count() == 0
    tab.page.get_by_role("heading", name=ask_text.NO_ANSWER).wait_for()
    fits(tab, "nothing")


def test_who_is_compared_and_what_was_searched_is_said_as_it_is(tab):
    question = "Compare Halton with everyone else on supervision of social workers"
    asked_by_keyboard(tab, "/ask", BOX, question).status("4 of 5 authorities have a report")
    said = heard(tab)
    assert "Showing Halton only" not in said
    assert "Searched all 9 documents" in said
    tab.open("/ask?q=Compare+Halton+and+Warrington+on+supervision").status("2 of 2 authorities")
    assert "Showing Halton and Warrington only" in heard(tab)
    assert tab.page.get_by_role("button", name="Show all authorities").count() == 1


def test_the_picture_of_authorities_is_heard_and_its_marks_open_their_inspections(tab):
    asked_by_keyboard(tab, "/over-time", "Topic", "return home interviews")
    assert tab.status("mention this topic") == "9 inspections: 4 mention this topic and 5 do not."
    table = tab.page.get_by_role("table", name="Every inspection by authority and year")
    years = [str(year) for year in range(2018, 2025)]
    assert table.get_by_role("columnheader").all_inner_texts() == ["Authority", *years]
    rows = table.get_by_role("rowheader").all_inner_texts()
    assert rows == ["Brent", "Halton", "Kingston upon Hull", "Sheffield", "Warrington"]
    links = names(tab, "table.grid")
    assert len(links) == len(rows) + 9
    assert alike(links) == []
    fits(tab, "authorities")
    mark = "Needs improvement: children's services inspection of Halton, 13 March 2020"
    assert mark in dict(links)
    tab.tab_to("Every inspection by authority and year", most=90)
    assert tab.focus_ring()
    for _ in range(12):
        tab.page.keyboard.press("Tab")
        if tab.page.evaluate("document.activeElement.title") == mark:
            break
    assert tab.focus_ring()
    tab.page.keyboard.press("Enter")
    tab.status("3 inspections: 2 mention this topic and 1 does not.")
    tab.page.wait_for_function("document.activeElement.id === 'inspection'")
    assert tab.page.evaluate("document.activeElement.innerText").startswith("13 March 2020")


def test_the_rows_of_the_picture_are_ordered_by_keyboard(tab):
    tab.open("/over-time?topic=return+home+interviews").status("9 inspections")
    chosen(tab, "Order of authorities", "Latest label, needs improvement first")
    tab.page.wait_for_url("**rows=latest")
    tab.ready()
    rows = tab.page.locator("table.grid tbody th")
    assert rows.all_inner_texts() == ["Kingston upon Hull", "Halton", "Warrington", "Brent", "Sheffield"]
    assert tab.page.locator("h2[id^=authority]").all_inner_texts() == rows.all_inner_texts()
    lines = downloaded(tab)
    assert [line["Authority"] for line in lines][:2] == ["Kingston upon Hull", "Halton"]
    assert len(lines) == 9
    tab.page.go_back()
    tab.page.wait_for_function("document.querySelector('table.grid tbody th').innerText === 'Brent'")


def test_a_search_goes_on_counts_and_offers_other_words(tab):
    asked_by_keyboard(tab, "/", "What do you want to find?", "suppervision of social workers")
    tab.status("for ‘suppervision of social workers’")
    tab.tab_to("supervision of social workers").page.keyboard.press("Enter")
    assert (
        tab.status("49 passages in")
        == "49 passages in 6 documents for ‘supervision of social workers’. Page 1 of 5"
    )
    assert address(tab) == {"q": "supervision of social workers"}
    tab.tab_to(COUNTS).page.keyboard.press("Enter")
    counts = [name for name, _ in names(tab, "details.counts")]
    assert counts[:2] == ["Brent (2)", "Halton (2)"]
    assert len(set(counts)) == len(counts)
    fits(tab, "counts")
    tab.open("/?q=social+workers&page=5").status("Page 5 of 5")
    fits(tab, "more")
    tab.tab_to("Show more passages", most=90).page.keyboard.press("Enter")
    assert tab.status("Page 6 of") != ""
    assert address(tab)["page"] == "6"
    tab.open("/?q=supervision+of+social+workers").status("49 passages")
    tab.tab_to(COUNTS).page.keyboard.press("Enter")
    tab.tab_to("Halton (2)").page.keyboard.press("Enter")
    tab.status("in 2 documents for")
    assert address(tab) == {"q": "supervision of social workers", "la": "Halton"}
