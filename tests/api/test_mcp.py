"""The tools for assistants, called by the protocol's own client: over HTTP and over standard input and output."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import httpx2
import pytest
from mcp import Client, MCPError
from mcp.client.stdio import StdioServerParameters
from mcp.client.streamable_http import streamable_http_client

from findings.api import mcp_answers
from findings.api.http_app import make_app
from findings.api.tokens import Tokens
from findings.records import Citation
from findings.settings import Settings
from tests.fakes import make_document
from tests.make_passage import make_passage

TOOLS = {"search", "ask", "over_time", "recommendations", "documents", "read_passage", "check_quotation"}
Calls = Callable[[Client], Awaitable[Any]]


def over_http(settings: Settings, calls: Calls, headers: dict[str, str] | None = None) -> Any:
    """What `calls` returns, with a client of the service at /mcp."""

    async def run() -> Any:
        app = make_app(settings)
        async with app.router.lifespan_context(app):
            transport = httpx2.ASGITransport(app=app)
            async with httpx2.AsyncClient(transport=transport, headers=headers) as http:
                target = streamable_http_client("http://localhost:8600/mcp", http_client=http)
                async with Client(target) as client:
                    return await calls(client)

    return asyncio.run(run())


def test_the_tools_describe_themselves(settings: Settings) -> None:
    async def listed(client: Client) -> Any:
        return (await client.list_tools()).tools, client.instructions

    tools, instructions = over_http(settings, listed)
    assert {tool.name for tool in tools} == TOOLS
    assert all(tool.description and tool.output_schema for tool in tools)
    assert "check_quotation" in instructions


def test_every_quotation_comes_with_its_place_and_a_check_value(settings: Settings) -> None:
    """Each is read again at its place, and its check value fits when the words are compared."""

    async def all_of_them(client: Client) -> Any:
        found = (await client.call_tool("search", {"query": "plan"})).structured_content
        told = (await client.call_tool("over_time", {"topic": "supervision"})).structured_content
        answer = (
            await client.call_tool("ask", {"question": "Which officer keeps no plan?"})
        ).structured_content
        quotations = [
            *found["passages"],
            *(q for one in told["inspections"] for q in one["quotations"]),
            *(q for one in answer["sentences"] for q in one["quotations"]),
        ]
        again = []
        for one in quotations:
            read = (await client.call_tool("read_passage", {"passage": one["passage"]})).structured_content
            given = {"words": one["quote"], "check": one["check"]}
            compared = (await client.call_tool("check_quotation", given)).structured_content
            again.append((one, read, compared))
        return found, told, again

    found, told, again = over_http(settings, all_of_them)
    assert found["passages"][0]["quote"] == "The designated officer keeps no plan."
    assert found["passages"][0]["certain"] is True
    assert [(one["document"], one["silence"]) for one in told["inspections"]] == [
        ("report", ""),
        ("letter", "says nothing on it"),
    ]
    assert len(again) >= 4
    for one, read, compared in again:
        assert (read["quote"], read["check"], read["citation"]) == (
            one["quote"],
            one["check"],
            one["citation"],
        )
        assert (compared["verdict"], compared["check_fits"]) == ("word for word", True)


def test_other_tools_give_documents_and_recommendations(settings: Settings) -> None:
    async def both(client: Client) -> Any:
        listed = (await client.call_tool("documents", {"authorities": ["Halton"]})).structured_content
        asked = (await client.call_tool("recommendations", {})).structured_content
        return listed, asked

    listed, asked = over_http(settings, both)
    assert [(one["document"], one["date"]) for one in listed["documents"]] == [("letter", "2023-01-13")]
    assert asked == {"recommendations": [], "total": 0}


@pytest.mark.parametrize(
    ("tool", "given", "said"),
    [
        ("search", {"query": " "}, "Enter a topic or question."),
        ("search", {"query": "plan", "authorities": ["Leeds"]}, "There are no documents about ‘Leeds’."),
        ("read_passage", {"passage": "song:1-2"}, "There is no document ‘song’."),
        ("check_quotation", {"words": "too few"}, "Give at least 3 words to compare with the documents."),
        ("search", {"query": "plan", "limit": 500}, "less than or equal to 50"),
    ],
)
def test_what_cannot_be_done_is_told_in_the_usual_sentences(
    settings: Settings, tool: str, given: dict[str, Any], said: str
) -> None:
    async def one(client: Client) -> Any:
        return await client.call_tool(tool, given)

    result = over_http(settings, one)
    assert result.is_error
    assert said in result.content[0].text


def test_over_http_a_token_is_needed_where_people_must_sign_in(settings: Settings) -> None:
    closed = replace(settings, sign_in=True)
    _, sent = Tokens(closed.data).add("assistant", ["read"])

    async def listed(client: Client) -> Any:
        return (await client.list_tools()).tools

    assert len(over_http(closed, listed, {"Authorization": f"Bearer {sent}"})) == len(TOOLS)
    with pytest.raises(BaseExceptionGroup) as raised:
        over_http(closed, listed)
    assert raised.group_contains(MCPError, match="Server returned an error response")


@pytest.mark.model
def test_over_standard_input_and_output_with_the_real_models(halton_index: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "findings", "mcp", "--index", str(halton_index)]
    environment = {**os.environ, "FINDINGS_DATA": str(tmp_path)}
    server = StdioServerParameters(command=command[0], args=command[1:], env=environment)

    async def calls() -> Any:
        async with Client(server) as client:
            tools = {tool.name for tool in (await client.list_tools()).tools}
            asked = {"question": "How quickly are strategy discussions held?"}
            answer = (await client.call_tool("ask", asked)).structured_content
            words = {"words": "strategy discussions are held within 48 hours"}
            compared = (await client.call_tool("check_quotation", words)).structured_content
            return tools, answer, compared

    tools, answer, compared = asyncio.run(calls())
    assert tools == TOOLS
    assert answer["answered"]
    [quotation] = answer["sentences"][0]["quotations"]
    assert "strategy discussions are held within 24 hours" in quotation["quote"]
    assert quotation["citation"].startswith("Focused visit letter to Halton, 25 July 2018, line ")
    assert compared["nearest"][0]["differences"] == [{"given": "48", "document": "24"}]


def test_a_month_alone_is_told_as_a_month() -> None:
    report = make_document("school", inspection_end=date(2022, 10, 31), months=("inspection_end",))
    passage = make_passage("Pupils are safe.", 0, "school")
    found = Citation(report, passage, 0, 16, passage.text)
    assert mcp_answers._of(found)["date"] == "2022-10"
    assert mcp_answers._of(replace(found, document=replace(report, months=())))["date"] == "2022-10-31"
