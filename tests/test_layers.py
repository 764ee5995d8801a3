"""The layout of `findings/`: rooms in order, no cycles, one file a foreign library, names that mean one thing."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "findings"
GROUND = {
    "records",
    "errors",
    "settings",
    "template_files",
    "document_kinds",
    "councils",
    "citation",
    "journal",
    "progress",
    "request",
    "sqlite_file",
}
# A room imports only those before it, and the ground floor.
ROOMS = (
    *("text", "reading", "encoding", "index", "judge", "search", "timeline", "recommendations", "answers"),
    *("packs", "uploads", "feedback", "library", "saved", "contract", "api", "cli", "app"),
)
# The ground floor's only imports from the package: what the words of a citation and of the journal are made from.
_BELOW = {"records", "settings", "errors", "template_files", "document_kinds"}
# What the screens are made of; they never look into how a search is done.
APP_USES = {
    *(
        "library",
        "records",
        "document_kinds",
        "errors",
        "settings",
        "councils",
        "citation",
        "journal",
        "progress",
        "request",
    ),
    *("packs", "uploads", "feedback", "saved"),
}
# Rules of the rooms below that a screen shows as they are: (room, file).
APP_ALSO_USES = {
    ("reading", "source"),  # where the corpus is, what may be added
    ("reading", "places"),
    ("reading", "under"),  # the words that a quotation stands under
    ("reading", "pdf"),  # pictures of pages
    ("index", "manifest"),
    ("search", "query"),
    ("text", "authority_groups"),  # groups as they are named, and the file of neighbours
    ("text", "places"),  # the authorities that can be neighbours
    ("text", "terms"),  # the themes
    ("timeline", "themes"),  # what is said on them
    ("text", "places"),
}
ROOT_FILES = {
    "app.py": {"app"},
    "embed.py": {"cli"},
}
# Foreign library -> the only files that may import it.
FOREIGN = {
    "streamlit": {"app/"},
    "faiss": {"index/vectors.py"},
    "tantivy": {"index/bm25.py", "text/stems.py"},
    "sqlite3": {"index/store.py", "sqlite_file.py"},
    "psycopg": {"index/engine/connection.py"},
    "psycopg_pool": {"index/engine/connection.py"},
    "ray": {"index/ray_workers.py"},
    "sentence_transformers": {"encoding/torch_encoder.py"},
    "torch": {"encoding/torch_encoder.py"},
    "onnxruntime": {"encoding/onnx_session.py"},
    "tokenizers": {"encoding/tokenizer.py"},
    "peft": {"encoding/adapter.py"},
    "safetensors": {"encoding/adapter.py"},
    "pypdf": {"reading/pdf/open.py"},
    "pypdfium2": {"reading/pdf/pdfium.py"},
    "pytesseract": {"reading/pdf/ocr/tesseract.py"},
    "olefile": {"reading/files/compound.py"},
    "odfdo": {"reading/office/opendocument.py"},
    "openpyxl": {"reading/office/spreadsheet.py", "packs/plan/plan_file.py"},
    "oxmsg": {"reading/mail/outlook_file.py"},
    "compressed_rtf": {"reading/mail/outlook_file.py"},
    "pptx": {"reading/office/slides.py"},
    "striprtf": {"reading/office/rich_text.py"},
    "docx": {
        "reading/word/docx_reader.py",
        "packs/to_word.py",
        "packs/word_styles.py",
        "packs/results/results_files.py",
        "packs/brief/",
    },
    "docxtpl": {"packs/brief/brief_template.py"},
    "jinja2": {"packs/brief/brief_template.py"},
    "xlsxwriter": {"packs/to_excel.py", "packs/plan/plan_sheet.py"},
    "rapidfuzz": {"packs/check.py", "search/quotation.py", "index/spelling.py"},
    "PIL": {"app/components/pictures/png.py", "reading/files/page_pictures.py", "reading/pdf/"},
    "filelock": {"index/lock.py"},
    "msgspec": {"reading/codec.py", "packs/pack_codec.py", "api/"},
    "starlette": {"api/"},
    "uvicorn": {"api/server.py"},
    "mcp": {"api/mcp_server.py"},
    "pydantic": {"api/mcp_server.py"},
    "selectolax": {"reading/html.py"},
    "yaml": {"reading/sidefile.py"},
    "click": {"cli/"},
    "watchfiles": {"cli/watch.py"},
    "smtplib": {"saved/mail.py"},
}
FILES = sorted(PACKAGE.rglob("*.py"))


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_of(path): path for path in FILES}


def imported(path: Path) -> set[str]:
    """Every module that a file imports, also inside functions and for types alone."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            full = {f"{node.module}.{alias.name}" for alias in node.names}
            names |= {name if name in MODULES else node.module for name in full}
    return names


def rooms_of(path: Path) -> set[str]:
    return {name.split(".")[1] for name in imported(path) if name.startswith("findings.")}


def own_files(room: str) -> list[Path]:
    return [PACKAGE / f"{room}.py"] if room == "library" else sorted((PACKAGE / room).rglob("*.py"))


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_rooms_before_it(room: str) -> None:
    allowed = GROUND | set(ROOMS[: ROOMS.index(room) + 1])
    for path in own_files(room):
        assert rooms_of(path) <= allowed, f"{path.relative_to(ROOT)}: {sorted(rooms_of(path) - allowed)}"


def test_every_file_stands_in_a_room_or_on_the_ground_floor() -> None:
    found = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in FILES}
    assert found == {*ROOMS, *GROUND, "__init__", "__main__"}


def test_the_ground_floor_imports_only_the_standard_library_and_itself() -> None:
    for name in GROUND:
        path = PACKAGE / f"{name}.py"
        assert rooms_of(path) <= _BELOW
        others = {module.split(".")[0] for module in imported(path)} - {"findings"}
        assert others <= set(sys.stdlib_module_names) | {"__future__"}


def test_no_file_imports_itself_through_others() -> None:
    imports = {
        module: {name for name in imported(path) if name in MODULES and name != module and name != "findings"}
        for module, path in MODULES.items()
        if module != "findings"  # its one import, of the façade, is made when it is asked for
    }
    left = dict(imports)
    while free := [module for module, names in left.items() if not names & left.keys()]:
        for module in free:
            del left[module]
    assert not left, f"in or behind a cycle: {sorted(left)}"


def test_the_screens_use_the_facade_and_not_what_is_behind_it() -> None:
    for path in own_files("app"):
        for name in imported(path):
            if not name.startswith("findings.") or name.split(".")[1] in {"app", *APP_USES}:
                continue
            place = (name.split(".")[1], name.split(".")[2])
            assert place in APP_ALSO_USES, f"{path.relative_to(ROOT)} imports {name}"


@pytest.mark.parametrize("file", sorted(ROOT_FILES))
def test_the_root_files_only_call_the_package(file: str) -> None:
    assert rooms_of(ROOT / file) <= ROOT_FILES[file]


@pytest.mark.parametrize("library", sorted(FOREIGN))
def test_a_foreign_library_has_its_own_file(library: str) -> None:
    users = {
        path.relative_to(PACKAGE).as_posix()
        for path in FILES
        if any(name == library or name.startswith(f"{library}.") for name in imported(path))
    }
    strangers = {user for user in users if not any(user.startswith(place) for place in FOREIGN[library])}
    assert not strangers, f"{library} is imported by {sorted(strangers)}"
    assert users, f"{library} is not imported any more"


def test_no_month_is_written_in_the_language_of_the_system() -> None:
    """`findings/citation.py` has the names; `%B` follows the server's language, and Windows refuses `%-d`."""
    form = re.compile(r"%[AaBb]|%-")
    users = {
        path.relative_to(PACKAGE).as_posix()
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.FormattedValue) and node.format_spec and _month(node.format_spec, form))
        or (
            isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "strftime" and _month(node, form)
        )
    }
    assert users == set()


def _month(node: ast.AST, form: re.Pattern[str]) -> bool:
    """Whether a text below `node` asks for a day or month in words."""
    texts = (part.value for part in ast.walk(node) if isinstance(part, ast.Constant))
    return any(isinstance(text, str) and form.search(text) for text in texts)


def test_a_name_means_one_file() -> None:
    places = defaultdict(list)
    for path in FILES:
        if path.stem not in ("__init__", "__main__"):
            places[path.stem].append(path.relative_to(PACKAGE).as_posix())
    assert not {name: where for name, where in places.items() if len(where) > 1}


def test_no_folder_is_a_heap() -> None:
    counts = {folder: len(list(folder.glob("*.py"))) for folder in {path.parent for path in FILES}}
    assert not {folder.name: count for folder, count in counts.items() if count > 22}


def test_importing_the_package_loads_nothing_heavy() -> None:
    heavy = "numpy faiss torch streamlit tantivy pypdf pypdfium2 sentence_transformers onnxruntime".split()
    heavy += "openpyxl pptx odfdo lxml psycopg starlette uvicorn mcp".split()
    code = f"import sys, findings; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"
