"""What a PDF holds beside its pages' text: values typed into a form, files attached to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from findings.reading.marks import number_at, without_hidden
from findings.reading.raw import Part, RawBlock

# A value of as many words is a statement of its own; a shorter one says nothing without what it was asked.
_STATEMENT = 6


@dataclass(frozen=True, slots=True)
class Value:
    """What was typed or chosen in one field of a form."""

    page: int
    label: str  # what the form says is wanted there, in words; "" where it says nothing a person would read
    text: str


@dataclass(frozen=True, slots=True)
class Within:
    """What `within` of `open` found."""

    values: tuple[Value, ...] = ()
    parts: tuple[Part, ...] = ()


def with_values(blocks: Sequence[RawBlock], values: Sequence[Value]) -> tuple[RawBlock, ...]:
    """The blocks with what was typed into the form of each page after the last that stands on it."""
    printed = {" ".join(block.text.split()) for block in blocks}
    found = list(blocks)
    for page in sorted({value.page for value in values}):
        own = [_block(value) for value in values if value.page == page]
        own = [block for block in own if block.text not in printed]
        after = [place for place, block in enumerate(found) if block.page is not None and block.page <= page]
        place = after[-1] + 1 if after else 0
        found[place:place] = own
    return tuple(found)


def _block(value: Value) -> RawBlock:
    text = " ".join(without_hidden(value.text).split())
    label = " ".join(without_hidden(value.label).split())
    if label and len(text.split()) < _STATEMENT:
        return RawBlock("row", f"{label}\t{text}", page=value.page, page_end=value.page)
    number = number_at(text)
    body, mark = (number[1], number[0]) if number else (0, None)
    return RawBlock("paragraph", text, body, mark, page=value.page, page_end=value.page)
