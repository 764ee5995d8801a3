"""The service as an ASGI app: JSON over HTTP, the MCP tools, health, and the page that describes it.

One event loop reads requests and sends answers; what takes long is done in threads (work.py). What is asked is never
logged, unless an administrator switches that on for the journal.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import cache, partial
from http import HTTPStatus
from importlib.resources import files
from typing import Any

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from findings import __version__, journal
from findings.api import feed_answers, openapi, pack_answers
from findings.api.answering import Service, pairs
from findings.api.callers import Caller, caller
from findings.api.endpoints import ENDPOINTS, READ
from findings.api.problems import FAULT, MEDIA, Problem, problem_of
from findings.errors import FindingsError
from findings.settings import Settings

VERSION = "/v1"
# Longest address that is read, in bytes: 3,000 characters of three bytes each, as an address writes them.
MAX_ADDRESS = 32_000

log = logging.getLogger(__name__)
Handler = Callable[[Request], Awaitable[Response]]


def problem(found: Problem) -> Response:
    return Response(
        msgspec.json.encode(found.as_json()),
        status_code=found.status,
        media_type=MEDIA,
        headers=found.headers(),
    )


def _told(kind: str, handler: Handler, service: Service, *scopes: str) -> Handler:
    """The handler with the right to it looked at, errors told, and a line in the journal."""

    async def told(request: Request) -> Response:
        started = time.perf_counter()
        known: dict[str, Any] = {}
        try:
            asking: Caller = request.state.caller
            asking.must(*scopes)
            response = await handler(request)
        except FindingsError as error:
            found = problem_of(error)
            if found.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                log.warning("%s: %s", kind, error)
            known["error"] = type(error).__name__
            response = problem(found)
        except Exception as error:
            log.exception("a fault of the service")
            known["error"] = type(error).__name__
            response = problem(FAULT)
        took = round((time.perf_counter() - started) * 1000, 1)
        words = next((value for name, value in pairs(request) if name in _TYPED), "")
        if getattr(request.state, "kept", False):
            known["kept"] = True
        journal.write(service.settings, "service", kind, words, status=response.status_code, ms=took, **known)
        return response

    return told


# Parameters that hold what somebody typed.
_TYPED = ("query", "question", "topic", "words")


class _Entrance:
    """Looks at who asks before anything else does. Health, the description and its page are open to all."""

    def __init__(self, app: ASGIApp, service: Service) -> None:
        self._app = app
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refused = self._refused(scope)
        await (problem(refused) if refused else self._app)(scope, receive, send)

    def _refused(self, scope: Scope) -> Problem | None:
        if len(scope.get("raw_path", b"")) + len(scope["query_string"]) > MAX_ADDRESS:
            return Problem(
                414, "too-long", f"The address has more than {MAX_ADDRESS:,} bytes. Ask for less at once."
            )
        if not scope["path"].startswith((VERSION + "/", "/mcp")):
            return None
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        try:
            scope.setdefault("state", {})["caller"] = found = caller(
                self._service.settings, self._service.tokens, self._service.councils, headers
            )
            if scope["path"].startswith("/mcp"):
                found.must(READ)
        except FindingsError as error:
            return problem_of(error)
        return None


async def _http_problem(request: Request, error: Exception) -> Response:
    """What Starlette itself refuses: an address that is none, a method that is not served."""
    assert isinstance(error, HTTPException)
    if error.status_code == HTTPStatus.NOT_FOUND:
        return problem(
            Problem(404, "not-found", "Nothing is at this address. /docs describes what there is.")
        )
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        found = problem(Problem(405, "method", f"{request.method} is not served at this address. Use GET."))
        found.headers["Allow"] = (error.headers or {}).get("Allow", "GET")
        return found
    return problem(Problem(error.status_code, "request", error.detail))


@cache
def _description() -> bytes:
    return msgspec.json.encode(openapi.description())


async def _openapi(_request: Request) -> Response:
    return Response(_description(), media_type="application/json")


# The page loads nothing but its own two files, and asks nobody but this service.
_PAGE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


async def _page(_request: Request) -> Response:
    from findings.api.page import page

    return Response(page(), media_type="text/html; charset=utf-8", headers=_PAGE_HEADERS)


async def _page_file(request: Request) -> Response:
    name = request.url.path.removeprefix("/docs/")
    media = {"page.css": "text/css", "page.js": "text/javascript"}[name]
    return Response((files("findings.api") / name).read_bytes(), media_type=media, headers=_PAGE_HEADERS)


def _health(service: Service) -> list[Route]:
    async def live(_request: Request) -> Response:
        """The process answers."""
        return Response(b'{"status":"live"}', media_type="application/json")

    async def ready(_request: Request) -> Response:
        """A search can be answered now."""
        try:
            opened = await service.opened()
            if service.settings.store:  # it may have gone since
                await asyncio.to_thread(service.libraries.of(None).version)
        except FindingsError as error:
            return problem(problem_of(error))
        made = opened.library.manifest
        known = {
            "status": "ready",
            "version": __version__,
            "generation": opened.library.generation_id,
            "built": made.built,
            "documents": made.documents,
            "passages": made.passages,
        }
        return Response(
            msgspec.json.encode(known), media_type="application/json", headers={"Cache-Control": "no-store"}
        )

    return [Route("/health/live", live, methods=["GET"]), Route("/health/ready", ready, methods=["GET"])]


def make_app(settings: Settings, workers: int = 1) -> Starlette:
    """The service over the index that the settings name. It can be missing yet: then requests are told so."""
    from findings.api.mcp_server import http_tools

    service = Service(settings, workers)
    tools = http_tools(service.libraries, service.work, settings)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        try:
            await service.opened()
        except FindingsError as error:
            log.error("%s", error)
        async with tools.running():
            yield
        service.work.close()

    routes: list[BaseRoute] = [*_health(service), Route("/openapi.json", _openapi, methods=["GET"])]
    routes += [Route("/docs", _page, methods=["GET"])]
    routes += [Route(f"/docs/{name}", _page_file, methods=["GET"]) for name in ("page.css", "page.js")]
    for endpoint in ENDPOINTS:
        handler = _told(endpoint.name, partial(service.answer, endpoint), service, READ)
        routes.append(Route(VERSION + endpoint.path, handler, methods=["GET"]))
    for path, name, scopes, answer in (*pack_answers.ENDPOINTS, *feed_answers.ENDPOINTS):
        handler = _told(name, partial(answer, service), service, *scopes)
        routes.append(Route(VERSION + path, handler, methods=["GET"]))
    routes += tools.routes
    app = Starlette(routes=routes, lifespan=lifespan, exception_handlers={HTTPException: _http_problem})
    app.add_middleware(_Entrance, service=service)
    app.state.service = service
    return app
