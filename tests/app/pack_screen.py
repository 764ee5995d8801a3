"""The Evidence pack page and the buttons that fill it, as a test works them."""

from tests.packs.make_pack import in_order


def show(screen, pack_id):
    return screen.open(f"pack={pack_id}", page="evidence_pack")


def item(screen, pack_id, number):
    """The item that is shown as `number`."""
    return in_order(screen.store.pack(pack_id))[number - 1]


def press(screen, key):
    screen.app.button(key=key).click().run()
    assert not screen.app.exception
    return screen


def kept_lines(screen):
    """What the buttons beside passages say."""
    found = (one.value for one in screen.app.markdown if 'class="kept"' in one.value)
    return [line.partition(">")[2].removesuffix("</div>") for line in found if "></div>" not in line]
