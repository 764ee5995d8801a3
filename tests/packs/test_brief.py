"""A brief: which sentence is printed, in what order, what is said of each authority, and its Word file."""

import io
from dataclasses import replace
from datetime import date

import docx
import pytest

from findings.packs.brief import brief_wording as said
from findings.packs.brief.brief import make_brief
from findings.packs.brief.brief_files import brief_of
from findings.packs.brief.brief_records import (
    PARTS,
    USUAL_PARTS,
    Authority,
    LaterWords,
    Options,
    Request,
    Row,
)
from findings.packs.brief.brief_to_word import _requests, brief_bytes
from findings.packs.brief.brief_wording import counted, others
from findings.packs.brief.shown_words import AROUND, PASSAGE, SENTENCE, Words, words_of
from findings.packs.check import Checked, Silence, check
from findings.packs.context import Around
from findings.packs.pack import NO_RESPONSE, Response
from findings.records import Recommendation
from tests.packs.make_pack import (
    ASKED,
    BULLET,
    COUNTED,
    DAY,
    LETTER,
    PRAISE,
    REPORT,
    SEARCHED,
    STRENGTH,
    TEXTS,
    TURN,
    Texts,
)
from tests.packs.many_passages import LONG as FIFTY_SIX
from tests.packs.many_passages import sixteen

ON = date(2026, 11, 21)
LONG = " ".join(["Leaders know their service well."] * 8 + ["Supervision is held each month."])


@pytest.fixture
def pack(store):
    pack_id = store.create("Supervision")
    asked = replace(ASKED, passage=replace(ASKED.passage, kind="recommendation"))
    store.add(pack_id, [STRENGTH, asked, COUNTED], SEARCHED)
    store.describe(pack_id, "Supervision", "For the director", "Ann Lead", 1)
    store.respond(
        pack_id,
        store.pack(pack_id).items[0].id,
        Response("We agree & act", "Audit of May", "Bo", date(2026, 12, 1), "begun"),
        1,
    )
    return store.pack(pack_id)


@pytest.fixture
def checked(pack):
    return check(pack, TEXTS)


def one_of(quote, label="strength", sentence=None, topic="supervision", around=None):
    kept = replace(STRENGTH, quote=quote, end=STRENGTH.start + len(quote), topic=topic, sentence=sentence)
    item = check_item(kept, label)
    return Checked(1, item, "same", around=around)


def check_item(kept, label):
    from findings.packs.pack import Item

    return Item("1", kept, DAY, label, False, "", 1, 1)


def test_a_short_passage_is_printed_whole():
    assert words_of(one_of(PRAISE), SENTENCE) == Words(PRAISE, STRENGTH.start)


def test_of_a_long_passage_the_sentence_it_was_found_for_is_printed():
    at = STRENGTH.start + LONG.index("Supervision")
    assert (
        words_of(one_of(LONG, sentence=(at, at + 10), topic=""), SENTENCE).said
        == "Supervision is held each month."
    )
    first = (STRENGTH.start, STRENGTH.start + 5)
    assert words_of(one_of(LONG, sentence=first), SENTENCE).said == "Leaders know their service well."


def test_a_passage_kept_without_its_sentence_shows_the_one_with_most_words_of_the_topic():
    found = words_of(one_of(LONG, topic="Monthly supervision of the staff"), SENTENCE)
    assert (found.said, found.start) == (
        "Supervision is held each month.",
        STRENGTH.start + LONG.index("Supervision"),
    )


def test_a_sentence_is_never_printed_without_the_one_that_takes_it_back():
    turned = f"{LONG} However, records are poor. They are late."
    assert (
        words_of(one_of(turned), SENTENCE).said
        == "Supervision is held each month. However, records are poor."
    )
    outside = words_of(one_of(LONG, around=Around("Before.", TURN)), SENTENCE)
    assert (outside.said, outside.before, outside.after, outside.turns) == (
        "Supervision is held each month.",
        "",
        TURN,
        True,
    )


def test_a_sentence_is_printed_with_the_one_it_leans_on():
    leaning = f"{LONG} This is valued by the staff."
    at = STRENGTH.start + leaning.index("This")
    assert words_of(one_of(leaning, sentence=(at, at + 4)), SENTENCE).said == (
        "Supervision is held each month. This is valued by the staff."
    )


def test_a_mixed_passage_is_printed_whole_up_to_sixty_words():
    assert words_of(one_of(LONG, "mixed"), SENTENCE).said == LONG
    assert words_of(one_of(LONG * 2, "mixed"), SENTENCE).said != LONG * 2


def test_context_is_the_whole_passage_and_what_stands_around_it():
    around = Around("Before it.", "After it.")
    assert words_of(one_of(LONG, around=around), PASSAGE) == Words(LONG, STRENGTH.start)
    assert words_of(one_of(LONG, around=around), AROUND) == Words(
        LONG, STRENGTH.start, "Before it.", "After it."
    )


def test_the_rows_say_where_each_passage_stands(checked):
    brief = make_brief(checked, ON)
    assert [(row.number, row.date, row.label_words, row.place, row.words.said) for row in brief.rows] == [
        (1, "24 November 2022", "Strength", "Page 1", STRENGTH.quote),
        (2, "24 November 2022", "Needs improvement", "Page 2", BULLET),
        (3, "4 July 2018", "No label", "Line 1", COUNTED.quote),
    ]
    assert brief.rows[1].under == "The local authority should improve:"
    assert brief.rows[0].words.after == TURN
    assert brief.summary == (
        "3 passages from 2 documents of Northshire: 1 strength, 1 needs improvement and 1 without a label. "
        "1 document does not mention it."
    )
    assert brief.prepared == "Prepared on 21 November 2026 by Ann Lead"
    assert not brief.several


def test_the_order_by_label_and_by_authority(store):
    other = replace(COUNTED, document=replace(REPORT, authority="Eastshire"), label="strength")
    pack_id = store.create("a")
    store.add(pack_id, [ASKED, STRENGTH, other])
    checked = check(store.pack(pack_id), TEXTS)
    by = {
        order: make_brief(checked, ON, Options(order=order)).rows for order in ("pack", "label", "authority")
    }
    quotes = {order: [row.words.said for row in rows] for order, rows in by.items()}
    assert quotes["label"] == [STRENGTH.quote, COUNTED.quote, BULLET]
    assert quotes["authority"] == [
        COUNTED.quote,
        *[words for words in quotes["pack"] if words != COUNTED.quote],
    ]


def test_each_authority_has_its_latest_its_labels_and_its_silences(checked):
    (one,) = make_brief(checked, ON).authorities
    assert one.name == "Northshire"
    assert [row.number for row in one.latest] == [1, 2]
    assert {label: [row.number for row in rows] for label, rows in one.labelled.items() if rows} == {
        "strength": [1],
        "needs_improvement": [2],
        "": [3],
    }
    assert [(found.document.id, found.silence) for found in one.silences] == [("silent", "not_mentioned")]
    assert one.not_quoted == ()


def test_documents_that_speak_and_are_not_quoted_are_named(store):
    pack_id = store.create("a")
    store.add(pack_id, [STRENGTH], SEARCHED)
    (one,) = make_brief(check(store.pack(pack_id), TEXTS), ON).authorities
    assert [document.id for document in one.not_quoted] == ["report"]
    elsewhere = replace(REPORT, id="east", authority="Eastshire")
    store.add(pack_id, [ASKED], replace(SEARCHED, documents=(elsewhere,)))
    newer = replace(REPORT, id="newer", inspection_end=date(2024, 1, 2))
    assert not one.newer
    store.add(pack_id, [ASKED], replace(SEARCHED, documents=(newer,)))
    north = make_brief(check(store.pack(pack_id), TEXTS), ON).authorities[0]
    assert north.newer
    assert said.latest(north) == (
        "Focused visit letter, 24 November 2022: strength (1), needs improvement (2). A later one mentions it and is "
        "not quoted."
    )
    _, east = make_brief(check(store.pack(pack_id), TEXTS), ON).authorities
    assert (east.name, east.latest, [document.id for document in east.not_quoted]) == (
        "Eastshire",
        (),
        ["east"],
    )


def test_sources_receipt_and_check_are_one_line_each(checked):
    brief = make_brief(checked, ON)
    assert brief.sources == (
        "Northshire: focused visit letter, 24 November 2022, https://reports.example.org/1 (abcdef012345); children's "
        "services inspection, 4 July 2018, northshire/2018-report.txt (bbbbbbbbbbbb).",
    )
    assert brief.receipts == (
        "Over time: ‘LADO arrangements over time’; filters: Northshire; focused visit letter; from 2018; also searched "
        "for: LADO = local authority designated officer; 3 documents searched, 1 could not be read; index built "
        "20 November 2026, reference 0123456789ab.",
    )
    assert brief.checked == (
        "3 quotations compared with the text of the document on 21 November 2026: all the same, word for word."
    )


def test_files_of_other_authorities_that_cannot_be_read_are_not_counted(store):
    elsewhere = replace(SEARCHED.unreadable[0], authority="Southshire")
    pack_id = store.create("a")
    store.add(pack_id, [STRENGTH], replace(SEARCHED, unreadable=(elsewhere,)))
    (line,) = make_brief(check(store.pack(pack_id), TEXTS), ON).receipts
    assert "3 documents searched; index built" in line


def test_a_quotation_that_is_no_longer_there_is_told_by_its_number(pack):
    without = Texts((REPORT, TEXTS.content("report")))
    brief = make_brief(check(pack, without), ON)
    assert brief.checked == (
        "3 quotations compared with the text of the document on 21 November 2026: 1 the same; item 1: the document "
        "is no longer available; item 2: the document is no longer available."
    )
    assert brief.rows[0].warnings[0].startswith("This document is no longer available")
    unchecked = make_brief(check(pack, None), ON)
    assert [row.warnings for row in unchecked.rows] == [(), (), ()]
    assert unchecked.checked == (
        "Not checked on 21 November 2026: there is no search index. Quotations are as they were when they were kept."
    )


class Library(Texts):
    """Documents, and one request with a later sentence."""

    def __init__(self, later, status):
        super().__init__(*TEXTS.held.values())
        self.found = (later, status)

    def recommendations(self, topic="", filters=None):
        later, status = self.found
        return (
            Recommendation(
                "1", ASKED.start, LETTER, ASKED.passage, None, None, False, later, status, ASKED.quote
            ),
        )


def test_what_later_reports_say_is_quoted_or_its_absence_told(checked):
    from findings.records import Hit

    later = replace(LETTER, id="report", inspection_end=date(2024, 5, 3))
    passage = replace(COUNTED.passage, page=4, line=None)
    hit = Hit(1, 1.0, passage, later, (passage.start, passage.end))
    (one,) = brief_of(checked, Library((hit,), "said_again"), ON).authorities
    assert one.requests[0].later == (LaterWords("3 May 2024, page 4", COUNTED.quote, 3),)
    asked = [
        p for p in paragraphs(word(checked, library=Library((hit,), "said_again"))) if p.startswith("Asked")
    ]
    assert asked == ["Asked for: item 2. Later: item 3 (3 May 2024, page 4)."]  # its date stands in the table
    no_table = word(checked, Options(parts=("asked",)), Library((hit,), "said_again"))
    asked = [p for p in paragraphs(no_table) if p.startswith("Asked")]
    assert asked == [f"Asked for: item 2 (24 November 2022). Later: 3 May 2024, page 4: ‘{COUNTED.quote}’"]
    (one,) = brief_of(checked, Library((), "not_found_later"), ON).authorities
    assert (one.requests[0].later, one.requests[0].later_held) == ((), True)
    (one,) = brief_of(checked, None, ON).authorities
    assert one.requests[0].later is None


def test_a_later_sentence_that_does_not_stand_in_its_document_is_not_printed(checked):
    from findings.records import Hit

    wrong = replace(COUNTED.passage, text="Never printed anywhere in it....")
    hit = Hit(1, 1.0, wrong, REPORT, (wrong.start, wrong.end))
    (one,) = brief_of(checked, Library((hit,), "said_again"), ON).authorities
    assert one.requests[0].later == ()


def word(checked, options=None, library=None):
    options = options or Options()
    return docx.Document(io.BytesIO(brief_bytes(brief_of(checked, library, ON, options))))


def paragraphs(document):
    return [paragraph.text for paragraph in document.paragraphs]


def test_the_word_file_has_one_table_with_the_sentences(checked):
    document = word(checked)
    (table,) = document.tables
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells[0] == ["Item", "Inspection", "Date", "Our label", "What it says", "Place"]
    assert cells[1][:4] == ["1", "Focused visit letter", "24 November 2022", "Strength"]
    assert cells[1][4] == f"‘{STRENGTH.quote}’\nBut it goes on: ‘{TURN}’"
    assert cells[2][4] == f"Under: ‘The local authority should improve:’\n‘{BULLET}’"
    assert [row[5] for row in cells[1:]] == ["Page 1", "Page 2", "Line 1"]


def test_the_word_file_has_the_parts_that_were_chosen(checked):
    headings = [p.text for p in word(checked).paragraphs if p.style.name.startswith(("Title", "Heading"))]
    assert headings == ["Supervision", "What inspectors said", "By authority", "Northshire", "Sources"]
    few = word(checked, Options(parts=("authorities",)))
    assert few.tables == []
    lines = paragraphs(few)
    assert "Latest: Focused visit letter, 24 November 2022: strength (1), needs improvement (2)." in lines
    assert (
        "Strengths: 1 (24 November 2022). Needs improvement: 2 (24 November 2022). No label: 3 (4 July 2018)."
        in lines
    )
    assert not any(line.startswith(("Asked for", "No mention", "Sources")) for line in lines)
    assert lines[-1].startswith("Check: 3 quotations compared")
    asked = paragraphs(word(checked, library=Library((), "no_later_inspection")))
    assert "Asked for: item 2. No later report is held." in asked
    assert "No mention: Children's services inspection, 5 February 2020." in asked


def test_the_response_lies_beside_each_passage(checked):
    document = word(checked, Options(parts=(*USUAL_PARTS, "response")))
    (table,) = document.tables
    head = [cell.text for cell in table.rows[0].cells]
    assert head[6:] == ["Our response", "Evidence held"]
    first = [cell.text for cell in table.rows[1].cells][6:]
    assert first == ["We agree & act\nOwner: Bo; Due: 1 December 2026; Status: In progress", "Audit of May"]
    section = document.sections[0]
    assert section.page_width > section.page_height


def test_notes_are_printed_where_they_are_asked_for(store, pack):
    store.annotate(pack.id, pack.items[0].id, "Ask Bo", "strength", 1)
    checked = check(store.pack(pack.id), TEXTS)
    cell = word(checked, Options(parts=tuple(PARTS))).tables[0].rows[1].cells[4]
    assert cell.text.endswith("Your note (not inspectors' words): Ask Bo")
    assert "Ask Bo" not in word(checked).tables[0].rows[1].cells[4].text


def test_the_same_brief_is_the_same_file(checked):
    brief = make_brief(checked, ON)
    assert brief_bytes(brief) == brief_bytes(make_brief(checked, ON))


def test_an_empty_pack_is_said_to_be_empty(store):
    checked = check(store.pack(store.create("Nothing")), TEXTS)
    lines = paragraphs(word(checked))
    assert "Prepared on 21 November 2026. This pack is empty." in lines
    assert lines[-1] == "Check: There is no quotation to check."


def request(number, why):
    row = Row(number, LETTER, "", "", "", Words("words", 0, "", "", False), "", (), "", NO_RESPONSE, True)
    return Request(row, None if why == "unknown" else (), why == "held")


def test_requests_of_which_nothing_later_is_quoted_stand_together():
    requests = [request(1, "held"), request(2, "none"), request(3, "held"), request(5, "unknown")]
    lines = [f"{name}: {words}" for [(name, words)] in _requests(requests, {1, 2, 3, 5})]
    assert lines == [
        "Asked for: items 1 and 3. Later reports held do not return to it.",
        "Asked for: item 2. No later report is held.",
        "Asked for: item 5. Later reports could not be looked up.",
    ]


def test_documents_are_counted_with_their_years():
    older = replace(LETTER, id="older", inspection_end=date(2014, 5, 21))
    assert counted([LETTER, older]) == "2 documents, 2014 to 2022."
    assert counted([LETTER]) == "1 document, 2022."
    assert counted([replace(LETTER, inspection_end=None, published=None)]) == "1 document."


def test_of_many_authorities_each_is_one_paragraph_and_those_not_quoted_are_counted(store):
    held = [replace(LETTER, id=name, authority=name) for name in ("A", "B", "C", "D", "E", "F")]
    found = tuple(
        Authority(one.authority, (), {}, (), (), (one,))
        if one.authority != "F"
        else Authority("F", (), {}, (), (Silence("Supervision", one, "not_mentioned"),), ())
        for one in held
    )
    assert others(found[-2:]) == "E: 1 document, 2022; F: no mention in 1 document, 2022."
    pack, texts = sixteen(store)
    brief = brief_of(check(pack, texts), None, ON)
    names = [one.name for one in brief.authorities]
    more = replace(brief, authorities=(*brief.authorities, replace(brief.authorities[0], name="Fifth")))
    said = docx.Document(io.BytesIO(brief_bytes(more)))
    assert [p.text for p in said.paragraphs if p.style.name == "Heading 2"] == []
    starts = [p.text for p in said.paragraphs if p.text.startswith(f"{names[0]}. Latest: ")]
    assert len(starts) == 1


def test_type_is_smaller_only_where_that_brings_it_to_two_pages(store):
    def size(brief):
        return docx.Document(io.BytesIO(brief_bytes(brief))).styles["Table text"].font.size.pt

    pack, texts = sixteen(store)
    brief = brief_of(check(pack, texts), None, ON)
    assert size(brief) == 9
    endless = tuple(replace(row, words=replace(row.words, said=row.words.said * 9)) for row in brief.rows)
    assert size(replace(brief, rows=endless)) == 9
    pack, texts = sixteen(store, FIFTY_SIX)
    assert size(brief_of(check(pack, texts), None, ON)) == 8.5
