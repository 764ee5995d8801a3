"""Side files: what a person says of a document wins over what was found in it.

`corpus/<name>.yml` beside a document speaks of that document; `corpus/documents.yml` maps files to facts.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from findings import template_files
from findings.document_kinds import KINDS
from findings.errors import FactsError
from findings.reading.marks import without_hidden
from findings.records import Document
from findings.text import places

DOCUMENTS = "documents.yml"
ENDING = ".yml"
_WORDS = ("authority", "kind", "title", "source", "lead_inspector", "subject", "inspectorate", "identifier")
_DATES = ("inspection_start", "inspection_end", "published")
_MONTH = re.compile(r"\d{4}-\d{2}")
_SWITCHES = ("kept",)
KEYS = (*_WORDS, *_DATES, *_SWITCHES)


def correct(document: Document, corpus: Path) -> Document:
    """The document with the facts of its side files; its own file wins over documents.yml.

    Raises:
        FactsError: a side file is not readable YAML, or has an unknown key, date or kind.
    """
    return with_facts(document, facts_for(document.file, corpus))


def with_facts(document: Document, facts: Mapping[str, Any]) -> Document:
    """The document with these facts of a side file. Raises FactsError where it would end before it begins."""
    if not facts:
        return document
    months = {name: value for name, value in facts.items() if name in _DATES and isinstance(value, str)}
    whole = {name: _of_month(value)[name != "inspection_start"] for name, value in months.items()}
    alone = (name for name in _DATES if name in months or (name in document.months and name not in facts))
    changed = replace(document, **{**facts, **whole}, months=tuple(alone))
    if "published" in facts:
        changed = replace(changed, published_from="side file" if changed.published else None)
    if (
        changed.inspection_start
        and changed.inspection_end
        and changed.inspection_start > changed.inspection_end
    ):
        raise FactsError(
            f"{document.file}: the inspection ends ({changed.inspection_end}) before it begins "
            f"({changed.inspection_start}). Correct both dates in its side file."
        )
    return changed


def facts_for(file: str, corpus: Path) -> dict[str, Any]:
    """The facts that side files give for a file (path below the corpus). Raises FactsError."""
    whole = _loaded(corpus / DOCUMENTS)
    return _checked(whole.get(file, {}), f"{DOCUMENTS}: {file}") | own_facts(file, corpus)


def own_path(file: str, corpus: Path) -> Path:
    """The side file that speaks of one document alone."""
    return (corpus / file).with_suffix(ENDING)


def own_facts(file: str, corpus: Path) -> dict[str, Any]:
    """What a document's own side file says. Raises FactsError."""
    path = own_path(file, corpus)
    return {} if path == corpus / DOCUMENTS else _checked(_loaded(path), path.name)


def text_of(facts: Mapping[str, str | date | None]) -> str:
    """A document's own side file that says these facts, keys of KEYS; None says that there is none."""
    return yaml.safe_dump(dict(facts), allow_unicode=True, sort_keys=False)


def fingerprint(file: str, corpus: Path) -> str:
    """A digest of what side files say of a file, and of the templates that were added; "" for nothing.

    When it changes, the facts must be read again.
    """
    facts, added = facts_for(file, corpus), template_files.fingerprint()
    return hashlib.sha256(f"{sorted(facts.items())!r}{added}".encode()).hexdigest() if facts or added else ""


def check(corpus: Path) -> None:
    """Check all that documents.yml says, also of files that are not there. Raises FactsError."""
    for file, facts in _loaded(corpus / DOCUMENTS).items():
        _checked(facts, f"{DOCUMENTS}: {file}")
        if not (corpus / str(file)).is_file():
            raise FactsError(
                f"{DOCUMENTS}: there is no file ‘{file}’ in {corpus.name}/. Correct or remove this entry."
            )


def _loaded(path: Path) -> Mapping[str, Any]:
    try:
        stat = path.stat()
    except OSError:
        return {}
    return _parsed(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=64)
def _parsed(path: Path, changed: int, size: int) -> Mapping[str, Any]:
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise FactsError(f"{path.name}{where}: cannot be read as YAML. Write ‘key: value’ lines.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise FactsError(
            f"{path.name}: cannot be read ({type(error).__name__}). Save it as UTF-8 text."
        ) from error
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise FactsError(f"{path.name}: expected ‘key: value’ lines, found a {type(found).__name__}.")
    return found


def _checked(facts: Any, where: str) -> dict[str, Any]:
    """The facts with dates as dates and the authority by its everyday name."""
    if not facts:
        return {}
    if not isinstance(facts, dict):
        raise FactsError(f"{where}: expected ‘key: value’ lines under the file's name.")
    checked: dict[str, Any] = {}
    for key, value in facts.items():
        if key not in KEYS:
            raise FactsError(f"{where}: unknown key ‘{key}’. Use one of: {', '.join(KEYS)}.")
        if key in _SWITCHES:
            if not isinstance(value, bool):
                raise FactsError(f"{where}: {key} ‘{value}’ must be yes or no.")
            checked[key] = value
        elif value is None:
            checked[key] = "other" if key == "kind" else None
        elif key in _DATES:
            checked[key] = _date(value, key, where)
        elif not isinstance(value, str):
            raise FactsError(f"{where}: {key} must be words, not ‘{value}’. Put it in quotation marks.")
        else:
            checked[key] = _word(key, without_hidden(value).strip(), where)
    return checked


def _of_month(text: str) -> tuple[date, date]:
    """First and last day of "2023-01"."""
    first = date.fromisoformat(f"{text}-01")
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _date(value: Any, key: str, where: str) -> date | str:
    """A day, or "2023-01" as it stands."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    words = str(value).strip()
    try:
        if _MONTH.fullmatch(words):
            _of_month(words)
            return words
        return date.fromisoformat(words)
    except ValueError as error:
        raise FactsError(
            f"{where}: {key} ‘{value}’ is not a date. Write it as 2023-01-13, or 2023-01 for a month."
        ) from error


def _word(key: str, value: str, where: str) -> str:
    if key == "kind" and value not in KINDS:
        raise FactsError(f"{where}: unknown kind ‘{value}’. Use one of: {', '.join(KINDS)}.")
    if key == "source" and not value.lower().startswith(("https://", "http://")):
        raise FactsError(f"{where}: source ‘{value}’ is not a web address. Begin it with https://")
    return (places.canonical(value) or value) if key == "authority" else value
