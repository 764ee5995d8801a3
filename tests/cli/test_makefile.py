"""`make app` where something stands in its way: it says what to do, and works once that is done."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")

# In the place of Python: it makes environments of itself, and knows pip where that was put into them.
PYTHON = f"""#!/bin/sh
here=$(dirname "$0")
case "$1 $2" in
  "-m venv")
    mkdir -p "$3/bin"
    cp "$0" "$3/bin/python"
    test -e "$here/ensurepip" || {{ echo "ensurepip is not available"; exit 1; }}
    touch "$3/bin/pip" ;;
  "-m pip") test -e "$here/pip" || {{ echo "No module named pip"; exit 1; }} ;;
  "-c "*) exec {sys.executable} "$@" ;;
  "embed.py "*) echo "indexed" ;;
esac
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for name in ("Makefile", "requirements.txt"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "tools").mkdir()
    program(tmp_path / "tools" / "python", PYTHON)
    return tmp_path


def program(path: Path, text: str) -> None:
    path.write_text(text)
    path.chmod(0o755)


def make(checkout: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {
        name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL", "PORT")
    }
    command = ["make", *arguments, f"PYTHON={checkout / 'tools' / 'python'}"]
    return subprocess.run(
        command, cwd=checkout, env=kept | environment, capture_output=True, text=True, check=False
    )


def test_an_environment_that_cannot_be_made_leaves_nothing_behind(checkout: Path) -> None:
    done = make(checkout, "index")
    assert done.returncode != 0
    assert (
        "There is no environment without Python's venv. Debian, Ubuntu: apt install python3-venv"
        in done.stderr
    )
    assert not (checkout / ".venv").exists()
    (checkout / "tools" / "ensurepip").touch()  # python3-venv was installed
    done = make(checkout, "index")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "indexed"), done.stderr


def test_half_an_environment_is_mended(checkout: Path) -> None:
    """As an older make, or a stop in the middle, left it: Python without pip."""
    (checkout / ".venv" / "bin").mkdir(parents=True)
    program(checkout / ".venv" / "bin" / "python", PYTHON)
    (checkout / "tools" / "ensurepip").touch()
    done = make(checkout, "index")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "indexed"), done.stderr


def test_a_busy_port_is_said_with_what_to_do(checkout: Path) -> None:
    (checkout / "tools" / "ensurepip").touch()
    assert make(checkout, "index").returncode == 0
    program(checkout / ".venv" / "bin" / "streamlit", '#!/bin/sh\necho "served $*"\n')
    with socket.create_server(("localhost", 0)) as taken:
        port = taken.getsockname()[1]
        done = make(checkout, "app", PORT=str(port))
        assert done.returncode != 0
        [said] = [line for line in done.stderr.splitlines() if not line.startswith("make: ")]
        assert said == f"Port {port} is in use. Choose another: PORT={port + 1} make app"
    done = make(checkout, "app", PORT=str(port))
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, f"served run app.py --server.port {port}")
