"""Every number and name a deployment may want to change, with its reason. Standard library only."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Settings:
    """Read once from the environment (names FINDINGS_*); every field has a working default."""

    corpus: Path = field(default_factory=lambda: Path(os.environ.get("FINDINGS_CORPUS", ROOT / "corpus")))
    index: Path = field(default_factory=lambda: Path(os.environ.get("FINDINGS_INDEX", ROOT / "index")))
    # What people make with the app and what is kept for them: never inside corpus/ or index/.
    data: Path = field(default_factory=lambda: Path(os.environ.get("FINDINGS_DATA", ROOT / "data")))
    # Whether documents may be added and removed in the app; "off" leaves that to whoever can write to corpus/.
    uploads: bool = field(
        default_factory=lambda: os.environ.get("FINDINGS_UPLOADS", "on").strip().lower() != "off"
    )
    # findings-minilm (adapted to inspection reports), all-MiniLM-L6-v2 (as published), a folder or a hub name.
    encoder: str = field(default_factory=lambda: os.environ.get("FINDINGS_ENCODER", "findings-minilm"))
    threads: int = field(
        default_factory=lambda: int(os.environ.get("FINDINGS_THREADS", "0"))
    )  # cores to encode on; 0: all of them
    # Where a wrong citation is reported: an e-mail or web address, shown in Help.
    contact: str = field(default_factory=lambda: os.environ.get("FINDINGS_CONTACT", "").strip())
    # Whether a person must sign in before a page is shown (docs/sign-in.md).
    sign_in: bool = field(default_factory=lambda: switched_on("FINDINGS_SIGN_IN"))
    # The administrators' log (findings/journal.py); None: switched off.
    journal: Path | None = field(default_factory=lambda: _journal())
    # Whether it holds what was asked as well.
    journal_queries: bool = field(default_factory=lambda: switched_on("FINDINGS_JOURNAL_QUERIES"))


def switched_on(name: str) -> bool:
    """Whether the environment says yes; anything but a clear yes is no."""
    return os.environ.get(name, "").strip().lower() in ("1", "yes", "on", "true")


def _journal() -> Path | None:
    value = os.environ.get("FINDINGS_JOURNAL", "").strip()
    if value.lower() in ("off", "no", "0", "false"):
        return None
    return Path(value) if value else Path(os.environ.get("FINDINGS_DATA", ROOT / "data")) / "journal.jsonl"


# Longest query that is searched, in characters.
MAX_QUERY = 500
# Longest document that is read, in pages.
MAX_PAGES = 300
# Largest file that is read, in bytes; the largest published report seen has 2.4 MB.
MAX_FILE = 50 * 1024 * 1024
# Largest file that can be added in the app, in bytes, and most files at once: a browser sends them through memory.
MAX_UPLOAD = 25 * 1024 * 1024
MAX_UPLOADS = 20
# Word-pieces an encoder sees; a longer passage is cut at sentence ends.
MAX_PIECES = 256
# What reading one file may take: the slowest published report seen takes 2 seconds and 100 MB.
MAX_SECONDS = 60.0
MAX_MEMORY = 1024 * 1024 * 1024
