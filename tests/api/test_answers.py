"""What the service answers: the records of the command line, its sentences, and what belongs to HTTP."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from findings.cli import program, question_commands
from findings.saved.feed_files import feed
from findings.saved.saved_question import Question
from findings.saved.saved_store import SavedStore
from findings.settings import Settings
from tests.api.conftest import served
from tests.fakes import FakeEncoder
from tests.index.building import built

SAME = [
    (question_commands.search, ["plan", "-k", "2"], "/v1/search?query=plan&k=2"),
    (
        question_commands.search,
        ["officer", "--authority", "Halton"],
        "/v1/search?query=officer&authority=Halton",
    ),
    (
        question_commands.ask,
        ["Which plan does the officer keep?"],
        "/v1/ask?question=Which plan does the officer keep?",
    ),
    (
        question_commands.over_time,
        ["supervision", "--from", "2019"],
        "/v1/over-time?topic=supervision&from=2019",
    ),
    (question_commands.over_time, ["plan", "LADO"], "/v1/over-time?topic=plan&topic=LADO"),
    (question_commands.recommendations, [], "/v1/recommendations"),
]


def printed(
    command: Any, given: list[str], settings: Settings, capsys: pytest.CaptureFixture[str]
) -> tuple[int, str, str]:
    """What the command line prints for it: (exit status, output, errors)."""

    def read_settings() -> Settings:
        return settings

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(program, "read_settings", read_settings)
        status = program.run(command, given, "findings")
    out, err = capsys.readouterr()
    return status, out, err


@pytest.mark.parametrize(("command", "given", "address"), SAME, ids=[address for *_, address in SAME])
def test_the_records_are_those_of_the_command_line(
    command: Any,
    given: list[str],
    address: str,
    settings: Settings,
    client: TestClient,
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, out, _ = printed(command, [*given, "--json"], settings, capsys)
    response = client.get(address)
    assert (status, response.status_code) == (0, 200)
    assert response.json() == json.loads(out)
    assert response.headers["content-type"] == "application/json"


WRONG = [
    (question_commands.search, [""], "/v1/search?query="),
    (question_commands.search, ["plan", "-k", "301"], "/v1/search?query=plan&k=301"),
    (question_commands.search, ["plan", "--authority", "Leeds"], "/v1/search?query=plan&authority=Leeds"),
    (question_commands.search, ["plan", "--kind", "song"], "/v1/search?query=plan&kind=song"),
    (question_commands.ask, ["???"], "/v1/ask?question=???"),
    (question_commands.ask, ["plan", "--as", "poem"], "/v1/ask?question=plan&form=poem"),
    (
        question_commands.over_time,
        ["plan", "--from", "2020", "--to", "2019"],
        "/v1/over-time?topic=plan&from=2020&to=2019",
    ),
    (question_commands.recommendations, ["--topic", "x" * 501], "/v1/recommendations?topic=" + "x" * 501),
]


@pytest.mark.parametrize(("command", "given", "address"), WRONG, ids=[address[:60] for *_, address in WRONG])
def test_errors_are_told_in_the_sentences_of_the_command_line(
    command: Any,
    given: list[str],
    address: str,
    settings: Settings,
    client: TestClient,
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, _, err = printed(command, given, settings, capsys)
    response = client.get(address)
    assert (status, response.status_code) == (1, 400)
    assert response.headers["content-type"] == "application/problem+json"
    assert f"findings: {response.json()['detail']}\n" == err
    assert {k: response.json()[k] for k in ("type", "title", "status")} == {
        "type": "urn:findings:problem:query",
        "title": "Bad Request",
        "status": 400,
    }


def test_without_the_judge_a_search_finds_the_same_and_calls_nothing_only_possible(
    client: TestClient,
) -> None:
    found = client.get("/v1/search?query=allegation&judge=false").json()["results"]
    assert [hit["possible"] for hit in found] == [False] * len(found)
    assert found[0]["text"] == "The LADO is effective. Each allegation is met at once."


def test_documents_are_listed_and_told_one_by_one(client: TestClient) -> None:
    listed = client.get("/v1/documents").json()
    assert [one["id"] for one in listed] == ["letter", "report"]
    assert client.get("/v1/documents/letter").json() == listed[0]
    assert [one["id"] for one in client.get("/v1/documents?authority=Warrington").json()] == ["report"]
    assert [one["id"] for one in client.get("/v1/documents?from=2020").json()] == ["letter"]
    response = client.get("/v1/documents/song")
    assert response.status_code == 404
    assert response.json()["detail"] == "There is no document ‘song’. The command `documents` lists them."


def test_long_lists_come_in_parts(client: TestClient) -> None:
    response = client.get("/v1/documents?limit=1&from=2000")
    assert [one["id"] for one in response.json()] == ["letter"]
    assert response.headers["x-total-count"] == "2"
    assert response.headers["link"] == '</v1/documents?from=2000&limit=1&offset=1>; rel="next"'
    last = client.get("/v1/documents?from=2000&limit=1&offset=1")
    assert [one["id"] for one in last.json()] == ["report"]
    assert "link" not in last.headers


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("limit=0", "‘limit’ must be 1 to 1,000, not 0."),
        ("limit=1001", "‘limit’ must be 1 to 1,000, not 1001."),
        ("offset=-1", "‘offset’ must be 0 or more, not -1."),
    ],
)
def test_a_part_of_a_list_that_is_none_is_refused(client: TestClient, address: str, said: str) -> None:
    response = client.get(f"/v1/documents?{address}")
    assert response.status_code == 400
    assert response.json()["detail"] == said


def test_a_passage_is_read_and_cited(client: TestClient) -> None:
    [first, *_] = client.get("/v1/search?query=plan&authority=Halton").json()["results"]
    assert first["text"] == "The designated officer keeps no plan."
    address = f"/v1/passages/{first['doc']}:{first['start']}-{first['end']}"
    found = client.get(address).json()
    assert found["quote"] == first["text"]
    assert found["citation"] == (
        "Document ‘letter.txt’ of Halton, published 13 January 2023, paragraph 7, line 3, ‘Allegations’"
    )
    assert found["before"] == "Each allegation is met at once."
    assert found["after"] == ""


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("song", "‘song’ is not the place of a passage: give the document, a colon and two numbers, as in "),
        (
            "letter:a-b",
            "‘letter:a-b’ is not the place of a passage: give the document, a colon and two numbers",
        ),
        ("song:1-2", "There is no document ‘song’. The command `documents` lists them."),
        ("letter:5-5", "Nothing can be cited at 5-5 of ‘letter’: its text has "),
        ("letter:0-99999", "Nothing can be cited at 0-99999 of ‘letter’: its text has "),
    ],
)
def test_a_place_without_words_is_not_found(client: TestClient, place: str, said: str) -> None:
    response = client.get(f"/v1/passages/{place}")
    assert response.status_code == 404
    assert response.json()["detail"].startswith(said)


def test_words_are_compared_with_the_documents(client: TestClient) -> None:
    same = client.get("/v1/check-quotation?words=keeps no plan").json()
    assert (same["verdict"], same["check_fits"], len(same["places"])) == ("word for word", None, 1)
    check = same["places"][0]["check"]
    assert client.get(f"/v1/check-quotation?words=keeps no plan&check={check}").json()["check_fits"] is True
    assert client.get("/v1/check-quotation?words=keeps no plan&check=0").json()["check_fits"] is False
    other = client.get("/v1/check-quotation?words=The designated officer keeps a plan").json()
    assert other["verdict"] == "differs here"
    assert other["nearest"][0]["differences"] == [{"given": "a", "document": "no"}]


def test_what_is_known_already_is_not_sent_again(client: TestClient, settings: Settings) -> None:
    first = client.get("/v1/search?query=plan")
    again = client.get("/v1/search?query=plan", headers={"If-None-Match": first.headers["etag"]})
    weak = client.get("/v1/search?query=plan", headers={"If-None-Match": f'"x", W/{first.headers["etag"]}'})
    assert (again.status_code, again.content, weak.status_code) == (304, b"", 304)
    assert again.headers["etag"] == first.headers["etag"]
    assert client.get("/v1/search?query=plan", headers={"If-None-Match": '"x"'}).status_code == 200
    wrong = client.get("/v1/search?query=", headers={"If-None-Match": first.headers["etag"]})
    assert wrong.status_code == 400


def test_an_answer_is_kept_until_the_index_is_another(client: TestClient, settings: Settings) -> None:
    kept = client.app.state.service.cache  # type: ignore[attr-defined]
    first = client.get("/v1/search?query=plan")
    again = client.get("/v1/search?query=plan")
    assert first.content == again.content
    assert (kept.hits, kept.misses, len(kept)) == (1, 1, 1)
    client.get("/v1/search?query=plan&k=1")
    assert (kept.hits, kept.misses, len(kept)) == (1, 2, 2)

    (settings.corpus / "new.txt").write_text("@ Leeds 2024-01-01\nEvery plan is new.\n", encoding="utf-8")
    built(settings.corpus, settings.index, FakeEncoder())
    client.get("/v1/search?query=plan")  # the next index is opened beside this one
    client.app.state.service.libraries.of(None)._opening.join()  # type: ignore[attr-defined]
    newest = client.get("/v1/search?query=plan")
    assert newest.headers["etag"] != first.headers["etag"]
    assert len(newest.json()["results"]) == len(first.json()["results"]) + 1
    assert len(kept) == 1


def test_feeds_are_served_while_they_change(client: TestClient, settings: Settings) -> None:
    first = client.get("/v1/feeds/documents")
    assert (first.status_code, first.headers["content-type"]) == (200, "application/atom+xml")
    assert first.content == feed(client.app.state.service.libraries.of(None).get().library, settings.data, "")  # type: ignore[attr-defined]
    assert (
        client.get("/v1/feeds/documents", headers={"If-None-Match": first.headers["etag"]}).status_code == 304
    )
    kept = SavedStore(settings.data).save(Question("search", "plan"), "Plans", "ann", for_all=True)
    own = SavedStore(settings.data).save(Question("search", "officer"), "Officers", "ann")
    assert "<title>Plans</title>" in client.get(f"/v1/feeds/{kept.id}").text
    refused = client.get(f"/v1/feeds/{own.id}")
    assert refused.status_code == 404
    said = f"There is no feed ‘{own.id}’: nothing of this name is saved for everyone."
    assert refused.json()["detail"] == said


def test_addresses_and_methods_that_are_none_are_told(client: TestClient) -> None:
    missing, posted = client.get("/v1/song"), client.post("/v1/search?query=plan")
    assert (missing.status_code, posted.status_code) == (404, 405)
    assert missing.json()["detail"] == "Nothing is at this address. /docs describes what there is."
    assert posted.json()["detail"] == "POST is not served at this address. Use GET."
    assert set(posted.headers["allow"].split(", ")) == {"GET", "HEAD"}
    assert client.head("/v1/search?query=plan").content == b""
    long = client.get("/v1/search?query=" + "x" * 32_000)
    assert (long.status_code, long.json()["detail"]) == (
        414,
        "The address has more than 32,000 bytes. Ask for less at once.",
    )


def test_no_other_site_may_read_an_answer(client: TestClient) -> None:
    response = client.get("/v1/search?query=plan", headers={"Origin": "https://elsewhere.example"})
    assert "access-control-allow-origin" not in response.headers
    assert client.options("/v1/search", headers={"Origin": "https://elsewhere.example"}).status_code == 405


def test_health_says_alive_and_ready(client: TestClient, settings: Settings) -> None:
    assert client.get("/health/live").json() == {"status": "live"}
    ready = client.get("/health/ready").json()
    assert (ready["status"], ready["documents"], ready["passages"]) == ("ready", 2, 4)


def test_without_an_index_it_is_alive_but_not_ready(settings: Settings, tmp_path: Path) -> None:
    with served(replace(settings, index=tmp_path / "none")) as client:
        assert client.get("/health/live").status_code == 200
        ready, search = client.get("/health/ready"), client.get("/v1/search?query=plan")
    assert (ready.status_code, search.status_code) == (503, 503)
    said = f"There is no index in {tmp_path / 'none'}: run 'python embed.py' to build it."
    assert ready.json()["detail"] == search.json()["detail"] == said
    assert search.headers["retry-after"] == "60"


def test_a_fault_is_told_without_what_it_was(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr("findings.library.Library.search", broken)
    response = client.get("/v1/search?query=plan")
    assert response.status_code == 500
    assert (
        response.json()["detail"]
        == "Something went wrong here. The program's log says what; try again later."
    )
    assert "secret" not in response.text


def test_the_journal_holds_what_was_asked_only_where_that_is_switched_on(
    settings: Settings, tmp_path: Path
) -> None:
    lines = []
    for switched in (False, True):
        log = tmp_path / f"log-{switched}"
        with served(replace(settings, journal=log, journal_queries=switched)) as client:
            client.get("/v1/search?query=plan")
        lines.append(json.loads(log.read_text(encoding="utf-8")))
    assert (lines[0]["where"], lines[0]["kind"], lines[0]["status"]) == ("service", "search", 200)
    assert "query" not in lines[0]
    assert lines[1]["query"] == "plan"


def test_the_page_and_the_description_need_nothing_from_elsewhere(client: TestClient) -> None:
    page = client.get("/docs")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert 'href="/docs/page.css"' in page.text
    for text in (page.text, client.get("/docs/page.css").text, client.get("/docs/page.js").text):
        assert "//" not in text.replace("// Sends", "").replace("<!doctype html>", "").replace("/* shown", "")
    told = client.get("/openapi.json").json()
    assert told["openapi"] == "3.1.0"
    assert set(told["paths"]) == {
        *(
            "/v1/search",
            "/v1/ask",
            "/v1/over-time",
            "/v1/recommendations",
            "/v1/documents",
            "/v1/documents/{id}",
        ),
        *("/v1/passages/{id}", "/v1/check-quotation", "/v1/packs", "/v1/packs/{id}", "/v1/feeds/{id}"),
        *("/health/live", "/health/ready"),
    }
