"""Who asks, and what they may: by a token, by the proxy that signed a person in, or anybody where sign-in is off."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass

from findings.api.endpoints import ALL_PACKS, PACKS, READ
from findings.api.problems import Forbidden, Unknown
from findings.api.tokens import Tokens
from findings.councils import Councils
from findings.settings import Settings

PROXY_SECRET = "x-findings-proxy"
_HERE = frozenset({"localhost", "127.0.0.1", "[::1]"})


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks. `name` is said where they are refused; `owner` is whose evidence packs are theirs; `council` whose
    documents they read beside the shared ones: "" nobody's, None those that this process is set to."""

    name: str
    scopes: frozenset[str]
    owner: str = ""
    council: str | None = None

    def must(self, *scopes: str) -> None:
        """Raises Forbidden when they have the right to none of these."""
        if self.scopes.isdisjoint(scopes):
            raise Forbidden(
                f"{self.name or 'This caller'} has no right to this: a token with the scope ‘{scopes[0]}’ is needed."
            )


# Where nobody must sign in; a pack is then opened by its address, as in the app.
ANYBODY = Caller("", frozenset({READ, PACKS}))


def caller(settings: Settings, tokens: Tokens, councils: Councils, headers: Mapping[str, str]) -> Caller:
    """Who sends a request with these headers (names in small letters).

    Raises:
        Unknown: a token that is none, or nobody where somebody is needed.
        Forbidden: nobody need sign in, but the request came by another name than this machine's own.
    """
    authorization = headers.get("authorization", "")
    if authorization:
        kind, _, sent = authorization.partition(" ")
        token = tokens.find(sent.strip()) if kind.lower() == "bearer" else None
        if token is None:
            raise Unknown("This token is not known, or its time is over. `findings tokens add` makes one.")
        return Caller(token.name, frozenset(token.scopes), token.owner, token.council)
    if settings.proxy_header:
        person = headers.get(settings.proxy_header.lower(), "").strip()
        if person and hmac.compare_digest(
            headers.get(PROXY_SECRET, "").encode(), settings.proxy_secret.encode()
        ):
            return Caller(person, frozenset({READ, PACKS}), person, councils.of(person))
    if settings.sign_in:
        raise Unknown("Sign in, or send a token: Authorization: Bearer findings_... (docs/service.md).")
    # A page of a foreign site can have its own name lead to this machine; it cannot change what the browser sends here.
    host = headers.get("host", "")
    name = host if host.endswith("]") else host.rpartition(":")[0] or host
    if name.lower() not in _HERE:
        raise Forbidden(
            f"‘{host[:80]}’ is not this machine. Where others may call, sign-in must be on: FINDINGS_SIGN_IN=1."
        )
    return ANYBODY


def may_see(asking: Caller, owner: str) -> bool:
    """Whether somebody who knows a pack's id may open it: without an owner as in the app, else only the owner."""
    return ALL_PACKS in asking.scopes or (PACKS in asking.scopes and owner in ("", asking.owner))
