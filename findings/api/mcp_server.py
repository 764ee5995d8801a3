"""The tools of a Model Context Protocol server, by the protocol's own package. The only file that imports it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from mcp.server.mcpserver import Context
from pydantic import Field
from starlette.routing import BaseRoute

from findings import __version__, journal
from findings.api import mcp_answers as answers
from findings.api.callers import Caller
from findings.api.current import Libraries
from findings.api.work import Deadline, Work
from findings.contract.json_types import PassageJson, QuotationJson
from findings.encoding.types import cores
from findings.errors import FindingsError
from findings.settings import Settings

if TYPE_CHECKING:
    from mcp.server import MCPServer

    from findings.library import Library

PATH = "/mcp"
# Longest message that is read, in bytes.
MAX_MESSAGE = 256 * 1024
INSTRUCTIONS = """Findings holds inspection reports and letters, word for word. Quote only what a tool returned as
`quote`, unchanged, and give its `citation` with it. Before you show quotation marks around words that you did not copy
from a tool's answer, pass them to check_quotation and follow its verdict. An inspection that says nothing on a topic is
a result: say so. If ask does not answer, say that the documents do not, with its reason. Labels such as "Strength" are
Findings' own reading, not the inspectorate's."""

Words = Annotated[str, Field(description="in your own words, at most 500 characters", max_length=500)]
Authorities = Annotated[
    list[str], Field(description="only documents about these authorities, for example Halton")
]
Kinds = Annotated[list[str], Field(description="only these types of document, as `documents` names them")]
YearFrom = Annotated[int | None, Field(description="visited or published since this year")]
YearTo = Annotated[int | None, Field(description="visited or published until this year")]
Result = TypeVar("Result")
Call = Context[Any, Any]

log = logging.getLogger(__name__)


def make_server(libraries: Libraries, work: Work, settings: Settings) -> MCPServer[Any]:
    """The server with its tools, over whatever library is in use for who calls one."""
    from mcp.server import MCPServer
    from mcp.server.mcpserver.exceptions import ToolError

    server: MCPServer[Any] = MCPServer(
        "findings", title="Findings", version=__version__, instructions=INSTRUCTIONS, log_level="WARNING"
    )

    async def asked(
        context: Call, name: str, words: str, task: Callable[[Library, Deadline], Result]
    ) -> Result:
        """Done in a thread, within the limits of the service; an error is told in its own sentence."""
        current = libraries.of(_council(context))
        with journal.timed(settings, "mcp", name, words):
            try:
                return await work.do(lambda deadline: task(current.get().library, deadline))
            except FindingsError as error:
                raise ToolError(str(error)) from error

    @server.tool(title="Search", structured_output=True)
    async def search(
        context: Call,
        query: Words,
        limit: Annotated[int, Field(ge=1, le=50)] = 8,
        authorities: Authorities = [],  # noqa: B006
        kinds: Kinds = [],  # noqa: B006
        year_from: YearFrom = None,
        year_to: YearTo = None,
    ) -> answers.Found:
        """Find the passages that inspectors wrote about a topic, best first, word for word with their places."""
        filters = answers.filters_of(authorities, kinds, year_from, year_to)
        return await asked(
            context, "search", query, lambda library, _: answers.search(library, query, limit, filters)
        )

    @server.tool(title="Ask", structured_output=True)
    async def ask(
        context: Call,
        question: Words,
        authorities: Authorities = [],  # noqa: B006
        kinds: Kinds = [],  # noqa: B006
        year_from: YearFrom = None,
        year_to: YearTo = None,
    ) -> answers.Answered:
        """Answer a question in sentences of the documents, or in a table from all of them; or say why they do not."""
        filters = answers.filters_of(authorities, kinds, year_from, year_to)
        return await asked(
            context, "ask", question, lambda library, until: answers.ask(library, question, filters, until)
        )

    @server.tool(title="Over time", structured_output=True)
    async def over_time(
        context: Call,
        topic: Words,
        authorities: Authorities = [],  # noqa: B006
        kinds: Kinds = [],  # noqa: B006
        year_from: YearFrom = None,
        year_to: YearTo = None,
    ) -> answers.Times:
        """What every inspection says on a topic, the oldest first, also those that say nothing. Name authorities where
        you can: without one every document is read."""
        filters = answers.filters_of(authorities, kinds, year_from, year_to)
        return await asked(
            context,
            "over_time",
            topic,
            lambda library, until: answers.over_time(library, topic, filters, until),
        )

    @server.tool(title="Recommendations", structured_output=True)
    async def recommendations(
        context: Call,
        topic: Annotated[
            str, Field(description="only those about this topic; left out, all", max_length=500)
        ] = "",
        limit: Annotated[int, Field(ge=1, le=200)] = 30,
        authorities: Authorities = [],  # noqa: B006
        kinds: Kinds = [],  # noqa: B006
        year_from: YearFrom = None,
        year_to: YearTo = None,
    ) -> answers.Requests:
        """What documents asked to be improved, word for word, with later passages that return to each point."""
        filters = answers.filters_of(authorities, kinds, year_from, year_to)
        return await asked(
            context,
            "recommendations",
            topic,
            lambda library, _: answers.recommendations(library, topic, filters, limit),
        )

    @server.tool(title="Documents", structured_output=True)
    async def documents(
        context: Call,
        limit: Annotated[int, Field(ge=1, le=500)] = 100,
        authorities: Authorities = [],  # noqa: B006
        kinds: Kinds = [],  # noqa: B006
        year_from: YearFrom = None,
        year_to: YearTo = None,
    ) -> answers.Listing:
        """Which documents there are, with what each is about, its date and its grades."""
        filters = answers.filters_of(authorities, kinds, year_from, year_to)
        return await asked(
            context, "documents", "", lambda library, _: answers.documents(library, filters, limit)
        )

    @server.tool(title="Read and cite a passage", structured_output=True)
    async def read_passage(
        context: Call,
        passage: Annotated[
            str, Field(description="DOCUMENT:START-END, as `passage` of a quotation", max_length=300)
        ],
    ) -> PassageJson:
        """The words at a place, with the sentences before and after them, the full reference and the check value. Other
        numbers than those of a quotation can be given, to read on: at most 5,000 characters."""
        return await asked(
            context, "read_passage", "", lambda library, _: answers.read_passage(library, passage)
        )

    @server.tool(title="Check a quotation", structured_output=True)
    async def check_quotation(
        context: Call,
        words: Annotated[str, Field(description="the words; ... where some were left out", max_length=3000)],
        check: Annotated[str, Field(description="the check value that came with them, if you have it")] = "",
        authorities: Authorities = [],  # noqa: B006
    ) -> QuotationJson:
        """Compare words with the documents before you show them as a quotation. The verdict is "word for word" (with
        every place), "differs here" (with each difference from the closest words), or "not found"."""
        filters = answers.filters_of(authorities, (), None, None)
        return await asked(
            context,
            "check_quotation",
            words,
            lambda library, _: answers.check_quotation(library, words, check, filters),
        )

    return server


def _council(context: Call) -> str | None:
    """That of whoever sent the request; on standard input, what the settings say."""
    request = context.request_context.request
    if request is None:
        return None
    asking: Caller = request.state.caller
    return asking.council


@dataclass(frozen=True, slots=True)
class HttpTools:
    """The tools over HTTP: `routes` serve them while the context of `running` lasts."""

    routes: list[BaseRoute]
    running: Callable[[], AbstractAsyncContextManager[None]]


def http_tools(libraries: Libraries, work: Work, settings: Settings) -> HttpTools:
    """Stateless, so that any process of the service answers any message. Who may call is the service's to say."""
    from mcp.server.transport_security import TransportSecuritySettings

    server = make_server(libraries, work, settings)
    app = server.streamable_http_app(
        streamable_http_path=PATH,
        json_response=True,
        stateless_http=True,
        max_request_body_size=MAX_MESSAGE,
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )
    return HttpTools(app.routes, server.session_manager.run)


def serve_stdio(settings: Settings) -> None:
    """Serve the tools on standard input and output until the input ends."""
    work = Work(settings.threads or cores(), settings.service_waiting, settings.service_seconds)
    make_server(Libraries(settings), work, settings).run("stdio")
