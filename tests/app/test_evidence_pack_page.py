"""The states of the Evidence pack page, over the fake library."""

import io
from dataclasses import replace

import docx

from findings.app.pages import evidence_pack_page
from findings.app.text import pack_text
from findings.errors import IndexDamaged, IndexMissing
from findings.packs.snapshot import kept_passage
from tests.app.fake_library import CONTENTS, FINDING, LETTER, MEETINGS, PARTNERS
from tests.app.fake_views import WHOLE
from tests.app.pack_screen import item, kept_lines, press, show


def test_before_anything_is_kept(screen):
    screen.open(page="evidence_pack")
    assert "<h1>Evidence pack</h1>" in screen.html
    assert pack_text.EMPTY in screen.html
    assert screen.store.every_line() == ()
    assert screen.links("Search for passages") == [""]


def test_an_unknown_pack(screen):
    show(screen, "p" + "x" * 22)
    assert pack_text.NOT_FOUND in screen.html
    assert 'role="alert"' in screen.html
    assert screen.app.get("download_button") == []


def test_an_empty_pack(screen):
    show(screen, screen.store.create("Nothing & <yet>"))
    assert "<h1>Nothing &amp; &lt;yet&gt;</h1>" in screen.html
    assert pack_text.EMPTY in screen.html
    assert pack_text.SHARED in screen.html
    assert screen.app.get("download_button") == []


def test_a_pack_with_passages(screen, pack):
    show(screen, pack)
    html = screen.html
    assert "3 passages from 3 documents" in screen.status
    assert pack_text.CHECKED in html
    order = [
        ">LADO</h2>",
        "1. Northshire, 24 November 2022: focused visit letter",
        "2. Northshire, 3 December 2014: single inspection of children&#x27;s services",
        ">Other passages</h2>",
        "3. Southshire, published 25 July 2018: joint targeted area inspection",
        "Inspections that do not mention this",
        "What we searched",
    ]
    places = [html.index(words) for words in order]
    assert places == sorted(places)
    assert "17 May 2024: children&#x27;s services inspection, Northshire: Not mentioned" in html
    assert "Over time: ‘LADO’" in html
    assert "Needs improvement</p>" in html and "Page 1, paragraph 1, ‘Main findings’" in html
    assert [button.proto.label for button in screen.app.get("download_button")][:4] == [
        "Download Word document",
        "Download Excel workbook",
        "Download CSV",
        "Download JSON",
    ]
    assert f"doc=letter&page=1&p=letter%3A{FINDING.start}-{FINDING.end}" in screen.links("Open page 1")


def test_what_is_downloaded_is_what_the_store_holds(screen, pack):
    data = evidence_pack_page.export(screen.store, pack, "docx", screen.library)
    document = docx.Document(io.BytesIO(data))
    quotes = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Quote"]
    assert quotes == [FINDING.text, WHOLE["full"].text, PARTNERS.text]


def test_passages_that_point_the_other_way_are_offered_and_can_be_kept(screen, pack):
    screen.store.remove(pack, [FINDING.id])
    show(screen, pack)
    assert "2 passages say something different" in [found.label for found in screen.app.expander]
    press(screen, f"add-other-{FINDING.id}")
    assert "Added&#46; Your pack has 3 passages&#46;" in screen.status
    assert item(screen, pack, 1).kept.passage == FINDING
    assert item(screen, pack, 1).label == "needs_improvement"
    assert "1 passage says something different" in [found.label for found in screen.app.expander]


def test_the_sentences_around_are_at_hand(screen, pack):
    screen.store.add(pack, [kept_passage(MEETINGS, LETTER, "LADO", "strength")])
    show(screen, pack)
    assert "<strong>Before:</strong> Cases are left open for too long." in screen.html
    assert f"<strong>After:</strong> {pack_text.NO_AFTER}" in screen.html


def test_a_sentence_that_takes_it_back_stands_open(screen, pack, monkeypatch):
    content = CONTENTS["full"]
    more = f"{content.text}\n\nHowever, referrals come late."
    block = replace(content.blocks[0], start=len(content.text) + 2, end=len(more), body=len(content.text) + 2)
    monkeypatch.setitem(CONTENTS, "full", replace(content, text=more, blocks=(*content.blocks, block)))
    show(screen, pack)
    assert "The next sentence in the document begins with ‘However’." in screen.html
    assert '<details class="about around" open>' in screen.html
    assert "However, referrals come late." in screen.html


def test_a_quotation_that_changed_is_shown_with_what_stands_there_now(screen, pack, monkeypatch):
    content = CONTENTS["full"]
    changed = replace(content, text=content.text.replace("are effective", "were effective"))
    monkeypatch.setitem(CONTENTS, "full", changed)
    show(screen, pack)
    assert "1 of 3 passages has changed since you added it." in screen.html
    assert (
        "This document has changed since you added this passage. The quotation below is as it was on"
        in screen.html
    )
    assert "The designated officer arrangements are effective and well regarded." in screen.html
    assert "What the document says now:" in screen.html
    assert "The designated officer arrangements were effective and well regarded." in screen.html
    said = "\n".join(
        paragraph.text
        for paragraph in docx.Document(
            io.BytesIO(evidence_pack_page.export(screen.store, pack, "docx", screen.library))
        ).paragraphs
    )
    assert "Warning: This document has changed since you added this passage." in said


def test_a_document_that_is_gone(screen, pack):
    screen.library.more = ()
    show(screen, pack)
    assert "This document is no longer available, or can no longer be read." in screen.html
    assert "The designated officer arrangements are effective and well regarded." in screen.html


def test_without_an_index_a_pack_can_be_read_and_taken_away(screen, pack):
    screen.error = IndexMissing("There is no index in index: run 'python embed.py' to build it.")
    show(screen, pack)
    assert pack_text.NOT_COMPARED in screen.html
    assert FINDING.text[:30] in screen.html
    assert evidence_pack_page.export(screen.store, pack, "docx", None)


def test_an_index_that_breaks_while_it_is_read_takes_no_pack_with_it(screen, pack, monkeypatch):
    def damaged(doc_id):
        raise IndexDamaged("findings.db cannot be read: run 'python embed.py' to build the index again.")

    monkeypatch.setattr(screen.library, "content", damaged)
    show(screen, pack)
    assert pack_text.NOT_COMPARED in screen.html
    assert "3 passages from 3 documents" in screen.status
    assert evidence_pack_page.export(screen.store, pack, "docx", screen.library)


def test_a_store_that_cannot_be_used(screen, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "packs.db").write_bytes(b"no database at all, long enough to be told from one" * 20)
    screen.open("q=LADO")
    assert "3 passages in 2 documents" in screen.status
    show(screen, "p" + "x" * 22)
    assert pack_text.NOT_USABLE in screen.html
    screen.open("q=LADO", page="search")
    press(screen, f"add-1-{FINDING.id}")
    assert pack_text.NOT_USABLE in kept_lines(screen)
