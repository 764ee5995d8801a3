"""Data flows one way: a room imports only rooms to its left, and one foreign library has one file."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "findings"
GROUND = {"records", "errors", "settings", "citation"}
ROOMS = ["reading", "indexing", "adding", "asking", "packing"]
# What the words of a citation are made from.
_RECORDS = {"findings.records", *(f"findings.records.{name}" for name in ("KINDS", "Document", "Passage"))}
# Foreign library -> the only files that may import it.
FOREIGN = {
    "streamlit": {"screens/", "app.py"},
    "faiss": {"indexing/vectors.py"},
    "tantivy": {"indexing/words.py"},
    "sqlite3": {"indexing/store.py", "packing/database.py"},
    "sentence_transformers": {"indexing/reference.py"},
    "torch": {"indexing/reference.py"},
    "onnxruntime": {"indexing/exported.py"},
    "tokenizers": {"indexing/pieces.py"},
    "peft": {"indexing/adapter.py"},
    "safetensors": {"indexing/adapter.py"},
    "pypdf": {"reading/pdf/open.py"},
    "pypdfium2": {"reading/pdf/pdfium.py"},
    "docx": {"reading/docx.py", "packing/to_word.py", "packing/word_styles.py"},
    "xlsxwriter": {"packing/to_excel.py"},
    "rapidfuzz": {"packing/likeness.py"},
    "altair": {"screens/timeline_chart.py"},
    "selectolax": {"reading/html.py"},
    "yaml": {"reading/sidefile.py"},
}


def imported(path: Path) -> set[str]:
    """Every module that a file imports, also inside functions."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


FILES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_rooms_to_its_left(room: str) -> None:
    allowed = GROUND | set(ROOMS[: ROOMS.index(room) + 1])
    for path in (PACKAGE / room).rglob("*.py"):
        rooms = {name.split(".")[1] for name in imported(path) if name.startswith("findings.")}
        assert rooms <= allowed, f"{path.relative_to(ROOT)} imports {sorted(rooms - allowed)}"


def test_the_ground_floor_imports_only_the_standard_library_and_its_records() -> None:
    for name in GROUND:
        modules = {module.split(".")[0] for module in imported(PACKAGE / f"{name}.py") - _RECORDS}
        assert modules <= set(sys.stdlib_module_names) | {"__future__"}


@pytest.mark.parametrize("library", sorted(FOREIGN))
def test_a_foreign_library_has_its_own_file(library: str) -> None:
    users = {
        str(path.relative_to(PACKAGE)).replace("\\", "/")
        for path in FILES
        if any(name == library or name.startswith(f"{library}.") for name in imported(path))
    }
    strangers = {user for user in users if not any(user.startswith(place) for place in FOREIGN[library])}
    assert not strangers, f"{library} is imported by {sorted(strangers)}"


def test_importing_the_package_loads_nothing_heavy() -> None:
    heavy = "numpy faiss torch streamlit tantivy pypdf pypdfium2 sentence_transformers onnxruntime".split()
    code = f"import sys, findings; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"
