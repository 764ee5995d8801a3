"""Document ids: readable, stable, fit for an address."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath


def slug(path: str) -> str:
    """A path in lower-case letters, figures and hyphens: "Halton/Letter (2018)" -> "halton-letter-2018"."""
    plain = unicodedata.normalize("NFKD", path).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "document"


def document_ids(files: Iterable[str]) -> dict[str, str]:
    """File (path below the corpus folder) -> id, distinct and depending on nothing but the set of names.

    The id is the path without its ending; files that would share one keep it: "letter-pdf", "letter-txt".
    Where even that is shared ("a b.pdf", "a-b.pdf") the later in order of names are counted: "a-b-pdf-2".
    """
    names = sorted(set(files))
    short = {name: slug(str(PurePosixPath(name).with_suffix(""))) for name in names}
    shared = Counter(short.values())
    wanted = {name: short[name] if shared[short[name]] == 1 else slug(name) for name in names}
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for name in sorted(names, key=lambda name: (wanted[name] != short[name], name)):
        candidate, count = wanted[name], 1
        while candidate in taken:
            count += 1
            candidate = f"{wanted[name]}-{count}"
        taken.add(candidate)
        ids[name] = candidate
    return ids
