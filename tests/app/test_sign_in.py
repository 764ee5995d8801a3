"""Signing in: off unless switched on; nothing of a page before; closed when it is not set up."""

from types import SimpleNamespace

import pytest

from findings.app.state import deployment, sign_in
from findings.app.state import person as signed
from findings.app.text import help_text, pack_text
from findings.packs.pack_store import PackStore


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


@pytest.fixture
def store(monkeypatch, person, tmp_path):
    """Over a store, with a file that says who is of Halton."""
    deployment.of_installation.cache_clear()
    monkeypatch.setenv("FINDINGS_STORE", "postgresql://host/findings")
    monkeypatch.setenv("FINDINGS_TENANT", "wirral")
    monkeypatch.setenv("FINDINGS_DATA", str(tmp_path / "data"))
    (tmp_path / "data").mkdir(exist_ok=True)
    (tmp_path / "data" / "councils.csv").write_text("who,council\n@halton.gov.uk,halton\n", encoding="utf-8")
    return tmp_path / "data"


@pytest.mark.parametrize(
    ("told", "council"),
    [
        ({"is_logged_in": True, "email": "ann@halton.gov.uk"}, "halton"),
        ({"is_logged_in": True, "email": "ann@halton.gov.uk", "email_verified": True}, "halton"),
        ({"is_logged_in": True, "email": "ann@halton.gov.uk", "email_verified": False}, ""),
        ({"is_logged_in": True, "email": "bob@example.org"}, ""),
        ({"is_logged_in": True, "sub": "@halton.gov.uk"}, ""),  # a name that is not an address
        ({"is_logged_in": False, "email": "ann@halton.gov.uk"}, ""),
        ({}, ""),
    ],
)
def test_the_council_is_that_of_who_has_signed_in_whatever_the_setting_says(
    monkeypatch, store, told, council
):
    monkeypatch.setattr(signed.st, "user", SimpleNamespace(**told))
    chosen = deployment.settings()
    assert (deployment.council(), chosen.tenant) == (council, council)
    assert chosen.data == (store / "councils" / council if council else store)
    assert chosen.uploads is False


def test_without_sign_in_or_without_a_store_there_is_no_council_to_find_out(monkeypatch, store, person):
    person.is_logged_in, person.email = True, "ann@halton.gov.uk"
    monkeypatch.delenv("FINDINGS_SIGN_IN")
    deployment.of_installation.cache_clear()
    assert (deployment.council(), deployment.settings().tenant) == ("", "wirral")
    monkeypatch.setenv("FINDINGS_SIGN_IN", "1")
    monkeypatch.delenv("FINDINGS_STORE")
    deployment.of_installation.cache_clear()
    assert (deployment.council(), deployment.settings().data) == ("", store)


def test_help_says_whose_documents_one_sees_and_packs_are_the_councils(screen, store, person):
    person.is_logged_in, person.email = True, "ann@halton.gov.uk"
    screen.open(page="help")
    assert "You also see the documents of Halton, which other councils do not see." in screen.html
    everybodys = screen.store.create("Everybody's", "ann@halton.gov.uk")
    own = PackStore(store / "councils" / "halton").create("Ours", "ann@halton.gov.uk")
    assert "Ours" in screen.open(f"pack={own}", "evidence_pack").html
    assert pack_text.NOT_FOUND in screen.open(f"pack={everybodys}", "evidence_pack").html
    person.email = "bob@example.org"
    assert "You also see" not in screen.open(page="help").html


def test_one_who_is_not_clearly_signed_in_is_not(monkeypatch):
    for user in (SimpleNamespace(), SimpleNamespace(is_logged_in="yes"), SimpleNamespace(is_logged_in=None)):
        monkeypatch.setattr(sign_in.st, "user", user)
        assert signed.signed_in() is False
