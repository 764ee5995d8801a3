"""What went wrong with a request, as RFC 9457 (problem+json) tells it: in the sentences of the command line."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from findings.api.parameters import ParameterError
from findings.errors import FindingsError, IndexDamaged, IndexMissing, PackMissing, QueryError

MEDIA = "application/problem+json"


class Unknown(FindingsError):
    """Whoever asks did not say who they are, or cannot be who they say."""


class Forbidden(FindingsError):
    """Whoever asks has no right to this."""


class NotFound(FindingsError):
    """Nothing is at this address."""


class Busy(FindingsError):
    """More requests wait than are let in."""


class TooSlow(FindingsError):
    """The time that a request may take is over."""


@dataclass(frozen=True, slots=True)
class Problem:
    """`kind` names it for programs; `detail` is what a person should know and do, in one line."""

    status: int
    kind: str
    detail: str
    retry_after: int | None = None  # seconds

    def as_json(self) -> dict[str, Any]:
        return {
            "type": f"urn:findings:problem:{self.kind}",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
        }

    def headers(self) -> dict[str, str]:
        headers = {"Cache-Control": "no-store"}
        if self.retry_after is not None:
            headers["Retry-After"] = str(self.retry_after)
        if self.status == HTTPStatus.UNAUTHORIZED:
            headers["WWW-Authenticate"] = 'Bearer realm="Findings"'
        return headers


# The first that fits counts.
_KINDS: tuple[tuple[type[FindingsError], int, str, int | None], ...] = (
    (ParameterError, 400, "parameter", None),
    (QueryError, 400, "query", None),
    (Unknown, 401, "sign-in", None),
    (Forbidden, 403, "scope", None),
    (NotFound, 404, "not-found", None),
    (PackMissing, 404, "not-found", None),
    (Busy, 503, "busy", 1),
    (TooSlow, 503, "too-slow", 10),
    (IndexMissing, 503, "no-index", 60),
    (IndexDamaged, 503, "no-index", 60),
)
FAULT = Problem(500, "fault", "Something went wrong here. The program's log says what; try again later.")


def problem_of(error: FindingsError) -> Problem:
    """What is told of an error; of one that nothing can be done about from outside as of a fault."""
    for kind, status, name, retry in _KINDS:
        if isinstance(error, kind):
            return Problem(status, name, str(error), retry)
    return Problem(500, "fault", str(error))
