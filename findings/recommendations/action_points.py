"""What a document asks to be improved: its passages of that kind, put together to the points as they were made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from findings.reading.roles import asks
from findings.reading.templates.asks import Asking, labelled
from findings.recommendations.listed import entries
from findings.records import Block, Content, Passage

# Headings and lead-ins under which what is asked for cannot wait: Ofsted, HMICFRS, CQC ("must", against "should").
_PRIORITY = re.compile(
    r"""(?ix)
    ^(areas?\ (for|of)\ )?(priority|immediate)\ (and\ immediate\ )?actions?\b | ^immediately\b
    | ^causes?\ of\ concern | \bactions?\b.{0,60}\bmust\b
    """
)
_WITHOUT_DELAY = re.compile(r"(?ix)^(areas?\ (for|of)\ )?(improvement|development)s?\b | \bshould\b")
# A paragraph with at least so many words says what is wanted itself; a shorter one only introduces its bullets
# ("The trust should take action to improve:").
_SAYS_ITSELF = 25
_LABEL_WORDS = 5  # of a label in a line of its own
# The name of a responsible body is no longer than this, in words.
_LONGEST_BODY = 30


@dataclass(frozen=True, slots=True)
class ActionPoint:
    """One thing asked for: `text` is the stored text from `start` to `end`, its sub-points included."""

    passages: tuple[Passage, ...]  # at least one, in reading order; also the parts of a long one
    start: int
    end: int
    text: str
    number: str | None
    body: str | None
    priority: bool


def action_points(
    content: Content, passages: Iterable[Passage], asking: Asking | None = None
) -> tuple[ActionPoint, ...]:
    """What one document asks for, in reading order, from its stored text and all of its passages.

    `asking` is how its inspectorate asks. In reports on children's services, and where it is not given, a paragraph is
    one point whatever it lists; elsewhere what its print marks as entries of a list are points each.
    """
    lists = asking is not None and not asking.plain
    made = sorted(
        (p for p in passages if p.kind == "recommendation" and not p.is_list),
        key=lambda passage: (passage.start, passage.end),
    )
    owner = _owners(content, made, lists)
    points: list[ActionPoint] = []
    for place, group in groupby(made, key=lambda p: owner[p.id]):
        own = tuple(group)
        if len(own) == 1 and _introduces(content, place, lists):
            continue
        point = _point(content, content.blocks[place], own)
        one_block = point.end <= content.blocks[place].end and point.body is None
        points += _entries(point, asking.words) if lists and asking and one_block else [point]
    return tuple(points)


def _entries(point: ActionPoint, asks: Callable[[str], bool]) -> list[ActionPoint]:
    """A point as the points that its paragraph lists; itself where it lists none."""
    found = entries(point.text, asks)
    if len(found) < 2:
        return [point]
    return [
        replace(
            point,
            passages=tuple(
                p for p in point.passages if p.start < point.start + end and p.end > point.start + start
            ),
            start=point.start + start,
            end=point.start + end,
            text=point.text[start:end],
            number=mark or point.number,
        )
        for mark, start, end in found
    ]


def _owners(content: Content, passages: Sequence[Passage], lists: bool) -> dict[str, int]:
    """Passage id -> the place of the block whose point it belongs to: its own, or the one that its list completes."""
    owners: dict[str, int] = {}
    asking = set()  # the places of blocks of which a passage asks for something
    place = 0
    labelling: int | None = None  # the label in force that stands in a line of its own
    for passage in passages:
        while content.blocks[place].end < passage.end:
            place += 1
        asking.add(place)
        owners[passage.id] = place
        if lists:
            labelling = _label_in_force(content, place, labelling)
            if labelling is not None:
                owners[passage.id] = labelling
                continue
        if content.blocks[place].kind == "bullet":
            before = _before(content, place)
            block = content.blocks[before]
            # One that is too short for a passage ("3. Strengthen the oversight of:") asks by its number and place,
            # unless it is but a heading ("13. Priorities for improvement:").
            own_words = content.text[block.body : block.end]
            numbered = block.number is not None and any(map(asks, block.section)) and not asks(own_words)
            own = labelled(own_words)
            at_length = before in asking and (own or (_words(content, block) >= _SAYS_ITSELF and not lists))
            numbered = numbered and not (lists and _of_the_text(content, before))
            # "... where" or "... by (paragraph 150)", then bullets that go on in lower case.
            goes_on = passage.text[0].islower()
            if (numbered and (passage.lead_in or goes_on)) or (at_length and passage.lead_in):
                owners[passage.id] = before
    return owners


def _label_in_force(content: Content, place: int, before: int | None) -> int | None:
    """The place of the label in a line of its own that a block stands below: "Area for improvement 1"."""
    block = content.blocks[place]
    if labelled(content.text[block.body : block.end]):
        return place if _words(content, block) <= _LABEL_WORDS else None
    return before if before is not None and content.blocks[before].section == block.section else None


def _of_the_text(content: Content, place: int) -> bool:
    """Whether a paragraph's number counts the paragraphs of the document, not what is asked for: that run of numbers
    does not begin under this heading."""
    block = content.blocks[place]
    if block.number is None or not block.number.isdigit():
        return False
    number = int(block.number)
    for before in reversed(content.blocks[:place]):
        if before.number == str(number - 1) and before.section == block.section:
            number -= 1
        elif before.number is not None:
            break
    return number != 1


def _introduces(content: Content, place: int, lists: bool) -> bool:
    """Whether the block only introduces the bullets below it: "Leaders should take action to ensure that:"."""
    block = content.blocks[place]
    below = content.blocks[place + 1 : place + 2]
    counted = block.number is not None and not (lists and _of_the_text(content, place))
    return (
        not counted
        and content.text[block.start : block.end].rstrip().endswith(":")
        and any(next_.kind == "bullet" for next_ in below)
        and (lists or _words(content, block) < _SAYS_ITSELF)
        and not labelled(content.text[block.body : block.end])
    )


def _words(content: Content, block: Block) -> int:
    return len(content.text[block.body : block.end].split())


def _before(content: Content, place: int) -> int:
    """The place of the block that the bullet at `place` hangs on."""
    before = place - 1
    while before > 0 and content.blocks[before].kind in ("bullet", "footnote"):
        before -= 1
    return before


def _point(content: Content, block: Block, passages: tuple[Passage, ...]) -> ActionPoint:
    start, end = min(block.body, passages[0].start), passages[-1].end
    body, own = _responsible(content.text[start:end]) if block.kind == "row" else (None, 0)
    start += own
    return ActionPoint(
        passages=passages,
        start=start,
        end=end,
        text=content.text[start:end],
        number=block.number,
        body=body,
        priority=is_priority(passages[0]),
    )


def _responsible(row: str) -> tuple[str | None, int]:
    """The first cell of a row, where it names who is to act, and the offset at which the rest begins."""
    first, tab, rest = row.partition("\t")
    is_name = 0 < len(first.split()) <= _LONGEST_BODY and not first.rstrip().endswith((".", ":", ";"))
    if tab and is_name and any(c.isalpha() for c in first) and len(rest.split()) > len(first.split()):
        return " ".join(first.split()), len(first) + len(tab) + len(rest) - len(rest.lstrip())
    return None, 0


def is_priority(passage: Passage) -> bool:
    """Whether it stands under a heading of priority actions; the innermost heading that says either decides."""
    for words in (passage.lead_in, *reversed(passage.section)):
        if _PRIORITY.search(words):
            return True
        if _WITHOUT_DELAY.search(words):
            return False
    return False
