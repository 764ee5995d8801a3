"""Headings, titles and levels in a text without fonts: from marks, from standing alone, from the contents list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from findings.reading.headings import only_grade
from findings.reading.marks import without_label
from findings.reading.plain.textblocks import Group
from findings.reading.plain.textlines import PAGE_BREAK, goes_on, is_lower, is_open

_GRADE_HEAD = re.compile(r"(?:key\s+)?judge?ments?\t+(?:judge?ment\s+)?grade", re.I)
_CONTENTS = re.compile(r"(?:table of )?contents", re.I)
_ENTRY = re.compile(r"(.+?)(?:\t|\s?\.{3,}\s?|\s{2,})\s*\d*$")
_SALUTATION = re.compile(r"(?:dear|yours)\b", re.I)
_SIGNED = re.compile(r"yours\s+(?:sincerely|faithfully|truly)|kind regards", re.I)
_LABEL = re.compile(r"[A-Z][\w ’']{2,40}:\s+\S")
_NOT_HEADING = re.compile(
    r"@|www\.|https?:|\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b|(?:\d[\s-]?){7,}|^[A-Z][\w ’']{2,40}:\s+\S|^\W*\d"
)
_DATE = re.compile(r"(?:\w+day,?\s+)?\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]+\s+\d{4}\.?")
_LONGEST_HEADING = 16  # words
_LONGEST_TITLE = 30


def set_headings(groups: list[Group]) -> None:
    """Mark headings and titles, and set the levels of headings and bullets."""
    if sum(group.kind == "heading" for group in groups) < 2:
        _find_headings(groups)
    _set_titles(groups)
    _set_levels(groups)
    _set_boxes(groups)


def _find_headings(groups: list[Group]) -> None:
    """Mark the short lines that stand alone and do not end a sentence. For texts without headings of their own."""
    signed = False
    for position, group in enumerate(groups):
        signed = signed or _SIGNED.match(group.text) is not None
        after = groups[position + 1] if position + 1 < len(groups) else None
        if signed or after is None or group.kind != "paragraph" or group.lines > 1:
            continue
        above = groups[position - 1].text if position else ""
        named = _LABEL.match(above) and "," in above and is_open(above)  # the last of a list of people
        goes_down = after.kind == "paragraph" and is_lower(after.text)
        if named or goes_down or not group.before or not after.before:
            continue
        announces = group.text.endswith(":") and len(group.text.split()) <= 4 and after.kind == "paragraph"
        if _is_heading(group.text[:-1] if announces else group.text):
            group.kind = "heading"
    for position in range(len(groups) - 2):
        _mark_graded(groups, position)


def _is_heading(text: str) -> bool:
    text = re.sub(r"[¹²³⁴-⁹]+$", "", text)
    if len(text.split()) > _LONGEST_HEADING or not text[:1].isupper() or text[-1:] in ".,;:!":
        return False
    return not (
        _NOT_HEADING.search(text) or _DATE.fullmatch(text) or _SALUTATION.match(text) or goes_on(text)
    )


def _mark_graded(groups: list[Group], position: int) -> None:
    """ "Key judgement | Grade" over a single row: the row is the heading of what follows, with its grade."""
    head, row, after = groups[position : position + 3]
    single = head.kind == "row" and row.kind == "row" and after.kind != "row"
    if single and _GRADE_HEAD.fullmatch(head.text) and len(row.cells) == 2 and only_grade(row.cells[1]):
        head.kind, row.kind = "front", "heading"


def _set_titles(groups: list[Group]) -> None:
    """The short lines a file opens with, or the subject of a letter, are its title."""
    salutation = next(
        (at for at, group in enumerate(groups[:60]) if group.text.lower().startswith("dear ")), None
    )
    if salutation is not None:
        subject = next((group for group in groups[salutation + 1 : salutation + 4] if _is_title(group)), None)
        if subject:
            subject.kind = "title"
        return
    opening: list[Group] = []
    for group in groups[:6]:
        if not _is_title(group) or _CONTENTS.fullmatch(group.text):
            break
        if opening and without_label(group.text) != group.text:
            break  # the first section, "I. Summary"
        opening.append(group)
        if group.level:
            break
    if len(opening) in (len(groups), 6):
        # Short lines all the way: a list of words, or a text whose sentences have no stops.
        opening = opening[: min(1, len(groups) - 1)]
    for group in opening:
        group.kind = "title"


def _is_title(group: Group) -> bool:
    short = len(group.text.split()) <= _LONGEST_TITLE and (is_open(group.text) or group.kind == "heading")
    return group.kind in ("heading", "paragraph") and short and not _NOT_HEADING.search(group.text)


def _set_levels(groups: list[Group]) -> None:
    """Levels of headings and bullets. A contents list names the headings of the first level."""
    entries = _contents(groups)
    marked = [group.level for group in groups if group.kind in ("heading", "title") and group.level]
    if marked and marked[0] > min(marked):
        # The first is the title: levels that put a section above it were taken from the look of the page.
        for group in groups:
            group.level = min(group.level, 1)
    deepest = max((group.level for group in groups if group.kind in ("heading", "title")), default=0)
    base: Group | None = None
    for group in groups:
        if group.kind == "heading" and group.level == 0:
            listed = any(_same_start(group.text, entry) for entry in entries)
            if group.cells:
                group.level = deepest + (2 if entries else 1)
            else:
                group.level = deepest + (1 if listed or not entries else 3)
        if group.kind == "bullet":
            group.level = _bullet_level(group, base)
        if group.kind != "footnote":
            base = group


def _set_boxes(groups: list[Group]) -> None:
    """The heading right under a graded one ("Summary") holds for its box, not for the numbered paragraphs after."""
    box = 0
    for above, group in pairwise(groups):
        if group.kind == "heading":
            box = group.line.number if above.kind == "heading" and above.cells else 0
        elif group.kind == "numbered":
            box = 0
        group.box = box


def _contents(groups: Iterable[Group]) -> set[str]:
    """The entries of the contents list, which are marked as such: it ends with its page."""
    entries: set[str] = set()
    within = False
    for group in groups:
        if not within:
            within = group.kind in ("heading", "title", "paragraph") and bool(_CONTENTS.fullmatch(group.text))
        elif group.before >= PAGE_BREAK or not _is_entry(group):
            break
        else:
            entry = _ENTRY.fullmatch(group.text)
            words = " ".join((entry[1] if entry else group.text).split()).lower()
            if not entry and words in entries:
                break  # the first section itself
            entries.add(words)
            group.kind = "contents"
    return entries


def _is_entry(group: Group) -> bool:
    return len(group.text.split()) <= _LONGEST_TITLE and is_open(re.sub(r"\?(?=\W*\d*$)", "", group.text))


def _same_start(text: str, entry: str) -> bool:
    """A heading is that of a contents entry; two headings may have run into one line."""
    words = re.sub(r"[¹²³⁴-⁹]+$", "", text).lower()
    return words == entry or (
        len(entry) > 12 and words.startswith(entry + " ") and len(words) < 2 * len(entry) + 12
    )


def _bullet_level(group: Group, above: Group | None) -> int:
    """Deeper where it is set in from the bullet above, or goes on with a list that was cut by a page break."""
    if above is None or above.kind != "bullet":
        return 1
    if group.line.indent > above.line.indent and (
        above.level == 1 or group.line.indent - above.line.indent < 2
    ):
        return 2
    if group.line.indent == above.line.indent and group.before < PAGE_BREAK:
        same = is_lower(group.text[group.body :]) or group.text[group.body : group.body + 1].isdigit()
        return above.level if above.level == 1 or same or group.line.indent else 1
    if group.before >= PAGE_BREAK and above.level == 2 and is_open(above.text):
        own = group.text[group.body :]
        return 2 if own[:1].isdigit() or is_lower(own) else 1
    return 1
