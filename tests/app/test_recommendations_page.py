"""The states of the Recommendations page, over the fake library, its table and its file."""

import csv
import io
import re
from dataclasses import replace
from html import unescape

from findings.app.components.tables.recommendations_table import sheet, table_html
from findings.app.components.tables.sheet_files import csv_bytes
from findings.app.text import recommendations_text, shared_text
from tests.app import fake_views
from tests.app.fake_library import BULLET


def rows_of(html):
    body = html.split("<tbody", 1)[1]
    return re.findall(r"<tr.*?</tr>", body)


def test_all_of_them_newest_document_first(screen):
    screen.open(page="recommendations")
    assert "<h1>What inspectors asked for</h1>" in screen.html
    assert "3 recommendations in 2 documents" in screen.status
    rows = rows_of(screen.html)
    assert len(rows) == 3
    assert "24 November 2022" in rows[0] and "25 July 2018" in rows[2]
    assert recommendations_text.LATER_NOTE in screen.html


def test_words_are_verbatim_and_cited(screen):
    screen.open(page="recommendations")
    said = [unescape(text) for text in re.findall(r'<span class="words">(.*?)</span>', screen.html)]
    assert said == [one.text for one in fake_views.recommendations("")]
    assert said[0] == BULLET.text
    assert "The local authority should improve:" in screen.html
    assert screen.html.count('scope="col"') == 4
    for row in rows_of(screen.html):
        assert 'href="documents?doc=' in row


def test_what_later_documents_say(screen):
    screen.open(page="recommendations")
    first, second, third = rows_of(screen.html)
    assert "Yes, in council statement published 1 May 2023, line 1</a>" in first
    assert "Yes, in children&#x27;s services inspection of 17 May 2024, line 1</a>" in first
    assert "The council has appointed a second designated officer." in first
    assert "Not found in later documents" in second
    assert "Priority action" in second and "For: =Northshire &amp; partners" in second
    assert "No later inspection" in third


def test_choosing_by_what_came_later(screen):
    screen.open("followed=later", "recommendations")
    assert len(rows_of(screen.html)) == 1
    screen.app.selectbox(key="recommendations-followed").set_value("none").run()
    assert screen.params == {"followed": ["none"]}
    assert "Not found in later documents" in rows_of(screen.html)[0]


def test_documents_without_a_list_are_told(screen, monkeypatch):
    found = fake_views.recommendations("")[:2]
    monkeypatch.setattr(screen.library, "recommendations", lambda *asked: found)
    screen.open(page="recommendations")
    assert "2 recommendations in 1 document. 1 document without a list" in unescape(screen.status)
    assert recommendations_text.NO_LIST in rows_of(screen.html)[2]
    screen.open("topic=x", "recommendations")
    assert recommendations_text.NO_LIST not in screen.html
    screen.open("type=focused-visit", "recommendations")
    assert recommendations_text.NO_LIST not in screen.html


def test_none(screen):
    screen.open("topic=none", "recommendations")
    assert "No recommendations found for ‘none’" in unescape(screen.status)
    assert "<table" not in screen.html
    assert screen.links(shared_text.SEE_PASSAGES) == ["q=none"]
    screen.follow(shared_text.START_AGAIN)
    assert screen.params == {} and len(rows_of(screen.html)) == 3


def test_an_authority_in_the_topic_is_a_filter_that_can_be_taken_away(screen):
    screen.open("topic=supervision+in+Northshire&followed=all", "recommendations")
    assert screen.library.asked[-1]["filters"].authorities == ("Northshire",)
    assert "Showing Northshire only" in screen.html
    screen.follow("Show all authorities")
    assert screen.params == {"topic": ["supervision in Northshire"], "ignore": ["Northshire"]}
    assert screen.library.asked[-1]["filters"].authorities == ()


def test_pages(screen):
    screen.open("topic=many&page=3", "recommendations")
    assert len(rows_of(screen.html)) == 5
    screen.open("topic=many&page=9", "recommendations")
    assert len(rows_of(screen.html)) == 5


def test_an_address_fills_the_inputs_and_submitting_writes_it(screen):
    screen.open("topic=LADO&la=Northshire&from=2018&followed=later", "recommendations")
    assert screen.app.text_input(key="recommendations-q").value == "LADO"
    assert screen.library.asked[0]["filters"].authorities == ("Northshire",)
    assert screen.library.asked[0]["query"] == "LADO"
    screen.app.text_input(key="recommendations-q").set_value("")
    screen.button("Show").click().run()
    assert screen.params == {"la": ["Northshire"], "from": ["2018"], "followed": ["later"]}
    screen.button("Clear all filters").click().run()
    assert screen.params == {"followed": ["later"]}
    screen.open("topic=refused", "recommendations")
    assert "has no word or number to search for" in screen.html
    screen.open("from=2023&to=2018", "recommendations")
    assert screen.library.asked[-1]["query"] == "refused"


def test_the_file_has_the_same_rows_with_full_citations():
    found = fake_views.recommendations("")
    header, *rows = csv.reader(io.StringIO(csv_bytes(sheet(found)).decode("utf-8-sig")))
    assert header == list(recommendations_text.CSV_COLUMNS)
    first = dict(zip(header, rows[0], strict=True))
    assert first["What was asked"] == BULLET.text
    assert first["Date"] == "2022-11-24"
    assert first["Source"] == (
        "Focused visit letter to Northshire, 24 November 2022, page 2, ‘What needs to improve’. "
        "https://reports.example.org/50209031"
    )
    assert first["Raised again later?"] == "Yes"
    assert first["Later passages"].splitlines()[0] == "The council has appointed a second designated officer."
    assert len(first["Later sources"].splitlines()) == 2
    assert [row[header.index("Raised again later?")] for row in rows[1:]] == [
        "Not found in later documents",
        "No later inspection",
    ]


def test_no_cell_of_the_file_can_act():
    found = fake_views.recommendations("")[1]
    for start in "=+-@\t\r":
        cells = csv.reader(
            io.StringIO(csv_bytes(sheet([replace(found, body=f"{start}A1")])).decode("utf-8-sig"), newline="")
        )
        assert list(cells)[1][recommendations_text.CSV_COLUMNS.index("For")] == f"'{start}A1"


def test_nothing_in_a_document_can_act():
    hostile = replace(
        fake_views.recommendations("")[0], body="<img src=x>", number="<b>", text="<script>x</script>"
    )
    html = table_html([hostile], True)
    assert "<img" not in html and "<b>" not in html and "<script" not in html
