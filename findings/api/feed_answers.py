"""The Atom feeds over HTTP, for readers of news: of new documents, and of each question that is saved for everyone."""

from __future__ import annotations

import hashlib
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from findings.api.answering import Service, tags
from findings.api.callers import Caller
from findings.api.endpoints import READ
from findings.api.parameters import Nothing, read
from findings.api.problems import NotFound
from findings.api.work import Deadline
from findings.errors import SavedError
from findings.saved.feed_files import feed

MEDIA = "application/atom+xml"


async def one_feed(service: Service, request: Request) -> Response:
    """The feed of that name as it is now; unchanged (304) by the ETag of its bytes."""
    read(Nothing, request.query_params.multi_items())
    name = request.path_params["id"]
    asking: Caller = request.state.caller
    own = service.settings_of(request)
    opened = await service.opened(asking.council)

    def written(_deadline: Deadline) -> bytes:
        try:
            return feed(opened.library, own.data, own.address, name)
        except SavedError as error:
            raise NotFound(str(error)) from error

    found = await service.work.do(written)
    etag = f'"{hashlib.sha256(found).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache", "Vary": "Authorization"}
    if etag in tags(request.headers.get("if-none-match", "")):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(found, media_type=MEDIA, headers=headers)


# Address, name in the journal, the rights of which one is needed, what answers.
ENDPOINTS = (("/feeds/{id}", "feed", (READ,), one_feed),)
