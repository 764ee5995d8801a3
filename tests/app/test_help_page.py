"""Help: what it says of the index, labels, privacy, where to report, and what an administrator can do."""

import re
from html import unescape

import pytest

from findings.app.components.labels import LABELS
from findings.app.text import help_text
from findings.errors import IndexDamaged
from findings.settings import read_settings


@pytest.fixture
def help_page(screen):
    return lambda: unescape(screen.open(page="help").html)


def test_every_part_is_there_and_can_be_reached(help_page):
    html = help_page()
    titles = dict(re.findall(r'<h2 id="([a-z]+)" tabindex="-1">(.*?)</h2>', html))
    assert list(titles.values()) == [
        "About",
        "Finding what you need",
        "How matching works",
        "What the labels mean",
        "What ‘Not mentioned’ means",
        "Limits",
        "Adding and removing documents",
        "What happens to your searches",
        "Accessibility statement",
        "Report a wrong citation",
    ]
    assert re.findall(r'<li><a href="#([a-z]+)"', html) == list(titles)


def test_the_date_is_that_of_the_index(help_page):
    assert "2 documents, newest 13 January 2023. Last updated 21 November 2026." in help_page()


def test_every_label_has_its_meaning_in_the_fixed_order(help_page):
    rows = re.findall(
        r'<th scope="row"><span aria-hidden="true">(.)</span> (.*?)</th><td>(.*?)</td>', help_page()
    )
    assert [(glyph, name) for glyph, name, _ in rows] == [(one.glyph, one.words) for one in LABELS.values()]
    assert [meaning for *_, meaning in rows] == list(help_text.LABELS.values())
    assert list(help_text.LABELS) == list(LABELS)


def test_what_is_said_of_adding_documents_follows_the_setting(help_page, monkeypatch):
    assert help_text.ADDING[0] in help_page()
    monkeypatch.setenv("FINDINGS_UPLOADS", "off")
    html = help_page()
    assert help_text.ADDING_OFF in html
    assert help_text.ADDING[0] not in html


def test_matching_is_told_in_three_sentences():
    assert len(re.findall(r"\.(?= [A-Z]|$)", help_text.MATCHING)) == 3


@pytest.mark.parametrize(
    ("contact", "line"),
    [
        ("a@b.example", 'Report it to <a href="mailto:a@b.example">a@b.example</a>.'),
        (
            "https://b.example/x?a=1",
            'Report it to <a href="https://b.example/x?a=1">https://b.example/x?a=1</a>',
        ),
        ("room 4", "Report it to room 4."),
        ("javascript:alert(1)//@x", 'Report it to <a href="mailto:javascript:alert(1)//@x">'),
        ("", "Report it to whoever runs this service in your organisation."),
    ],
)
def test_where_to_report(help_page, monkeypatch, contact, line):
    monkeypatch.setenv("FINDINGS_CONTACT", contact)
    assert line in help_page()


def test_what_is_logged(help_page, monkeypatch):
    assert help_text.LOG_OFF in help_page()
    monkeypatch.setenv("FINDINGS_JOURNAL", "somewhere.jsonl")
    assert help_text.LOG_WITHOUT_QUERIES in help_page()
    monkeypatch.setenv("FINDINGS_JOURNAL_QUERIES", "1")
    html = help_page()
    assert help_text.LOG_WITH_QUERIES in html
    assert help_text.LOG_WITHOUT_QUERIES not in html


def test_an_index_that_cannot_be_used_is_explained(screen, help_page):
    screen.error = IndexDamaged("passages.faiss is missing: run python embed.py")
    assert help_text.NO_INDEX in help_page()
    html = unescape(screen.open("for=administrators", page="help").html)
    assert "<h1>Help for administrators</h1>" in html
    assert "What is wrong now: passages.faiss is missing: run python embed.py" in html
    assert "<code><span>python</span> <span>embed.py</span></code>" in html


@pytest.mark.parametrize("name", [name for name, _ in help_text.SETTINGS])
def test_every_setting_named_is_one(monkeypatch, name):
    monkeypatch.delenv("FINDINGS_JOURNAL")
    before = read_settings()
    changed = []
    for value in ("1", "off"):
        monkeypatch.setenv(name, value)
        changed.append(read_settings() != before)
    assert any(changed)
