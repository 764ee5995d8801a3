"""The service over a store: what it answers over the files, newer loads between requests, each council its own."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mcp import Client
from starlette.testclient import TestClient

from findings.api.current import Libraries
from findings.api.tokens import Tokens
from findings.app.state import deployment, library_access, person
from findings.errors import IndexDamaged
from findings.index.engine.connection import server
from findings.index.engine.engine_opening import open_engine
from findings.index.engine.loading import load
from findings.index.engine.store_tables import SHARED
from findings.index.generation import Generation, open_generation
from findings.library import Library
from findings.packs.pack_store import PackStore
from findings.settings import Settings
from findings.text.authority_groups import NO_NEIGHBOURS
from tests.api.conftest import served
from tests.api.test_mcp import over_http
from tests.api.test_server import answered, serving
from tests.fakes import FakeEncoder, FakeJudge
from tests.index.engine.postgres import Postgres
from tests.index.engine.test_councils import HALTON, SHARED_FILES, WIRRAL
from tests.index.engine.test_switch import NEW, OLD

ADDRESSES = (
    "/v1/search?query=LADO arrangements over time&k=5",
    "/v1/search?query=missing from care&judge=false&k=20",
    '/v1/search?query="designated officer" allegations&sort=newest',
    "/v1/search?query=supervison&kind=focused-visit&from=2016",
    "/v1/ask?question=Is the LADO effective?",
    "/v1/ask?question=When was the last inspection?",
    "/v1/over-time?topic=LADO",
    "/v1/recommendations?topic=supervision&limit=3",
    "/v1/documents",
    "/v1/check-quotation?words=strategy discussions are held in 24 hours",
)


@pytest.fixture(scope="module")
def both(
    postgres: Postgres, halton_index: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[TestClient, TestClient]]:
    """The service over the files, and over the store that holds the same."""
    url = postgres.fresh("service")
    load(open_generation(halton_index), url)
    own = tmp_path_factory.mktemp("service")
    files = replace(Settings(), index=halton_index, data=own / "data", journal=None)
    with ExitStack() as stack:
        stack.enter_context(pytest.MonkeyPatch.context()).setenv("FINDINGS_INDEX", str(own / "index"))
        clients = [stack.enter_context(served(each)) for each in (files, replace(files, store=url))]
        yield clients[0], clients[1]
    server(url).close()


def rounded(body: bytes) -> Any:
    """Scores to four digits: a sum of 384 products ends otherwise in another order."""
    return json.loads(body, parse_float=lambda text: round(float(text), 4))


@pytest.mark.model
@pytest.mark.parametrize("address", ADDRESSES)
def test_the_same_is_answered_over_the_files_and_over_the_store(
    both: tuple[TestClient, TestClient], address: str
) -> None:
    here, there = (client.get(address) for client in both)
    assert (here.status_code, there.status_code) == (200, 200)
    assert rounded(here.content) == rounded(there.content)
    assert here.headers["etag"] == there.headers["etag"]
    assert here.headers.get("x-total-count") == there.headers.get("x-total-count")
    unchanged = both[1].get(address, headers={"If-None-Match": there.headers["etag"]})
    assert (unchanged.status_code, unchanged.content) == (304, b"")


@pytest.mark.model
def test_a_passage_and_its_check_value_are_the_same(both: tuple[TestClient, TestClient]) -> None:
    [hit] = both[1].get("/v1/search?query=LADO&k=1").json()["results"]
    place = f"/v1/passages/{hit['doc']}:{hit['start']}-{hit['end']}"
    for address in (place, f"/v1/documents/{hit['doc']}"):
        here, there = (client.get(address).json() for client in both)
        assert here == there
    here = both[0].get(place).json()
    assert (
        both[0].get(f"/v1/check-quotation?words={here['quote']}&check={here['check']}").json()["check_fits"]
    )


@pytest.mark.model
def test_it_is_ready_with_what_the_store_holds(both: tuple[TestClient, TestClient]) -> None:
    here, there = (client.get("/health/ready").json() for client in both)
    assert here == there
    assert there["documents"] == 5


@pytest.mark.slow
@pytest.mark.model
def test_processes_over_a_store_answer_as_one_over_the_files(
    both: tuple[TestClient, TestClient], postgres: Postgres, tmp_path: Path
) -> None:
    """`findings serve --store`, as it is run; the encoder comes out of the store into a folder of its own."""
    options = ("--store", postgres.url("service"))
    with serving(tmp_path, *options, FINDINGS_INDEX=str(tmp_path / "index")) as (base, _):
        wanted = rounded(both[0].get("/v1/search?query=strategy+meetings&k=3&judge=false").content)
        for _ in range(8):  # whichever process answers
            status, body = answered(f"{base}/v1/search?query=strategy+meetings&k=3&judge=false")
            assert (status, rounded(body)) == (200, wanted)


@pytest.fixture
def fakes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whatever is opened is opened with the encoder and the judge one can work out in one's head."""

    def open_small(
        index: str, encoder: str | None = None, *, neighbours: Any = NO_NEIGHBOURS, tenant: str = ""
    ) -> Library:
        found = open_engine(index, tenant or SHARED, FakeEncoder(tokens=True), cache=tmp_path, reader=1)
        return Library(index, found, FakeJudge(), neighbours)

    monkeypatch.setattr("findings.library.open_library", open_small)


@pytest.fixture
def settings(url: str, tmp_path: Path, fakes: None) -> Settings:
    return replace(Settings(), store=url, index=tmp_path / "index", data=tmp_path / "data", journal=None)


def documents(client: TestClient, **headers: str) -> list[str]:
    response = client.get("/v1/documents", headers=headers)
    assert response.status_code == 200, response.text
    return [document["id"] for document in response.json()]


def test_an_empty_store_is_said(settings: Settings) -> None:
    with served(settings) as client:
        response = client.get("/v1/documents")
        assert (response.status_code, client.get("/health/ready").status_code) == (503, 503)
    assert response.json()["detail"] == "There is no index in the store: run 'python embed.py' to build it."


def test_a_newer_load_is_taken_up_between_two_requests(
    settings: Settings, url: str, generation_of: Callable[..., Generation]
) -> None:
    """Four clients ask all the while: every one is answered, from the load before or from the new one."""
    old = generation_of("shared", OLD)
    load(old, url)
    seen: list[tuple[int, str, int]] = []
    ended = threading.Event()
    with served(settings) as client:
        assert documents(client) == ["letter"]

        def ask(number: int) -> None:
            asked = 0
            while not ended.is_set():
                asked += 1
                found = client.get(f"/v1/search?query=supervision {number} {asked}")
                seen.append((found.status_code, found.headers.get("etag", ""), found.json().get("total", -1)))

        threads = [threading.Thread(target=ask, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        new = generation_of("shared", NEW)
        load(new, url)
        until = time.monotonic() + 60
        while documents(client) != ["letter", "report"]:
            assert time.monotonic() < until
            time.sleep(0.05)
        again = len(seen)
        while len(seen) < again + 20:
            time.sleep(0.01)
        ended.set()
        for thread in threads:
            thread.join()
    assert {status for status, _, _ in seen} == {200}
    assert {etag.split("-")[0] for _, etag, _ in seen} == {
        f'"{old.id}'.split("-")[0],
        f'"{new.id}'.split("-")[0],
    }
    # What was found in each is what it holds.
    for _, etag, total in seen:
        assert total == (2 if etag.startswith(f'"{new.id}') else 1)


def test_a_store_that_has_gone_is_said(
    settings: Settings, url: str, generation_of: Callable[..., Generation], monkeypatch: pytest.MonkeyPatch
) -> None:
    load(generation_of("shared", OLD), url)
    monkeypatch.setattr("findings.index.engine.connection.RETRY_SECONDS", 0.2)
    with served(settings) as client:
        assert documents(client) == ["letter"]
        source = server(url)

        def gone(*_given: Any) -> Any:
            raise IndexDamaged(f"The store {source.name} cannot be read: connection refused.")

        monkeypatch.setattr(source, "_read", gone)
        response = client.get("/v1/search?query=supervision")
    assert response.status_code == 503
    assert "cannot be read: connection refused." in response.json()["detail"]


@pytest.mark.parametrize(
    ("tenant", "ids"),
    [
        ("", ["report"]),
        ("halton", ["report", "halton-own"]),
        ("wirral", ["report", "wirral-more", "wirral-own"]),
    ],
)
def test_a_service_for_one_council_gives_its_own_and_what_is_shared(
    settings: Settings, url: str, generation_of: Callable[..., Generation], tenant: str, ids: list[str]
) -> None:
    load(generation_of("shared", SHARED_FILES), url)
    load(generation_of("halton", HALTON), url, "halton")
    load(generation_of("wirral", WIRRAL), url, "wirral")
    with served(replace(settings, tenant=tenant)) as client:
        assert documents(client) == ids


def test_a_store_that_is_long_in_answering_holds_nobody_up(
    settings: Settings, url: str, generation_of: Callable[..., Generation], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is in use is asked beside: no request, and no look at whether the process is alive, waits for it."""
    load(generation_of("shared", OLD), url)
    asked, over = threading.Event(), threading.Event()
    with served(settings) as client:
        assert documents(client) == ["letter"]

        def long(_source: str, _tenant: str) -> str:
            asked.set()
            over.wait(20)
            raise IndexDamaged("The store cannot be read.")

        monkeypatch.setattr("findings.library.current_id", long)
        began = time.monotonic()
        while not asked.wait(0.05):  # it is asked once in a second
            assert documents(client) == ["letter"]
        assert client.get("/health/live").status_code == 200
        assert client.get("/v1/search?query=supervision").status_code == 200
        assert time.monotonic() - began < 10
        over.set()
        ready = client.get("/health/ready")
        assert (ready.status_code, ready.json()["detail"]) == (503, "The store cannot be read.")
        assert client.get("/v1/search?query=supervision").status_code == 200


WORD = "a word of the proxy's"


@pytest.fixture
def three(settings: Settings, url: str, generation_of: Callable[..., Generation]) -> Settings:
    """A closed service over what is shared and the documents of two councils; a file says who is of which."""
    load(generation_of("shared", SHARED_FILES), url)
    load(generation_of("halton", HALTON), url, "halton")
    load(generation_of("wirral", WIRRAL), url, "wirral")
    settings.data.mkdir()
    (settings.data / "councils.csv").write_text(
        "who,council\n@halton.gov.uk,halton\nbob@wirral.gov.uk,wirral\n", encoding="utf-8"
    )
    return replace(settings, sign_in=True, proxy_header="X-Forwarded-Email", proxy_secret=WORD)


def who(settings: Settings) -> dict[str, tuple[dict[str, str], list[str]]]:
    """Name -> (headers, the documents that are seen)."""
    tokens = Tokens(settings.data)

    def bearer(council: str) -> dict[str, str]:
        _, sent = tokens.add("dashboard", ["read", "all-packs"], council=council)
        return {"Authorization": f"Bearer {sent}"}

    def person(address: str) -> dict[str, str]:
        return {"X-Forwarded-Email": address, "X-Findings-Proxy": WORD}

    shared, halton = ["report"], ["report", "halton-own"]
    wirral = ["report", "wirral-more", "wirral-own"]
    return {
        "a token of nobody's": (bearer(""), shared),
        "a token of Halton's": (bearer("halton"), halton),
        "a token of Wirral's": (bearer("wirral"), wirral),
        "a token of a council without documents": (bearer("torbay"), shared),
        "somebody of Halton": (person("Ann@Halton.gov.uk"), halton),
        "somebody of Wirral": (person("bob@wirral.gov.uk"), wirral),
        "somebody who is not in the file": (person("cara@wirral.gov.uk"), shared),
    }


@pytest.mark.parametrize("tenant", ["", "wirral"])
def test_everybody_sees_what_is_shared_and_their_own_councils_documents_at_every_address(
    three: Settings, tenant: str
) -> None:
    """Also where the process is set to a council. Asked in turn, twice, so that an answer that was kept would show."""
    with served(replace(three, tenant=tenant)) as client:
        for name, (headers, ids) in [*who(three).items()] * 2:
            assert documents(client, **headers) == ids, name
            for place in ("report", "halton-own", "wirral-own"):
                for address in (f"/v1/documents/{place}", f"/v1/passages/{place}:0-10"):
                    seen = client.get(address, headers=headers).status_code
                    assert seen == (200 if place in ids else 404), (name, address)
            for address in (
                "/v1/search?query=secret or badger plan of supervision&k=50",
                "/v1/search?query=badger",
                "/v1/ask?question=Who keeps a secret plan or a badger plan?",
                "/v1/over-time?topic=plan",
                "/v1/recommendations",
                "/v1/check-quotation?words=The LADO keeps a secret plan.",
                "/v1/check-quotation?words=Another badger plan for the LADO and the officer.",
                "/v1/feeds/documents",
            ):
                response = client.get(address, headers=headers)
                assert response.status_code == 200, (name, address)
                assert ("halton-own" in response.text) <= ("halton-own" in ids), (name, address)
                assert ("wirral-" in response.text) <= ("wirral-own" in ids), (name, address)
            found = client.get("/v1/search?query=secret or badger plan of supervision&k=50", headers=headers)
            assert {hit["doc"] for hit in found.json()["results"]} == set(ids), name


def test_what_is_told_without_an_answer_is_told_by_council(three: Settings) -> None:
    """An ETag of one council's answers changes nothing for another; nor does a name that only one has."""
    with served(three) as client:
        everybody = who(three)
        both = [everybody[name][0] for name in ("a token of Halton's", "a token of Wirral's")]
        etags = [client.get("/v1/documents", headers=headers).headers["etag"] for headers in both]
        told = [
            client.get("/v1/documents", headers={**headers, "If-None-Match": etag}).status_code
            for headers in both
            for etag in etags
        ]
        assert told == [304, 200, 200, 304]
        named = [client.get("/v1/search?query=plan&authority=Wirral", headers=headers) for headers in both]
        assert [response.status_code for response in named] == [400, 200]


def test_nobody_who_has_not_signed_in_is_answered(three: Settings) -> None:
    with served(three) as client:
        for headers in ({}, {"X-Forwarded-Email": "ann@halton.gov.uk", "X-Findings-Proxy": "guessed"}):
            assert client.get("/v1/documents", headers=headers).status_code == 401


def test_packs_are_kept_and_seen_by_council(three: Settings) -> None:
    own = PackStore(three.for_council("halton").data).create("Halton's")
    everybodys = PackStore(three.data).create("Everybody's")
    with served(three) as client:
        for name, (headers, ids) in who(three).items():
            of_halton, of_none = (
                "halton-own" in ids,
                name
                in (
                    "a token of nobody's",
                    "somebody who is not in the file",
                ),
            )
            seen = [
                client.get(f"/v1/packs/{pack}", headers=headers).status_code for pack in (own, everybodys)
            ]
            assert seen == [200 if of_halton else 404, 200 if of_none else 404], name
            if name.startswith("a token"):
                listed = [line["name"] for line in client.get("/v1/packs", headers=headers).json()]
                assert listed == (["Halton's"] if of_halton else ["Everybody's"] if of_none else []), name


def test_an_assistant_sees_what_its_token_sees(three: Settings) -> None:
    async def listed(client: Client) -> Any:
        found = (await client.call_tool("documents", {})).structured_content
        words = {"words": "Another badger plan for the LADO and the officer."}
        checked = (await client.call_tool("check_quotation", words)).structured_content
        assert checked is not None
        tools = (await client.list_tools()).tools
        assert all("context" not in tool.input_schema["properties"] for tool in tools)
        return str(found), checked["verdict"]

    for name, (headers, ids) in who(three).items():
        found, verdict = over_http(three, listed, headers)
        for place in ("report", "halton-own", "wirral-own"):
            assert (place in found) == (place in ids), (name, place)
        assert (verdict == "word for word") == ("wirral-own" in ids), name


def test_of_more_councils_than_a_process_holds_the_least_lately_asked_is_let_go(
    three: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("findings.api.current.MOST", 2)
    libraries = Libraries(three)
    halton, wirral = libraries.of("halton"), libraries.of("wirral")
    assert libraries.of("halton") is halton
    libraries.of("torbay")  # Wirral's goes
    assert libraries.of("halton") is halton
    assert libraries.of("wirral") is not wirral
    seen = libraries.of("wirral").get().library.documents()
    assert [document.id for document in seen] == ["report", "wirral-more", "wirral-own"]
    files = Libraries(replace(three, store=""))  # an index in files is nobody's in particular
    assert files.of("halton") is files.of("") is files.of(None)


def test_the_app_opens_what_its_person_may_see(three: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Through the library of the pages, in turn, twice: what is kept for one council is not given to another."""
    for name, value in {"STORE": three.store, "DATA": str(three.data), "SIGN_IN": "1"}.items():
        monkeypatch.setenv(f"FINDINGS_{name}", value)
    deployment.of_installation.cache_clear()
    monkeypatch.setattr(library_access, "_warm", lambda library: None)
    try:
        for address, ids in [
            ("ann@halton.gov.uk", ["report", "halton-own"]),
            ("bob@wirral.gov.uk", ["report", "wirral-more", "wirral-own"]),
            ("cara@example.org", ["report"]),
            ("", ["report"]),
        ] * 2:
            user = SimpleNamespace(is_logged_in=bool(address), email=address)
            monkeypatch.setattr(person.st, "user", user)
            assert [document.id for document in library_access.get_library().documents()] == ids, address
    finally:
        deployment.of_installation.cache_clear()
