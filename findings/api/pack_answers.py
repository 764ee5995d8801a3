"""Evidence packs over HTTP: lists of one's own, and one pack, its quotations compared with the documents again.

Packs change and belong to people: nothing of them is kept by the service or by whoever asks.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from findings.api.answering import Service
from findings.api.callers import Caller, may_see
from findings.api.endpoints import ALL_PACKS, PACKS
from findings.api.parameters import Nothing, read
from findings.api.work import Deadline
from findings.contract.as_json import pack_line
from findings.contract.json_types import PackLineJson
from findings.errors import PackMissing
from findings.packs.check import check
from findings.packs.formats import FORMATS
from findings.packs.pack_rows import MISSING
from findings.packs.pack_store import PackStore

_HEADERS = {"Cache-Control": "no-store"}


async def list_packs(service: Service, request: Request) -> Response:
    """The packs of whoever asks, the one changed last first; with the right to all of them, every one."""
    read(Nothing, request.query_params.multi_items())
    asking: Caller = request.state.caller

    own = service.settings_of(request)

    def lines(_deadline: Deadline) -> list[PackLineJson]:
        store = PackStore(own.data)
        every = ALL_PACKS in asking.scopes
        return [pack_line(line) for line in (store.every_line() if every else store.lines([], asking.owner))]

    return _json(await service.work.do(lines))


async def one_pack(service: Service, request: Request) -> Response:
    """A pack as `findings export --format json` writes it."""
    read(Nothing, request.query_params.multi_items())
    asking: Caller = request.state.caller
    pack_id = request.path_params["id"]
    own = service.settings_of(request)
    opened = await service.opened(asking.council)

    def written(_deadline: Deadline) -> bytes:
        pack = PackStore(own.data).pack(pack_id)
        if not may_see(asking, pack.owner):
            raise PackMissing(MISSING)  # the same as for one that is not there
        return FORMATS["json"].write(check(pack, opened.library), datetime.now(UTC).date())

    return Response(await service.work.do(written), media_type="application/json", headers=_HEADERS)


def _json(value: Any) -> Response:
    return Response(msgspec.json.encode(value), media_type="application/json", headers=_HEADERS)


# Address, name in the journal, the rights of which one is needed, what answers.
ENDPOINTS = (
    ("/packs", "packs", (PACKS, ALL_PACKS), list_packs),
    ("/packs/{id}", "pack", (PACKS, ALL_PACKS), one_pack),
)
