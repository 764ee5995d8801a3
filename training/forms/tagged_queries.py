"""The queries whose words were tagged by hand (`queries.txt`), and more like them for the fit."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from findings.document_kinds import called
from findings.search.kind_names import named_kinds
from findings.search.query_tags import NONE, TAGS
from findings.text.content_words import content_words

FILE = Path(__file__).with_name("queries.txt")
# Everyday queries that were added after failures were seen: no measure.
OURS = "ours"
_MARK = re.compile(r"\{(\w+):\s*([^{}]*?)\s*\}")
_WORD = re.compile(r"\S+")
# How many of the other topics are cut to one word.
_SHORT = 0.3


@dataclass(frozen=True, slots=True)
class Query:
    """A query, and the tag of each of its words."""

    writer: str
    words: tuple[str, ...]
    tags: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.words)


def read_queries(path: Path = FILE) -> list[Query]:
    """The lines of a file; "# name" heads those of one writer.

    Raises:
        ValueError: a tag that there is not, or a brace without its pair; names the line.
    """
    found, writer = [], ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("# "):
            writer = line[2:].strip()
        elif line.strip():
            try:
                found.append(marked_query(line, writer))
            except ValueError as error:
                raise ValueError(f"{path.name}, line {number}: {error}") from error
    return found


def untagged(topic: str) -> Query:
    """A topic alone, which has nothing besides."""
    words = tuple(topic.split())
    return Query("", words, (NONE,) * len(words))


def marked_query(line: str, writer: str = "") -> Query:
    """A query from words with their tags in braces: "neglect {over: over time}".

    Raises:
        ValueError: a tag that there is not, or a brace without its pair.
    """
    text, inside, at = "", [], 0
    for mark in _MARK.finditer(line):
        if mark[1] not in TAGS:
            raise ValueError(f"‘{mark[1]}’ is no tag. Use one of: {', '.join(TAGS)}.")
        text += line[at : mark.start()]
        inside.append((len(text), len(text) + len(mark[2]), mark[1]))
        text, at = text + mark[2], mark.end()
    text += line[at:]
    if "{" in text or "}" in text:
        raise ValueError(f"a brace without its pair in ‘{line.strip()}’.")
    words = list(_WORD.finditer(text))
    return Query(writer, tuple(word[0] for word in words), tuple(_tag(word, inside) for word in words))


def _tag(word: re.Match[str], inside: Sequence[tuple[int, int, str]]) -> str:
    """The tag that most of the letters of a word stand in."""
    letters = [at for at in range(word.start(), word.end()) if word.string[at].isalnum()]
    letters = letters or [*range(word.start(), word.end())]
    for start, end, tag in inside:
        if 2 * sum(start <= at < end for at in letters) > len(letters):
            return tag
    return NONE


def more_like(query: Query, topics: Sequence[str], chance: random.Random) -> Query:
    """The query about another topic, and with another kind of document where it names one."""
    words: list[str] = []
    tags: list[str] = []
    runs = list(_runs(query))
    longest = max((run for run in runs if run[0] == NONE), key=lambda run: len(run[1]), default=None)
    for run in runs:
        tag, own = run
        if run is longest and content_words(" ".join(own)):
            own = tuple(chance.choice(topics).split())
            own = own[-1:] if chance.random() < _SHORT else own
        elif tag == "kind":
            own = tuple(_other_kind(" ".join(own), chance).split())
        words += own
        tags += [tag] * len(own)
    return Query(query.writer, tuple(words), tuple(tags))


def _runs(query: Query) -> Iterator[tuple[str, tuple[str, ...]]]:
    start = 0
    for at in range(1, len(query.tags) + 1):
        if at == len(query.tags) or query.tags[at] != query.tags[start]:
            yield query.tags[start], query.words[start:at]
            start = at


def _other_kind(words: str, chance: random.Random) -> str:
    """The words with the name of another kind in place of the last one they have."""
    named = named_kinds(words)
    if not named:
        return words
    start, end, _ = named[-1]
    other = chance.choice(_names())
    return f"{words[:start]}{other}{'s' if words[:end].endswith('s') and not other.endswith('s') else ''}{words[end:]}"


def _names() -> list[str]:
    """Names of kinds; a short form, which is one word without a meaning of its own, in capitals."""
    return sorted(name.upper() if " " not in name and len(name) < 6 else name for name in called())
