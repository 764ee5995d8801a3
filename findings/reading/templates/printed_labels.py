"""What stands after printed labels: "Lead inspector: Jo Bloggs", "URN⇥100001", a label above its value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile

from findings.reading.templates import phrases
from findings.text import dates

# A longer block is running text: a label must stand in it with a colon.
_SHORT = 30  # words
_LONGEST_VALUE = 200  # characters


@lru_cache(maxsize=64)
def _finder(labels: tuple[tuple[str, tuple[str, ...]], ...]) -> re.Pattern[str]:
    # The longest label first: "Date of inspection" before "Date".
    each = [(number, rank, one) for number, (_, words) in enumerate(labels) for rank, one in enumerate(words)]
    each.sort(key=lambda entry: -len(entry[2]))
    fields = [f"(?P<f{number}x{rank}>{phrases.source(one)})" for number, rank, one in each]
    either = "|".join(fields) or r"(?!)"
    return re.compile(
        rf"(?:^|(?<=[\s.;|]))(?:{either})(?:\(s\))?\.?(?P<end>\s*[:\t]+\s*|\s*$|(?=\s))", re.I | re.M
    )


def values(texts: Sequence[str], *labels: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Field -> the values printed after its labels: in the order of these labels, of one in the order of print.

    Quotes in `texts` are straight.

    A label counts with a colon or tab after it, alone in a line (then its value is the next line), or at the start of
    a short text.
    """
    found: dict[str, list[tuple[int, str]]] = {}
    names = tuple(dict.fromkeys(field for each in labels for field in each))
    wanted = tuple((name, tuple(_wanted(name, labels))) for name in names)
    finder = _finder(wanted)
    for place, text in enumerate(texts):
        after = texts[place + 1] if place + 1 < len(texts) else ""
        matches = [match for match in finder.finditer(text) if _is_label(text, match)]
        for number, match in enumerate(matches):
            stop = matches[number + 1].start() if number + 1 < len(matches) else len(text)
            value = text[match.end() : stop].strip(" \t\n:-")
            alone = stop == len(text) and match.start() == 0 and "\t" not in match["end"]
            if not value and alone and not finder.match(after):
                value = "\n".join((after, *_further_days(texts[place + 2 : place + 6])))
            field, rank = next(
                (names[int(key[1:].partition("x")[0])], int(key.partition("x")[2]))
                for key, words in match.groupdict().items()
                if key != "end" and words
            )
            if value:
                found.setdefault(field, []).append((rank, value[:_LONGEST_VALUE]))
    return {
        field: [value for _, value in sorted(those, key=lambda one: one[0])] for field, those in found.items()
    }


def _wanted(field: str, labels: Sequence[Mapping[str, Sequence[str]]]) -> Iterator[str]:
    """The labels of a field; what an earlier one of `labels` gives another field is left out."""
    for place, each in enumerate(labels):
        taken = {word for before in labels[:place] for words in before.values() for word in words}
        yield from (word for word in each.get(field, ()) if word not in taken)


def _further_days(texts: Sequence[str]) -> Iterator[str]:
    """The days that stand below the first: "21 November 2018", "22 November 2018"."""
    return takewhile(lambda text: dates.only_day(dates.normalised(text)) is not None, texts)


def _is_label(text: str, match: re.Match[str]) -> bool:
    end = match["end"]
    if ":" in end:
        return True
    if "\t" in end:  # a whole cell
        return match.start() == 0 or text[match.start() - 1] in "\t\n"
    whole_line = not text[match.end() :].strip() or text[match.end() :].startswith("\n")
    begins = match.start() == 0 or text[match.start() - 1] == "\n"
    return begins and (whole_line or len(text.split()) <= _SHORT)


def first_line(value: str) -> str:
    """The first cell of the first line of a value."""
    return re.split(r"[\t\n]", value.strip(), maxsplit=1)[0].strip(" .;,")


def short(value: str, most: int) -> str | None:
    """The first line of a value where it has at most `most` words and no sentence."""
    line = first_line(value)
    return line if line and len(line.split()) <= most and not re.search(r"[a-z]{3}\. [A-Z]", line) else None


def straight(texts: Iterable[str]) -> list[str]:
    """The texts with straight quotes, raised figures left as they are."""
    return [text.replace("’", "'").replace("‘", "'") for text in texts]
