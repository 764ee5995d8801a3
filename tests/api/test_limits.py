"""What is limited: how many at once, how long, how much is kept; and an index that changes under load."""

from __future__ import annotations

import asyncio
import gc
import threading
import time
from collections.abc import Callable
from dataclasses import replace

import httpx2
import pytest
from starlette.testclient import TestClient

from findings.api.cache import Cache, Kept
from findings.api.http_app import make_app
from findings.api.problems import Busy, TooSlow
from findings.api.work import Deadline, Work
from findings.errors import IndexDamaged, SettingsError
from findings.request import serving_now
from findings.settings import Settings, read_settings
from tests.api.conftest import served
from tests.fakes import FakeEncoder
from tests.index.building import built


def test_who_would_wait_too_long_is_told_at_once() -> None:
    go = threading.Event()

    async def all_of_them() -> list[object]:
        work = Work(threads=1, waiting=1, seconds=30)
        tasks = [asyncio.ensure_future(work.do(lambda _: go.wait(10))) for _ in range(3)]
        await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
        go.set()
        return [*await asyncio.gather(*tasks, return_exceptions=True), work.inside]

    *results, inside = asyncio.run(all_of_them())
    assert results[:2] == [True, True]
    assert isinstance(results[2], Busy)
    assert str(results[2]) == "The service is busy: too many requests are waiting. Try again in a moment."
    assert inside == 0


@pytest.mark.parametrize("look", [lambda until: until.step(1), lambda until: serving_now().check()])
def test_what_takes_too_long_ends_and_stops_at_the_next_document_or_pair(
    look: Callable[[Deadline], None],
) -> None:
    stopped = threading.Event()

    def endless(until: Deadline) -> None:
        try:
            while True:
                time.sleep(0.01)
                look(until)
        except TooSlow:
            stopped.set()
            raise

    async def one() -> None:
        await Work(threads=1, waiting=0, seconds=0.05).do(endless)

    with pytest.raises(TooSlow) as raised:
        asyncio.run(one())
    assert str(raised.value).startswith("This took longer than the 0.05 seconds that a request may take.")
    assert stopped.wait(5)


def test_a_slow_question_is_told_as_a_problem(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(_self: object, _topic: str, _filters: object, *, progress: Deadline) -> None:
        while True:
            time.sleep(0.01)
            progress.step(1)

    monkeypatch.setattr("findings.library.Library.over_time", slow)
    with served(replace(settings, service_seconds=0.1)) as client:
        response = client.get("/v1/over-time?topic=plan")
    assert (response.status_code, response.headers["retry-after"]) == (503, "10")
    assert response.json()["type"] == "urn:findings:problem:too-slow"
    assert response.json()["detail"] == (
        "This took longer than the 0.1 seconds that a request may take. Ask for fewer documents, or try again later."
    )


def test_the_same_question_asked_at_once_is_worked_out_once(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from findings.library import Library

    asked, search = [], Library.search

    def counted(self: Library, query: str, *given: object, **named: object) -> object:
        asked.append(query)
        time.sleep(0.1)
        return search(self, query, *given, **named)  # type: ignore[arg-type]

    async def many() -> set[bytes]:
        app = make_app(settings)
        async with app.router.lifespan_context(app):
            asked.clear()
            transport = httpx2.ASGITransport(app=app)
            async with httpx2.AsyncClient(transport=transport, base_url="http://localhost") as client:
                found = await asyncio.gather(*(client.get("/v1/search?query=plan") for _ in range(8)))
                return {response.content for response in found}

    monkeypatch.setattr(Library, "search", counted)
    assert len(asyncio.run(many())) == 1
    assert asked == ["plan"]


def test_the_least_lately_used_answer_goes_first() -> None:
    cache = Cache(most=26_000)
    for name in "abc":
        cache.put(name, Kept(b"x" * 1000))  # 3,000 with its key
    assert cache.get("a") is not None
    for number in range(6):
        cache.put(number, Kept(b"x" * 1000))
    assert cache.get("b") is None
    assert cache.get("a") is not None
    assert (cache.size, len(cache)) == (24_000, 8)
    cache.put("large", Kept(b"x" * 2000))  # more than an eighth
    assert cache.get("large") is None
    cache.put("a", Kept(b"y"))
    assert cache.get("a") == Kept(b"y")
    assert cache.size == 24_000 - 999
    cache.clear()
    assert (cache.size, len(cache)) == (0, 0)


def test_a_cache_of_nothing_keeps_nothing(settings: Settings) -> None:
    with served(replace(settings, service_cache=0)) as client:
        client.get("/v1/search?query=plan")
        client.get("/v1/search?query=plan")
        kept = client.app.state.service.cache  # type: ignore[attr-defined]
    assert (kept.hits, kept.misses) == (0, 2)


def test_a_new_index_is_taken_up_under_load_without_a_lost_request(settings: Settings) -> None:
    """Twelve clients ask while the index is built anew three times: every answer is whole, of one generation."""

    async def load() -> tuple[list[httpx2.Response], httpx2.Response]:
        app = make_app(replace(settings, service_cache=0))
        answers: list[httpx2.Response] = []
        done = asyncio.Event()

        async def ask(client: httpx2.AsyncClient, number: int) -> None:
            while not done.is_set():
                answers.append(await client.get(f"/v1/search?query=plan&k={number + 1}"))

        def rebuild(year: int) -> None:
            text = f"@ Leeds {year}-01-01\nEvery plan is new in {year}.\n"
            (settings.corpus / f"new-{year}.txt").write_text(text, encoding="utf-8")
            built(settings.corpus, settings.index, FakeEncoder())

        async with app.router.lifespan_context(app):
            transport = httpx2.ASGITransport(app=app)
            async with httpx2.AsyncClient(transport=transport, base_url="http://localhost") as client:
                asking = [asyncio.ensure_future(ask(client, number)) for number in range(12)]
                for year in (2020, 2021, 2022):
                    await asyncio.to_thread(rebuild, year)
                    await asyncio.sleep(0.2)
                wanted = app.state.service.libraries.of(None).version()
                for _ in range(100):
                    last = await client.get("/v1/documents")
                    if wanted in last.headers["etag"]:
                        break
                    await asyncio.sleep(0.05)
                done.set()
                await asyncio.gather(*asking)
        return answers, last

    answers, last = asyncio.run(load())
    assert {response.status_code for response in answers} == {200}
    assert len(answers) > 24
    assert [one["id"] for one in last.json()] == ["letter", "new-2020", "new-2021", "new-2022", "report"]
    searched = {r.headers["etag"]: r.json()["documents_searched"] for r in answers}
    assert all(r.json()["documents_searched"] == searched[r.headers["etag"]] for r in answers)
    assert len(searched) > 1
    # What is no longer read goes with the next build.
    gc.collect()
    (settings.corpus / "last.txt").write_text("@ Leeds 2023-01-01\nThe last.\n", encoding="utf-8")
    built(settings.corpus, settings.index, FakeEncoder())
    assert len(list((settings.index / "generations").iterdir())) == 1


def test_an_index_that_cannot_be_opened_leaves_the_one_before_in_use(
    client: TestClient, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = []

    def damaged(index: object, **_: object) -> None:
        opened.append(index)
        raise IndexDamaged("It is damaged.")

    before = client.get("/v1/documents").headers["etag"]
    monkeypatch.setattr("findings.library.open_library", damaged)
    (settings.corpus / "new.txt").write_text("@ Leeds 2024-01-01\nNew.\n", encoding="utf-8")
    built(settings.corpus, settings.index, FakeEncoder())
    for _ in range(3):
        assert client.get("/v1/documents").headers["etag"] == before
        client.app.state.service.libraries.of(None)._opening.join()  # type: ignore[attr-defined]
    assert len(opened) == 1  # what failed is not tried again until there is another


def test_without_any_index_that_opens_the_reason_is_told(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(_index: object, **_: object) -> None:
        raise IndexDamaged("passages.faiss is damaged: run 'python embed.py' to build the index again.")

    monkeypatch.setattr("findings.library.open_library", damaged)
    with served(settings) as client:
        response = client.get("/v1/search?query=plan")
    assert response.status_code == 503
    assert response.json()["detail"].startswith("passages.faiss is damaged: run")


@pytest.mark.parametrize(
    ("name", "given", "wanted"),
    [
        ("SERVICE_SECONDS", "soon", "how many seconds a request may take"),
        ("SERVICE_WAITING", "-1", "how many requests may wait"),
        ("SERVICE_CACHE", "1e9", "megabytes, 0 to keep no answers"),
    ],
)
def test_a_limit_that_is_no_number_is_a_wrong_setting(name: str, given: str, wanted: str) -> None:
    with pytest.raises(SettingsError) as raised:
        read_settings({f"FINDINGS_{name}": given})
    assert str(raised.value) == f"FINDINGS_{name} is ‘{given}’: give {wanted}"
