"""What becomes of a quotation when its document changes: said, never replaced."""

from dataclasses import replace

import pytest

from findings.packs import wording
from findings.packs.check import CHANGED, GONE, MOVED, SAME, UNCHECKED, check, silent
from findings.packs.context import around
from tests.packs.make_pack import (
    ASKED,
    BULLET,
    COUNTED,
    LETTER,
    LETTER_TEXT,
    PRAISE,
    REPORT,
    REPORT_TEXT,
    SEARCHED,
    SILENT,
    STRENGTH,
    TEXTS,
    TURN,
    Texts,
    make_content,
)


@pytest.fixture
def pack(store):
    pack_id = store.create("LADO")
    store.add(pack_id, [STRENGTH, ASKED, COUNTED], SEARCHED)
    return store.pack(pack_id)


def first(pack, *held):
    """What became of the strength among other documents."""
    return check(pack, Texts(*held, (REPORT, REPORT_TEXT))).items[0]


def test_the_same_words_at_the_same_place(pack):
    checked = check(pack, TEXTS)
    assert [one.status for one in checked.items] == [SAME, SAME, SAME]
    assert [one.number for one in checked.items] == [1, 2, 3]
    assert [one.place.text for one in checked.items] == [PRAISE, BULLET, COUNTED.quote]
    assert [wording.warnings(one) for one in checked.items] == [(), (), ()]
    assert [section.heading for section in checked.sections] == ["LADO arrangements", ""]


def test_another_file_with_the_same_words(pack):
    one = first(pack, (replace(LETTER, checksum="f" * 64), LETTER_TEXT))
    assert (one.status, one.replaced) == (SAME, True)
    assert wording.warnings(one) == (
        "The file of this document has changed since you added this passage. The words are the same.",
    )


def test_words_that_moved(pack):
    content = make_content(
        ("paragraph", "A new page."), ("page", ""), ("heading", "Findings"), ("paragraph", PRAISE)
    )
    one = first(pack, (LETTER, content))
    assert (one.status, one.place.text, one.place.page, one.place.section) == (
        MOVED,
        PRAISE,
        2,
        ("Findings",),
    )
    assert content.text[one.place.start : one.place.end] == PRAISE
    assert one.item.kept.passage.page == 1  # what was kept stays
    assert wording.warnings(one) == (
        "This document has changed since you added this passage. The same words are now elsewhere in it. "
        "They are on page 2.",
    )


def test_only_white_space_may_differ(pack):
    one = first(pack, (LETTER, make_content(("paragraph", PRAISE.replace(" is ", "  is\n")))))
    assert one.status == MOVED
    assert one.place.text.split() == PRAISE.split()


def test_words_that_changed_are_shown_beside_what_was_kept(pack):
    changed = PRAISE.replace("is well regarded", "was well regarded")
    one = first(pack, (LETTER, make_content(("paragraph", "Nothing like it."), ("paragraph", changed))))
    assert (one.status, one.now, one.place.text) == (CHANGED, changed, changed)
    assert one.item.kept.quote == PRAISE
    assert wording.warnings(one) == (
        "This document has changed since you added this passage. "
        "The quotation below is as it was on 21 November 2026.",
    )


def test_nothing_like_it_is_left(pack):
    one = first(pack, (LETTER, make_content(("paragraph", "The weather in spring was mild and wet."))))
    assert (one.status, one.now, one.place) == (CHANGED, "", None)


def test_a_document_that_is_gone_or_unreadable(pack):
    assert first(pack).status == GONE
    one = first(pack, (replace(LETTER, status="unreadable"), make_content()))
    assert one.status == GONE
    assert wording.warnings(one) == (
        "This document is no longer available, or can no longer be read. "
        "The quotation below is as it was on 21 November 2026.",
    )


def test_a_document_is_found_by_its_bytes_then_its_file_then_as_a_copy(pack):
    renamed = replace(LETTER, id="renamed", file="elsewhere.pdf")
    assert (first(pack, (renamed, LETTER_TEXT)).status, first(pack, (renamed, LETTER_TEXT)).document.id) == (
        MOVED,
        "renamed",
    )
    other = replace(LETTER, checksum="f" * 64)  # another file under the old name
    assert first(pack, (other, LETTER_TEXT), (renamed, LETTER_TEXT)).document.id == "renamed"
    replaced = replace(LETTER, id="anew", checksum="f" * 64)
    assert first(pack, (replaced, LETTER_TEXT)).document.id == "anew"
    copy = replace(LETTER, status="duplicate", duplicate_of="main")
    main = replace(LETTER, id="main", checksum="9" * 64)
    assert first(pack, (copy, make_content()), (main, LETTER_TEXT)).document.id == "main"


def test_without_an_index_nothing_is_compared(pack):
    checked = check(pack, None)
    assert {one.status for one in checked.items} == {UNCHECKED}
    assert wording.warnings(checked.items[0])[0].startswith("We could not check this quotation")


def test_the_sentences_around_a_quotation(pack):
    one = first(pack, (LETTER, LETTER_TEXT))
    assert (one.around.before, one.around.after, one.around.turn) == (
        "Inspectors met the officer.",
        TURN,
        "However",
    )
    assert wording.turn(one.around.turn) == "The next sentence in the document begins with ‘However’."


def test_around_a_part_of_a_paragraph_and_never_over_a_heading():
    start = LETTER_TEXT.text.index("The designated officer")
    found = around(LETTER_TEXT, start, start + len("The designated officer is well regarded."))
    assert found.before == "Leaders know their service well."
    at = LETTER_TEXT.text.index("Inspectors met")
    assert around(LETTER_TEXT, at, at + 27).before == ""
    at = LETTER_TEXT.text.index("They wait.")
    assert (around(LETTER_TEXT, at, at + 10).after, around(LETTER_TEXT, at, at + 10).turn) == ("", "")


def test_a_silent_inspection_of_which_a_passage_was_kept_is_not_silent(store, pack):
    assert [one.document.id for one in silent(check(pack, TEXTS))] == ["silent"]
    spoken = replace(COUNTED, document=SILENT)
    store.add(pack.id, [spoken])  # on something else
    assert [one.topic for one in silent(check(store.pack(pack.id), TEXTS))] == ["LADO arrangements"]
    store.add(pack.id, [replace(spoken, start=1, topic="LADO arrangements")])
    assert silent(check(store.pack(pack.id), TEXTS)) == ()


def test_words_of_an_older_version_say_by_what_it_is_replaced(pack):
    newer = replace(LETTER, id="letter-2", file="northshire/letter-2.pdf", replaces=(LETTER.file,))
    then = replace(LETTER, status="duplicate", duplicate_of=newer.id, replaced_by=newer.file)
    one = first(pack, (then, LETTER_TEXT), (newer, LETTER_TEXT))
    assert wording.warnings(one)[0] == "Replaced by ‘letter-2.pdf’, a newer version of this document."
    kept = replace(LETTER, kept=True, replaced_by=newer.file)
    assert wording.warnings(first(pack, (kept, LETTER_TEXT)))[0].startswith("Replaced by ‘letter-2.pdf’")
