"""The kinds of document: the code used in filters and addresses -> the words a person reads, and what people call them.

They stand in the templates; a kind of a template that is gone is called by its code.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from findings.template_files import TemplateFile, template_files

# What no template claims.
OTHER = "other"


class _Kinds(Mapping[str, str]):
    """Read when it is first asked for anything."""

    def __getitem__(self, code: str) -> str:
        found = _names(template_files())
        return found.get(code) or code.replace("-", " ")

    def __contains__(self, code: object) -> bool:
        return code in _names(template_files())

    def __iter__(self) -> Iterator[str]:
        return iter(_names(template_files()))

    def __len__(self) -> int:
        return len(_names(template_files()))


KINDS: Mapping[str, str] = _Kinds()


def called() -> Mapping[str, frozenset[str]]:
    """Every name of a kind, in small letters -> the codes of the kinds that people call so: "single inspection"."""
    return _called(template_files())


@lru_cache(maxsize=4)
def _called(files: tuple[TemplateFile, ...]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for file in files:
        for kind in _listed(file.table):
            also = kind.get("also", [])
            for name in (kind.get("name"), *(also if isinstance(also, list) else ())):
                key = str(name).lower()
                found[key] = found.get(key, frozenset()) | {str(kind.get("code"))}
    return found


@lru_cache(maxsize=4)
def _names(files: tuple[TemplateFile, ...]) -> dict[str, str]:
    # Children's services first, as they always were; the rest in order of files, and last what is of no kind.
    order = sorted(files, key=lambda file: not file.table.get("first", False))
    found: dict[str, str] = {}
    for file in order:
        for kind in _listed(file.table):
            found.setdefault(str(kind.get("code")), str(kind.get("name")))
    return {**found, OTHER: "document"}


def _listed(table: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    kinds = table.get("kinds", [])
    return [kind for kind in kinds if isinstance(kind, dict)] if isinstance(kinds, list) else []
