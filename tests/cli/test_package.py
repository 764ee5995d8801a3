"""What pip is given: every data file of the package, the libraries of requirements.txt, the command."""

from __future__ import annotations

import tomllib
from fnmatch import fnmatch
from pathlib import Path

import findings
from findings.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "findings"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
SETUPTOOLS = PROJECT["tool"]["setuptools"]


def test_every_data_file_is_in_the_package() -> None:
    named = SETUPTOOLS["package-data"]
    for path in PACKAGE.rglob("*"):
        if path.is_dir() or path.suffix in (".py", ".pyc"):
            continue
        everywhere = any(fnmatch(path.name, pattern) for pattern in named["*"])
        one = path.relative_to(PACKAGE / "app" / "script").as_posix() if "script" in path.parts else ""
        assert everywhere or one in named["findings.app.script"], f"{path.relative_to(ROOT)} is left out"


def test_the_package_needs_what_the_checkout_needs() -> None:
    assert SETUPTOOLS["dynamic"]["dependencies"] == {"file": ["requirements.txt"]}
    assert SETUPTOOLS["dynamic"]["version"] == {"attr": "findings.__version__"}
    assert SETUPTOOLS["packages"]["find"] == {"include": ["findings*"]}
    assert findings.__version__ in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_its_command_is_the_one_of_python_m_findings() -> None:
    assert PROJECT["project"]["scripts"] == {"findings": f"{main.__module__}:{main.__name__}"}


def test_every_library_that_is_named_has_its_licence_told() -> None:
    told = (ROOT / "docs" / "licences.md").read_text("utf-8")
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    named = [line.partition("==")[0] for line in lines if line and not line.startswith("#")]
    assert [name for name in named if f"| {name} |" not in told] == []
