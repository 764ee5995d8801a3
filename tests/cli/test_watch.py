"""Watching the folder: a build after each change, none ends it but a signal, and that one cleanly."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from findings.cli import watch as watching
from findings.cli.main import main
from findings.cli.watch import counts, watch
from findings.errors import BuildError, WatchError
from findings.index.pointer import current_id

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def quick(monkeypatch):
    """A build begins when nothing has changed for a tenth of a second."""
    monkeypatch.setattr(watching, "QUIET", 100)
    monkeypatch.setattr(watching, "_LOOK", 200)


def stop():
    os.kill(os.getpid(), signal.SIGTERM)


def test_a_build_at_first_and_one_after_changes_that_come_together(tmp_path, quick):
    builds, said = [], []

    def build():
        builds.append(sorted(path.name for path in tmp_path.rglob("*.txt")))
        if len(builds) == 2:
            threading.Timer(0.5, stop).start()

    def change():
        (tmp_path / "sub").mkdir()
        for number in range(3):
            (tmp_path / "sub" / f"{number}.txt").write_text("words")
        (tmp_path / "sub" / ".half.txt.part").write_text("wor")

    threading.Timer(1.0, change).start()
    watch(tmp_path, build, said.append)
    assert builds == [[], ["0.txt", "1.txt", "2.txt"]]
    assert said[0] == f"watching {tmp_path}; Ctrl+C ends it."
    assert said[-1] == "stopped; the index in use was not changed by what was going on."
    assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL


def test_what_came_while_the_first_build_ran_is_built_at_the_next_look(tmp_path, quick):
    builds, said = [], []

    def build():
        builds.append(sorted(path.name for path in tmp_path.iterdir()))
        if len(builds) == 1:
            (tmp_path / "late.txt").write_text("words")  # the watch has not begun
        else:
            threading.Timer(0.5, stop).start()

    watch(tmp_path, build, said.append)
    assert builds == [[], ["late.txt"]]
    assert said[1] == "1 change"


def test_a_failing_build_is_said_and_tried_again(tmp_path, quick, monkeypatch):
    monkeypatch.setattr(watching, "AGAIN", 0.3)
    faults = [BuildError("The disk is full."), ZeroDivisionError("division\nby zero")]
    said = []

    def build():
        if faults:
            raise faults.pop(0)
        threading.Timer(0.1, stop).start()

    watch(tmp_path, build, said.append)
    assert said[0] == "The disk is full. It is tried again after the next change, or in 0 minutes."
    assert said[2] == (
        "the build failed (ZeroDivisionError: division by zero). It is tried again after the next change, or in 0 "
        "minutes."
    )
    assert said[3].startswith("stopped")


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(
        WatchError, match=r"^There is no folder .*gone: make it, or name another with --corpus\.$"
    ):
        watch(tmp_path / "gone", stop, print)


@pytest.mark.parametrize(
    ("file", "counted"),
    [
        ("report.pdf", True),
        ("halton/report.yml", True),
        ("documents.yml", True),
        (".report.pdf.swp", False),
        (".git/index", False),
        ("halton/~$letter.docx", False),
        ("report.pdf.part", False),
        ("report.pdf.crdownload", False),
    ],
)
def test_what_can_change_the_index(tmp_path, file, counted):
    assert counts(str(tmp_path / file), tmp_path) is counted


def test_watching_goes_with_no_other_way_of_building(capsys):
    assert main(["embed", "--watch", "--json"]) == 2
    assert "--watch goes with no other way of building" in capsys.readouterr().err


@pytest.mark.model
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_program_builds_what_is_added_and_stops_at_a_signal(tmp_path, number):
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    corpus.mkdir()
    (corpus / "a.txt").write_text("The LADO is effective.", encoding="utf-8")
    command = [
        sys.executable,
        str(ROOT / "embed.py"),
        "--watch",
        "--corpus",
        str(corpus),
        "--index",
        str(index),
    ]
    log = tmp_path / "log"
    with log.open("w") as out:
        process = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=out)
    try:
        first = _wait(lambda: current_id(index), process, log)
        _wait(lambda: "watching" in log.read_text(), process, log)
        (corpus / "b.txt").write_text("Supervision is regular.", encoding="utf-8")
        _wait(lambda: current_id(index) != first, process, log)
        _wait(lambda: "2 ready" in log.read_text(), process, log)
        process.send_signal(number)
        assert process.wait(timeout=60) == 0
    finally:
        process.kill()
    assert "stopped" in log.read_text()
    assert "Traceback" not in log.read_text()


def _wait(known, process, log):
    until = time.monotonic() + 180
    while time.monotonic() < until and process.poll() is None:
        if found := known():
            return found
        time.sleep(0.1)
    raise AssertionError(log.read_text())
