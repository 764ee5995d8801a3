"""Without a network: a build and a search in a namespace that has the loopback interface alone; nobody else is asked.

What a library would send to its makers it first keeps in a person's own folder (a number of the machine, a queue).
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from streamlit import net_util
from streamlit.web.server import server_util

from findings.app.state import deployment
from tests.shipped import LETTER_2018, copy_shipped

ROOT = Path(__file__).resolve().parents[1]
ALONE = ("unshare", "--user", "--map-root-user", "--net")
# `ip` may not be there; the call that brings the interface up is all it would make.
LOOPBACK_UP = """
import fcntl, os, socket, struct, sys
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
    fcntl.ioctl(one, 0x8914, struct.pack("16sh", b"lo", 0x1 | 0x40))  # SIOCSIFFLAGS: up and running
    try:
        one.connect(("192.0.2.1", 9))
    except OSError:
        os.execv(sys.argv[1], sys.argv[1:])
sys.exit("there is a network after all")
"""
# What would keep a library from sending, and so hide that it wants to.
TOLD = (
    *("ORT_DISABLE_TELEMETRY", "HF_HUB_OFFLINE", "HF_HUB_DISABLE_TELEMETRY", "DO_NOT_TRACK"),
    *("HF_HOME", "XDG_CACHE_HOME"),
)


# Streamlit as `streamlit run` starts it, until it has said where it can be seen; what it would ask outside is told.
STARTED = """
import os, sys, threading
from streamlit import net_util
from streamlit.web import bootstrap, cli

def asked(url, timeout=5):
    print("ASKED", url, flush=True)

net_util._make_blocking_http_get = asked
shown = bootstrap._print_url

def show(*arguments):
    shown(*arguments)
    sys.stdout.flush()
    os._exit(0)

bootstrap._print_url = show
sys.argv = ["streamlit", "run", "app.py", "--server.address", "0.0.0.0", "--server.port", "0"]
cli.main()
"""


class Done(NamedTuple):
    built: subprocess.CompletedProcess[str]
    found: subprocess.CompletedProcess[str]
    home: Path
    alone: bool


def run(home, alone, *command):
    kept = {name: value for name, value in os.environ.items() if name not in TOLD}
    before = [*ALONE, sys.executable, "-c", LOOPBACK_UP] if alone else []
    return subprocess.run(
        [*before, sys.executable, *command],
        cwd=ROOT,
        env={**kept, "HOME": str(home), "FINDINGS_DATA": str(home.parent / "data")},
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    folder = tmp_path_factory.mktemp("offline")
    corpus, home = folder / "corpus", folder / "home"
    corpus.mkdir()
    home.mkdir()
    shutil.copy(copy_shipped(folder / "shipped") / LETTER_2018, corpus)
    alone = bool(shutil.which("unshare")) and run(home, True, "-c", "").returncode == 0
    index = ("--index", str(folder / "index"))
    built = run(home, alone, "embed.py", "--corpus", str(corpus), *index)
    found = run(home, alone, "-m", "findings", "search", "contact and referral", "--json", *index)
    return Done(built, found, home, alone)


@pytest.mark.model
def test_building_and_searching_need_no_network(done):
    if not done.alone:
        pytest.skip("this system lets nobody make a network namespace")
    assert done.built.returncode == 0, done.built.stderr
    assert done.found.returncode == 0, done.found.stderr
    assert json.loads(done.found.stdout)["results"][0]["file"] == LETTER_2018


@pytest.mark.model
def test_no_library_keeps_a_number_of_the_machine_or_a_queue_of_what_to_send(done):
    assert done.found.returncode == 0, done.found.stderr
    assert [path.relative_to(done.home).as_posix() for path in done.home.rglob("*") if path.is_file()] == []


def test_streamlit_asks_nobody_for_the_address_of_this_machine(tmp_path):
    started = run(tmp_path, False, "-c", STARTED)
    assert "http://localhost:" in started.stdout, started.stderr
    assert "ASKED" not in started.stdout


def test_nobody_is_asked_when_a_page_of_another_site_connects(monkeypatch):
    asked = []
    monkeypatch.setattr(net_util, "_external_ip", None)
    monkeypatch.setattr(net_util, "_make_blocking_http_get", lambda url, timeout=5: asked.append(url))
    assert not server_util.is_url_from_allowed_origins("https://elsewhere.example")
    assert asked != []  # so it would be
    asked.clear()
    deployment.ask_nobody()
    assert not server_util.is_url_from_allowed_origins("https://elsewhere.example")
    assert asked == []
