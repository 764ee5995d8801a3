"""Packs on a disk without room: read and taken away as ever; a change is refused in one line and changes nothing.

A limit on the size of files stands for the full disk: what would make a file longer fails, as it does there.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from findings.cli.main import main
from findings.errors import PackStoreError
from findings.packs.database import Database
from findings.packs.pack_store import PackStore
from tests.packs.make_pack import ASKED, COUNTED, STRENGTH

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="files cannot be limited there")

LIMITED = """
import resource, sys
from dataclasses import replace
from pathlib import Path

from findings.errors import PackError
from findings.packs.check import check
from findings.packs.formats import FORMATS
from findings.packs.pack_store import PackStore
from tests.packs.make_pack import DAY, STRENGTH

folder, pack_id, room = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
store = PackStore(folder)
"""
READ = """
pack = store.pack(pack_id)
print(len(pack.items), *(form.write(check(pack, None), DAY.date())[:2] for form in FORMATS.values()))
"""
ADD = """
kept = [replace(STRENGTH, start=number, quote="x" * 9000) for number in range(300)]
for change in (lambda: store.add(pack_id, kept), lambda: store.create("Another")):
    try:
        change()
        print("done")
    except PackError as error:
        print(error)
"""


def limited(script, folder, pack_id, room):
    """What `script` prints where no file may get longer than `room` bytes."""
    command = [sys.executable, "-c", LIMITED + script, str(folder), pack_id, str(room)]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()


@pytest.fixture
def pack_id(store):
    made = store.create("Supervision")
    store.add(made, [STRENGTH, ASKED])
    return made


def test_a_pack_is_read_and_taken_away_without_room(tmp_path, pack_id):
    assert limited(READ, tmp_path / "data", pack_id, 0) == ["2 b'PK' b'PK' b'\\xef\\xbb' b'{\\n'"]


@pytest.mark.parametrize("room", [0, 600, 60_000, 1_000_000])
def test_a_change_without_room_is_refused_in_a_line_and_changes_nothing(tmp_path, store, pack_id, room):
    before = store.pack(pack_id)
    large, small = limited(ADD, tmp_path / "data", pack_id, room)
    assert large.endswith("What was saved before is safe.")
    assert "transaction" not in large  # the reason is told, not what came of giving up
    assert small == "done" if room > 50_000 else small.endswith("What was saved before is safe.")
    Database(tmp_path / "data").check()
    assert store.pack(pack_id) == before
    assert store.add(pack_id, [COUNTED]).total == 3


def test_a_full_disk_is_called_one(store, pack_id, monkeypatch, tmp_path):
    full = type("Usage", (), {"free": 4096})
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: full)
    shutil.rmtree(tmp_path / "data")
    (tmp_path / "data" / "packs.db").mkdir(parents=True)  # what cannot be opened, whatever the reason
    with pytest.raises(
        PackStoreError, match=r"cannot be read or saved now \(the disk is full: make room\)\. What"
    ):
        PackStore(tmp_path / "data").every_line()


EXPORT = """
import resource, sys
from findings.cli.main import main

resource.setrlimit(resource.RLIMIT_FSIZE, (1000, resource.RLIM_INFINITY))
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def export(pack_id, tmp_path):
    """The arguments of the command that writes the pack as JSON to a file."""
    places = ["--data", str(tmp_path / "data"), "--index", str(tmp_path / "none")]
    return lambda out: ["export", pack_id, "--format", "json", "--out", str(out), *places]


def test_a_file_that_cannot_be_written_whole_is_not_there_and_the_one_before_stays(export, tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    assert main(export(folder / "pack.json")) == 0
    before = (folder / "pack.json").read_bytes()
    assert json.loads(before)["name"] == "Supervision"
    for name in ("pack.json", "new.json"):
        command = [sys.executable, "-c", EXPORT, *export(folder / name)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 1
        said = done.stderr.splitlines()[-1]
        assert said == f"findings: {folder / name}: cannot be written (File too large)"
    assert [path.name for path in folder.iterdir()] == ["pack.json"]
    assert (folder / "pack.json").read_bytes() == before


def test_a_file_that_a_link_names_is_written_and_the_link_stays(export, tmp_path):
    (tmp_path / "kept.json").write_text("old")
    (tmp_path / "link.json").symlink_to(tmp_path / "kept.json")
    assert main(export(tmp_path / "link.json")) == 0
    assert (tmp_path / "link.json").is_symlink()
    assert json.loads((tmp_path / "kept.json").read_bytes())["name"] == "Supervision"


def test_a_pipe_is_written_as_it_comes(export, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    reader = subprocess.Popen(["cat", str(tmp_path / "pipe")], stdout=subprocess.PIPE)
    assert main(export(tmp_path / "pipe")) == 0
    assert json.loads(reader.communicate(timeout=30)[0])["name"] == "Supervision"
    assert (tmp_path / "pipe").is_fifo()
