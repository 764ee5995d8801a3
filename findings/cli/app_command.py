"""The command that serves the app: Streamlit on the script of the package, with the package's settings of it."""

from __future__ import annotations

import errno
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import click

import findings
from findings.errors import FindingsError

# Beside it lies `.streamlit/config.toml`: nothing leaves the machine, whatever folder the command is called in.
SCRIPT = Path(findings.__file__).parent / "app" / "script" / "findings_app.py"


@click.command(help="Serve the app. It is seen at http://localhost:8501 unless another port is named.")
@click.option("--port", type=click.IntRange(1, 65535), default=8501, metavar="N", help="8501 unless named")
@click.option(
    "--address", default="localhost", metavar="A", help="where it listens: this machine alone unless named"
)
def app(port: int, address: str) -> NoReturn:
    see_that_it_is_free(address, port)
    command = [sys.executable, "-m", "streamlit", "run", str(SCRIPT)]
    command += ["--server.port", str(port), "--server.address", address]
    if sys.platform == "win32":  # there exec leaves the terminal before the app has ended
        sys.exit(subprocess.run(command, check=False).returncode)
    os.execv(sys.executable, command)


def see_that_it_is_free(address: str, port: int) -> None:
    """Raises FindingsError when something listens there already; the servers would say so less plainly."""
    try:
        socket.create_server((address, port)).close()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            other = port + 1 if port < 65535 else port - 1
            raise FindingsError(f"Port {port} is in use. Choose another: --port {other}") from error
        raise FindingsError(f"{address}, port {port}: cannot be used ({error.strerror})") from error
