"""The states of the Over time page, over the fake library: everything held is there, silence included."""

import re
from dataclasses import replace
from datetime import date
from html import unescape
from types import SimpleNamespace

from findings.app.components import inspection_groups, timeline_chart
from findings.app.components.inspection_block import cue_words, joined
from findings.app.components.labels import LABELS
from findings.app.text import over_time_text, shared_text
from findings.records import Document, InspectionView, Plan, Stance
from tests.app import fake_views
from tests.fakes import make_document


def headings(screen, level=3):
    return [unescape(found) for found in re.findall(rf"<h{level}[^>]*>(.*?)</h{level}>", screen.html)]


def test_before_a_topic(screen):
    screen.open(page="over_time")
    assert over_time_text.INTRO in screen.html
    assert screen.library.asked == []
    assert screen.follow("LADO arrangements").params == {"topic": ["LADO arrangements"]}


def test_every_inspection_has_its_block_newest_first(screen):
    screen.open("topic=LADO", "over_time")
    assert headings(screen) == [
        "17 May 2024: children's services inspection",
        "Published 1 May 2023: council statement",
        "24 November 2022: focused visit letter",
        "5 February 2020: focused visit letter",
        "4 July 2018: focused visit letter",
        "3 December 2014: single inspection of children's services",
        "Date not known: document ‘broken.pdf’",
    ]
    assert (
        "6 inspections and 1 council statement: 4 mention this topic, 1 does not, "
        "1 looked at other things and 1 could not be read."
    ) in unescape(screen.status)
    assert "LADO in Northshire, 2014 to 2024" in headings(screen, 2)
    assert shared_text.LABELS_NOTE in unescape(screen.html)


def test_oldest_first(screen):
    screen.open("topic=LADO&order=oldest", "over_time")
    assert headings(screen)[0].startswith("3 December 2014")
    assert headings(screen)[-1].startswith("Date not known")
    screen.app.selectbox(key="over-time-order").set_value("newest").run()
    assert screen.params == {"topic": ["LADO"]}


def test_labels_are_words_and_mixed_says_why(screen):
    screen.open("topic=LADO", "over_time")
    for label in LABELS.values():
        assert f"</span> {label.words}" in screen.html
    assert "1 passage is a strength, 1 needs improvement." in screen.html
    assert "Words behind this label: ‘not robust enough’." in screen.html
    assert "3 further passages on this topic are not shown here." in screen.html
    assert "<summary>1 more passage</summary>" in screen.html


def test_silence_by_its_kind(screen):
    screen.open("topic=LADO", "over_time")
    html = screen.html
    assert over_time_text.NOT_MENTIONED in html
    assert over_time_text.UNREADABLE in html
    assert html.index(over_time_text.OUT_OF_SCOPE) < html.index(
        "<mark>Inspectors looked at arrangements for contacts and referrals.</mark>"
    )
    assert f"<summary>{over_time_text.SHOW_NEAREST}</summary>" in html
    assert over_time_text.COUNCIL in html


def test_a_long_gap_and_different_kinds_are_said(screen):
    screen.open("topic=LADO", "over_time")
    assert screen.html.count('class="gap"') == 1
    assert (
        "There is no inspection here between 3 December 2014 and 4 July 2018 (3 years and 7 months)."
        in screen.html
    )
    assert (
        "These are inspections of different kinds: single inspection of children&#x27;s services, "
        "focused visit letter and children&#x27;s services inspection."
    ) in screen.html


def test_the_chart_has_one_mark_for_every_dated_inspection(screen):
    screen.open("topic=LADO", "over_time")
    [chart] = screen.app.get("vega_lite_chart")
    assert chart.proto.alt.endswith("for LADO. The list below gives the same information.")
    rows = timeline_chart.rows(fake_views.inspections(Plan("q", "q")))
    assert [row["date"] for row in rows] == [
        "2014-12-03",
        "2018-07-04",
        "2020-02-05",
        "2022-11-24",
        "2023-05-01",
        "2024-05-17",
    ]
    assert rows[0]["description"] == ("3 December 2014, single inspection of children's services: strength")
    assert "1 document without a date is in the list only." in screen.html


def test_the_shapes_and_rows_of_the_chart_follow_the_labels():
    spec = timeline_chart.chart(fake_views.inspections(Plan("q", "q")))
    encoding = spec["encoding"]
    assert encoding["y"]["scale"]["domain"] == [label.words for label in LABELS.values()]
    assert (
        len(set(zip(encoding["shape"]["scale"]["range"], encoding["fill"]["scale"]["range"], strict=True)))
        == 6
    )
    assert encoding["fill"]["scale"]["range"][-3:] == ["#ffffff"] * 3
    assert {encoding[name].get("legend") for name in ("shape", "stroke", "fill", "strokeDash")} == {None}


def test_one_inspection_none_and_dozens(screen):
    screen.open("topic=single", "over_time")
    assert over_time_text.ONE_ONLY in screen.html
    assert not screen.app.get("vega_lite_chart")
    screen.open("topic=no inspection", "over_time")
    assert over_time_text.NO_INSPECTIONS in unescape(screen.status)
    screen.open("topic=dozens", "over_time")
    assert not screen.app.get("vega_lite_chart")
    assert len(headings(screen)) == 14


def test_several_authorities_are_grouped(screen):
    screen.open("topic=several", "over_time")
    assert [title for title in headings(screen, 2) if title != over_time_text.LISTS["newest"]][1:4] == [
        "Northshire",
        "Southshire",
        "Authority not known",
    ]
    assert len(screen.app.get("vega_lite_chart")) == 1
    assert "About the partnership." in screen.html
    screen.open("topic=crowd", "over_time")
    assert not screen.app.get("vega_lite_chart")
    assert over_time_text.GRID in screen.html
    for link, name in re.findall(r'<li><a href="#(authority-\d+)" target="_self">(.*?)</a>', screen.html):
        assert f'<h2 id="{link}" tabindex="-1">{name}</h2>' in screen.html
    assert screen.html.count('href="#authority-') == 5


def test_an_address_fills_the_inputs(screen):
    screen.open("topic=LADO&la=Northshire&type=jtai&from=2018&ignore=x&order=abc", "over_time")
    assert screen.app.text_input(key="over_time-q").value == "LADO"
    assert screen.app.multiselect(key="over_time-la").value == ["Northshire"]
    assert "We did not recognise ‘abc’ in this link" in screen.html
    assert screen.library.asked[0]["filters"].kinds == ("jtai",)
    screen.button("Clear all filters").click().run()
    assert screen.params == {"topic": ["LADO"], "la": ["Northshire"], "ignore": ["x"]}


def test_submitting_writes_the_address(screen):
    screen.open("order=oldest", "over_time")
    screen.app.text_input(key="over_time-q").set_value("LADO")
    screen.app.multiselect(key="over_time-la").set_value(["Northshire"])
    screen.button("Show over time").click().run()
    assert screen.params == {"topic": ["LADO"], "la": ["Northshire"], "order": ["oldest"]}
    screen.app.text_input(key="over_time-q").set_value("")
    screen.button("Show over time").click().run()
    assert screen.html.count(shared_text.ENTER_TOPIC) == 2
    screen.open("topic=refused", "over_time")
    assert "has no word or number to search for" in screen.html


def view(name, authority, day=None, **known):
    document = Document(name, f"{name}.pdf", "", "pdf", 1, authority=authority, inspection_end=day)
    return InspectionView(replace(document, **known))


def test_groups_stand_in_the_order_of_the_alphabet_the_unknown_last():
    a, b, lost = view("a", "Southshire"), view("b", "Northshire"), view("c", None)
    assert inspection_groups.groups([a, lost, b]) == [
        ("Northshire", [b]),
        ("Southshire", [a]),
        (None, [lost]),
    ]
    assert inspection_groups.groups([a, lost]) == [("Southshire", [a, lost])]
    assert inspection_groups.groups([lost]) == [(None, [lost])]
    assert inspection_groups.groups([]) == []


def test_a_gap_is_more_than_three_years():
    days = (date(2016, 2, 29), date(2019, 2, 28), date(2022, 3, 1), None)
    views = [view(str(number), "Northshire", day) for number, day in enumerate(days)]
    assert inspection_groups.gaps(views) == {"2": (date(2019, 2, 28), date(2022, 3, 1))}
    assert inspection_groups.gaps(views[2:0:-1]) == {"1": (date(2019, 2, 28), date(2022, 3, 1))}
    assert over_time_text.gap(date(2019, 2, 28), date(2022, 3, 1)) == (
        "There is no inspection here between 28 February 2019 and 1 March 2022 (3 years)."
    )
    statement = view("s", "Northshire", date(2020, 1, 1), kind="statement")
    assert inspection_groups.gaps([views[1], statement, views[2]]) == {
        "2": (date(2019, 2, 28), date(2022, 3, 1))
    }
    assert "(4 years and 1 month)." in over_time_text.gap(date(2019, 2, 28), date(2023, 3, 28))


def test_spans_that_overlap_are_one():
    assert joined([(5, 9), (1, 3), (2, 4), (6, 8)]) == [(1, 4), (5, 9)]


def test_many_authorities_come_in_pages_and_none_is_parted(screen, monkeypatch):
    monkeypatch.setattr(inspection_groups, "MOST", 8)
    screen.open("topic=crowd", "over_time")
    assert "9 inspections and 1 council statement" in unescape(screen.status)  # all pages together
    named = [title for title in headings(screen, 2) if title.endswith("shire")]
    assert named == ["Eastshire", "Northshire", "Southshire"]
    assert len(headings(screen)) == 8
    assert "Authorities 1 to 3 of 5, listed in full on this page:" in screen.html
    screen.open("topic=crowd&page=2", "over_time")
    assert [title for title in headings(screen, 2) if title in ("Westshire", "Authority not known")] == [
        "Westshire",
        "Authority not known",
    ]
    assert len(headings(screen)) == 2
    assert re.findall(r'href="#(authority-\d+)"', screen.html) == ["authority-9", "authority-10"]
    screen.app.selectbox(key="over-time-order").set_value("oldest").run()
    assert screen.params == {"topic": ["crowd"], "order": ["oldest"]}


def test_the_order_of_authorities_is_that_of_the_list_too(screen):
    screen.open("topic=crowd&rows=latest", "over_time")
    named = [title for title in headings(screen, 2) if title.endswith("shire")]
    assert named == ["Northshire", "Eastshire", "Southshire", "Westshire"]  # only mentioned, then strengths
    screen.app.selectbox(key="over-time-rows").set_value("name").run()
    assert headings(screen, 2)[1] == "Eastshire"


def test_the_inspection_asked_for_is_brought_into_view(screen):
    screen.open("topic=LADO&at=both", "over_time")
    assert '<h3 id="inspection" tabindex="-1">5 February 2020: focused visit letter</h3>' in screen.html
    screen.app.selectbox(key="over-time-order").set_value("oldest").run()
    assert screen.params == {"topic": ["LADO"], "order": ["oldest"]}
    assert 'id="inspection"' not in screen.html


def test_whose_service_is_said_of_joint_inspections_where_it_is_reliable():
    joint, single = make_document(kind="jtai"), make_document(kind="ilacs")
    assert over_time_text.about(Stance("mixed", about=("police", "schools")), joint) == "About the police."
    assert over_time_text.about(Stance("mixed", about=("police",)), single) == ""
    assert over_time_text.about(Stance("mixed", about=("schools",)), joint) == ""
    assert over_time_text.about(Stance("mixed"), joint) == ""


def test_an_unclear_passage_says_so():
    hit = SimpleNamespace(passage=SimpleNamespace(start=0, text="Visits are made."))
    assert cue_words(hit, Stance("mentioned", unclear=True)) == over_time_text.UNCLEAR
    assert cue_words(hit, Stance("mentioned")) == ""
