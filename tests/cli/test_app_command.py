"""`findings app`: Streamlit on the package's script, with the package's settings, in any folder."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from findings.cli.app_command import SCRIPT
from findings.cli.main import main

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_port_that_is_taken_is_said_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("localhost", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["app", "--port", str(port)]) == 1
    assert capsys.readouterr().err == f"findings: Port {port} is in use. Choose another: --port {port + 1}\n"
    assert main(["app", "--port", "0"]) == 2


def test_the_package_has_the_settings_of_the_checkout() -> None:
    """Streamlit reads them from beside the script it runs: app.py, or that of the package."""
    own = SCRIPT.parent / ".streamlit" / "config.toml"
    assert own.read_text("utf-8") == (ROOT / ".streamlit" / "config.toml").read_text("utf-8")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals are others there")
def test_it_serves_in_any_folder_and_ends_when_told(tmp_path: Path) -> None:
    port = free_port()
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "findings", "app", "--port", str(port)],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        until = time.monotonic() + 60
        while not answers(f"http://localhost:{port}/_stcore/health"):
            assert time.monotonic() < until and server.poll() is None, (tmp_path / "log").read_text()
            time.sleep(0.1)
    finally:
        server.send_signal(signal.SIGTERM)
    assert server.wait(timeout=30) in (0, -signal.SIGTERM)
    said = (tmp_path / "log").read_text()
    assert f"http://localhost:{port}" in said
    assert "Network URL" not in said and "External URL" not in said  # for them somebody would be asked


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as response:
            return bool(response.status == 200)
    except OSError:
        return False
