"""Builds that are killed, stopped or run out of disk: the index in use stays."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from findings.index import build as building
from findings.index.generation import current_id
from tests.fakes import FakeEncoder
from tests.index.building import built, generations, opened

ROOT = Path(__file__).resolve().parents[2]


def test_leftovers_of_a_killed_build_are_removed(corpus: Path, index: Path, encoder: FakeEncoder) -> None:
    kept = built(corpus, index, encoder).generation
    left = index / "generations" / "20200101-000000-abcdef"
    (left / "words").mkdir(parents=True)
    (left / "words" / "half").write_text("x")
    (index / "current.new").write_text("20200101")
    assert built(corpus, index, encoder).up_to_date
    assert generations(index) == [kept]
    assert not (index / "current.new").exists()


KILLED = """
import os, signal, sys
from pathlib import Path
from findings.index.build import build
from findings.index import build as building
from tests.fakes import FAKE_RULES, FakeEncoder

point = sys.argv[3]

class Deadly:
    def stage(self, name, total):
        if name == point:
            os.kill(os.getpid(), signal.SIGKILL)
    def step(self, done, note=""):
        if point == "a step":
            os.kill(os.getpid(), signal.SIGKILL)

def deadly(*arguments):
    os.kill(os.getpid(), signal.SIGKILL)

if hasattr(building, point):
    setattr(building, point, deadly)
build(Path(sys.argv[1]), Path(sys.argv[2]), FakeEncoder(), Deadly(), FAKE_RULES)
"""
POINTS = [
    "Reading",
    "a step",
    "Encoding",
    "Writing",
    "write_listing",
    "write_manifest",
    "sync_files",
    "switch",
]


@pytest.mark.parametrize("point", POINTS)
def test_a_build_killed_at_any_point_leaves_the_index_in_use(
    corpus: Path, index: Path, encoder: FakeEncoder, point: str
) -> None:
    assert point in ("Reading", "a step", "Encoding", "Writing") or hasattr(building, point)
    first = built(corpus, index, encoder)
    (corpus / "new.txt").write_text("A health plan.\n")
    command = [sys.executable, "-c", KILLED, str(corpus), str(index), point]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == -9
    assert opened(index, encoder).id == first.generation
    report = built(corpus, index, encoder)
    assert (report.up_to_date, report.passages) == (False, 5)
    assert generations(index) == [report.generation]
    assert opened(index, encoder).manifest.passages == 5


def test_a_build_killed_after_the_switch_has_finished(
    corpus: Path, index: Path, encoder: FakeEncoder
) -> None:
    built(corpus, index, encoder)
    (corpus / "new.txt").write_text("A health plan.\n")
    # The second clean-up is the one after the switch.
    code = KILLED.replace(
        "if hasattr(building, point):\n    setattr(building, point, deadly)",
        "clean = building.remove_old\nbuilding.remove_old = lambda *a: clean(*a) if len(a) == 2 else deadly()",
    )
    command = [sys.executable, "-c", code, str(corpus), str(index), "nowhere"]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == -9
    assert opened(index, encoder).manifest.passages == 5
    assert built(corpus, index, encoder).up_to_date
    assert len(generations(index)) == 1


def test_ctrl_c_removes_what_was_begun(
    corpus: Path, index: Path, encoder: FakeEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = built(corpus, index, encoder)
    (corpus / "new.txt").write_text("A health plan.\n")

    def stopped(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(building, "write_listing", stopped)
    with pytest.raises(KeyboardInterrupt):
        built(corpus, index, encoder)
    assert generations(index) == [first.generation] == [current_id(index)]


# A limit on the size of files stands in for a full disk: every library meets it in its own way.
FULL = """
import resource, sys
from pathlib import Path
from findings.errors import BuildError
from findings.index.build import build
from tests.fakes import FAKE_RULES, FakeEncoder

resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
try:
    build(Path(sys.argv[1]), Path(sys.argv[2]), FakeEncoder(), rules=FAKE_RULES)
except BuildError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="files cannot be limited there")
@pytest.mark.parametrize("room", [0, 100, 300, 1_000, 5_000, 20_000])
def test_a_full_disk_is_said_in_a_line_and_the_index_stays(
    corpus: Path, index: Path, encoder: FakeEncoder, room: int
) -> None:
    first = built(corpus, index, encoder)
    (corpus / "new.txt").write_text("A health plan.\n")
    command = [sys.executable, "-c", FULL, str(corpus), str(index), str(room)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    assert len(done.stdout.splitlines()) == 1
    assert "disk" in done.stdout
    assert generations(index) == [first.generation]
    assert opened(index, encoder).id == first.generation
    assert built(corpus, index, encoder).passages == 5
