"""The buttons on the other pages that keep a passage in an evidence pack, over the fake library."""

from html import escape

import pytest

from findings.app.text import pack_text, wrong_text
from findings.feedback.reports import Report
from findings.packs.pack import key_of
from findings.records import Stance
from tests.app.fake_library import BULLET, FINDING, HITS, LETTER, PARTNERS
from tests.app.fake_views import WHOLE
from tests.app.pack_screen import kept_lines, kept_passages, press, press_passages, send

# Every page with a button for a passage: its address, and the key of the button.
PLACES = (
    ("search", "q=LADO", f"add-1-{FINDING.id}"),
    ("ask", "q=LADO", f"add-1-{FINDING.id}"),
    ("ask", "q=abstain", f"add-1-{FINDING.id}"),
    ("documents", f"doc=letter&page=1&p={FINDING.id}", f"add-reader-{FINDING.id}"),
    ("over_time", "topic=LADO", f"add-3-1-{FINDING.id}"),
    ("over_time", "topic=LADO", "add-all"),
)


@pytest.mark.parametrize(("page", "query", "button"), PLACES)
def test_a_passage_has_one_label_wherever_it_is_kept(screen, page, query, button):
    screen.library.stance = lambda passage: Stance("mixed")  # what no page would read from words alone
    screen.open(query, page=page)
    press(screen, button)
    [line] = screen.store.every_line()
    assert {item.label for item in screen.store.pack(line.id).items} == {"mixed"}


def test_keeping_a_result_makes_a_pack_named_after_the_search(screen):
    screen.open("q=LADO")
    press(screen, f"add-1-{FINDING.id}")
    assert kept_lines(screen) == ["Added. Your pack has 1 passage."]
    [line] = screen.store.every_line()
    assert (line.name, line.passages) == ("LADO", 1)
    kept = screen.store.pack(line.id)
    assert (kept.items[0].kept.passage, kept.items[0].kept.topic) == (FINDING, "LADO")
    assert kept.searches[0].query == "LADO"
    told = kept_passages(screen)
    assert (told["kept"], told["pack"]) == ([f"1-{FINDING.id}"], line.id)
    assert screen.html.count(f">{pack_text.REMOVE}</button>") == 1  # so it is drawn when the whole page is
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


def test_presses_that_come_together_are_all_answered_and_none_twice(screen):
    screen.open("q=LADO")
    first, second = f"1-{FINDING.id}", f"3-{PARTNERS.id}"
    send(screen, [[1, "add", first], [2, "add", second]])
    told = kept_passages(screen)
    assert (told["latest"], told["kept"], told["told"]) == (2, [first, second], second)
    assert kept_lines(screen) == ["Added. Your pack has 2 passages."]
    send(screen, [[1, "add", first], [2, "add", second], [3, "remove", first]])
    assert kept_passages(screen)["kept"] == [second]
    assert kept_lines(screen) == ["Removed. Your pack has 1 passage."]


def test_a_button_does_what_its_words_say_whatever_another_window_did(screen, pack):
    screen.open(f"q=LADO&pack={pack}")
    screen.store.remove(pack, [key_of(LETTER, FINDING.start, FINDING.end)])
    press_passages(screen, ("remove", f"1-{FINDING.id}"))
    assert kept_passages(screen)["kept"] == [f"3-{PARTNERS.id}"]
    press_passages(screen, ("add", f"3-{PARTNERS.id}"))
    assert kept_lines(screen) == ["Already in your pack. Your pack has 2 passages."]


@pytest.mark.parametrize(
    "sent",
    [None, "add", [[1, "add"]], [["1", "add", "x"]], [[1, "delete", "x"]], [[1, "add", f"9-{FINDING.id}"]]],
)
def test_a_press_of_no_button_of_this_page_does_nothing(screen, sent):
    screen.open("q=LADO")
    send(screen, sent)
    assert not screen.app.exception
    assert screen.store.every_line() == ()


def test_the_label_of_a_passage_is_called_wrong(screen):
    screen.open("q=LADO")
    press_passages(screen, ("wrong", f"1-{FINDING.id}"))
    report = Report("label", FINDING.text, "LADO", "needs_improvement")
    assert escape(wrong_text.about(report)) in screen.html
    assert screen.app.button(key="wrong-keep").label == wrong_text.KEEP


def test_the_pack_in_use_is_known_and_leaves_the_address(screen, pack):
    screen.open(f"q=LADO&pack={pack}")
    assert kept_passages(screen)["kept"] == [f"1-{FINDING.id}", f"3-{PARTNERS.id}"]
    screen.app.text_input(key="search-q").set_value("many")
    screen.button("Search").click().run()
    assert screen.params == {"q": ["many"]}


def test_a_passage_never_goes_into_the_pack_of_an_address_that_somebody_shared(screen):
    theirs = screen.store.create("Theirs")
    screen.open(f"q=LADO&pack={theirs}")
    press(screen, f"add-1-{FINDING.id}")
    assert screen.store.keys(theirs) == frozenset()
    [own] = [line for line in screen.store.every_line() if line.id != theirs]
    assert own.passages == 1


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
    assert {one.label for one in kept.items} == {
        screen.library.stance(one.kept.passage).label for one in kept.items
    }
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
    assert line.name == pack_text.NEW_NAME
    assert screen.store.pack(line.id).items[0].kept.heading == "Main findings"
    screen.open("q=LADO", page="search")
    assert HITS[1].passage == BULLET
    screen.open(f"doc=letter&page=2&p={BULLET.id}", page="documents")
    press(screen, f"add-reader-{BULLET.id}")
    assert [one.kept.heading for one in screen.store.pack(line.id).items] == ["Main findings", "LADO"]
