"""From structured content to passages: the units that are embedded, retrieved and cited."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence

from findings.reading.headings import only_grade
from findings.reading.roles import role
from findings.reading.templates.asks import SHORT_REQUEST, asking_of
from findings.records import Block, Content, Document, Line, Passage
from findings.settings import MAX_PIECES
from findings.text.plain_letters import plain_letters
from findings.text.sentences import ends_sentence, sentences

Pieces = Callable[[str], int]

_SEARCHED = {"paragraph", "bullet", "row", "footnote"}
_FEWEST_WORDS = 4
# Word-pieces of heading path and lead-in that are embedded before the text.
_PREFIX = 40
# A part of a passage that was too long, and a whole list, in word-pieces.
_PART = 200
# A bullet with fewer words says little alone: its list is a passage too.
_SHORT_BULLET = 15


def words_as_pieces(text: str) -> int:
    """A count of word-pieces where no encoder is at hand: 1.25 a word, measured 1.22 on inspection reports."""
    return round(len(text.split()) * 1.25)


def cut(document: Document, content: Content, pieces: Pieces = words_as_pieces) -> tuple[Passage, ...]:
    """The passages of a document in reading order; lists of short bullets follow their bullets."""
    cutter = _Cutter(document, content, pieces)
    found: list[Passage] = []
    bullets: list[Block] = []
    for block in (*content.blocks, None):
        if bullets and (block is None or not _same_list(bullets[-1], block)):
            found.extend(cutter.lists(bullets))
            bullets = []
        if block is None or block.kind not in _SEARCHED or _says_nothing(content.text, block):
            continue
        if block.kind == "bullet":
            bullets.append(block)
        found.extend(cutter.passages(block))
    return tuple(found)


class _Cutter:
    """Cuts one document's blocks; holds where its lines begin, to tell the pages of a part."""

    def __init__(self, document: Document, content: Content, pieces: Pieces) -> None:
        self.document, self.content, self.pieces = document, content, pieces
        self.text = content.text
        self.line_starts = [line.start for line in content.lines]
        self.asking = asking_of(document.kind, document.inspectorate)

    def passages(self, block: Block) -> Iterable[Passage]:
        spans = sentences(self.text, block.body, block.end)
        prefix = min(_PREFIX, self.pieces(" ".join((*block.section, block.lead_in))))
        if prefix + self.pieces(self.text[block.body : block.end]) <= MAX_PIECES:
            yield self._passage([block], spans)
        else:
            for part in _parts(self.text, spans, self.pieces):
                yield self._passage([block], part)

    def lists(self, bullets: Sequence[Block]) -> Iterable[Passage]:
        """Runs of bullets most of which are short, as one passage each."""
        counts = [len(self.text[block.body : block.end].split()) for block in bullets]
        if len(bullets) < 2 or 2 * sum(count < _SHORT_BULLET for count in counts) < len(counts):
            return
        runs: list[list[Block]] = [[]]
        for block in bullets:
            if runs[-1] and self.pieces(self.text[runs[-1][0].body : block.end]) > _PART:
                runs.append([])
            runs[-1].append(block)
        for run in runs:
            if len(run) > 1:
                spans = [span for block in run for span in sentences(self.text, block.body, block.end)]
                yield self._passage(run, spans, is_list=True)

    def _passage(
        self, blocks: Sequence[Block], spans: Sequence[tuple[int, int]], *, is_list: bool = False
    ) -> Passage:
        start, end = spans[0][0], spans[-1][1]
        first = blocks[0]
        page, page_end = self._pages(blocks, start, end)
        text = self.text[start:end]
        return Passage(
            id=f"{self.document.id}:{start}-{end}",
            doc=self.document.id,
            start=start,
            end=end,
            text=text,
            page=page,
            page_end=page_end,
            line=first.line,
            paragraph=None if first.kind == "footnote" else first.number,
            section=first.section,
            lead_in=first.lead_in,
            kind=role(first, plain_letters(re.sub(r"\s+", " ", text)), self.asking),
            sentences=tuple(spans),
            is_list=is_list,
            located=first.located,
            confidence=self._confidence(start, end),
        )

    def _pages(self, blocks: Sequence[Block], start: int, end: int) -> tuple[int | None, int | None]:
        """The pages the words stand on: of a part of a paragraph only its own."""
        pages = [line.page for line in self._lines(start, end)]
        return (min(pages), max(pages)) if pages else (blocks[0].page, blocks[-1].page_end)

    def _confidence(self, start: int, end: int) -> int | None:
        """Of the least certain word on the lines of the words; None where they were not read by OCR."""
        read = [line.confidence for line in self._lines(start, end) if line.confidence is not None]
        return min(read, default=None)

    def _lines(self, start: int, end: int) -> Sequence[Line]:
        """The printed lines that hold characters of `start`:`end`."""
        lines = self.content.lines[
            max(0, bisect_right(self.line_starts, start) - 1) : bisect_left(self.line_starts, end)
        ]
        return [line for line in lines if line.end > start]


def _same_list(last: Block, block: Block) -> bool:
    if block.kind == "footnote":
        return True
    return block.kind == "bullet" and (block.section, block.lead_in) == (last.section, last.lead_in)


def _says_nothing(text: str, block: Block) -> bool:
    """Names, labels and cells that no one searches for: too few words, or words that make no statement."""
    words = text[block.body : block.end].split()
    if SHORT_REQUEST.match(text[block.body : block.end]):
        return False
    if len(words) < _FEWEST_WORDS and not (block.kind == "bullet" and len(words) > 1):
        return True
    if len(words) < 2 * _FEWEST_WORDS and words[-1].endswith(":"):
        return True
    if block.kind == "row":
        cells = text[block.body : block.end].split("\t")
        return block.level == 1 or (only_grade(cells[-1]) is not None and len(words) < 20)
    if block.kind != "paragraph" or ends_sentence(text[block.body : block.end]) or len(words) > 12:
        return False
    capitals = sum(word[:1].isupper() or not word[:1].isalpha() for word in words)
    return capitals > 0.6 * len(words)


def _parts(
    text: str, spans: Sequence[tuple[int, int]], pieces: Pieces
) -> Iterable[tuple[tuple[int, int], ...]]:
    """Runs of sentences of at most `_PART` pieces, each beginning with the last sentence of the one before."""
    begin = 0
    while begin < len(spans):
        end = begin + 1
        while end < len(spans) and pieces(text[spans[begin][0] : spans[end][1]]) <= _PART:
            end += 1
        yield tuple(spans[begin:end])
        if end == len(spans):
            return
        # The overlap of one sentence; none where that sentence is the whole part.
        begin = end - 1 if end - begin > 1 else end
