"""The states of the Evidence pack page and of the buttons that fill it, over the fake library."""

import io
from dataclasses import replace

import docx
import pytest

from findings.errors import IndexDamaged, IndexMissing
from findings.packing.keep import kept_passage, searched
from findings.packing.pack import Silent
from findings.records import Plan
from findings.screens import words_pack
from findings.screens.pages import evidence_pack
from tests.screens.fake_library import BULLET, CONTENTS, FINDING, HITS, LETTER, MEETINGS, PARTNERS, REPORT
from tests.screens.fake_views import DOCUMENTS, WHOLE

CHANGED = "This pack was changed in another window. We have loaded the latest version."


@pytest.fixture
def pack(screen):
    """A pack of a strength, a finding of the letter, and one met while reading."""
    pack_id = screen.store.create("LADO arrangements")
    receipt = screen.library.receipt(Plan("LADO", "LADO"))
    found = replace(searched("over_time", receipt), silent=(Silent(DOCUMENTS["silent"], "not_mentioned"),))
    screen.store.add(
        pack_id,
        [
            kept_passage(WHOLE["full"], DOCUMENTS["full"], "LADO", "strength"),
            kept_passage(FINDING, LETTER, "LADO", "needs_improvement"),
        ],
        found,
    )
    screen.store.add(pack_id, [kept_passage(PARTNERS, REPORT, "", "mentioned")])
    for name in ("full", "silent"):
        screen.library.more += (DOCUMENTS[name],)
    return pack_id


def show(screen, pack_id):
    return screen.open(f"pack={pack_id}", page="evidence_pack")


def item(screen, pack_id, number):
    """The item that is shown as `number`."""
    from findings.packing.order import in_order

    return in_order(screen.store.pack(pack_id))[number - 1]


def press(screen, key):
    screen.app.button(key=key).click().run()
    assert not screen.app.exception
    return screen


def test_before_anything_is_kept(screen):
    screen.open(page="evidence_pack")
    assert "<h1>Evidence pack</h1>" in screen.html
    assert words_pack.EMPTY in screen.html
    assert screen.store.every_line() == ()
    assert screen.links("Search for passages") == [""]


def test_an_unknown_pack(screen):
    show(screen, "p" + "x" * 22)
    assert words_pack.NOT_FOUND in screen.html
    assert 'role="alert"' in screen.html
    assert screen.app.get("download_button") == []


def test_an_empty_pack(screen):
    show(screen, screen.store.create("Nothing & <yet>"))
    assert "<h1>Nothing &amp; &lt;yet&gt;</h1>" in screen.html
    assert words_pack.EMPTY in screen.html
    assert words_pack.SHARED in screen.html
    assert screen.app.get("download_button") == []


def test_a_pack_with_passages(screen, pack):
    show(screen, pack)
    html = screen.html
    assert "3 passages from 3 documents" in screen.status
    assert words_pack.CHECKED in html
    order = [
        ">LADO</h2>",
        "1. Northshire, 24 November 2022: focused visit letter",
        "2. Northshire, 3 December 2014: single inspection of children&#x27;s services",
        ">Other passages</h2>",
        "3. Southshire, published 25 July 2018: joint targeted area inspection",
        "Inspections that say nothing on this",
        "What we searched",
    ]
    places = [html.index(words) for words in order]
    assert places == sorted(places)
    assert "17 May 2024: children&#x27;s services inspection, Northshire: Not mentioned" in html
    assert "Over time: ‘LADO’" in html
    assert "Needs improvement</p>" in html and "Page 1, paragraph 1, ‘Main findings’" in html
    assert [button.proto.label for button in screen.app.get("download_button")] == [
        "Download Word document",
        "Download Excel workbook",
        "Download CSV",
        "Download JSON",
    ]
    assert f"doc=letter&page=1&p=letter%3A{FINDING.start}-{FINDING.end}" in screen.links("Open page 1")


def test_what_is_downloaded_is_what_the_store_holds(screen, pack):
    data = evidence_pack.export(pack, "docx", screen.library)
    document = docx.Document(io.BytesIO(data))
    quotes = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Quote"]
    assert quotes == [FINDING.text, WHOLE["full"].text, PARTNERS.text]


def test_passages_that_point_the_other_way_are_offered_and_can_be_kept(screen, pack):
    screen.store.remove(pack, [FINDING.id])
    show(screen, pack)
    assert "2 passages point the other way" in [found.label for found in screen.app.expander]
    press(screen, f"add-other-{FINDING.id}")
    assert "Added&#46; Your pack has 3 passages&#46;" in screen.status
    assert item(screen, pack, 1).kept.passage == FINDING
    assert item(screen, pack, 1).label == "needs_improvement"
    assert "1 passage points the other way" in [found.label for found in screen.app.expander]


def test_the_sentences_around_are_at_hand(screen, pack):
    screen.store.add(pack, [kept_passage(MEETINGS, LETTER, "LADO", "strength")])
    show(screen, pack)
    assert "<strong>Before:</strong> Cases are left open for too long." in screen.html
    assert f"<strong>After:</strong> {words_pack.NO_AFTER}" in screen.html


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
    assert "1 of 3 passages is not as when you added it." in screen.html
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
            io.BytesIO(evidence_pack.export(pack, "docx", screen.library))
        ).paragraphs
    )
    assert "Warning: This document has changed since you added this passage." in said


def test_a_document_that_is_gone(screen, pack):
    screen.library.more = ()
    show(screen, pack)
    assert "This document is no longer here, or can no longer be read." in screen.html
    assert "The designated officer arrangements are effective and well regarded." in screen.html


def test_without_an_index_a_pack_can_be_read_and_taken_away(screen, pack):
    screen.error = IndexMissing("There is no index in index: run 'python embed.py' to build it.")
    show(screen, pack)
    assert words_pack.NOT_COMPARED in screen.html
    assert FINDING.text[:30] in screen.html
    assert evidence_pack.export(pack, "docx", None)


def test_an_index_that_breaks_while_it_is_read_takes_no_pack_with_it(screen, pack, monkeypatch):
    def damaged(doc_id):
        raise IndexDamaged("findings.db cannot be read: run 'python embed.py' to build the index again.")

    monkeypatch.setattr(screen.library, "content", damaged)
    show(screen, pack)
    assert words_pack.NOT_COMPARED in screen.html
    assert "3 passages from 3 documents" in screen.status
    assert evidence_pack.export(pack, "docx", screen.library)


def test_a_store_that_cannot_be_used(screen, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "packs.db").write_bytes(b"no database at all, long enough to be told from one" * 20)
    screen.open("q=LADO")
    assert "3 passages in 2 documents" in screen.status
    show(screen, "p" + "x" * 22)
    assert words_pack.NOT_USABLE in screen.html
    screen.open("q=LADO", page="search")
    press(screen, f"add-1-{FINDING.id}")
    assert words_pack.NOT_USABLE in kept_lines(screen)


def kept_lines(screen):
    """What the buttons beside passages say."""
    found = (one.value for one in screen.app.markdown if 'class="kept"' in one.value)
    return [line.partition(">")[2].removesuffix("</div>") for line in found if "></div>" not in line]


def test_moving(screen, pack):
    show(screen, pack)
    press(screen, f"down-{item(screen, pack, 1).id}")
    assert [item(screen, pack, n).kept.passage.doc for n in (1, 2, 3)] == ["full", "letter", "report"]
    assert "Moved&#46;" in screen.status
    press(screen, f"up-{item(screen, pack, 2).id}")
    assert item(screen, pack, 1).kept.passage.doc == "letter"
    keys = {button.key for button in screen.app.button}
    assert f"up-{item(screen, pack, 1).id}" not in keys  # the first of its section
    assert f"down-{item(screen, pack, 2).id}" not in keys
    assert not {f"up-{item(screen, pack, 3).id}", f"down-{item(screen, pack, 3).id}"} & keys


def test_removing_and_undoing(screen, pack):
    show(screen, pack)
    press(screen, f"out-{item(screen, pack, 2).id}")
    assert "Removed&#46; Your pack has 2 passages&#46;" in screen.status
    assert WHOLE["full"].text not in screen.html
    screen.button("Undo").click().run()
    assert "Put back&#46; Your pack has 3 passages&#46;" in screen.status
    assert item(screen, pack, 2).kept.passage == WHOLE["full"]
    assert [button for button in screen.app.button if button.label == "Undo"] == []


def test_a_note_and_a_label_of_ones_own(screen, pack):
    show(screen, pack)
    item_id = item(screen, pack, 1).id
    screen.app.text_area(key=f"item-{item_id}-note").set_value("Ask <them>")
    screen.app.selectbox(key=f"item-{item_id}-label").set_value("mixed")
    press(screen, f"save-{item_id}")
    assert "Saved&#46;" in screen.status
    assert "<strong>Your note (not inspectors&#x27; words):</strong> Ask &lt;them&gt;" in screen.html
    assert 'Mixed. <span class="because">Label changed by you</span>' in screen.html


def test_a_change_elsewhere_is_told_and_the_note_given_back(screen, pack):
    show(screen, pack)
    one = item(screen, pack, 1)
    screen.store.annotate(pack, one.id, "Theirs", "mixed", 1)
    screen.app.text_area(key=f"item-{one.id}-note").set_value("Mine")
    press(screen, f"save-{one.id}")
    assert CHANGED in screen.html
    assert f"<p>{words_pack.UNSAVED}</p><p>Mine</p>" in screen.html
    assert item(screen, pack, 1).note == "Theirs"
    assert screen.app.text_area(key=f"item-{one.id}-note").value == "Theirs"


def test_a_move_elsewhere_is_told(screen, pack):
    show(screen, pack)
    screen.store.describe(pack, "Another name", "", "", 1)
    press(screen, f"down-{item(screen, pack, 1).id}")
    assert CHANGED in screen.html
    assert "<h1>Another name</h1>" in screen.html


def test_renaming_and_purpose(screen, pack):
    show(screen, pack)
    screen.app.text_input(key="pack-about-name").set_value("For January")
    screen.app.text_area(key="pack-about-purpose").set_value("The annual conversation")
    screen.app.text_input(key="pack-about-by").set_value("Ann Lead")
    press(screen, "pack-about-save")
    assert "<h1>For January</h1>" in screen.html and ">The annual conversation</p>" in screen.html
    assert screen.store.pack(pack).prepared_by == "Ann Lead"
    screen.app.text_input(key="pack-about-name").set_value(" ")
    press(screen, "pack-about-save")
    assert "Enter a name for the pack." in screen.html
    assert "<h1>For January</h1>" in screen.html


def test_making_and_choosing_packs(screen, pack):
    show(screen, pack)
    screen.app.text_input(key="new-pack-name").set_value("Second")
    press(screen, "new-pack-go")
    second = next(line.id for line in screen.store.every_line() if line.name == "Second")
    assert screen.params["pack"] == [second]
    assert "<h1>Second</h1>" in screen.html
    assert words_pack.EMPTY in screen.html
    assert "Your packs (2)" in [found.label for found in screen.app.expander]
    [other] = [one.proto for one in screen.app.get("page_link") if "3 passages, changed" in one.proto.label]
    assert other.query_string == f"pack={pack}"


def test_deleting_asks_first(screen, pack):
    show(screen, pack)
    press(screen, "pack-delete-ask")
    assert words_pack.DELETE_SURE in screen.html
    press(screen, "pack-delete-no")
    assert words_pack.DELETE_SURE not in screen.html
    press(screen, "pack-delete-ask")
    press(screen, "pack-delete-yes")
    assert screen.store.every_line() == ()
    assert "The pack was deleted&#46;" in screen.status
    assert words_pack.EMPTY in screen.html


def test_keeping_a_result_makes_a_pack_named_after_the_search(screen):
    screen.open("q=LADO")
    press(screen, f"add-1-{FINDING.id}")
    assert kept_lines(screen) == ["Added. Your pack has 1 passage."]
    [line] = screen.store.every_line()
    assert (line.name, line.passages) == ("LADO", 1)
    kept = screen.store.pack(line.id)
    assert (kept.items[0].kept.passage, kept.items[0].kept.topic) == (FINDING, "LADO")
    assert kept.searches[0].query == "LADO"
    assert screen.app.button(key=f"add-1-{FINDING.id}").label == words_pack.REMOVE
    assert screen.links("View pack") == [f"pack={line.id}"]
    press(screen, f"add-3-{PARTNERS.id}")
    press(screen, f"add-1-{FINDING.id}")
    assert kept_lines(screen) == ["Removed. Your pack has 1 passage."]
    assert screen.store.keys(line.id) == {PARTNERS.id}


def test_a_pack_that_was_deleted_meanwhile_is_made_anew(screen):
    screen.open("q=LADO")
    press(screen, f"add-1-{FINDING.id}")
    screen.store.delete(screen.store.every_line()[0].id)
    press(screen, f"add-3-{PARTNERS.id}")
    [line] = screen.store.every_line()
    assert screen.store.keys(line.id) == {PARTNERS.id}


def test_the_pack_goes_along_with_the_address(screen, pack):
    screen.open(f"q=LADO&pack={pack}")
    assert screen.app.button(key=f"add-1-{FINDING.id}").label == words_pack.REMOVE
    screen.app.text_input(key="search-q").set_value("many")
    screen.button("Search").click().run()
    assert screen.params == {"q": ["many"], "pack": [pack]}


def test_the_sources_of_an_answer_can_be_kept(screen, pack):
    screen.open(f"q=LADO&pack={pack}", page="ask")
    press(screen, f"add-2-{WHOLE['both'].id}")
    assert WHOLE["both"].id in screen.store.keys(pack)
    assert screen.store.pack(pack).searches[-1].view == "ask"


def test_all_of_a_topic_over_time_can_be_kept_with_its_silence(screen):
    screen.open("topic=LADO", page="over_time")
    button = screen.app.button(key="add-all")
    assert button.label == "Add all 4 passages to evidence pack"
    button.click().run()
    [line] = screen.store.every_line()
    kept = screen.store.pack(line.id)
    assert line.passages == 4
    assert [one.silence for one in kept.searches[0].silent] == ["out_of_scope", "not_mentioned"]
    assert {one.label for one in kept.items} == {"strength", "needs_improvement", "mentioned"}
    assert screen.app.button(key="add-all").label == "Remove all 4 passages from evidence pack"


def test_recommendations_are_ticked(screen):
    screen.open(page="recommendations")
    box = next(one for one in screen.app.checkbox if one.key == f"tick-0-{BULLET.id}")
    assert box.label.startswith("the recording of decisions")
    box.check().run()
    [line] = screen.store.every_line()
    [kept] = screen.store.pack(line.id).items
    assert (kept.kept.quote, kept.label, kept.kept.topic) == (
        BULLET.text,
        "needs_improvement",
        "What inspectors asked for",
    )
    assert kept_lines(screen) == ["Added. Your pack has 1 passage."]
    box = next(one for one in screen.app.checkbox if one.key == f"tick-0-{BULLET.id}")
    assert box.value is True
    box.uncheck().run()
    assert screen.store.keys(line.id) == frozenset()


def test_a_passage_in_the_reader_is_kept_under_the_search_that_found_it(screen):
    screen.open(f"doc=letter&page=1&p={FINDING.id}", page="documents")
    press(screen, f"add-reader-{FINDING.id}")
    [line] = screen.store.every_line()
    assert line.name == words_pack.NEW_NAME
    assert screen.store.pack(line.id).items[0].kept.heading == "Main findings"
    screen.open("q=LADO", page="search")
    assert HITS[1].passage == BULLET
    screen.open(f"doc=letter&page=2&p={BULLET.id}", page="documents")
    press(screen, f"add-reader-{BULLET.id}")
    assert [one.kept.heading for one in screen.store.pack(line.id).items] == ["Main findings", "LADO"]
