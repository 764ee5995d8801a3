"""`findings serve` as it is run: several processes on one port, ended while they answer."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError

import pytest

from findings.cli.main import main

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answered(address: str) -> tuple[int, bytes]:
    """(status, body); 0 where nothing answers."""
    try:
        with urllib.request.urlopen(address, timeout=60) as response:
            return response.status, response.read()
    except HTTPError as error:
        return error.code, error.read()
    except (URLError, OSError):
        return 0, b""


@contextmanager
def serving(folder: Path, *options: str, **environment: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Two processes that answer, with `folder` for their data: their address, and the process that leads them. They are
    told to end when the context ends."""
    port = free_port()
    base = f"http://localhost:{port}"
    settings = {"FINDINGS_DATA": str(folder), "PYTHONPATH": str(ROOT), **environment}
    command = ["serve", "--port", str(port), "--workers", "2", *options]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "findings", *command], env=os.environ | settings, stdout=log, stderr=log
        )
    try:
        until = time.monotonic() + 120
        while answered(f"{base}/health/ready")[0] != 200:
            assert time.monotonic() < until and server.poll() is None, (folder / "log").read_text()
            time.sleep(0.2)
        yield base, server
    finally:
        server.send_signal(signal.SIGTERM)
        assert server.wait(60) == 0


def test_a_port_that_is_taken_is_said_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("localhost", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 1
    assert capsys.readouterr().err == f"findings: Port {port} is in use. Choose another: --port {port + 1}\n"


def test_missing_libraries_are_named_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "mcp" else object())
    assert main(["mcp"]) == 1
    said = "mcp not installed: run 'pip install -r requirements-service.txt', or 'pip install \"findings[service]\"'"
    assert capsys.readouterr().err == f"findings: {said}\n"


@pytest.mark.slow
@pytest.mark.model
@pytest.mark.skipif(sys.platform == "win32", reason="signals are others there")
def test_two_processes_answer_and_finish_what_they_do_when_told_to_end(
    halton_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    journal = tmp_path / "journal.jsonl"
    with serving(tmp_path, "--index", str(halton_index), FINDINGS_JOURNAL=str(journal)) as (base, server):
        assert main(["search", "strategy meetings", "-k", "2", "--json", "--index", str(halton_index)]) == 0
        wanted = json.loads(capsys.readouterr().out)
        found = [answered(f"{base}/v1/search?query=strategy+meetings&k=2") for _ in range(8)]
        assert all(json.loads(body) == wanted for _, body in found)

        # Twelve requests are on their way when it is told to end; each is told what it asked for.
        results: list[int] = []
        asked = [f"{base}/v1/over-time?topic=topic+{number}" for number in range(12)]
        asking = [threading.Thread(target=lambda a=a: results.append(answered(a)[0])) for a in asked]
        for thread in asking:
            thread.start()
        while server.poll() is None and journal.read_text(encoding="utf-8").count("over-time") < 2:
            time.sleep(0.02)
    for thread in asking:
        thread.join(60)
    assert results == [200] * 12
    assert answered(f"{base}/health/live")[0] == 0
    assert "topic" not in journal.read_text(encoding="utf-8")
