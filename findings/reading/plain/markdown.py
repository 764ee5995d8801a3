"""Markdown's marks, which also stand in texts made from PDF: taken off, so that words are left as they are shown."""

from __future__ import annotations

import re

from findings.reading.marks import raised

_HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*$")
_WHOLE_BOLD = re.compile(r"(\*\*|__)(?=\S)([^*_]+?)(?<=\S)\1:?")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
# One star on either side of words; a lone star is a note's mark and stays.
_EMPHASIS = re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*]+?)(?<=[^\s*\\])\*(?![\w*])")
_UNDERSCORED = re.compile(r"(?<!\w)_(?=[^\s_])([^_]+?)(?<=[^\s_])_(?!\w)")
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)")
_LINK = re.compile(r"\[([^\]]+)\]\(\s*<?[^)\s>]*>?(?:\s+\"[^\"]*\")?\s*\)")
_RAISED = re.compile(r"<sup>\s*(\d{1,3})\s*</sup>\s?", re.I)
_TAG = re.compile(r"</?(?:sup|sub|br|b|i|em|strong|u|span|p|div)\b[^<>]*>|<!--.*?-->", re.I)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_TABLE_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
_RULE = re.compile(r"(?:[-*_=]\s*){3,}|```.*|~~~.*")


def heading(line: str) -> tuple[int, str] | None:
    """(level, words) of a line that is marked as a heading: "## Main findings", or, level 0, "**Main findings**"."""
    marked = _HEADING.fullmatch(line)
    if marked:
        return len(marked[1]), plain(marked[2])
    bold = _WHOLE_BOLD.fullmatch(line)
    return (0, plain(line)) if bold else None


def is_rule(line: str) -> bool:
    """A line that only draws: a rule, the fence of a code block, the line under a table's head."""
    return bool(_RULE.fullmatch(line) or ("-" in line and "|" in line and _TABLE_RULE.fullmatch(line)))


def cells(line: str) -> list[str] | None:
    """The cells of a table's row, "| a | b |", else None."""
    if len(line) < 3 or line[0] != "|" or line[-1] != "|":
        return None
    return [plain(cell.strip()) for cell in re.split(r"(?<!\\)\|", line[1:-1])]


def plain(text: str, *, markdown: bool = False) -> str:
    """The words of `text` without `**`, `*`, links and tags. Underscores and escapes count only in Markdown files."""
    text = _RAISED.sub(lambda found: raised(found[1]), text)
    text = _TAG.sub("", text)
    text = _LINK.sub(r"\1", _IMAGE.sub(r"\1", text))
    text = _EMPHASIS.sub(r"\1", _BOLD.sub(r"\2", text))
    if markdown:
        text = _ESCAPE.sub(r"\1", _UNDERSCORED.sub(r"\1", text))
    return text
