"""The commands that serve other programs: serve, mcp, and the tokens with which they sign in."""

from __future__ import annotations

import sys
from dataclasses import asdict

import click

from findings.cli.app_command import see_that_it_is_free
from findings.cli.program import index_option, json_option, setting, takes_settings, write_json
from findings.errors import FindingsError
from findings.settings import Settings

_data = setting("data", "the folder of packs and tokens")


def _installed() -> None:
    """Raises FindingsError where the libraries of the service are missing: they are an extra."""
    from importlib.util import find_spec

    missing = [name for name in ("starlette", "uvicorn", "mcp") if find_spec(name) is None]
    if missing:
        raise FindingsError(
            f"{', '.join(missing)} not installed: run 'pip install -r requirements-service.txt', or "
            "'pip install \"findings[service]\"'"
        )


@click.command(help="Serve JSON over HTTP and the tools of MCP. http://localhost:8600/docs describes them.")
@click.option("--port", type=click.IntRange(1, 65535), default=8600, metavar="N", help="8600 unless named")
@click.option(
    "--address", default="localhost", metavar="A", help="where it listens: this machine alone unless named"
)
@click.option(
    "--workers", type=click.IntRange(1, 64), default=1, metavar="N", help="processes; 1 unless named"
)
@index_option
@_data
@takes_settings
def serve(settings: Settings, port: int, address: str, workers: int) -> int:
    _installed()
    from findings.api.server import serve as run

    see_that_it_is_free(address, port)
    return run(settings, address, port, workers)


@click.command(help="Serve the tools of MCP to an assistant on this machine, on standard input and output.")
@index_option
@takes_settings
def mcp(settings: Settings) -> None:
    _installed()
    from findings.api.mcp_server import serve_stdio

    serve_stdio(settings)


@click.group(help="The tokens with which programs sign in to the service.")
def tokens() -> None: ...


@tokens.command(help="Make a token. It is printed once, and only its hash is kept.")
@click.argument("name", metavar="NAME")
@click.option(
    "--scope", "scopes", multiple=True, metavar="S", help="read (the default), packs or all-packs; several"
)
@click.option("--owner", default="", metavar="PERSON", help="whose evidence packs it may read")
@click.option(
    "--council",
    default="",
    metavar="NAME",
    help="whose documents in the store it reads beside the shared ones",
)
@click.option(
    "--days", type=click.IntRange(1, 3660), metavar="N", help="how long it lasts; for ever unless named"
)
@_data
@takes_settings
def add(
    settings: Settings, name: str, scopes: tuple[str, ...], owner: str, council: str, days: int | None
) -> None:
    from findings.api.tokens import Tokens

    token, sent = Tokens(settings.data).add(name, scopes or ("read",), owner, days, council)
    print(sent)
    until = f", until {token.expires[:10]}" if token.expires else ""
    whose = f", of {token.council}" if token.council else ""
    print(
        f"Token {token.id} for ‘{token.name}’: {', '.join(token.scopes)}{whose}{until}. Keep it safe.",
        file=sys.stderr,
    )


@tokens.command(name="list", help="List the tokens.")
@json_option
@_data
@takes_settings
def list_tokens(settings: Settings, as_json: bool) -> None:
    from findings.api.tokens import Tokens

    found = Tokens(settings.data).all()
    if as_json:
        write_json([{k: v for k, v in asdict(token).items() if k != "digest"} for token in found])
        return
    for token in found:
        until = f"until {token.expires[:10]}" if token.expires else "for ever"
        owner = f", packs of {token.owner}" if token.owner else ""
        council = f", of {token.council}" if token.council else ""
        print(
            f"{token.id}  {token.created[:10]}  {until}  {', '.join(token.scopes)}{owner}{council}  {token.name}"
        )
    if not found:
        print("There are no tokens.")


@tokens.command(help="End a token at once.")
@click.argument("token_id", metavar="ID")
@_data
@takes_settings
def remove(settings: Settings, token_id: str) -> None:
    from findings.api.tokens import Tokens

    print(f"Token {Tokens(settings.data).remove(token_id).id} is ended.")
