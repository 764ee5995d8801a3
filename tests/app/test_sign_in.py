"""Signing in: off unless switched on; nothing of a page before; closed when it is not set up."""

from types import SimpleNamespace

import pytest

from findings.app.state import sign_in
from findings.app.text import help_text


@pytest.fixture
def person(monkeypatch):
    """Who the sign-in service says this is."""
    monkeypatch.setenv("FINDINGS_SIGN_IN", "1")
    user = SimpleNamespace(is_logged_in=False)
    monkeypatch.setattr(sign_in.st, "user", user)
    return user


def test_off_by_default(screen):
    assert screen.open("q=LADO").library.asked != []
    assert not [button for button in screen.app.button if button.label == help_text.SIGN_IN]


def test_nothing_of_a_page_before_signing_in(screen, person):
    screen.open("q=LADO")
    assert help_text.SIGN_IN_NEEDED in screen.html
    assert screen.library.asked == []
    assert not screen.app.text_input
    assert not screen.app.get("page_link")


def test_signed_in_the_pages_are_there_and_a_way_out(screen, person, monkeypatch):
    person.is_logged_in = True
    assert screen.open("q=LADO").library.asked != []
    left = []
    monkeypatch.setattr(sign_in.st, "logout", lambda: left.append(1))
    screen.open(page="help")
    screen.button(help_text.SIGN_OUT).click().run()
    assert left == [1]


def test_the_button_leads_to_the_sign_in_service(screen, person, monkeypatch):
    went = []
    monkeypatch.setattr(sign_in.st, "login", lambda: went.append(1))
    screen.open("q=LADO").button(help_text.SIGN_IN).click().run()
    assert went == [1]
    assert help_text.SIGN_IN_BROKEN not in screen.html


def test_switched_on_but_not_set_up_nobody_gets_in(screen, monkeypatch, caplog):
    """With Streamlit's own `st.user` and `st.login`, and no secrets."""
    monkeypatch.setenv("FINDINGS_SIGN_IN", "1")
    screen.open("q=LADO").button(help_text.SIGN_IN).click().run()
    assert help_text.SIGN_IN_BROKEN in screen.html
    assert "sign-in is switched on but does not work" in caplog.text
    assert screen.library.asked == []


def test_one_who_is_not_clearly_signed_in_is_not(monkeypatch):
    for user in (SimpleNamespace(), SimpleNamespace(is_logged_in="yes"), SimpleNamespace(is_logged_in=None)):
        monkeypatch.setattr(sign_in.st, "user", user)
        assert sign_in.signed_in() is False
