"""Which pages of a PDF are pictures of text, and those pages read by OCR in place of what they have for text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from findings.citation import listed
from findings.errors import ReadingError
from findings.reading.pdf.glyphs import Page
from findings.reading.pdf.ocr import tesseract
from findings.reading.pdf.ocr.kept_pages import KeptPages
from findings.reading.pdf.ocr.page_reading import (
    PageReading,
    Upright,
    certainty,
    page_of,
    read_page,
    sizes_of,
    upright_of,
)
from findings.reading.pdf.pdfium import document
from findings.reading.pdf.written import everyday_share, has_everyday_words
from findings.reading.raw import RawBlock, RawLine
from findings.reading.sandbox import pulse
from findings.reading.source import file_digest
from findings.settings import MAX_OCR_SECONDS

# A page with fewer letters than this says nothing: a number, a mark.
_FEWEST_LETTERS = 20
# A page may have a line of text, a stamp or a running title over the picture of a page.
_FEW_LETTERS = 200
_MOST_OF_THE_PAGE = 0.6
_RESOLUTION = 300  # dots an inch
_MAX_PIXELS = 12_000_000
_AT_ONCE = 2  # pages of one file read at the same time
# Pages that took too long, after which the rest of a file is given up.
_PATIENCE = 3
# What OCR must find more than the text layer before it stands in its place.
_MORE = 2
# Mean confidence below which OCR has guessed: print in other letters has 24, blurred scans 85 and more.
_LEAST_CERTAIN = 50.0
# Words of three letters and more that OCR is sure of: a map or a photograph has fewer.
_FEWEST_WORDS = 5
_SURE = 60
_LONG_WORD = re.compile(r"[^\W\d_]{3,}")
_EVERYDAY_SHARE = 0.04  # of the words that OCR read in place of a layer of wrong letters


@dataclass(frozen=True, slots=True)
class Recognised:
    """A document's pages with those that OCR read in place of theirs; what to say of it; where their lines lie."""

    pages: tuple[Page, ...]
    read: frozenset[int] = frozenset()  # numbers of the pages that OCR read
    notes: tuple[str, ...] = ()
    lie: Mapping[int, Upright] | None = None


def recognised(path: Path, pages: Sequence[Page]) -> Recognised:
    """The pages of a PDF, pictures of text read by OCR where tesseract is installed, named where it is not."""
    wanted = _wanted(path, pages)
    if not wanted:
        return Recognised(tuple(pages))
    if not tesseract.installed():
        empty = [number for number in wanted if _letters(pages[number - 1]) < _FEWEST_LETTERS]
        return Recognised(tuple(pages), notes=_not_read(empty, len(pages)))
    found, notes = _readings(path, wanted)
    better = {number: reading for number, reading in found.items() if _says_more(reading, pages[number - 1])}
    sizes = Counter(round(size * 2) / 2 for reading in better.values() for size in sizes_of(reading))
    body = sizes.most_common(1)[0][0] if sizes else None
    changed = tuple(
        page_of(better[page.number], page.number, body) if page.number in better else page for page in pages
    )
    lie = {number: upright_of(reading) for number, reading in better.items()}
    said = (*_were_read(sorted(better), len(pages)), *notes)
    return Recognised(changed, frozenset(better), said, lie)


def as_they_lie(blocks: Sequence[RawBlock], recognised: Recognised) -> tuple[RawBlock, ...]:
    """The blocks with the places of lines that OCR read on the page as it lies, not as it was straightened."""
    lie = recognised.lie or {}

    def placed(line: RawLine) -> RawLine:
        if line.page not in lie:
            return line
        x0, top, x1, bottom = lie[line.page].box_as_it_lies(line.x0, line.top, line.x1, line.bottom)
        return replace(line, x0=x0, top=top, x1=x1, bottom=bottom)

    return (
        tuple(replace(block, lines=tuple(map(placed, block.lines))) for block in blocks)
        if lie
        else tuple(blocks)
    )


def without_text(name: str) -> str:
    """What to say of a document that is nothing but pictures, and of which OCR could not make words."""
    said = f"‘{name}’ has pictures of text but no text we can search."
    asks = "Ask the publisher for a text version or run text recognition on it."
    if tesseract.installed():
        return f"{said} OCR found no words in it. Ask the publisher for a text version."
    return f"{said} {asks} To have it read here by OCR: {tesseract.INSTALL}"


def _wanted(path: Path, pages: Sequence[Page]) -> list[int]:
    """The pages that may be pictures of text: nearly empty, mostly a picture, or with text that has no words."""
    doubtful = [page for page in pages if _letters(page) < _FEW_LETTERS or _wordless(page)]
    if not doubtful:
        return []
    wanted = []
    with document(path) as pdf:
        for page in doubtful:
            with pdf.page(page.number) as drawn:
                share = drawn.pictured()
            nearly_empty = _letters(page) < _FEWEST_LETTERS and share > 0
            if nearly_empty or share >= _MOST_OF_THE_PAGE or _wordless(page):
                wanted.append(page.number)
    return wanted


def _letters(page: Page) -> int:
    return sum(letter.isalnum() for span in page.spans for letter in span.text)


def _wordless(page: Page) -> bool:
    """Whether the letters of a page's text layer may be wrong: it holds no everyday words."""
    return not has_everyday_words(span.text for span in page.spans)


def _says_more(reading: PageReading, page: Page) -> bool:
    """Whether OCR found words where the page's own text has none, or far more of them."""
    if _sure_words(reading) < _FEWEST_WORDS or certainty(reading) < _LEAST_CERTAIN:
        return False
    if _wordless(page):
        return everyday_share(reading.words) >= _EVERYDAY_SHARE
    return reading.letters >= _MORE * _letters(page)


def _sure_words(reading: PageReading) -> int:
    words = [word for line in reading.lines for word in line.words if word.confidence >= _SURE]
    return sum(_LONG_WORD.search(word.text) is not None for word in words)


def _readings(path: Path, wanted: Sequence[int]) -> tuple[dict[int, PageReading], list[str]]:
    """Number -> what was read, and what went wrong; kept pages are not read again."""
    kept = KeptPages(file_digest(path))
    found = {number: reading for number in wanted if (reading := kept.get(number)) is not None}
    late: list[int] = []
    failed: dict[str, list[int]] = {}
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for number, waiting in _begun(path, [number for number in wanted if number not in found], pool, late):
            try:
                found[number] = waiting.result()
                kept.put(number, found[number])
            except tesseract.TooSlow:
                late.append(number)
            except ReadingError as error:
                failed.setdefault(str(error), []).append(number)
            pulse.say(f"page {number}, {len(found):,} of {len(wanted):,} by OCR")
    kept.used()
    missing = [number for number in wanted if number not in found]
    notes = [f"{_named(numbers)} not read. {error}" for error, numbers in failed.items()]
    if late:
        given_up = [number for number in missing if not any(number in numbers for numbers in failed.values())]
        notes.append(f"{_named(given_up)} not read: OCR takes too long.")
    return found, notes


def _begun(
    path: Path, numbers: Sequence[int], pool: ThreadPoolExecutor, late: Sequence[int]
) -> Iterator[tuple[int, Future[PageReading]]]:
    """Each page with its reading, begun a few pages ahead of what is asked for; none after too many that were late."""
    ahead: list[tuple[int, Future[PageReading]]] = []
    with document(path) as pdf:
        for number in numbers:
            if len(late) >= _PATIENCE:
                break
            with pdf.page(number) as page:
                scale = min(_RESOLUTION / 72, (_MAX_PIXELS / max(1.0, page.width * page.height)) ** 0.5)
                picture = page.picture(scale).convert("L")
            ahead.append((number, pool.submit(read_page, picture, scale, MAX_OCR_SECONDS)))
            if len(ahead) > _AT_ONCE:
                yield ahead.pop(0)
    yield from ahead


def _were_read(numbers: Sequence[int], of: int) -> tuple[str, ...]:
    if not numbers:
        return ()
    if len(numbers) == of:
        return ("Read by OCR: compare what you quote with the page.",)
    return (f"{_named(numbers)} read by OCR: compare what you quote with the page.",)


def _not_read(numbers: Sequence[int], of: int) -> tuple[str, ...]:
    if not numbers or len(numbers) == of:  # of a whole scan its reader says so
        return ()
    return (f"{_named(numbers)} not read: pictures. To have them read by OCR: {tesseract.INSTALL}",)


def _named(numbers: Sequence[int]) -> str:
    """ "Page 3 was", "Pages 3 to 7 and 9 were"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words = [str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs]
    return f"Page{'s' if len(numbers) > 1 else ''} {listed(words)} {'were' if len(numbers) > 1 else 'was'}"
