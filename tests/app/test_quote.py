"""What stands in a quotation is the document's, and nothing in it can act."""

import re
from dataclasses import replace
from html import unescape

import pytest

from findings.app.components.quote import excerpt, marked, quote_html
from tests.app.fake_library import BULLET, CONTENTS, FINDING, HITS, PARTNERS, hit, passage


def words_of(html):
    return unescape(re.sub(r"<[^>]+>", "", html))


def marks_of(html):
    return [unescape(found) for found in re.findall(r"<mark[^>]*>(.*?)</mark>", html, re.S)]


def test_the_matched_sentence_is_marked_and_the_passage_stands_whole():
    html = quote_html(HITS[0])
    assert marks_of(html) == ["The designated officer service is not robust enough."]
    assert words_of(html) == FINDING.text


def test_html_in_a_document_is_shown_as_text():
    html = quote_html(HITS[1])
    assert "&lt;b&gt;bold&lt;/b&gt;" in html
    assert "<b>" not in html


def test_a_bullet_stands_under_its_lead_in():
    html = quote_html(hit(1, BULLET))
    assert html.index("The local authority should improve:") < html.index("<mark>")


def test_what_is_asked_for_stands_under_the_heading_that_asks():
    asked = replace(
        BULLET, lead_in="", kind="recommendation", section=("What needs to improve", "Leadership")
    )
    html = quote_html(hit(1, asked))
    assert '<p class="lead-in">What needs to improve</p>' in html
    # The nearest heading is named on the card.
    near = replace(asked, section=("What needs to improve",))
    assert "lead-in" not in quote_html(hit(1, near))


def test_of_a_long_passage_the_neighbours_of_the_sentence_are_shown():
    text = " ".join(f"Sentence {n} {'word ' * 40}ends." for n in range(6))
    CONTENTS["long"] = replace(CONTENTS["report"], text=text)
    try:
        long = passage("long", text)
    finally:
        del CONTENTS["long"]
    start, end = excerpt(long, long.sentences[3])
    assert (start, end) == (long.sentences[2][0], long.sentences[4][1])
    html = quote_html(replace(HITS[0], passage=long, sentence=long.sentences[3]))
    assert words_of(html).startswith("[…] Sentence 2") and words_of(html).endswith("ends. […]")
    assert excerpt(replace(long, is_list=True), long.sentences[3]) == (long.start, long.end)
    assert excerpt(long, long.sentences[0]) == (long.start, long.sentences[1][1])


@pytest.mark.parametrize(
    ("spans", "html"),
    [
        ((), "abc def"),
        (((14, 17),), "abc <mark x>def</mark>"),
        (((0, 99),), "<mark x>abc def</mark>"),
        (((0, 5),), "abc def"),
        (((10, 11), (12, 13)), "<mark x>a</mark>b<mark>c</mark> def"),
    ],
)
def test_marks_fall_where_the_spans_do(spans, html):
    assert marked("abc def", 10, spans, " x") == html


def test_a_passage_without_sentences_is_shown_whole():
    assert excerpt(replace(PARTNERS, sentences=()), (0, 1)) == (PARTNERS.start, PARTNERS.end)
