"""The same words read by another library: pypdf's text of a passage's pages must hold the passage's words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from findings.reading.marks import BULLETS, SUB_BULLETS, without_hidden
from findings.reading.pdf.open import page_texts
from findings.records import Content, Passage

_DASHES = re.compile("[-‐‑–—−─―\u00ad\u0002\ufffe]")
_MARKS = dict.fromkeys(map(ord, BULLETS | SUB_BULLETS))


def differences(
    path: Path, content: Content, passages: Iterable[Passage]
) -> list[tuple[Passage | None, str]]:
    """(passage, why in a line) of each whose letters pypdf does not read on their pages; (None, why) of what cannot be
    compared: a page of which pypdf reads nothing, a sign that it takes for another. Raises ReadingError.

    Compared without spaces, dashes and bullets, with raised figures as figures: the two libraries place those
    differently. Lines may stand in another order, and parts of a line too: pypdf gives a page as it was drawn.
    """
    texts = [None if text is None else bare(text) for text in page_texts(path)]
    found: list[tuple[Passage | None, str]] = []
    if unread := [number for number, text in enumerate(texts, 1) if text is None]:
        pages = f"page{'s' if len(unread) > 1 else ''} {_spans(unread)}"
        found.append((None, f"pypdf cannot read {pages}, so nothing could be compared there"))
    signs: dict[str, set[int]] = {}
    for passage in passages:
        for missing, cell, page in _missing(texts, content, passage):
            if sign := _other_sign(cell, texts[page - 1] or ""):
                signs.setdefault(sign, set()).add(page)
            else:
                found.append((passage, f"pypdf does not read ‘{missing}’ there"))
                break
    for sign, on in sorted(signs.items()):
        pages = f"page{'s' if len(on) > 1 else ''} {_spans(sorted(on))}"
        found.append((None, f"pypdf reads another sign for ‘{sign}’ on {pages}: it is of a font of symbols"))
    return found


def _other_sign(words: str, page: str) -> str:
    """The signs of words of which pypdf reads all letters and figures, with other signs between them; else ""."""
    pattern = "".join(re.escape(letter) if letter.isalnum() else "[^\\w\\s]" for letter in bare(words))
    signs = "".join(letter for letter in bare(words) if unicodedata.category(letter).startswith("S"))
    return signs if signs and re.search(pattern, page) else ""


def _missing(
    texts: Sequence[str | None], content: Content, passage: Passage
) -> Iterator[tuple[str, str, int]]:
    """The words of a passage that are not on their page in `texts` (bare text by page), their cell and the page."""
    if passage.page is None:
        return
    for line in content.lines:
        if line.confidence is not None:  # read by OCR: the file has no text there to compare with
            continue
        start, end = max(line.start, passage.start), min(line.end, passage.end)
        page = texts[line.page - 1] if start < end else None
        if page is not None and not _found(bare(content.text[start:end]), page):
            for cell in content.text[start:end].split("\t"):
                yield from ((words, cell, line.page) for words in _words_missing(cell.split(), page))


def _words_missing(words: Sequence[str], page: str) -> Iterator[str]:
    """The first words that are not on the page, where the line is taken apart into as few runs as it can be; where it
    would fall into single words, all of it."""
    runs = begin = 0
    while begin < len(words):
        end = begin + 1
        if not _found(bare(words[begin]), page):
            yield words[begin]
            return
        while end < len(words) and _found(bare("".join(words[begin : end + 1])), page):
            end += 1
        runs += 1
        begin = end
    if runs > max(2, (len(words) + 1) // 2):
        yield " ".join(words)


def _spans(numbers: Sequence[int]) -> str:
    """ "2, 4 to 6"."""
    runs = [
        [number for _, number in run]
        for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])
    ]
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs)


def bare(text: str) -> str:
    """The letters and figures of a text as both libraries give them."""
    plain = unicodedata.normalize("NFKC", text)
    return re.sub(r"\s+", "", _DASHES.sub("", without_hidden(plain)).translate(_MARKS))


def _found(letters: str, page: str) -> bool:
    if letters in page:
        return True
    # pypdf moves a raised figure to another place of its line.
    without = re.sub(r"\d", "", letters)
    return len(without) > 3 and without in re.sub(r"\d", "", page)
