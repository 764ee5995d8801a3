"""The states of the Search page, over the fake library."""

import re
from html import unescape

import pytest

from findings.app.components import notice
from findings.app.state.session import plain
from findings.app.text import shared_text
from findings.errors import IndexDamaged, IndexMissing
from findings.records import Filters
from tests.app.conftest import chips
from tests.app.fake_library import FINDING, FakeLibrary


def test_before_a_search(screen):
    screen.open()
    assert "<h1>Search inspection reports and letters</h1>" in screen.html
    assert shared_text.INTRO in screen.html
    for name, value in (
        ("Documents", "2"),
        ("Authorities", "2"),
        ("Years", "2018 to 2022"),
        ("Newest", "24 November 2022"),
    ):
        assert f"<dt>{name}</dt><dd>{value}</dd>" in screen.html
    assert screen.links(plain("Focused visit letter to Northshire, 24 November 2022")) == ["doc=letter"]
    assert ">Passages</h2>" not in screen.html
    assert screen.library.asked == []
    assert screen.follow("LADO arrangements").params == {"q": ["LADO arrangements"]}


def test_an_address_fills_the_inputs_and_searches(screen):
    screen.open("q=LADO&la=Northshire&type=focused-visit&from=2018&to=2023&sort=newest&ignore=x")
    assert screen.app.text_input(key="search-q").value == "LADO"
    assert screen.app.multiselect(key="search-la").value == ["Northshire"]
    assert screen.app.multiselect(key="search-type").value == ["focused-visit"]
    assert screen.app.selectbox(key="search-from").value == 2018
    assert screen.app.selectbox(key="search-sort").value == "newest"
    assert screen.library.asked == [
        {
            "query": "LADO",
            "k": 300,  # in date order the newest may be far down
            "filters": Filters(("Northshire",), ("focused-visit",), 2018, 2023, ("x",)),
            "sort": "newest",
        }
    ]
    assert chips(screen) == ["Northshire", "Focused visit letter", "2018 to 2023"]


def test_results_and_possible_matches(screen):
    screen.open("q=LADO")
    html = screen.html
    assert "3 passages in 2 documents for &#8216;LADO&#8217;" in screen.status
    assert html.index(">Passages</h2>") < html.index("Northshire, 24 November 2022: focused visit letter")
    assert html.index(shared_text.POSSIBLE_NOTE) < html.index(
        "<mark>Strategy meetings are held quickly.</mark>"
    )
    assert "Also searched for: LADO = local authority designated officer." in html
    assert "Recommendation. Page 2, ‘What needs to improve’. Published 13 January 2023" in html
    assert "Another name for your words: ‘designated officer’." in html
    assert "Exact words: ‘partners’ and ‘work’." in html
    assert f"doc=letter&page=1&p=letter%3A{FINDING.start}-{FINDING.end}" in screen.links("Open page 1")
    assert screen.links("See which documents could not be read") == ["status=unreadable"]


def test_submitting_writes_the_address(screen):
    screen.open("sort=oldest")
    screen.app.text_input(key="search-q").set_value("  strategy\tmeetings ")
    screen.app.multiselect(key="search-la").set_value(["Southshire"])
    screen.button("Search").click().run()
    assert screen.params == {"q": ["strategy meetings"], "la": ["Southshire"], "sort": ["oldest"]}
    assert screen.library.asked[-1]["query"] == "strategy meetings"
    assert screen.app.text_input(key="search-q").value == "strategy meetings"


def test_back_fills_the_inputs_again(screen):
    screen.open("q=first")
    screen.open("q=second&la=Northshire")
    screen.open("q=first")
    assert screen.app.text_input(key="search-q").value == "first"
    assert screen.app.multiselect(key="search-la").value == []


def test_clearing_filters_keeps_the_question(screen):
    screen.open("q=LADO&la=Northshire&from=2018&page=2")
    screen.button("Clear all filters").click().run()
    assert screen.params == {"q": ["LADO"]}


def test_nothing_typed(screen):
    screen.open("q=LADO")
    screen.app.text_input(key="search-q").set_value("   ")
    screen.button("Search").click().run()
    assert screen.html.count("Enter a topic or question") == 2
    assert 'role="alert"' in screen.html
    assert ">Passages</h2>" not in screen.html
    screen.app.run()
    assert "Enter a topic or question" not in screen.html


def test_a_question_that_is_too_long(screen):
    screen.open("q=" + "a" * 501)
    assert screen.html.count(shared_text.TOO_LONG) == 2
    assert screen.library.asked == []


def test_years_the_wrong_way_round(screen):
    screen.open("q=LADO&from=2023&to=2018")
    assert screen.html.count(shared_text.YEARS_CROSSED) == 2
    assert screen.library.asked == []


def test_a_query_the_library_refuses(screen):
    screen.open("q=refused")
    assert "has no word or number to search for" in screen.html
    assert 'role="alert"' in screen.html


def test_nothing_found(screen):
    screen.open("q=nothing&la=Northshire")
    assert "No passages found for" in screen.status
    assert "We found nothing about ‘nothing’ in 2 documents. This does not mean" in screen.html
    assert "<li>Remove filters</li>" in screen.html
    assert screen.app.button(key="nothing-clear").label == "Clear all filters"
    screen.open("q=nothing")
    assert "<li>Remove filters</li>" not in screen.html


def test_only_possible_matches(screen):
    screen.open("q=possible")
    assert "We found no clear match for" in screen.status
    assert ">Passages</h2>" not in screen.html
    assert ">Possible matches</h2>" in screen.html


def test_pages_of_results(screen):
    screen.open("q=many&page=3")
    assert screen.html.count("<h3>") == 4  # 23 clear hits: 10, 10, 3; then 1 possible
    assert screen.html.index(">Passages</h2>") < screen.html.index(">Possible matches</h2>")
    assert "Page 3 of 3" in screen.status
    screen.open("q=many&page=99")
    assert screen.html.count("<h3>") == 4
    screen.open("q=many&page=2")
    assert screen.html.count("<h3>") == 10
    assert "Possible matches" not in screen.html


def test_sorting_acts_at_once_and_starts_at_the_first_page(screen):
    screen.open("q=many&page=2")
    screen.app.selectbox(key="search-sort").set_value("oldest").run()
    assert screen.params == {"q": ["many"], "sort": ["oldest"]}


def test_a_filter_read_from_the_question_can_be_removed_and_taken_again(screen):
    screen.open("q=LADO Northshire")
    assert "Showing Northshire only" in screen.html
    assert screen.app.button(key="ignore-0").label == "Show all authorities"
    assert chips(screen) == []  # those are what was chosen in the form
    screen.app.button(key="ignore-0").click().run()
    assert screen.params == {"q": ["LADO Northshire"], "ignore": ["Northshire"]}
    assert "‘Northshire’ is not used as a filter" in screen.html
    screen.app.button(key="again-0").click().run()
    assert screen.params == {"q": ["LADO Northshire"]}


def test_values_that_mean_nothing_are_named_and_ignored(screen):
    screen.open("q=LADO&type=xyz&la=<b>")
    assert "We did not recognise ‘xyz’ in this link, so we ignored it." in screen.html
    assert "We did not recognise ‘&lt;b&gt;’" in screen.html
    assert ">Passages</h2>" in screen.html


@pytest.mark.parametrize("query", ["<b>bold</b>", "$x$ *y* :smile: [a](b)", "<script>alert(1)</script>"])
def test_a_question_is_shown_as_text(screen, query):
    screen.app.query_params["q"] = query
    screen.app.run()
    assert query not in screen.status
    assert "".join(f"&#{ord(c)};" if not c.isalnum() and c != " " else c for c in query) in screen.status
    assert "<script>alert" not in screen.html and "<b>bold" not in screen.html


def test_changed_documents_are_told(screen):
    screen.library.stale = 3
    screen.open("q=LADO")
    assert "3 documents have changed since the last update." in screen.html


def test_no_index(screen):
    screen.error = IndexMissing("There is no index in index: run python embed.py")
    screen.open("q=LADO")
    assert shared_text.NO_DOCUMENTS in screen.html
    assert "run python embed.py" in screen.html
    assert not screen.app.text_input


def test_an_index_that_cannot_be_used(screen):
    screen.error = IndexDamaged("passages.faiss is missing: run python embed.py")
    screen.open("q=LADO")
    assert shared_text.NOT_USABLE in screen.html
    assert not screen.app.text_input


def test_an_encoder_that_is_missing(screen):
    screen.open("q=unencodable")
    assert shared_text.NOT_USABLE in screen.html
    assert "run pip install" in screen.html


def test_a_fault_of_ours_is_told_without_its_details(screen, caplog):
    screen.open("q=broken")
    reference = screen.html.split("reference: ")[1].split(".")[0]
    assert "Sorry, something went wrong." in screen.html
    assert "secret detail" not in screen.html
    assert reference in caplog.text and "secret detail" in caplog.text


def test_every_card_has_its_label_in_words(screen):
    screen.open("q=LADO")
    html = unescape(screen.html)
    assert shared_text.LABELS_NOTE in html
    labels = re.findall(
        r'<h3>[^<]*</h3><p class="label ([a-z_]+)(?: quiet)?"><span aria-hidden="true">.</span> (.*?)</p>',
        html,
    )
    assert len(labels) == 4
    assert labels[1] == ("needs_improvement", "Needs improvement")  # a bare bullet of what to improve


def test_passages_are_chosen_by_their_label(screen):
    screen.open("q=LADO&label=needs_improvement&label=grade")
    assert screen.app.multiselect(key="search-label").value == ["needs_improvement"]
    assert "We did not recognise ‘grade’ in this link" in screen.html
    assert "Only passages that we label ‘Needs improvement’, among the 50 closest." in screen.html
    shown = re.findall(r'<p class="label ([a-z_]+)(?: quiet)?">', screen.html)
    assert shown != [] and set(shown) == {"needs_improvement"}
    screen.app.multiselect(key="search-label").set_value(["mixed", "strength"])
    screen.button("Apply filters").click().run()
    assert screen.params == {"q": ["LADO"], "label": ["mixed", "strength"]}
    screen.open("q=possible&label=mixed")
    assert "No passages found for" in screen.status
    assert screen.app.button(key="nothing-clear").label == "Clear all filters"


def test_the_corpus_is_looked_at_every_few_seconds_and_not_for_every_page(monkeypatch):
    library, clock = FakeLibrary(stale=3), [100.0]
    monkeypatch.setattr(notice.time, "monotonic", lambda: clock[0])
    assert notice.changed(library) == 3
    library.stale = 4
    clock[0] += notice.LOOK_AGAIN
    assert notice.changed(library) == 3
    clock[0] += 0.1
    assert notice.changed(library) == 4


def test_who_draws_a_page_while_another_looks_at_the_corpus_does_not_look_too(monkeypatch):
    library, looks = FakeLibrary(stale=3), []
    looked_at = library.changed_documents

    def changed_documents():
        looks.append(notice.changed(library))  # as another page asks meanwhile
        return looked_at()

    monkeypatch.setattr(library, "changed_documents", changed_documents)
    assert notice.changed(library) == 3
    assert looks == [0]
