"""Lines of a text file put together to blocks, each with its kind as far as its own marks tell it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from findings.reading.marks import bullet_at, joint, label_alone, number_at
from findings.reading.plain import markdown
from findings.reading.plain.textlines import PAGE_BREAK, TextLine, goes_on, is_lower, is_open, wrap_width

# A footnote's mark: a raised figure, or asterisks that neither make a bullet ("* word") nor bold ("**word**").
NOTE = re.compile(
    r"(?:<sup>\s*(\d{1,2})\s*</sup>|([¹²³⁴-⁹]+)|(\*{2,3}\s+(?=\S)(?!.*\*\*)|\*(?=[^\s*])(?!.*\*)))\s*(?=\S)",
    re.I,
)
_RAISED_TO_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# "- 17. The": the bullet is a scanner's addition to the printed number.
_NUMBERED_BULLET = re.compile(r"[-–*•]\s+(?=\d{1,3}\.\s+\S)")
# Share of the wrapping width below which a line was ended on purpose: letters differ in width, so not all of it.
_EARLY = 0.85
_SENTENCE = 8  # words of a line that is the beginning of a sentence


@dataclass(slots=True)
class Group:
    """Lines of one block, joined."""

    line: TextLine  # the first
    text: str
    last: TextLine
    lines: int = 1
    before: int = 0  # blank lines above, counting those of spaced lines
    kind: str = "paragraph"  # heading, bullet, row, footnote, numbered
    level: int = 0
    number: str | None = None
    body: int = 0
    cells: list[str] = field(default_factory=list)
    box: int = 0  # not 0: in the summary printed under a graded heading


def join(lines: list[TextLine]) -> list[Group]:
    """Lines put together to blocks, each with its kind as far as its own marks tell it."""
    width = wrap_width(lines)
    words = {word.lower() for line in lines for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.text)}
    groups: list[Group] = []
    for line in lines:
        if markdown.is_rule(line.text):
            continue
        new = _start(line)
        group = _open_group(groups, line)
        if group is not None and _continues(group, line, new, width):
            text = line.text
            if new.kind == "bullet":
                text = text[new.body :]
            above, between = joint(group.text, text, words)
            group.text = above + between + text
            group.last = line
            group.lines += 1
        else:
            groups.append(new)
    return groups


def _open_group(groups: list[Group], line: TextLine) -> Group | None:
    """The block that a line may go on with: the last, or the one above notes at the foot of the page before."""
    position = len(groups) - 1
    if line.gap >= PAGE_BREAK:
        while position > 0 and groups[position].kind == "footnote":
            position -= 1
    return groups[position] if position >= 0 else None


def _start(line: TextLine) -> Group:
    """A block that begins with this line."""
    group = Group(line, line.text, line, before=line.gap)
    heading = markdown.heading(line.text)
    cells = markdown.cells(line.text) or [cell.strip() for cell in line.text.split("\t") if cell.strip()]
    if len(cells) == 2 and label_alone(cells[0]) and cells[1][:1].isalpha():
        cells = []  # a heading's number or a paragraph's, and a tab
    if heading:
        group.kind, group.level, group.text = "heading", heading[0], heading[1]
        return group
    if len(cells) > 1:
        group.kind, group.cells, group.text = "row", cells, "\t".join(cells)
        return group
    group.text = line.text.replace("\t", " ").strip()
    note = NOTE.match(group.text)
    if note:
        group.kind = "footnote"
        group.number = note[1] or (note[2] or note[3].strip()).translate(_RAISED_TO_PLAIN)
        return group
    group.text = _NUMBERED_BULLET.sub("", group.text)
    number = number_at(group.text)
    if number:
        group.kind, (group.number, group.body) = "numbered", number
        return group
    bullet = bullet_at(group.text) or (re.match(r"[*+]\s+", group.text) and (1, 2)) or None
    if bullet:
        group.kind, group.level, group.body = "bullet", 1, bullet[1]
    return group


def _continues(group: Group, line: TextLine, new: Group, width: int | None) -> bool:
    """Whether a line goes on with the block above it."""
    if group.kind in ("heading", "row") or new.kind in ("heading", "row", "footnote"):
        return False
    above = group.last.text
    unfinished = is_open(above) and (is_lower(new.text[new.body :]) or goes_on(above))
    if line.gap >= PAGE_BREAK:
        if new.kind == "bullet":
            # A dash put before the rest of a paragraph; between two items of one list it is a bullet.
            same_list = group.kind == "bullet" and (
                is_lower(group.text[group.body :]) or line.indent > group.line.indent
            )
            return unfinished and not same_list and not above.endswith(":")
        return unfinished and new.kind == "paragraph" and len(above) >= 40
    if new.kind == "bullet":
        return False
    if new.kind == "numbered":
        return line.gap == 0 and is_open(above) and goes_on(above) and group.kind != "numbered"
    if line.gap and not line.wrapped:
        full = width is not None and len(above) >= 0.7 * width
        # A sentence cut by a blank line, in a text whose lines are not wrapped; no entry of a list without marks.
        cut = (
            width is None
            and line.gap == 1
            and len(new.text.split()) > 1
            and len(group.text.split()) >= _SENTENCE
            and not is_lower(group.text[group.body :])
        )
        return (full or cut) and is_open(above) and is_lower(new.text)
    if is_lower(new.text):
        return True
    if group.kind in ("bullet", "numbered") and line.indent > group.line.indent and line.gap == 0:
        return True
    return not _ended_early(group.last, line, width)


def _ended_early(above: TextLine, below: TextLine, width: int | None) -> bool:
    """The line above stops where the next word would have fitted, or the line below is set in after a full stop."""
    if width is None:
        return True
    first = below.text.split(" ", 1)[0]
    if len(above.text) + 1 + len(first) < _EARLY * width:
        return True
    return not is_open(above.text) and below.indent != above.indent
