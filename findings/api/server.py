"""The service on a port, in one process or several. The only file that imports uvicorn."""

from __future__ import annotations

import logging
import os
import sys
from typing import TYPE_CHECKING

from findings.errors import FindingsError
from findings.settings import Settings, read_settings

if TYPE_CHECKING:
    from starlette.applications import Starlette

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
# How long requests that are being answered have when the service is told to end.
_GRACE = 20
_WORKERS = "FINDINGS_SERVICE_WORKERS"


def serve(settings: Settings, address: str, port: int, workers: int) -> int:
    """Serve until told to end; returns the exit status.

    Raises FindingsError where it would listen to others without sign-in.
    """
    import uvicorn

    if address not in LOOPBACK and not settings.sign_in:
        raise FindingsError(
            f"{address} can be reached from other machines: switch sign-in on first (FINDINGS_SIGN_IN=1, then "
            "`findings tokens add`), or listen on localhost."
        )
    # Each process reads the settings anew: what the command line named is among them.
    named = {
        "INDEX": settings.index,
        "DATA": settings.data,
        "STORE": settings.store,
        "TENANT": settings.tenant,
    }
    os.environ.update({f"FINDINGS_{name}": str(value) for name, value in named.items()})
    os.environ[_WORKERS] = str(workers)
    # Processes already share the cores; threads within a matrix product would only wait for one another.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    logging.basicConfig(
        stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s"
    )
    config = uvicorn.Config(
        "findings.api.server:app",
        factory=True,
        host=address,
        port=port,
        workers=workers,
        log_level="warning",
        access_log=False,  # addresses hold what was asked
        server_header=False,
        date_header=True,
        proxy_headers=False,
        timeout_graceful_shutdown=_GRACE,
        timeout_keep_alive=30,
        h11_max_incomplete_event_size=64 * 1024,
    )
    print(f"Findings for programs: http://{_shown(address)}:{port}/docs", file=sys.stderr, flush=True)
    server = uvicorn.Server(config)
    if workers == 1:
        server.run()
        return 0 if server.started else 1
    from uvicorn.supervisors import Multiprocess

    Multiprocess(config, sockets=[config.bind_socket()]).run()
    return 0


def app() -> Starlette:
    """The app of one process, by the environment."""
    from findings.api.http_app import make_app

    return make_app(read_settings(), workers=int(os.environ.get(_WORKERS, "1")))


def _shown(address: str) -> str:
    return f"[{address}]" if ":" in address else address
