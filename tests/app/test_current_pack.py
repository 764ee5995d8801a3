"""Who a pack belongs to, and which packs a browser says it knows."""

from types import SimpleNamespace

import pytest

from findings.app.state import current_pack, person


@pytest.mark.parametrize(
    ("user", "owner"),
    [
        (SimpleNamespace(is_logged_in=False, email="ann@example.org"), ""),
        (SimpleNamespace(is_logged_in=True, email="ann@example.org"), "ann@example.org"),
        (SimpleNamespace(is_logged_in=True, email=None, sub="1234"), "1234"),
        (SimpleNamespace(), ""),
    ],
)
def test_a_pack_belongs_to_who_is_signed_in(monkeypatch, user, owner):
    monkeypatch.setattr(person.st, "user", user)
    assert person.owner() == owner


def test_only_what_can_be_an_id_is_taken_from_the_cookie(monkeypatch):
    good = "p" + "a" * 22
    told = f"{good}.short.<script>alert(1)</script>.{'x' * 200}.{good[:-1]}-"
    monkeypatch.setattr(current_pack.st, "session_state", {})
    monkeypatch.setattr(current_pack.st, "context", SimpleNamespace(cookies={"findings-packs": told}))
    assert current_pack._remembered() == [good, f"{good[:-1]}-"]


def test_the_pack_in_use_stands_first_and_is_forgotten_when_it_is_gone(monkeypatch):
    monkeypatch.setattr(current_pack.st, "session_state", {"packs": ["b" * 12, "a" * 12]})
    current_pack.choose("a" * 12)
    assert (current_pack.pack_id(), current_pack._remembered()) == ("a" * 12, ["a" * 12, "b" * 12])
    current_pack.forget("a" * 12)
    assert (current_pack.pack_id(), current_pack._remembered()) == ("", ["b" * 12])
