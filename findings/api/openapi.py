"""The service described for programs (OpenAPI 3.1), made from the same records that it reads and answers with."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from findings import __version__
from findings.api.endpoints import ENDPOINTS, Endpoint
from findings.api.parameters import described
from findings.contract.json_types import PackLineJson

_REF = "#/components/schemas/{name}"
_PROBLEM = {
    "type": "object",
    "description": "What went wrong: `detail` is one line for a person, with what to do.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "description": "urn:findings:problem:KIND"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
}
_PACK = {
    "type": "object",
    "description": "An evidence pack: its sections with their quotations, each compared with its document again.",
    "required": ["name", "purpose", "prepared_by", "exported", "sections", "silent", "searches"],
    "properties": {
        **{name: {"type": "string"} for name in ("name", "purpose", "prepared_by", "exported")},
        **{
            name: {"type": "array", "items": {"type": "object"}}
            for name in ("sections", "silent", "searches")
        },
    },
}
_READY = {
    "type": "object",
    "required": ["status", "version", "generation", "built", "documents", "passages"],
    "properties": {
        **{name: {"type": "string"} for name in ("status", "version", "generation", "built")},
        **{name: {"type": "integer"} for name in ("documents", "passages")},
    },
}
_STATUSES = {
    400: "A parameter or query that cannot be used.",
    401: "Nobody is signed in, or the token is not known.",
    403: "No right to this.",
    404: "There is no such thing.",
    414: "The address is too long.",
    503: "Busy, out of time, or without an index: try again after the seconds in Retry-After.",
}
_EXAMPLES = {
    "/documents/{id}": "halton-2018-07-25-focused-visit-letter",
    "/passages/{id}": "halton-2018-07-25-focused-visit-letter:0-120",
    "/packs/{id}": "pAbCdEfGhIjKlMnOpQrStUv",
}


@cache
def description() -> dict[str, Any]:
    """The whole document."""
    returned = [kind for endpoint in ENDPOINTS for kind in endpoint.returns]
    found, parts = msgspec.json.schema_components([*returned, list[PackLineJson]], ref_template=_REF)
    schemas = iter(found)
    paths = {}
    for endpoint in ENDPOINTS:
        own = [next(schemas) for _ in endpoint.returns]
        paths[f"/v1{endpoint.path}"] = {
            "get": _operation(endpoint, own[0] if len(own) == 1 else {"anyOf": own})
        }
    paths["/v1/packs"] = {
        "get": _get("packs", "List evidence packs", "Those of whoever asks.", next(schemas), (401, 403))
    }
    one = _get(
        "pack",
        "One evidence pack",
        "Its quotations are compared again.",
        _PACK,
        (400, 401, 403, 404, 414, 503),
    )
    paths["/v1/packs/{id}"] = {"get": {**one, "parameters": [_id("/packs/{id}")]}}
    paths["/health/live"] = {"get": _open("live", "Is it alive?", "The process answers.", _status_of("live"))}
    paths["/health/ready"] = {
        "get": _open("ready", "Is it ready?", "A search can be answered.", _READY, (503,))
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Findings",
            "version": __version__,
            "description": "Inspection documents searched, asked and cited; every quotation word for word, with its "
            "place. The records are those of the command line's --json. All answers of one generation of the index "
            "carry its ETag.",
        },
        "security": [{"token": []}, {}],
        "paths": paths,
        "components": {
            "schemas": {**parts, "Problem": _PROBLEM},
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "A token of `findings tokens add`.",
                }
            },
        },
    }


def _operation(endpoint: Endpoint, schema: dict[str, Any]) -> dict[str, Any]:
    parameters = described(endpoint.parameters)
    statuses = [400, 401, 403, 414, 503]
    if "{id}" in endpoint.path:
        parameters = [_id(endpoint.path), *parameters]
        statuses.append(404)
    told = _get(endpoint.name, endpoint.summary, endpoint.told, schema, tuple(sorted(statuses)))
    told["responses"]["304"] = {"description": "Nothing changed since the answer with that ETag."}
    ok = told["responses"]["200"]
    ok["headers"] = {"ETag": {"schema": {"type": "string"}, "description": "Of the generation of the index."}}
    if any(one["name"] == "limit" for one in parameters):
        ok["headers"] |= {
            "X-Total-Count": {"schema": {"type": "integer"}, "description": "How many there are in all."},
            "Link": {"schema": {"type": "string"}, "description": "The address of the next ones."},
        }
    etag = {"name": "If-None-Match", "in": "header", "required": False, "schema": {"type": "string"}}
    return {
        **told,
        "parameters": [*parameters, {**etag, "description": "The ETag of an answer that you have."}],
    }


def _get(
    name: str, summary: str, told: str, schema: dict[str, Any], statuses: tuple[int, ...]
) -> dict[str, Any]:
    problem = {"application/problem+json": {"schema": {"$ref": _REF.format(name="Problem")}}}
    responses: dict[str, Any] = {
        "200": {"description": told, "content": {"application/json": {"schema": schema}}},
        **{str(status): {"description": _STATUSES[status], "content": problem} for status in statuses},
    }
    return {"operationId": name, "summary": summary, "description": told, "responses": responses}


def _open(*known: Any) -> dict[str, Any]:
    """Of what needs no sign-in."""
    name, summary, told, schema, *statuses = known
    return {**_get(name, summary, told, schema, *(statuses or [()])), "security": [{}]}


def _status_of(word: str) -> dict[str, Any]:
    return {"type": "object", "required": ["status"], "properties": {"status": {"const": word}}}


def _id(path: str) -> dict[str, Any]:
    return {
        "name": "id",
        "in": "path",
        "required": True,
        "description": "DOCUMENT:START-END" if "passages" in path else "The id.",
        "schema": {"type": "string", "minLength": 1, "maxLength": 300},
        "example": _EXAMPLES[path],
    }
