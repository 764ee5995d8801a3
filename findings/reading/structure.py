"""From raw blocks to stored text with its structure: numbers, headings, lead-ins, lists within lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from findings.reading.exclude import excluded
from findings.reading.headings import only_grade, split_grade
from findings.reading.marks import number_at, without_raised
from findings.reading.outline import heading_levels
from findings.reading.raw import RawBlock, RawDocument
from findings.reading.roles import asks
from findings.reading.templates.asks import SHORT_REQUEST
from findings.records import Block, Content, Line
from findings.text.plain_letters import plain_letters
from findings.text.sentences import ends_sentence, sentences

# Numbers may be left out in print; more than this between two is another list or a figure in a sentence.
_LARGEST_GAP = 3


@dataclass(slots=True)
class NumberSequence:
    """Follows the numbers down a document; `accept` says which text carries the next."""

    last: int = 0

    def accept(self, text: str) -> tuple[str, int] | None:
        """(number, where the words begin) if the text begins with a number that fits the sequence."""
        found = number_at(text) or self._bare(text)
        if found is None:
            return None
        if "." in found[0]:
            return found
        value = int(found[0])
        if self.last < value <= self.last + _LARGEST_GAP or value == 1:
            self.last = value
            return found
        return None

    def _bare(self, text: str) -> tuple[str, int] | None:
        found = number_at(text, bare=True)
        return found if found and found[0] == str(self.last + 1) and self.last > 1 else None


# A longer sub-bullet is a passage of its own.
_LONGEST_SUB_BULLET = 40


def assemble(raw: RawDocument) -> Content:
    """The stored text and its blocks: text of blocks joined by an empty line, offsets into the whole."""
    blocks = _numbered_headings(_joined_sub_bullets(_without_empty(raw.blocks)))
    kinds = excluded(blocks)
    levels = heading_levels(blocks, kinds)
    headings = _Headings()
    numbers = NumberSequence()
    text: list[str] = []
    done: list[Block] = []
    lines: list[Line] = []
    lead_in = outer = ""  # of the bullets that follow, and of those of the first level among them
    at = 0
    for place, block in enumerate(blocks):
        kind = kinds.get(place, block.kind)
        number, body, grade = block.number, block.body, block.grade
        if kind == "paragraph" and number is None:
            found = numbers.accept(block.text)
            if found:
                number, body = found
        elif kind == "paragraph" and number is not None:
            numbers.accept(block.text)
        section = headings.path(block.box)
        if kind == "heading":
            alone = only_grade(block.text)
            if alone and done and done[-1].kind == "heading" and done[-1].grade is None:
                done[-1] = replace(done[-1], grade=alone)
            else:
                grade = grade or split_grade(block.text)[1]
                headings.open(block, levels[place])
            lead_in = outer = ""
        elif kind not in {"bullet", "footnote"}:
            lead_in = outer = ""
        elif kind == "bullet" and block.level < 2:
            lead_in = outer
        start = at
        done.append(
            Block(
                kind=kind,
                start=start,
                end=start + len(block.text),
                body=start + body,
                page=block.page,
                page_end=block.page_end,
                line=block.line,
                number=number,
                level=levels.get(place, block.level),
                grade=grade,
                section=section,
                lead_in=lead_in if kind == "bullet" else "",
                located=block.located,
            )
        )
        lines.extend(
            Line(
                start + line.start,
                start + line.end,
                line.page,
                line.x0,
                line.top,
                line.x1,
                line.bottom,
                line.confidence,
            )
            for line in block.lines
        )
        if kind in {"paragraph", "bullet"} and block.text.rstrip().endswith(":"):
            lead_in = _last_sentence(block.text[body:])
            outer = outer if kind == "bullet" else lead_in
        elif kind == "paragraph" and _announces(block, blocks[place + 1 : place + 2]):
            lead_in = outer = _last_sentence(block.text[body:])
        text.append(block.text)
        at += len(block.text) + 2
    return Content("\n\n".join(text), tuple(done), tuple(lines))


_FOLLOWING = re.compile(r"\bfollowing\b", re.I)


def _announces(block: RawBlock, below: Sequence[RawBlock]) -> bool:
    """Whether a list hangs on a paragraph that ends with a full stop: "These are the following improvements." """
    return any(each.kind == "bullet" for each in below) and bool(
        _FOLLOWING.search(_last_sentence(block.text))
    )


class _Headings:
    """The headings in force, outermost first."""

    def __init__(self) -> None:
        self._open: list[tuple[int, int, str]] = []  # (level, box, words)

    def open(self, block: RawBlock, level: int) -> None:
        self._leave(block.box)
        while self._open and self._open[-1][0] >= level and self._open[-1][1] == block.box:
            self._open.pop()
        words = plain_letters(" ".join(without_raised(split_grade(block.text)[0]).split()))
        self._open.append((level, block.box, words.rstrip(":").strip()))

    def path(self, box: int) -> tuple[str, ...]:
        words = [words for _, its_box, words in self._open if words and its_box in (0, box)]
        # A table's first row often says the heading above it once more.
        return tuple(word for place, word in enumerate(words) if place == 0 or word != words[place - 1])

    def _leave(self, box: int) -> None:
        self._open = [entry for entry in self._open if entry[1] in (0, box)]


def _without_empty(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    return [block for block in blocks if block.text.strip()]


# A request printed as a heading says what is to be done in some words: "Actions the provider should take" does not.
_REQUEST = re.compile(
    r"(?!what|how|actions?|areas?)[^?]{3,200}\b(?:should|must|needs? to)(?:\s+[^\s?]+){4,}$", re.I
)
# A heading of a part has no more words than this.
_HEADING_WORDS = 10


def _numbered_headings(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """A short line "3. Recommendations" above a paragraph 3.1 is the heading of that part."""
    done = [
        replace(block, kind="paragraph", level=0)
        if block.kind == "heading" and (SHORT_REQUEST.match(block.text) or _asks_itself(block, before))
        else block
        for before, block in pairwise((None, *blocks))
        if block is not None
    ]
    for place, (block, below) in enumerate(pairwise(blocks)):
        if block.kind == "paragraph" and len(block.text.split()) <= _HEADING_WORDS:
            number, first = number_at(block.text), number_at(below.text)
            if (
                number
                and first
                and first[0] == f"{number[0]}.1"
                and not ends_sentence(block.text[number[1] :])
            ):
                level = 1 + number[0].count(".")
                done[place] = replace(block, kind="heading", level=level, number=None, body=0)
    return done


def _asks_itself(block: RawBlock, before: RawBlock | None) -> bool:
    """Whether what is printed as a heading is the request below the heading "Area for improvement": "The force should
    make sure that its analysts are trained"."""
    return (
        before is not None
        and before.kind == "heading"
        and asks(before.text)
        and _REQUEST.match(block.text) is not None
    )


def _joined_sub_bullets(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Short second-level bullets put into the bullet they belong to, a line each."""
    done: list[RawBlock] = []
    parent: int | None = None
    for block in blocks:
        if block.kind == "bullet" and block.level >= 2 and not block.apart:
            short = len(block.text.split()) <= _LONGEST_SUB_BULLET
            if parent is not None and short and done[parent].box == block.box and parent == len(done) - 1:
                done[parent] = _with_child(done[parent], block)
                continue
        elif block.kind == "bullet":
            parent = len(done)
        elif block.kind != "footnote":
            parent = None
        done.append(block)
    return done


def _with_child(parent: RawBlock, child: RawBlock) -> RawBlock:
    shift = len(parent.text) + 1
    moved = tuple(replace(line, start=line.start + shift, end=line.end + shift) for line in child.lines)
    return replace(
        parent,
        text=f"{parent.text}\n{child.text}",
        page_end=child.page_end if child.page_end is not None else parent.page_end,
        lines=parent.lines + moved,
    )


def _last_sentence(text: str) -> str:
    """The sentence a list hangs on: the last of a paragraph that ends with a colon."""
    spans = sentences(text)
    begin, end = spans[-1] if spans else (0, len(text))
    return plain_letters(re.sub(r"\s+", " ", without_raised(text[begin:end])))
