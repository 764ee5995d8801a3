"""Changing an evidence pack on its page: order, notes, names, other packs, over the fake library."""

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
    assert f"<p>{pack_text.UNSAVED}</p><p>Mine</p>" in screen.html
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
