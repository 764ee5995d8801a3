"""The Evidence pack page and the buttons that fill it, as a test works them."""

import json

from streamlit.components.v2.bidi_component.main import _make_trigger_id

from tests.packs.make_pack import in_order


def show(screen, pack_id):
    return screen.open(f"pack={pack_id}", page="evidence_pack")


def item(screen, pack_id, number):
    """The item that is shown as `number`."""
    return in_order(screen.store.pack(pack_id))[number - 1]


def press(screen, key):
    """Press a button: a widget by its key, or that of a passage by "add-" and its token."""
    token = key.removeprefix("add-")
    if any(button.key == key for button in screen.app.button):
        screen.app.button(key=key).click().run()
    else:
        press_passages(screen, ("remove" if token in kept_passages(screen)["kept"] else "add", token))
    assert not screen.app.exception
    return screen


def press_passages(screen, *presses):
    """What a browser sends when the buttons of passages are pressed, one after the other: (what, token)."""
    latest = kept_passages(screen)["latest"]
    sent = [[latest + number, *press] for number, press in enumerate(presses, 1)]
    send(screen, sent)


def send(screen, sent):
    """A message of the component that hears the buttons of passages."""
    [hearing] = screen.app.get("bidi_component")
    states = screen.app._tree.get_widget_states()
    event = json.dumps([{"event": "press", "value": sent}])
    states.widgets.add(id=_make_trigger_id(hearing.proto.id, "events"), json_trigger_value=event)
    screen.app._run(states)


def kept_passages(screen):
    """What the component that hears the buttons of passages was told: which are kept, what the last press did."""
    [hearing] = screen.app.get("bidi_component")
    return json.loads(hearing.proto.json)


def kept_lines(screen):
    """What the buttons beside passages say."""
    found = (one.value for one in screen.app.markdown if 'class="kept"' in one.value)
    said = [kept_passages(screen).get("said", "")] if screen.app.get("bidi_component") else []
    lines = [line.partition(">")[2].removesuffix("</div>") for line in found if "></div>" not in line]
    return [*filter(None, said), *lines]
