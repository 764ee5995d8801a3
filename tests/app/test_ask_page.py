"""The states of the Ask page, over the fake library, and how an answer is tied to its sources."""

import re
from dataclasses import replace
from html import unescape

from findings.app.components import sources
from findings.app.components.tables import answer_table
from findings.app.components.tables.sheet_files import csv_bytes
from findings.app.text import ask_text, shared_text
from findings.errors import IndexMissing
from findings.records import Filters, Plan
from tests.app import fake_views
from tests.app.conftest import chips
from tests.app.fake_library import BULLET, FINDING, PARTNERS


def test_before_a_question(screen):
    screen.open(page="ask")
    assert "<h1>Ask a question</h1>" in screen.html
    assert ask_text.INTRO in screen.html
    assert screen.library.asked == []
    assert screen.follow(ask_text.EXAMPLES[0]).params == {"q": [ask_text.EXAMPLES[0]]}


def test_an_address_fills_the_inputs_and_asks(screen):
    screen.open("q=LADO&la=Northshire&type=focused-visit&from=2018&to=2023&ignore=x", "ask")
    assert screen.app.text_input(key="ask-q").value == "LADO"
    assert screen.library.asked == [
        {
            "query": "LADO",
            "filters": Filters(("Northshire",), ("focused-visit",), 2018, 2023, ("x",)),
            "form": "",
        }
    ]
    assert chips(screen) == ["Northshire", "Focused visit letter", "2018 to 2023"]


def test_an_answer(screen):
    screen.open("q=LADO", "ask")
    html = screen.html
    assert "Answered from 3 passages in 3 documents" in unescape(screen.status)
    assert ask_text.NOTE in html
    assert "Inspectors said different things at different times." in html
    assert '<span class="when">In November 2022:</span>' in html
    assert re.findall(r'id="source-(\d)"', html) == ["1", "2", "3"]
    assert 'aria-label="Source 2, focused visit letter, 5 February 2020">[2]</a>' in html
    assert "<mark>Oversight is not yet good.</mark>" in html
    assert screen.links("Open page 1 of source 1") == [
        f"doc=letter&page=1&p=letter%3A{FINDING.start}-{FINDING.end}"
    ]
    assert screen.links(shared_text.SEE_OVER_TIME) == ["topic=LADO"]


def test_every_mark_has_a_source_that_holds_its_words():
    answer = fake_views.answer(Plan("q", "q"))
    numbered = sources.sources(answer)
    html = sources.answer_html(answer, numbered)
    for said, sentence in zip(re.findall(r"<p>(.*?)</p>", html), answer.sentences, strict=True):
        assert unescape(re.search(r'class="words">(.*?)</span>', said)[1]) == sentence.text
        links = re.findall(r'href="#source-(\d+)"', said)
        assert len(links) == len(sentence.citations)
        for link, citation in zip(links, sentence.citations, strict=True):
            source = numbered[int(link) - 1]
            assert f"<mark>{citation.quote}</mark>" in sources.source_html(source, True)


def test_the_copy_carries_the_citations_in_full(screen):
    screen.open("q=LADO", "ask")
    [copied] = [block.value for block in screen.app.code]
    assert copied == "\n".join(
        (
            "LADO",
            "",
            "In November 2022: “The designated officer service is not robust enough.” [1] [2]",
            "In November 2022: “Cases are left open for too long.” [1]",
            "In December 2014: “The designated officer arrangements are effective and well regarded.” [3]",
            "",
            "Sources",
            "[1] Focused visit letter to Northshire, 24 November 2022, page 1, paragraph 1, ‘Main findings’. "
            "https://reports.example.org/50209031",
            "[2] Focused visit letter to Northshire, 5 February 2020, line 1, ‘Findings’. "
            "northshire/2020-both.txt",
            "[3] Single inspection of children's services in Northshire, 3 December 2014, line 1, ‘Findings’. "
            "northshire/2014-full.txt",
        )
    )


def test_the_council_is_named_where_it_speaks():
    own = replace(fake_views.sentence(fake_views.cited(fake_views.WHOLE["own"])), when="In May 2023")
    answer = replace(fake_views.answer(Plan("q", "q")), sentences=(own, replace(own, when="")))
    html = sources.answer_html(answer, sources.sources(answer))
    assert "In May 2023 (council statement):" in html
    assert '<span class="when">Council statement:</span>' in html


def test_authorities_are_named_where_there_are_several():
    answer = fake_views.answer(Plan("q", "q"))
    other = replace(fake_views.sentence(fake_views.cited(PARTNERS)), when="In July 2018")
    answer = replace(answer, sentences=(answer.sentences[0], other))
    numbered = sources.sources(answer)
    assert "In November 2022, Northshire:" in sources.answer_html(answer, numbered)
    assert "\nIn July 2018, Southshire: “" in sources.copy_text(answer, numbered)


def test_a_bare_bullet_is_shown_under_what_decides_its_sense():
    lead_in = "The local authority should improve:"
    asked = replace(fake_views.sentence(fake_views.cited(BULLET)), under=lead_in)
    answer = replace(fake_views.answer(Plan("q", "q")), sentences=(asked, replace(asked, when="In May 2023")))
    numbered = sources.sources(answer)
    html = unescape(sources.answer_html(answer, numbered))
    shown = "nder ‘The local authority should improve’:"
    assert f'<span class="when">U{shown}</span> <span class="words">{BULLET.text}</span>' in html
    assert f'<span class="when">In May 2023, u{shown}</span> <span class="words">{BULLET.text}</span>' in html
    assert f"In May 2023, u{shown} “{BULLET.text}” [1]" in sources.copy_text(answer, numbered)


def test_part_of_an_answer(screen):
    screen.open("q=part", "ask")
    assert (
        "Partly answered from 3 passages in 3 documents. The documents give no figure for this."
        in unescape(screen.status)
    )
    assert ".." not in unescape(screen.status)


def test_an_abstention_shows_no_answer(screen):
    screen.open("q=abstain", "ask")
    assert "We could not answer this. We searched 2 documents." in unescape(screen.status)
    assert "The documents give a figure for 2013-14 only." in screen.html
    assert 'class="answer"' not in screen.html and 'class="source"' not in screen.html
    assert screen.html.index(ask_text.NEAREST_NOTE) < screen.html.index("<blockquote")
    assert not screen.app.code


def test_what_was_searched(screen):
    screen.open("q=LADO&la=Northshire", "ask")
    html = unescape(screen.html)
    assert "Searched Northshire's 2 documents; other authorities not included" in html
    assert "Could not be read: ‘broken.pdf’ is not a PDF" in html
    assert "<dt>Filters used</dt><dd>Northshire</dd>" in html
    assert "<dt>Other names searched for</dt><dd>LADO = local authority designated officer</dd>" in html
    assert "Built 21 November 2026 at 10:00 UTC, reference 0123456789ab" in html


def test_submitting_writes_the_address(screen):
    screen.open("ignore=x", "ask")
    screen.app.text_input(key="ask-q").set_value(" how  many? ")
    screen.button("Get an answer").click().run()
    assert screen.params == {"q": ["how many?"]}


def test_nothing_typed_and_too_much(screen):
    screen.open("q=LADO", "ask")
    screen.app.text_input(key="ask-q").set_value("")
    screen.button("Get an answer").click().run()
    assert screen.html.count(shared_text.ENTER_TOPIC) == 2
    screen.open("q=" + "a" * 501, "ask")
    assert screen.html.count(shared_text.TOO_LONG) == 2


def test_a_question_the_library_refuses_a_fault_and_no_index(screen):
    screen.open("q=refused", "ask")
    assert "has no word or number to search for" in screen.html
    screen.open("q=broken", "ask")
    assert "Sorry, something went wrong." in screen.html
    screen.error = IndexMissing("There is no index in index: run python embed.py")
    screen.open("q=LADO", "ask")
    assert shared_text.NO_DOCUMENTS in screen.html


def test_a_filter_read_from_the_question_can_be_removed(screen):
    screen.open("q=LADO Northshire", "ask")
    screen.app.button(key="ignore-0").click().run()
    assert screen.params == {"q": ["LADO Northshire"], "ignore": ["Northshire"]}


def test_an_answer_from_every_report(screen):
    screen.open("q=which reports mention the LADO", "ask")
    assert "1 of 2 reports says something on" in unescape(screen.status)
    assert screen.app.selectbox(key="ask-as").value == "which"
    assert '<th role="columnheader" scope="col">Label</th>' in screen.html
    assert "The designated officer arrangements are effective and well regarded." in screen.html
    assert "No later inspection is held." in screen.html
    assert ">Most relevant sentences</h2>" not in screen.html


def test_a_silent_report_has_a_row_and_no_sentence(screen):
    screen.open("q=which reports mention the LADO", "ask")
    assert "Not mentioned" in screen.html
    assert "Open document: children&#x27;s services inspection of Northshire, 17 May 2024" in screen.html


def test_the_form_of_an_answer_can_be_changed(screen):
    screen.open("q=which reports mention the LADO", "ask")
    screen.app.selectbox(key="ask-as").set_value("sentences").run()
    assert screen.params["as"] == ["sentences"]
    assert screen.library.asked[-1]["form"] == "sentences"
    assert ">Most relevant sentences</h2>" in screen.html


def test_the_rows_of_an_answer_as_a_file():
    lines = csv_bytes(answer_table.sheet(fake_views.table())).decode("utf-8-sig").splitlines()
    assert lines[0] == "Authority,Document type,Date,What,Value,Label,Note,Sentence,Source"
    assert lines[1].startswith("Northshire,single inspection of children's services,2014-12-03,,")
    assert ",Not mentioned,,,Children's services inspection of Northshire, 17 May 2024. northshire/" in (
        lines[2].replace('"', "")
    )


def test_two_rows_of_one_place_are_told_apart_by_their_words():
    first = fake_views.table().rows[0]
    where = first.citations[0]
    second = replace(where, start=where.start + 78, quote="Schools value the advice.")
    rows = (first, replace(first, citations=(second,)))
    html = unescape(answer_table.table_html(fake_views.table(), rows, several=True))
    names = re.findall(r'aria-label="(Open .*?)">', html)
    assert [name.rsplit(": ", 1)[1] for name in names] == [
        "‘The designated officer arrangements are effective and well regarded.’",
        "‘Schools value the advice.’",
    ]


def test_a_label_says_why_where_passages_differ():
    row = replace(fake_views.table().rows[0], label="mixed", note="1 passage is a strength, 1 is mixed.")
    html = answer_table.table_html(fake_views.table(), (row,), several=False)
    assert '</span> Mixed. <span class="because">1 passage is a strength, 1 is mixed.</span>' in html


def test_labels_are_explained_where_there_are_some(screen):
    screen.open("q=which reports mention the LADO", "ask")
    assert ask_text.LABELLED_NOTE in unescape(screen.html)
    screen.open("q=grades", "ask")
    assert ask_text.TABLE_NOTE in screen.html and ask_text.LABELLED_NOTE not in unescape(screen.html)


def test_a_table_without_a_row_is_no_table(screen):
    screen.open("q=abstain&as=asked_for", "ask")
    assert "We could not answer this. We searched 2 documents." in unescape(screen.status)
    assert "We found nothing to show as ‘what inspectors asked for or praised’." in screen.html
    assert 'role="table"' not in screen.html and not screen.app.get("download_button")
    assert f">{ask_text.NO_ANSWER}</h2>" in screen.html
