"""Templates as files: how each inspectorate prints its documents, as tables that a council can add to.

`findings/reading/templates/*.toml` come with the package; those of the folder FINDINGS_TEMPLATES are read besides, and
one of the same name takes the place of ours. `docs/templates.md` explains every line.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from findings.errors import TemplateError
from findings.settings import templates_folder

SHIPPED = Path(__file__).resolve().parent / "reading" / "templates"
ENDING = ".toml"


@dataclass(frozen=True, slots=True, eq=False)
class TemplateFile:
    """A template as it stands in its file, its lines not yet checked."""

    name: str  # of the file
    text: str
    table: dict[str, Any]

    def wrong(self, key: str, what: str) -> TemplateError:
        """The error that says what is wrong with a key or a value, and in which line it first stands."""
        lines = list(enumerate(self.text.splitlines(), 1))
        as_key = re.compile(rf"\s*\[*{re.escape(key)}\]*\s*(=|$)")
        found = [number for number, words in lines if as_key.match(words)]
        found += [number for number, words in lines if key in words]
        line = found[0] if found else 1
        return TemplateError(f"{self.name}, line {line}: {what}")


def template_files() -> tuple[TemplateFile, ...]:
    """Every template, in order of file names.

    Raises:
        TemplateError: a file cannot be read as TOML, or there is no such folder.
    """
    return _read(templates_folder())


def fingerprint() -> str:
    """A digest of the templates that were added, "" for none: when it changes, documents must be read again."""
    folder = templates_folder()
    if folder is None:
        return ""
    digest = hashlib.sha256()
    for path in _listed(folder):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


@lru_cache(maxsize=4)
def _read(added: Path | None) -> tuple[TemplateFile, ...]:
    paths = {path.name: path for path in _listed(SHIPPED)}
    if added is not None:
        paths |= {path.name: path for path in _listed(added)}
    return tuple(_parsed(paths[name]) for name in sorted(paths))


def _listed(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise TemplateError(f"There is no folder {folder}: correct FINDINGS_TEMPLATES, or create the folder.")
    return sorted(path for path in folder.iterdir() if path.suffix == ENDING)


def _parsed(path: Path) -> TemplateFile:
    try:
        text = path.read_text(encoding="utf-8-sig")
        return TemplateFile(path.name, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        said = re.sub(r"\s*\(at .*\)$", "", str(error))
        found = re.search(r"at line (\d+)", str(error))
        line = found[1] if found else str(text.count("\n") + 1)
        raise TemplateError(f"{path.name}, line {line}: cannot be read as TOML ({said}).") from error
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateError(
            f"{path.name}: cannot be read ({type(error).__name__}). Save it as UTF-8 text."
        ) from error
