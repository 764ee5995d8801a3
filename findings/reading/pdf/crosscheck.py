"""The same words read by another library: pypdf's text of a passage's pages must hold the passage."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from findings.reading.marks import BULLETS, SUB_BULLETS, without_hidden
from findings.reading.pdf.open import page_texts
from findings.records import Content, Passage

_DASHES = re.compile("[-‐‑–—−─―\u00ad\u0002\ufffe]")
_MARKS = re.compile(f"[{re.escape(''.join(BULLETS | SUB_BULLETS))}]")


def differences(path: Path, content: Content, passages: Iterable[Passage]) -> list[Passage]:
    """The passages whose letters pypdf does not read on their pages; raises ReadingError.

    Compared line by line without spaces, dashes and bullets, with raised figures as figures: the two libraries place
    those differently. Lines may stand in another order (tables, footers drawn first).
    """
    texts = [bare(text) for text in page_texts(path)]
    return [passage for passage in passages if not holds(texts, content, passage)]


def holds(texts: Sequence[str], content: Content, passage: Passage) -> bool:
    """Whether every printed line of a passage is on its page in `texts` (bare text by page)."""
    if passage.page is None:
        return True
    for line in content.lines:
        start, end = max(line.start, passage.start), min(line.end, passage.end)
        if line.confidence is not None:  # read by OCR: the file has no text there to compare with
            continue
        if start < end and not _found(bare(content.text[start:end]), texts[line.page - 1]):
            return False
    return True


def bare(text: str) -> str:
    """The letters and figures of a text as both libraries give them."""
    plain = unicodedata.normalize("NFKC", text)
    return re.sub(r"\s+", "", _MARKS.sub("", _DASHES.sub("", without_hidden(plain))))


def _found(letters: str, page: str) -> bool:
    if letters in page:
        return True
    # pypdf moves a raised figure to another place of its line.
    without = re.sub(r"\d", "", letters)
    return len(without) > 3 and without in re.sub(r"\d", "", page)
