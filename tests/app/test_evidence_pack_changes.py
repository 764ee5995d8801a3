"""Changing an evidence pack on its page: order, notes, names, other packs, over the fake library."""

from html import escape

from findings.app.frame import safe
from findings.app.text import pack_text
from tests.app.fake_views import WHOLE
from tests.app.pack_screen import item, press, show

CHANGED = "This pack was changed in another window. We have loaded the latest version."


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
    screen.app.run()
    assert "Saved&#46;" in screen.status
    assert "<strong>Your note (not inspectors&#x27; words):</strong> Ask &lt;them&gt;" in screen.html
    assert 'Mixed. <span class="because">Label changed by you</span>' in screen.html


def test_a_change_elsewhere_is_told_and_the_note_given_back(screen, pack):
    show(screen, pack)
    one = item(screen, pack, 1)
    screen.store.annotate(pack, one.id, "Theirs", "mixed", 1)
    screen.app.text_area(key=f"item-{one.id}-note").set_value("Mine")
    screen.app.run()
    assert safe(f"{CHANGED} {pack_text.UNSAVED}") in screen.status
    assert '<p class="note">Mine</p>' in screen.html
    screen.button("Close").click().run()
    assert "Mine" not in screen.html and safe(CHANGED) not in screen.status
    assert item(screen, pack, 1).note == "Theirs"
    assert screen.app.text_area(key=f"item-{one.id}-note").value == "Theirs"


def test_a_move_elsewhere_is_told(screen, pack):
    show(screen, pack)
    screen.store.describe(pack, "Another name", "", "", 1)
    press(screen, f"down-{item(screen, pack, 1).id}")
    assert safe(CHANGED) in screen.status
    assert "<h1>Another name</h1>" in screen.html


def test_renaming_and_purpose(screen, pack):
    show(screen, pack)
    screen.app.text_input(key="pack-about-name").set_value("For January")
    screen.app.text_area(key="pack-about-purpose").set_value("The annual conversation")
    screen.app.text_input(key="pack-about-by").set_value("Ann Lead")
    screen.app.run()
    assert "<h1>For January</h1>" in screen.html and ">The annual conversation</p>" in screen.html
    assert screen.store.pack(pack).prepared_by == "Ann Lead"
    screen.app.text_input(key="pack-about-name").set_value(" ")
    screen.app.run()
    assert safe("Enter a name for the pack.") in screen.status
    assert "<h1>For January</h1>" in screen.html


def test_making_and_choosing_packs(screen, pack):
    show(screen, pack)
    screen.app.text_input(key="new-pack-name").set_value("Second")
    press(screen, "new-pack-go")
    second = next(line.id for line in screen.store.every_line() if line.name == "Second")
    assert screen.params["pack"] == [second]
    assert "<h1>Second</h1>" in screen.html
    assert pack_text.EMPTY in screen.html
    assert "Your packs (2)" in [found.label for found in screen.app.expander]
    [other] = [one.proto for one in screen.app.get("page_link") if "3 passages, changed" in one.proto.label]
    assert other.query_string == f"pack={pack}"


def test_deleting_asks_first(screen, pack):
    show(screen, pack)
    press(screen, "pack-delete-ask")
    assert pack_text.DELETE_SURE in screen.html
    press(screen, "pack-delete-no")
    assert pack_text.DELETE_SURE not in screen.html
    press(screen, "pack-delete-ask")
    press(screen, "pack-delete-yes")
    assert screen.store.every_line() == ()
    assert "The pack was deleted&#46;" in screen.status
    assert pack_text.EMPTY in screen.html


def test_somebody_elses_pack_says_whose_it_is_and_asks_before_the_first_change(screen, pack):
    screen.app.session_state["packs"] = []  # another browser
    screen.store.describe(pack, "LADO arrangements", "", "Ann Lead", 1)
    show(screen, pack)
    assert escape(pack_text.whose("Ann Lead")) in screen.html
    first = item(screen, pack, 1)
    press(screen, f"out-{first.id}")
    assert len(screen.store.keys(pack)) == 3
    assert safe(pack_text.change_theirs("Ann Lead")) in screen.status
    screen.button(pack_text.CHANGE_YES).click().run()
    assert first.kept.key not in screen.store.keys(pack)
    assert escape(pack_text.whose("Ann Lead")) not in screen.html
    press(screen, f"out-{item(screen, pack, 1).id}")
    assert len(screen.store.keys(pack)) == 1


def test_a_change_of_somebody_elses_pack_that_is_not_agreed_to_is_not_made(screen, pack):
    screen.app.session_state["packs"] = []
    show(screen, pack)
    assert escape(pack_text.whose("")) in screen.html
    screen.app.text_area(key=f"item-{item(screen, pack, 1).id}-note").set_value("Mine").run()
    assert safe(pack_text.change_theirs("")) in screen.status
    screen.button("Close").click().run()
    assert item(screen, pack, 1).note == ""
