"""What the handlers share: the library in use, the answers kept, the threads; and how one endpoint is answered."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Hashable
from functools import partial
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, urlencode

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from findings import __version__
from findings.api.cache import Cache, Kept
from findings.api.callers import Caller
from findings.api.current import Libraries, Opened
from findings.api.endpoints import Endpoint, Page
from findings.api.parameters import Paged, read
from findings.api.problems import NotFound
from findings.api.tokens import Tokens
from findings.api.work import Deadline, Work
from findings.councils import Councils
from findings.encoding.types import cores
from findings.errors import QueryError
from findings.settings import Settings


class Service:
    """What the handlers share: the library in use, the answers kept, the threads."""

    def __init__(self, settings: Settings, workers: int = 1) -> None:
        self.settings = settings
        self.libraries = Libraries(settings)
        self.tokens = Tokens(settings.data)
        self.councils = Councils(settings.data)
        self.cache = Cache(settings.service_cache << 20)
        # Processes share the cores; two threads at least, so that a short question passes a long one.
        threads = max(2, (settings.threads or cores()) // workers)
        self.work = Work(threads, settings.service_waiting, settings.service_seconds)
        self._versions: dict[str | None, str] = {}  # of what each council was answered from last
        # Key -> the answer that is being worked out; who asks the same meanwhile waits for it.
        self._running: dict[Hashable, asyncio.Task[Kept]] = {}

    async def opened(self, council: str | None = None) -> Opened:
        """The library in use for a council; only the first is opened while a request waits."""
        current = self.libraries.of(council)
        opened = current.ready()
        if opened is None:
            opened = await asyncio.to_thread(current.get)
        if self._versions.get(council, opened.version) != opened.version:
            self.cache.clear()  # what was kept belongs to the generation before
        self._versions[council] = opened.version
        return opened

    def settings_of(self, request: Request) -> Settings:
        """The settings of whoever asks, with their council's folder for what its people make."""
        asking: Caller = request.state.caller
        return self.settings.for_council(asking.council)

    async def answer(self, endpoint: Endpoint, request: Request) -> Response:
        """The answer of an endpoint: unchanged (304), from the answers kept, or worked out."""
        given = read(endpoint.parameters, pairs(request))
        own_id = request.path_params.get("id", "")
        asking: Caller = request.state.caller
        opened = await self.opened(asking.council)
        etag = f'"{opened.version}-{__version__}"'
        headers = {"ETag": etag, "Cache-Control": "private, no-cache", "Vary": "Authorization"}
        try:
            key = (asking.council, opened.version, endpoint.name, endpoint.key(opened.library, given, own_id))
            if etag in tags(request.headers.get("if-none-match", "")):
                return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
            kept = self.cache.get(key)
            request.state.kept = kept is not None
            if kept is None:
                kept = await self._worked_out(key, partial(_encoded, endpoint, opened, given, own_id))
        except QueryError as error:
            if own_id:
                raise NotFound(str(error)) from error
            raise
        if kept.total is not None and isinstance(given, Paged):
            headers |= _page_headers(request, given.limit, given.offset, kept.total)
        return Response(kept.body, media_type="application/json", headers=headers)

    async def _worked_out(self, key: Hashable, task: Callable[[Deadline], Kept]) -> Kept:
        """Worked out once for all who ask for the same at the same time."""
        running = self._running.get(key)
        if running is None:
            running = self._running[key] = asyncio.ensure_future(self.work.do(task))
            running.add_done_callback(partial(self._finished, key))
        return await asyncio.shield(running)

    def _finished(self, key: Hashable, task: asyncio.Task[Kept]) -> None:
        del self._running[key]
        if not task.cancelled() and task.exception() is None:
            self.cache.put(key, task.result())


def _encoded(endpoint: Endpoint, opened: Opened, given: Any, own_id: str, deadline: Deadline) -> Kept:
    found = endpoint.answer(opened.library, given, own_id, deadline)
    if isinstance(found, Page):
        return Kept(msgspec.json.encode(found.items), found.total)
    return Kept(msgspec.json.encode(found))


def pairs(request: Request) -> list[tuple[str, str]]:
    """The parameters of the address, empty ones too."""
    return parse_qsl(request.url.query, keep_blank_values=True, max_num_fields=200)


def tags(sent: str) -> set[str]:
    """The ETags that whoever asks has."""
    return {tag.strip().removeprefix("W/") for tag in sent.split(",")}


def _page_headers(request: Request, limit: int, offset: int, total: int) -> dict[str, str]:
    """How many there are in all, and the address of the next ones."""
    headers = {"X-Total-Count": str(total)}
    if offset + limit < total:
        query = [(name, value) for name, value in pairs(request) if name not in ("limit", "offset")]
        address = urlencode([*query, ("limit", limit), ("offset", offset + limit)])
        headers["Link"] = f'<{request.url.path}?{address}>; rel="next"'
    return headers
