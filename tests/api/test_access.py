"""Who may ask what: tokens, a proxy that signs people in, nobody from elsewhere; and whose packs are seen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from findings.api.tokens import TokenError, Tokens
from findings.cli.main import main
from findings.errors import FindingsError, SettingsError
from findings.packs.pack_store import PackStore
from findings.settings import Settings, read_settings
from tests.api.conftest import served

UNKNOWN = "This token is not known, or its time is over. `findings tokens add` makes one."
NOBODY = "Sign in, or send a token: Authorization: Bearer findings_... (docs/service.md)."


@pytest.fixture
def closed(settings: Settings) -> Settings:
    """Nobody gets in without signing in; a proxy may say who has."""
    return replace(
        settings, sign_in=True, proxy_header="X-Forwarded-Email", proxy_secret="a word of the proxy's"
    )


@pytest.fixture
def client(closed: Settings) -> Iterator[TestClient]:
    with served(closed) as client:
        yield client


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def proxied(person: str, secret: str = "a word of the proxy's") -> dict[str, str]:
    return {"X-Forwarded-Email": person, "X-Findings-Proxy": secret}


@pytest.mark.parametrize(
    "address", ["/v1/search?query=plan", "/v1/documents", "/v1/packs", "/v1/song", "/mcp"]
)
def test_nothing_is_answered_to_somebody_unknown(client: TestClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 401
    assert response.json()["detail"] == NOBODY
    assert response.headers["www-authenticate"] == 'Bearer realm="Findings"'


def test_health_and_the_description_are_open_to_all(client: TestClient) -> None:
    for address in ("/health/live", "/health/ready", "/openapi.json", "/docs"):
        assert client.get(address).status_code == 200


def test_a_token_opens_what_its_scopes_say(client: TestClient, closed: Settings) -> None:
    tokens = Tokens(closed.data)
    _, read = tokens.add("dashboard", ["read"])
    _, packs = tokens.add("archive", ["all-packs"])
    assert client.get("/v1/search?query=plan", headers=bearer(read)).status_code == 200
    assert client.get("/v1/packs", headers=bearer(packs)).json() == []
    refused = client.get("/v1/packs", headers=bearer(read))
    assert refused.status_code == 403
    assert (
        refused.json()["detail"]
        == "dashboard has no right to this: a token with the scope ‘packs’ is needed."
    )
    assert client.get("/v1/search?query=plan", headers=bearer(packs)).status_code == 403
    assert client.post("/mcp", json={}, headers=bearer(packs)).status_code == 403


def test_a_token_that_is_wrong_ended_or_over_opens_nothing(client: TestClient, closed: Settings) -> None:
    tokens = Tokens(closed.data)
    token, sent = tokens.add("dashboard", ["read"])
    old = Tokens(closed.data, lambda: datetime.now(UTC) - timedelta(days=8))
    _, over = old.add("old", ["read"], days=7)
    for wrong in (
        sent[:-1] + ("a" if sent[-1] != "a" else "b"),
        "findings_",
        "x",
        f"findings_../{sent[12:]}",
        over,
    ):
        response = client.get("/v1/documents", headers=bearer(wrong))
        assert (response.status_code, response.json()["detail"]) == (401, UNKNOWN)
    assert client.get("/v1/documents", headers={"Authorization": f"Basic {sent}"}).status_code == 401
    assert client.get("/v1/documents", headers=bearer(sent)).status_code == 200
    tokens.remove(token.id)
    assert client.get("/v1/documents", headers=bearer(sent)).status_code == 401


def test_a_token_is_kept_as_a_hash_that_others_cannot_read(settings: Settings) -> None:
    token, sent = Tokens(settings.data).add("dashboard", ["read"])
    [path] = (settings.data / "tokens").iterdir()
    assert sent.removeprefix(f"findings_{token.id}_") not in path.read_text(encoding="utf-8")
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_the_proxy_says_who_somebody_is_only_with_its_word(client: TestClient) -> None:
    assert client.get("/v1/documents", headers=proxied("ann@example.gov.uk")).status_code == 200
    for headers in (
        proxied("ann@example.gov.uk", "guessed"),
        proxied(""),
        {"X-Forwarded-Email": "ann@example.gov.uk"},
    ):
        assert client.get("/v1/documents", headers=headers).status_code == 401


def test_packs_are_seen_by_their_owner(client: TestClient, closed: Settings) -> None:
    store = PackStore(closed.data)
    own, others = store.create("Ann's", "ann@example.gov.uk"), store.create("Bob's", "bob@example.gov.uk")
    shared = store.create("Nobody's")
    ann = proxied("ann@example.gov.uk")
    assert [line["id"] for line in client.get("/v1/packs", headers=ann).json()] == [own]
    assert client.get(f"/v1/packs/{own}", headers=ann).json()["name"] == "Ann's"
    assert client.get(f"/v1/packs/{shared}", headers=ann).json()["name"] == "Nobody's"
    hidden, missing = (
        client.get(f"/v1/packs/{pack}", headers=ann) for pack in (others, "pNoSuchPackAnywhere")
    )
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert hidden.content == missing.content
    assert hidden.headers["cache-control"] == "no-store"

    _, ours = Tokens(closed.data).add("Bob's script", ["packs"], owner="bob@example.gov.uk")
    assert [line["id"] for line in client.get("/v1/packs", headers=bearer(ours)).json()] == [others]
    _, every = Tokens(closed.data).add("archive", ["all-packs"])
    assert len(client.get("/v1/packs", headers=bearer(every)).json()) == 3
    assert client.get(f"/v1/packs/{others}", headers=bearer(every)).status_code == 200


def test_without_sign_in_a_pack_is_opened_by_its_address_and_none_is_listed(settings: Settings) -> None:
    pack, owned = PackStore(settings.data).create("Ours"), PackStore(settings.data).create("Ann's", "ann")
    with served(settings) as client:
        assert client.get("/v1/packs").json() == []
        assert client.get(f"/v1/packs/{pack}").json()["name"] == "Ours"
        assert client.get(f"/v1/packs/{owned}").status_code == 404


def test_without_sign_in_only_this_machine_is_answered(settings: Settings) -> None:
    with served(settings) as client:
        for host in ("localhost", "127.0.0.1:8600", "[::1]:8600", "[::1]", "LOCALHOST:1"):
            assert client.get("/v1/documents", headers={"Host": host}).status_code == 200
        refused = client.get("/v1/documents", headers={"Host": "rebound.example:8600"})
    assert refused.status_code == 403
    assert refused.json()["detail"] == (
        "‘rebound.example:8600’ is not this machine. Where others may call, sign-in must be on: FINDINGS_SIGN_IN=1."
    )


@pytest.mark.parametrize(
    ("name", "scopes", "owner", "said"),
    [
        (" ", ["read"], "", "A token needs a name of at most 120 characters: what it is for."),
        ("x", ["write"], "", "‘write’ is not a scope. Choose from: read, packs, all-packs."),
        ("x", ["packs"], "", "The scope ‘packs’ needs an owner whose packs may be read: --owner NAME."),
    ],
)
def test_a_token_that_would_not_do_is_not_made(
    settings: Settings, name: str, scopes: list[str], owner: str, said: str
) -> None:
    with pytest.raises(TokenError, match=r".") as raised:
        Tokens(settings.data).add(name, scopes, owner)
    assert str(raised.value) == said
    assert not (settings.data / "tokens").exists()


def test_a_damaged_token_is_named_and_opens_nothing(settings: Settings) -> None:
    tokens = Tokens(settings.data)
    token, sent = tokens.add("x", ["read"])
    path = settings.data / "tokens" / f"{token.id}.json"
    path.write_text("{", encoding="utf-8")
    assert tokens.find(sent) is None
    with pytest.raises(TokenError) as raised:
        tokens.all()
    assert str(raised.value) == f"{path} is not a usable token: remove it, and make a new one."


def test_tokens_are_made_listed_and_ended_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = ["--data", str(tmp_path)]
    assert main(["tokens", "list", *data]) == 0
    assert capsys.readouterr().out == "There are no tokens.\n"
    assert (
        main(["tokens", "add", "dash board", "--scope", "packs", "--owner", "ann", "--days", "30", *data])
        == 0
    )
    sent, told = capsys.readouterr()
    token = Tokens(tmp_path).find(sent.strip())
    assert token is not None
    assert (token.name, token.scopes, token.owner) == ("dash board", ("packs",), "ann")
    assert told == f"Token {token.id} for ‘dash board’: packs, until {token.expires[:10]}. Keep it safe.\n"
    assert main(["tokens", "list", *data]) == 0
    line = f"{token.id}  {token.created[:10]}  until {token.expires[:10]}  packs, packs of ann  dash board\n"
    assert capsys.readouterr().out == line
    assert main(["tokens", "list", "--json", *data]) == 0
    [known] = json.loads(capsys.readouterr().out)
    assert "digest" not in known
    assert main(["tokens", "remove", token.id, *data]) == 0
    assert capsys.readouterr().out == f"Token {token.id} is ended.\n"
    assert main(["tokens", "remove", token.id, *data]) == 1
    said = f"findings: There is no token ‘{token.id}’. The command `tokens list` lists them.\n"
    assert capsys.readouterr().err == said


def test_it_listens_to_others_only_where_they_must_sign_in() -> None:
    from findings.api.server import serve

    with pytest.raises(FindingsError) as raised:
        serve(
            Settings(proxy_header="X-Forwarded-Email", proxy_secret="a word of the proxy's"),
            "0.0.0.0",
            8600,
            1,
        )
    assert str(raised.value) == (
        "0.0.0.0 can be reached from other machines: switch sign-in on first (FINDINGS_SIGN_IN=1, then "
        "`findings tokens add`), or listen on localhost."
    )


def test_a_proxy_without_a_word_is_a_wrong_setting() -> None:
    with pytest.raises(SettingsError) as raised:
        read_settings({"FINDINGS_PROXY_HEADER": "X-Forwarded-Email", "FINDINGS_PROXY_SECRET": "short"})
    assert str(raised.value) == (
        "FINDINGS_PROXY_HEADER is set: FINDINGS_PROXY_SECRET must be too, with at least 16 characters"
    )


def test_a_token_is_of_a_council_if_it_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = ["--data", str(tmp_path)]
    assert main(["tokens", "add", "dashboard", "--council", "Halton Council", *data]) == 1
    assert capsys.readouterr().err == (
        "findings: ‘Halton Council’ cannot be the name of a council: use up to 40 small letters, digits and hyphens.\n"
    )
    assert main(["tokens", "add", "dashboard", "--council", "halton", *data]) == 0
    sent, told = capsys.readouterr()
    token = Tokens(tmp_path).find(sent.strip())
    assert token is not None
    assert token.council == "halton"
    assert told == f"Token {token.id} for ‘dashboard’: read, of halton. Keep it safe.\n"
    assert main(["tokens", "list", *data]) == 0
    line = f"{token.id}  {token.created[:10]}  for ever  read, of halton  dashboard\n"
    assert capsys.readouterr().out == line
    # One made before tokens were of councils is of none.
    path = tmp_path / "tokens" / f"{token.id}.json"
    known = json.loads(path.read_text(encoding="utf-8"))
    del known["council"]
    path.write_text(json.dumps(known), encoding="utf-8")
    before = Tokens(tmp_path).find(sent.strip())
    assert before is not None
    assert before.council == ""
