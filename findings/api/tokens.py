"""Tokens with which programs sign in: one small file each in `data/tokens/`, which holds a hash and never the token.

A token is "findings_ID_SECRET". The secret has 256 random bits, so a plain SHA-256 of it cannot be searched through.
Removing the file ends the token at once, for every process.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from findings.api.endpoints import SCOPES
from findings.councils import is_council
from findings.errors import FindingsError

MAX_NAME = 120  # characters
_TOKEN = re.compile(r"findings_([0-9a-f]{8})_([A-Za-z0-9_-]{43})")
_ID = re.compile(r"[0-9a-f]{8}")


class TokenError(FindingsError):
    """A token that cannot be made, read or removed as asked."""


@dataclass(frozen=True, slots=True)
class Token:
    """What is kept of a token."""

    id: str
    name: str  # what it is for, in the words of whoever made it
    scopes: tuple[str, ...]  # keys of SCOPES
    owner: str  # whose evidence packs it may read; "" nobody's
    created: str  # ISO time, UTC
    expires: str  # likewise; "" never
    digest: str  # SHA-256 of the secret, hexadecimal
    council: str = ""  # whose documents it reads beside the shared ones; "" nobody's


class Tokens:
    """The tokens of a data folder."""

    def __init__(self, data: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._folder = data / "tokens"
        self._clock = clock

    def add(
        self,
        name: str,
        scopes: Sequence[str],
        owner: str = "",
        days: int | None = None,
        council: str = "",
    ) -> tuple[Token, str]:
        """A new token, and what its holder sends: it is told this once and kept nowhere.

        Raises TokenError for a name, scope, owner or council that will not do, or when it cannot be written.
        """
        from findings.api.endpoints import PACKS

        name = " ".join(name.split())
        if not name or len(name) > MAX_NAME:
            raise TokenError(f"A token needs a name of at most {MAX_NAME} characters: what it is for.")
        for scope in scopes:
            if scope not in SCOPES:
                raise TokenError(f"‘{scope}’ is not a scope. Choose from: {', '.join(SCOPES)}.")
        if PACKS in scopes and not owner:
            raise TokenError(f"The scope ‘{PACKS}’ needs an owner whose packs may be read: --owner NAME.")
        if council and not is_council(council):
            raise TokenError(
                f"‘{council[:60]}’ cannot be the name of a council: use up to 40 small letters, digits and hyphens."
            )
        now = self._clock()
        secret = secrets.token_urlsafe(32)
        token = Token(
            id=secrets.token_hex(4),
            name=name,
            scopes=tuple(dict.fromkeys(scopes)),
            owner=owner,
            created=now.isoformat(timespec="seconds"),
            expires=(now + timedelta(days=days)).isoformat(timespec="seconds") if days is not None else "",
            digest=_digest(secret),
            council=council,
        )
        self._write(token)
        return token, f"findings_{token.id}_{secret}"

    def all(self) -> list[Token]:
        """Every token, the newest last."""
        found = [self._read(path) for path in self._folder.glob("*.json")]
        return sorted(found, key=lambda token: (token.created, token.id))

    def remove(self, token_id: str) -> Token:
        """End a token. Raises TokenError when there is none of that id."""
        path = self._folder / f"{token_id}.json"
        if not _ID.fullmatch(token_id) or not path.is_file():
            raise TokenError(f"There is no token ‘{token_id[:40]}’. The command `tokens list` lists them.")
        token = self._read(path)
        try:
            path.unlink()
        except OSError as error:
            raise TokenError(f"{path} cannot be removed ({error.strerror})") from error
        return token

    def find(self, text: str) -> Token | None:
        """The token that somebody sent; None if there is no such token, or its time is over."""
        match = _TOKEN.fullmatch(text)
        if match is None:
            return None
        path = self._folder / f"{match[1]}.json"
        try:
            token = self._read(path)
        except TokenError:
            return None
        same = hmac.compare_digest(token.digest, _digest(match[2]))
        over = bool(token.expires) and self._clock() >= datetime.fromisoformat(token.expires)
        return token if same and not over else None

    def _read(self, path: Path) -> Token:
        try:
            known = json.loads(path.read_text(encoding="utf-8"))
            token = Token(**{**known, "scopes": tuple(known["scopes"])})
            if token.expires:
                datetime.fromisoformat(token.expires)
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise TokenError(f"{path} is not a usable token: remove it, and make a new one.") from error
        return token

    def _write(self, token: Token) -> None:
        path = self._folder / f"{token.id}.json"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._folder.chmod(0o700)
            part = path.with_suffix(".part")
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(asdict(token), file, ensure_ascii=False, indent=1)
            part.replace(path)
        except OSError as error:
            raise TokenError(f"{path} cannot be written ({error.strerror})") from error


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
