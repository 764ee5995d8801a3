"""Briefs, responses, and putting a pack in order, on the page of the pack, over the fake library."""

import io
import threading

import docx
import pytest

from findings.app.components.pack import pack_brief
from findings.app.text import brief_text
from findings.packs.brief.brief_records import USUAL, Options
from findings.packs.brief.brief_starter import starter_bytes
from findings.packs.pack import NO_RESPONSE, Response, sections
from findings.reading.files import libreoffice
from tests.app.fake_library import FINDING, PARTNERS
from tests.app.fake_views import WHOLE
from tests.app.pack_screen import item, press, show


@pytest.fixture
def mine(screen, pack):
    """The pack, made by this browser."""
    screen.app.session_state["packs"] = [pack]
    return pack


def labels(screen):
    return [button.label for button in screen.app.get("download_button")]


def test_a_search_becomes_a_pack_for_a_brief_at_one_press(screen):
    screen.open("q=LADO")
    press(screen, "make-brief")
    [line] = screen.store.every_line()
    made = screen.store.pack(line.id)
    assert (made.name, made.grouped, made.searches[0].view) == ("LADO", "authority", "over_time")
    assert WHOLE["full"].id in {one.kept.passage.id for one in made.items}
    assert screen.library.asked[-2]["query"] == "LADO"


def test_what_a_brief_is_made_of_is_gathered_beside_the_page(screen, monkeypatch):
    threads = []
    recommendations = screen.library.recommendations

    def asked(*given):
        threads.append(threading.current_thread().name)
        return recommendations(*given)

    monkeypatch.setattr(screen.library, "recommendations", asked)
    screen.open("q=LADO")
    press(screen, "make-brief")
    assert [name.startswith("answer") for name in threads][:1] == [True]


def test_a_topic_on_which_nothing_is_said_makes_no_pack(screen):
    screen.open("topic=no+inspection", page="over_time")
    assert "make-brief" not in [button.key for button in screen.app.button]
    assert screen.store.every_line() == ()


def test_the_brief_is_offered_as_word_and_where_it_can_be_made_as_pdf(screen, mine, monkeypatch):
    monkeypatch.setattr(libreoffice, "installed", lambda: True)
    show(screen, mine)
    assert labels(screen)[-2:] == [brief_text.WORD, brief_text.PDF]
    monkeypatch.setattr(libreoffice, "installed", lambda: False)
    show(screen, mine)
    assert brief_text.PDF not in labels(screen)
    assert brief_text.NO_PDF in screen.html


def test_the_file_is_made_from_what_the_store_holds_then(screen, mine):
    show(screen, mine)
    one = item(screen, mine, 1)
    screen.store.respond(mine, one.id, Response("Agreed"), 1)
    options = Options((*USUAL.parts, "response"), "pack", "sentence")
    made = docx.Document(
        io.BytesIO(pack_brief._file(screen.store, mine, "docx", options, None, screen.library))
    )
    cells = [[cell.text for cell in row.cells] for row in made.tables[0].rows]
    assert [row[0] for row in cells] == ["Item", "1", "2", "3"]
    assert cells[1][6] == "Agreed"


def test_the_response_part_is_chosen_where_something_was_answered(screen, mine):
    key = f"brief-part-{mine}-response"
    show(screen, mine)
    assert screen.app.checkbox(key=key).value is False
    other = screen.store.duplicate(mine)
    screen.store.respond(other, item(screen, other, 1).id, Response("Agreed"), 1)
    show(screen, other)
    assert screen.app.checkbox(key=f"brief-part-{other}-response").value is True


def test_the_councils_template_is_offered_and_one_that_cannot_be_filled_is_told(screen, mine):
    path = screen.store._database.path.parent / "templates" / "brief.docx"
    path.parent.mkdir()
    path.write_bytes(starter_bytes())
    show(screen, mine)
    assert screen.app.checkbox(key="brief-template").label == brief_text.TEMPLATE
    path.write_bytes(b"nonsense")
    show(screen, mine)
    assert "The template brief.docx cannot be used: it is damaged, or not a Word document" in screen.html
    assert brief_text.WORD in labels(screen)


def test_a_response_is_saved_box_by_box(screen, mine):
    show(screen, mine)
    form = f"response-{item(screen, mine, 1).id}"
    screen.app.text_area(key=f"{form}-response").set_value("We agree").run()
    screen.app.text_input(key=f"{form}-due").set_value("3/5/27").run()
    screen.app.selectbox(key=f"{form}-progress").set_value("begun").run()
    kept = item(screen, mine, 1).response
    assert (kept.response, kept.due.isoformat(), kept.progress) == ("We agree", "2027-05-03", "begun")
    assert screen.app.text_input(key=f"{form}-due").value == "3 May 2027"
    assert "Our response and evidence (filled in)" in [box.label for box in screen.app.expander]


def test_a_date_that_is_none_is_refused_and_the_rest_stays(screen, mine):
    show(screen, mine)
    form = f"response-{item(screen, mine, 1).id}"
    screen.app.text_input(key=f"{form}-due").set_value("soon").run()
    assert not screen.app.exception
    assert item(screen, mine, 1).response == NO_RESPONSE


def test_words_of_somebody_else_in_the_same_box_are_not_overwritten(screen, mine):
    show(screen, mine)
    one = item(screen, mine, 1)
    screen.store.respond(mine, one.id, Response("Theirs", owner="Bo"), 1)
    screen.app.text_area(key=f"response-{one.id}-response").set_value("Mine").run()
    assert item(screen, mine, 1).response.response == "Theirs"
    screen.app.text_area(key=f"response-{one.id}-evidence").set_value("Audit").run()
    assert item(screen, mine, 1).response == Response("Theirs", "Audit", "Bo")


def headings(screen, pack):
    return [heading for heading, _ in sections(screen.store.pack(pack))]


def test_a_pack_is_grouped_anew(screen, mine):
    show(screen, mine)
    screen.app.selectbox(key="arrange-group").set_value("authority").run()
    assert headings(screen, mine) == ["Northshire", "Southshire"]
    assert "<h2>Southshire</h2>" in screen.html


def choose(screen, pack, *numbers, doing):
    ids = [item(screen, pack, number).id for number in numbers]
    screen.app.multiselect(key="arrange-chosen").set_value(ids)
    screen.app.selectbox(key="arrange-doing").set_value(doing).run()


def test_several_are_moved_removed_and_copied_at_once(screen, mine):
    other = screen.store.create("Other")
    screen.app.session_state["packs"] = [mine, other]
    show(screen, mine)
    named = screen.app.multiselect(key="arrange-chosen").options
    assert named[0].startswith("1. ") and not any("\\" in name for name in named)  # as they are read
    choose(screen, mine, 2, doing="start")
    press(screen, "arrange-go")
    assert [item(screen, mine, n).kept.passage.id for n in (1, 2)] == [WHOLE["full"].id, FINDING.id]
    choose(screen, mine, 1, 3, doing="copy")
    press(screen, "arrange-go")
    assert {key.split(":")[0] for key in screen.store.keys(other)} == {"full", "report"}
    choose(screen, mine, 1, 3, doing="move")
    press(screen, "arrange-go")
    assert len(screen.store.keys(mine)) == 1
    choose(screen, mine, 1, doing="remove")
    press(screen, "arrange-go")
    assert screen.store.keys(mine) == frozenset()


def test_nothing_happens_to_nothing_chosen(screen, mine):
    show(screen, mine)
    before = screen.store.pack(mine).version
    press(screen, "arrange-go")
    assert screen.store.pack(mine).version == before


def test_a_pack_is_duplicated_and_merged(screen, mine):
    show(screen, mine)
    press(screen, "duplicate")
    [copied] = [line.id for line in screen.store.every_line() if line.name == "Copy of LADO arrangements"]
    assert screen.params["pack"] == [copied]
    assert "<h1>Copy of LADO arrangements</h1>" in screen.html
    screen.store.remove(copied, [item(screen, copied, 3).kept.key])
    show(screen, copied)
    press(screen, "merge")
    assert {one.kept.passage.id for one in screen.store.pack(copied).items} >= {PARTNERS.id, FINDING.id}
    assert len(screen.store.keys(mine)) == 3
