from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from filelock import FileLock

from findings.errors import BuildError
from findings.index.lock import build_lock, is_locked

ROOT = Path(__file__).resolve().parents[2]
HOLD = "import sys, time; from pathlib import Path; from findings.index.lock import build_lock\n"
HOLD += "with build_lock(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"


def test_a_second_build_is_told_who_is_building(tmp_path: Path) -> None:
    said = rf"Another build \(process {os.getpid()}\) is running: wait for it, or stop it"
    with build_lock(tmp_path), pytest.raises(BuildError, match=said), build_lock(tmp_path):
        pass


def test_the_lock_is_free_afterwards(tmp_path: Path) -> None:
    for _ in range(2):
        with build_lock(tmp_path):
            assert (tmp_path / "build.pid").read_text() == f"{os.getpid()}\n"
    assert not (tmp_path / "build.pid").exists()


def test_who_looks_whether_a_build_goes_on_keeps_none_from_beginning(tmp_path: Path) -> None:
    assert not is_locked(tmp_path / "nowhere")
    with build_lock(tmp_path):
        assert is_locked(tmp_path)
    assert not is_locked(tmp_path)
    with FileLock(tmp_path / "build.lock", thread_local=False) as glance:
        threading.Timer(0.06, glance.release).start()
        with build_lock(tmp_path):
            assert (tmp_path / "build.pid").read_text() == f"{os.getpid()}\n"


def test_the_lock_of_a_killed_build_is_taken_over(tmp_path: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        with (
            pytest.raises(BuildError, match=rf"Another build \(process {process.pid}\) is running"),
            build_lock(tmp_path),
        ):
            pass
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
    time.sleep(0.05)
    with build_lock(tmp_path):
        assert (tmp_path / "build.pid").read_text() == f"{os.getpid()}\n"


def test_an_index_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("")
    said = r"index cannot be written to \(.*\): choose another with --index"
    with pytest.raises(BuildError, match=said), build_lock(tmp_path / "index"):
        pass
