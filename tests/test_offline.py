"""Without a network: a build, a search and the app's server in a namespace that has the loopback interface alone."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ALONE = ("unshare", "--user", "--map-root-user", "--net")
SHIPPED = "halton-2018-07-25-focused-visit-letter.txt"
# `ip` may not be there; the socket calls that bring the interface up are all it would make.
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


def alone(*command):
    """Run a command of ours where no other computer can be reached."""
    return subprocess.run(
        [*ALONE, sys.executable, "-c", LOOPBACK_UP, sys.executable, *command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.mark.model
def test_building_and_searching_need_no_network(tmp_path):
    if not shutil.which("unshare") or alone("-c", "").returncode:
        pytest.skip("this system lets nobody make a network namespace")
    (tmp_path / "corpus").mkdir()
    shutil.copy(ROOT / "corpus" / SHIPPED, tmp_path / "corpus")
    places = ["--index", str(tmp_path / "index")]
    built = alone("embed.py", "--corpus", str(tmp_path / "corpus"), *places)
    assert built.returncode == 0, built.stderr
    found = alone("-m", "findings", "search", "contact and referral", "--json", *places)
    assert found.returncode == 0, found.stderr
    assert json.loads(found.stdout)["results"][0]["file"] == SHIPPED
