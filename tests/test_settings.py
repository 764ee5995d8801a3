"""Settings come from the environment, once; what is not set keeps its default."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from findings.errors import SettingsError
from findings.settings import EMBED, ROOT, Settings, read_settings


def test_an_installed_package_works_where_it_is_called_and_names_its_own_command(tmp_path):
    package, called = tmp_path / "libraries" / "findings", tmp_path / "called"
    package.mkdir(parents=True)
    called.mkdir()
    for name in ("__init__.py", "errors.py", "settings.py"):
        shutil.copy(ROOT / "findings" / name, package)
    code = "from findings.settings import *; print(EMBED, read_settings({}).index, sep='; ')"
    done = subprocess.run(
        [sys.executable, "-P", "-c", code],
        cwd=called,
        env=os.environ | {"PYTHONPATH": str(package.parent)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == f"findings embed; {called / 'index'}\n"
    assert EMBED == "python embed.py"


def test_nothing_set_is_every_default():
    assert read_settings({}) == Settings()


def test_what_is_set_is_taken():
    found = read_settings(
        {
            "FINDINGS_DATA": "kept",
            "FINDINGS_UPLOADS": "off",
            "FINDINGS_THREADS": "2",
            "FINDINGS_SIGN_IN": "Yes",
        }
    )
    assert (found.data, found.journal) == (Path("kept"), Path("kept/journal.jsonl"))
    assert (found.uploads, found.threads, found.sign_in) == (False, 2, True)


def test_a_store_takes_the_place_of_the_index():
    found = read_settings({"FINDINGS_STORE": "postgresql://host/findings", "FINDINGS_TENANT": "halton"})
    assert (found.source, found.tenant) == ("postgresql://host/findings", "halton")
    assert read_settings({"FINDINGS_INDEX": "built"}).source == Path("built")


def test_an_unclear_switch_is_left_as_it_is():
    found = read_settings({"FINDINGS_UPLOADS": "maybe", "FINDINGS_SIGN_IN": "maybe"})
    assert (found.uploads, found.sign_in) == (True, False)


def test_a_number_that_is_none_is_named():
    with pytest.raises(
        SettingsError, match=r"^FINDINGS_THREADS is ‘two’: give a number of cores, 0 for all of them$"
    ):
        read_settings({"FINDINGS_THREADS": "two"})
