"""Labelled files and how a text is compared with a label: by its words, so that no new cut of passages matters."""

from __future__ import annotations

import json
import math
import re
import sys
from collections.abc import Collection
from pathlib import Path, PurePosixPath
from typing import Any

from findings.records import Document

_SOFT_HYPHEN = "\xad"
PART = 0.8  # of a quotation's words, in one run, are enough where a passage cuts it
FEWEST = 6  # words that such a part has at least


def read_labels(path: Path) -> list[dict[str, Any]]:
    """The lines of a JSON Lines file. Ends the program in one line when the file is not there."""
    if not path.is_file():
        sys.exit(
            f"There is no file {path}: give the path of a labelled file; --help of the program names its form"
        )
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def words(text: str) -> str:
    """The words of a text in lower case with one space between them: no punctuation, no layout."""
    return " ".join(re.findall(r"[\w£%]+", text.replace(_SOFT_HYPHEN, "").lower()))


def holds(text: str, quote: str) -> bool:
    """Whether a text holds a quotation or at least a long part of it; both as `words` gives them."""
    if quote in text:
        return True
    parts = quote.split()
    size = math.ceil(PART * len(parts))
    return size >= FEWEST and any(
        " ".join(parts[at : at + size]) in text for at in range(len(parts) - size + 1)
    )


def same_file(one: str, other: str) -> bool:
    """Whether two names mean one file: an index may be built from the reports' folder or from one above it."""
    ends = PurePosixPath(one).parts[::-1], PurePosixPath(other).parts[::-1]
    return all(a == b for a, b in zip(*ends, strict=False))


def auroc(positive: Collection[float], negative: Collection[float]) -> float:
    """The chance that a positive scores above a negative one; a tie counts half. NaN when there are none of either."""
    if not len(positive) or not len(negative):
        return math.nan
    above = sum((p > n) + 0.5 * (p == n) for p in positive for n in negative)
    return above / (len(positive) * len(negative))


def share(part: float, whole: float) -> str:
    """'12 of 60, 20 %'."""
    return f"{part:g} of {whole:g}, {part / whole:.1%}" if whole else "none"


def answers_to(document: Document, file: str) -> bool:
    """Whether it is the document that labels call by this file; one of which the same text is held in another form
    answers to that file's name too."""
    return any(same_file(name, file) for name in (document.file, *document.duplicates))
